/** What an HR officer does: change a figure, see pay move, and find it again. */
import type { Browser, BrowserContext, Locator, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Role } from "../../server/access/role.ts";
import { launchBrowser } from "./browser.ts";
import { ServerProcess } from "./server.ts";
import { signIn } from "./sign-in.ts";

let server: ServerProcess;
let browser: Browser;
let context: BrowserContext;
let page: Page;

beforeAll(async () => {
  [server, browser] = await Promise.all([ServerProcess.start(), launchBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await server.stop();
});
beforeEach(async () => {
  context = await browser.newContext({ locale: "zh-CN", viewport: { width: 1440, height: 900 } });
  await signIn(context, server.url, "editor");
  page = await context.newPage();
});
afterEach(() => context.close());

/** A small machine may take its time. */
const PATIENTLY = { timeout: 20_000 };

const DRAFT = "/schemes/telemarketing-center/draft";
const V6 = "/schemes/telemarketing-specialist/v6.0";

/** In the list of schemes, where the version in force stands as well. */
const draftLink = (): Locator => page.locator(`a[href="${DRAFT}"]`);

const document_ = (on: Page = page): Locator => on.locator("article");
/** The last amount of the totals, without its difference to the text as opened. */
const monthTotal = async (): Promise<string> =>
  (await page.getByTestId("totals").allInnerTexts())
    .join(" ")
    .match(/[\d,]+\.\d\d(?!\d)/g)
    ?.at(-1) ?? "";

async function open(path: string, on: Page = page): Promise<void> {
  await on.goto(`${server.url}${path}?view=doc,text,people`);
  await on.locator(".monaco-editor .view-line").first().waitFor();
  await on.getByTestId("totals").waitFor();
}

/** Picks a rule in the document, which goes to its line in the text, and writes another in its place. */
async function rewrite(rule: Locator, text: string, on: Page = page): Promise<void> {
  await rule.click();
  await on.locator(".monaco-editor.focused [class*=revealed]").first().waitFor();
  // The first goes to the end of the row on the screen, the second to that of the line.
  await on.keyboard.press("Shift+End");
  await on.keyboard.press("Shift+End");
  await on.keyboard.insertText(text);
}

/** How many agents of the month a row decides: its last cell but one, before what they are paid. */
const heads = async (row: Locator): Promise<number> => Number(await row.getByRole("cell").nth(-2).textContent());

const saveState = (kind: string, on: Page = page): Promise<void> =>
  on.locator(`[data-testid=save-state][data-kind=${kind}]`).waitFor();

async function changedTotal(before: string): Promise<string> {
  await expect.poll(monthTotal, PATIENTLY).not.toBe(before);
  return monthTotal();
}

describe("editing", () => {
  test("a changed rate moves the month's pay, is saved, and is there after a reload", async () => {
    await page.goto(server.url);
    await draftLink().click();
    await page.getByRole("button", { name: "全员" }).click();
    await page.getByTestId("totals").waitFor();
    const before = await monthTotal();

    await rewrite(
      document_().getByRole("row", { name: "提成比例" }),
      "param 提成比例 = 2%   range [0% .. 5%] step 0.1%",
    );
    const after = await changedTotal(before);
    await saveState("saved");

    await page.reload();
    await expect.poll(monthTotal, PATIENTLY).toBe(after);
    expect(await document_().getByRole("row", { name: "提成比例" }).textContent()).toContain("2%");
  });

  test("a changed band moves pay; a gap is drawn, named, and blocks publishing", async () => {
    await open(V6);
    const before = await monthTotal();
    const band = document_().getByRole("row", { name: "80% ≤ x < 100%" });
    const covered = await heads(band);
    expect(covered).toBeGreaterThan(0);
    await rewrite(band, "| 接近 | [80% .. 100%) | 0.9 |");
    await changedTotal(before);

    await rewrite(document_().getByRole("row", { name: "80% ≤ x < 100%" }), "| 接近 | [80% .. 95%) | 0.9 |");
    const gap = document_().getByRole("row", { name: "未覆盖" });
    await gap.waitFor();
    // Those whom the band no longer decides are in the gap; counts follow the text.
    const rest = document_().getByRole("row", { name: "80% ≤ x < 95%" });
    await expect.poll(async () => (await heads(rest)) + (await heads(gap)), PATIENTLY).toBe(covered);
    expect(await heads(gap)).toBeGreaterThan(0);
    await page.getByRole("region", { name: "问题" }).getByText("没有覆盖").waitFor();
    const submit = page.getByRole("button", { name: "提交审核" });
    expect(await submit.getAttribute("aria-disabled")).toBe("true");
    await saveState("saved");
  });

  test("a version in force cannot be changed; a draft of it is submitted, reviewed and approved by three people", async () => {
    await open("/schemes/sales-scorecard/2025");
    await saveState("readonly");
    await page.getByRole("button", { name: "新建草稿" }).click();
    await page.getByLabel("版本名").fill("1.2");
    await page.getByRole("button", { name: "新建", exact: true }).click();
    await page.waitForURL("**/sales-scorecard/1.2*");
    await page.getByRole("heading", { level: 1, name: "电话销售人员考核细则" }).first().waitFor();

    const submit = page.getByRole("button", { name: "提交审核" });
    await expect.poll(() => submit.getAttribute("aria-disabled"), PATIENTLY).not.toBe("true");
    await submit.click();
    // Its assumed figures are waived with the reasons that the scheme gives.
    const dialog = page.getByRole("dialog");
    await dialog.getByText("处假定值").waitFor(PATIENTLY);
    await dialog.getByRole("button", { name: "提交审核" }).click();
    await saveState("readonly");

    const decide = async (role: Role, action: string): Promise<void> => {
      await signIn(context, server.url, role);
      await page.goto(`${server.url}/schemes/sales-scorecard/1.2`);
      await page.getByRole("button", { name: action }).click(PATIENTLY);
      await dialog.getByText("版本 2025 → 1.2").waitFor(PATIENTLY);
      await dialog.getByRole("button", { name: action }).click();
      await dialog.waitFor({ ...PATIENTLY, state: "detached" });
    };
    await decide("reviewer", "审核通过");
    await page.getByText("1.2 待批准").waitFor();
    await decide("approver", "批准");
    await page.getByText("1.2 待生效").waitFor();
    await page.getByRole("button", { name: "的更多操作" }).click();
    await page.getByRole("menuitem", { name: "审批记录" }).click();
    await expect.poll(() => dialog.getByRole("listitem").count(), PATIENTLY).toBeGreaterThan(2);
  });
});

describe("nothing typed is lost", () => {
  test("two people edit one draft: the second decides", async () => {
    const other = await context.newPage();
    await open(DRAFT);
    await open(DRAFT, other);
    const base = (on: Page): Locator => document_(on).getByRole("row", { name: "绩效奖金基数" });

    await rewrite(base(other), "param 绩效奖金基数 = 450 CNY", other);
    await saveState("saved", other);
    await rewrite(base(page), "param 绩效奖金基数 = 480 CNY");
    await page.getByRole("dialog").getByRole("button", { name: "保留我的" }).click();
    await saveState("saved");

    await other.reload();
    await expect.poll(() => base(other).textContent(), PATIENTLY).toContain("480");
  });

  test("without the server, the text waits in the browser and is saved later", async () => {
    await open(DRAFT);
    await context.setOffline(true);
    await rewrite(document_().getByRole("row", { name: "A类任务数" }), "param A类任务数 = 30 户   range [1 .. 200]");
    await saveState("offline");
    await page.close();

    await context.setOffline(false);
    page = await context.newPage();
    await open(DRAFT);
    await saveState("saved");
    expect(await document_().getByRole("row", { name: "A类任务数" }).textContent()).toContain("30");
  });
});

describe("the page", () => {
  test("speaks English by a switch, and remembers it", async () => {
    await open(DRAFT);
    await page.getByRole("button", { name: "Switch to English" }).click();
    await page.getByRole("button", { name: "Submit" }).waitFor();
    await page.reload();
    await page.getByRole("heading", { name: "Live sample" }).waitFor();
    expect(await page.locator("html").getAttribute("lang")).toBe("en-GB");
  });

  test("fits a small window: the sample becomes a drawer, then one source is shown at a time", async () => {
    await page.setViewportSize({ width: 1024, height: 768 });
    await open(DRAFT);
    await page.getByRole("button", { name: "样例" }).click();
    await page.getByRole("dialog").getByTestId("headline").waitFor();
    await page.keyboard.press("Escape");

    await page.setViewportSize({ width: 900, height: 768 });
    await page.getByRole("button", { name: "文档" }).click();
    await document_().waitFor();
    await expect.poll(() => page.locator(".monaco-editor").first().isVisible(), PATIENTLY).toBe(false);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(overflow).toBeLessThanOrEqual(0);
  });

  test("is worked by keys alone from the list to the text", async () => {
    await page.goto(`${server.url}/schemes`);
    const link = draftLink();
    await link.waitFor();
    await link.focus();
    await page.keyboard.press("Enter");
    await page.getByRole("navigation", { name: "大纲" }).getByRole("button").nth(1).focus();
    await page.keyboard.press("Enter");
    await page.locator(".monaco-editor.focused").waitFor();
    expect(new URL(page.url()).searchParams.get("clause")).toBe("一");
  });
});
