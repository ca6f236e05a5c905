/** What an HR officer tries on past months: a lever, its reasons, a budget met by goal-seek, a scenario and a draft. */
import type { Browser, BrowserContext, Locator, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
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
const PATIENTLY = { timeout: 30_000 };

const textOf = async (locator: Locator): Promise<string> => (await locator.textContent()) ?? "";
const tile = (name: string): Promise<string> => textOf(page.getByRole("region", { name, exact: true }));

/** The id of 电话营销中心's draft, whose rate is a lever. */
async function draftId(): Promise<string> {
  const { schemes } = (await (await context.request.get(`${server.url}/api/schemes`)).json()) as {
    schemes: { id: string; versions: { id: string; version: string }[] }[];
  };
  const scheme = schemes.find(({ id }) => id === "telemarketing-center");
  return scheme?.versions.find(({ version }) => version === "draft")?.id ?? "";
}

test("a lever moved by keyboard changes the figures, says why, and its link shows the same", async () => {
  await page.goto(`${server.url}/what-if?version=${await draftId()}`);
  const slider = page.getByRole("slider", { name: "调节提成比例" });
  await slider.waitFor(PATIENTLY);
  expect(await tile("模拟总额")).toContain("与原文相同");
  await slider.focus();
  for (let press = 0; press < 2; press += 1) await page.keyboard.press("ArrowLeft");
  expect(await slider.getAttribute("aria-valuetext")).toBe("0.8%");
  await expect.poll(() => tile("模拟总额"), PATIENTLY).toContain("▼");
  await page.getByRole("region", { name: /^变化由来：/ }).waitFor(PATIENTLY);
  await expect.poll(() => page.url()).toContain("0.008");
  // Of both steps: the address follows when the lever has come to rest.
  const total = await tile("模拟总额");

  const other = await context.newPage();
  await other.goto(page.url());
  await other.getByRole("region", { name: "模拟总额" }).waitFor(PATIENTLY);
  await expect.poll(() => textOf(other.getByRole("region", { name: "模拟总额" })), PATIENTLY).toBe(total);

  await page.keyboard.press("Shift+ArrowRight");
  expect(await slider.getAttribute("aria-valuetext")).toBe("1.8%");
  await page.getByRole("button", { name: "全部还原" }).click();
  await expect.poll(() => tile("模拟总额"), PATIENTLY).toContain("与原文相同");
}, 120_000);

test("goal-seek meets a budget, the scenario is kept, and the moves become a draft with its reason", async () => {
  await page.goto(`${server.url}/what-if?version=${await draftId()}`);
  await page.getByRole("slider", { name: "调节提成比例" }).waitFor(PATIENTLY);
  // A fiftieth less than it comes to today.
  const today = /([\d,]+)\./.exec(await tile("模拟总额"))?.[1]?.replaceAll(",", "") ?? "";
  await page.getByLabel("这些月份的预算总额").fill(String(Math.floor(Number(today) * 0.98)));
  await page.keyboard.press("Enter");
  await expect.poll(() => tile("预算")).toContain("超");
  await page.getByRole("button", { name: "反推", exact: true }).click();
  await page.getByRole("button", { name: /^采用/ }).click(PATIENTLY);
  await expect.poll(() => tile("预算"), PATIENTLY).toContain("余");

  await page.getByRole("button", { name: /^情景/ }).click();
  await page.getByRole("button", { name: "另存为情景…" }).click();
  await page.getByRole("textbox", { name: "名称" }).fill("压缩百分之二");
  await page.getByRole("button", { name: "保存", exact: true }).click();
  await page.getByRole("button", { name: "情景 压缩百分之二" }).waitFor();

  const draft = page.getByRole("button", { name: "存为草稿版本" });
  await expect.poll(() => draft.isEnabled(), PATIENTLY).toBe(true);
  await draft.click();
  expect(await page.getByRole("textbox", { name: "理由" }).inputValue()).toContain("历史测算");
  await page.getByRole("textbox", { name: "版本名" }).fill("2027");
  await page.getByRole("button", { name: "新建", exact: true }).click();
  await page.waitForURL(/\/schemes\/telemarketing-center\/2027/);
}, 120_000);
