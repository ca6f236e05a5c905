/** What HR opens the product for, as a newcomer does it, from a first start to the end, in both languages. */
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Role } from "../../server/access/role.ts";
import { DEMO_ACCOUNTS, DEMO_PASSWORD } from "../../server/people/demo.ts";
import { launchBrowser } from "./browser.ts";
import { ServerProcess } from "./server.ts";

const zh = {
  account: "账号",
  password: "密码",
  signIn: "登录",
  table: "表格",
  document: "文档",
  text: "文本",
  sample: "样例",
  rate: "提成比例（%）",
  touched: /人员影响/,
  submit: "提交审核",
  review: "审核通过",
  approve: "批准",
  reason: "变动的理由",
  inForce: /draft (生效中|待生效)/,
  compare: "对比",
  addVersion: "添加要比较的版本",
  total: "总额",
  whatIf: "测算",
  budget: "这些月份的预算总额",
  lever: "要反推的调节项",
  seek: "反推",
  adopt: /^采用/,
  saveDraft: "存为草稿版本",
  versionName: "版本名",
  create: "新建",
};
const en: typeof zh = {
  account: "Account",
  password: "Password",
  signIn: "Sign in",
  table: "Table",
  document: "Doc",
  text: "Text",
  sample: "Sample",
  rate: "提成比例 (%)",
  touched: /Who it touches/,
  submit: "Submit",
  review: "Pass review",
  approve: "Approve",
  reason: "Why they change",
  inForce: /draft (In force|Approved|Effective)/i,
  compare: "Compare",
  addVersion: "Add a version to compare",
  total: "Total",
  whatIf: "What-if",
  budget: "Budget for all these months",
  lever: "Lever to move",
  seek: "Seek",
  adopt: /^Take/,
  saveDraft: "Save as draft",
  versionName: "Version name",
  create: "Create",
};

/** A small machine may take its time. */
const PATIENTLY = { timeout: 30_000 };

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

describe.each([
  ["Chinese", "zh", zh],
  ["English", "en", en],
] as const)("in %s", (_, language, words) => {
  let server: ServerProcess;

  beforeAll(async () => {
    server = await ServerProcess.start();
  });
  afterAll(() => server.stop());

  /** Signs in at the door, as whoever comes for the first time. */
  async function arrive(role: Role): Promise<Page> {
    const context: BrowserContext = await browser.newContext({ viewport: { width: 1440, height: 900 } });
    await context.addInitScript((chosen) => localStorage.setItem("plumbline.language", chosen), language);
    const page = await context.newPage();
    await page.goto(server.url);
    await page
      .getByRole("textbox", { name: words.account })
      .fill(DEMO_ACCOUNTS.find(({ roles }) => roles.includes(role))?.name ?? "");
    await page.getByLabel(words.password).fill(DEMO_PASSWORD);
    await page.getByRole("button", { name: words.signIn, exact: true }).click();
    await page.getByRole("navigation").getByRole("link").nth(1).waitFor(PATIENTLY);
    return page;
  }

  const open = (page: Page, place: string): Promise<void> =>
    page.getByRole("navigation").getByRole("link", { name: place, exact: true }).click();

  test("the rate of the draft is changed, who gains is seen, and it is approved by somebody else", async () => {
    const editor = await arrive("editor");
    const version = editor.getByRole("cell", { name: "draft", exact: true });
    await editor.getByRole("row").filter({ has: version }).getByRole("link").first().click();
    await editor.waitForURL("**/telemarketing-center/draft*");
    const path = new URL(editor.url()).pathname;
    await editor.getByRole("button", { name: words.table, exact: true }).click();
    for (const view of [words.document, words.text]) {
      await editor.getByRole("button", { name: view, exact: true }).click();
    }
    const rate = editor.getByLabel(words.rate);
    await rate.fill("1.5", PATIENTLY);
    await rate.press("Enter");
    await editor.getByRole("button", { name: words.sample, exact: true }).click();
    const touched = editor.getByRole("region", { name: words.touched });
    await expect.poll(() => touched.textContent(), PATIENTLY).toMatch(/▲\D*[1-9]\d/);
    await editor.keyboard.press("Escape");

    // The scheme's own examples say what it used to pay: until they are put right it cannot be submitted.
    const submit = editor.getByRole("button", { name: words.submit });
    await expect.poll(() => submit.getAttribute("aria-disabled"), PATIENTLY).toBe("true");
    for (const [example, pays] of [
      ["正好完成", "550"],
      ["A类超额", "606"],
      ["B类不足", "526"],
    ] as const) {
      const row = editor.getByRole("row").filter({ hasText: example });
      await row.getByRole("gridcell").last().click();
      await editor.keyboard.type(pays);
      await editor.keyboard.press("Enter");
    }
    await expect.poll(() => submit.getAttribute("aria-disabled"), PATIENTLY).not.toBe("true");
    await submit.click();
    const dialog = editor.getByRole("dialog");
    await dialog.getByText("1.5%").first().waitFor(PATIENTLY);
    const reason = dialog.getByLabel(words.reason);
    if (await reason.isVisible()) await reason.fill("2026");
    await dialog.getByRole("button", { name: words.submit }).click();
    await dialog.waitFor({ ...PATIENTLY, state: "detached" });
    await editor.context().close();

    for (const [role, action] of [
      ["reviewer", words.review],
      ["approver", words.approve],
    ] as const) {
      const page = await arrive(role);
      await page.goto(`${server.url}${path}`);
      await page.getByRole("button", { name: action }).click(PATIENTLY);
      await page.getByRole("dialog").getByText("1.5%").first().waitFor(PATIENTLY);
      await page.getByRole("dialog").getByRole("button", { name: action }).click();
      await page.getByRole("dialog").waitFor({ ...PATIENTLY, state: "detached" });
      if (role === "approver") await page.getByText(words.inForce).waitFor(PATIENTLY);
      await page.context().close();
    }
  });

  test("V6.0, the draft and the scorecard are compared on the same months", async () => {
    const page = await arrive("editor");
    await open(page, words.compare);
    const choose = (scheme: string, version: string): Promise<void> =>
      page.getByRole("group", { name: scheme }).getByRole("button", { name: version }).click();
    await choose("电话营销部专员绩效考核方案", "v6.0");
    await choose("电话营销中心绩效考核标准", "2025");
    await page.getByRole("button", { name: words.addVersion }).click();
    await choose("电话销售人员考核细则", "1.0");
    const total = page.getByRole("region", { name: words.total, exact: true });
    // Three schemes, three amounts to the yuan.
    await expect.poll(async () => (await total.textContent())?.match(/\d{1,3}(,\d{3})+/g)?.length, PATIENTLY).toBe(3);
    await page.context().close();
  });

  test("next year's cost is brought under a budget by goal-seek and becomes a draft", async () => {
    const page = await arrive("editor");
    await open(page, words.whatIf);
    const budget = page.getByLabel(words.budget);
    await budget.fill("1900000", PATIENTLY);
    await budget.press("Enter");
    const lever = page.getByRole("combobox", { name: words.lever });
    await lever.click();
    await lever.fill("上门单位提成");
    await page.getByRole("option", { name: /上门单位提成/ }).click();
    await page.getByRole("button", { name: words.seek, exact: true }).click();
    await page.getByRole("button", { name: words.adopt }).click(PATIENTLY);
    const save = page.getByRole("button", { name: words.saveDraft });
    await expect.poll(() => save.isEnabled(), PATIENTLY).toBe(true);
    await save.click();
    const dialog = page.getByRole("dialog");
    await dialog.getByText("上门单位提成").first().waitFor();
    await dialog.getByLabel(words.versionName).fill("2027");
    await dialog.getByRole("button", { name: words.create }).click();
    await page.waitForURL("**/2027*");
    await page.getByRole("region", { name: words.touched }).waitFor(PATIENTLY);
    await page.context().close();
  });
});
