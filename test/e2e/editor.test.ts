/** The text with its language service, and the live results beside it. */
import type { Browser, BrowserContext, Locator, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { launchBrowser } from "./browser.ts";
import { ServerProcess } from "./server.ts";
import { signIn } from "./sign-in.ts";

let server: ServerProcess;
let browser: Browser;
let context: BrowserContext;
let page: Page;

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());
// What is typed is saved: each test has drafts of its own.
beforeEach(async () => {
  server = await ServerProcess.start();
  context = await browser.newContext({ locale: "zh-CN", viewport: { width: 1440, height: 900 } });
  await signIn(context, server.url, "editor");
  page = await context.newPage();
});
afterEach(async () => {
  await context.close();
  await server.stop();
});

const V6 = "/schemes/telemarketing-specialist/v6.0";
const SCORECARD = "/schemes/sales-scorecard/1.0";
/** How the results came about; the personnel actions have a tree of their own. */
const reasons = (): Locator => page.getByRole("tree", { name: "结果怎么来的" });
/** Longer than the browser needs on a busy machine. */
const PATIENTLY = { timeout: 15_000 };

async function open(path: string): Promise<void> {
  await page.goto(`${server.url}${path}?view=text,people`);
  await page.locator(".monaco-editor .view-line").first().waitFor();
  await page.getByTestId("totals").waitFor();
  await reasons().waitFor();
}

const line = (text: string): Locator => page.locator(".monaco-editor .view-line", { hasText: text }).first();

/** Puts the cursor at the end of the first line that holds the text; the find widget scrolls there. */
async function cursorAfter(text: string): Promise<void> {
  await page.locator(".monaco-editor .view-lines").first().click();
  await page.keyboard.press("Control+f");
  await page.locator(".find-widget textarea").first().fill(text);
  await page.keyboard.press("Enter");
  await page.keyboard.press("Escape");
  await page.keyboard.press("End");
}

const headline = (): Promise<string | null> => page.getByTestId("headline").textContent();
const rows = (): Locator => page.getByRole("grid").locator("tbody tr");

describe("the text", () => {
  test("completes names of the scheme and inserts the one chosen", async () => {
    await open(V6);
    await cursorAfter("超额完成奖金 = max");
    await page.keyboard.type(" + 上门单");
    await page.locator(".suggest-widget .monaco-list-row", { hasText: "上门单位提成" }).waitFor();
    await page.keyboard.press("Enter");
    await line("+ 上门单位提成").waitFor();
  });

  test("says what a name is", async () => {
    await open(V6);
    await cursorAfter("专员绩效奖金 = round");
    const word = line("专员绩效奖金 = round").getByText("绩效奖金系数").first();
    const hover = page.locator(".monaco-hover", { hasText: "3.4.1 e" });
    // The editor asks once for each time the pointer comes to rest, and gives up on an engine still busy.
    for (let attempt = 0; attempt < 10 && !(await hover.isVisible()); attempt += 1) {
      await page.mouse.move(0, 0);
      await word.hover();
      await hover.waitFor({ timeout: 3000 }).catch(() => undefined);
    }
    expect(await hover.textContent()).toContain("绩效奖金系数");
  });

  test("marks an unknown name, and a quick fix puts it right", async () => {
    await open(V6);
    const before = await headline();
    await cursorAfter("上门提成奖金 = ");
    await page.keyboard.press("Shift+Home");
    await page.keyboard.insertText("上门提成奖金 = 上门单位提成 * 上门人叔");
    await page.locator(".squiggly-error").first().waitFor();
    await expect.poll(headline, PATIENTLY).toBe("算不出");

    await page.keyboard.press("Control+.");
    await page.locator(".action-widget").getByText("改为“上门人数”").click();
    await expect.poll(headline, PATIENTLY).toBe(before);
  });

  test("renames everywhere, and undoes it in one step", async () => {
    await open(V6);
    await cursorAfter("param 上门单位提成");
    await page.keyboard.press("Home");
    for (let step = 0; step < "param 上".length; step += 1) await page.keyboard.press("ArrowRight");
    await page.keyboard.press("F2");
    await page.locator(".rename-box input").fill("上门单价");
    await page.keyboard.press("Enter");
    await line("上门提成奖金 = 上门单价 * 上门人数").waitFor();
    await page.keyboard.press("Control+z");
    await line("上门提成奖金 = 上门单位提成 * 上门人数").waitFor();
  });
});

describe("the live sample", () => {
  test("follows the agent chosen by name, and the row picked in the table", async () => {
    await open(V6);
    const field = page.getByRole("combobox", { name: "员工" });
    await field.fill("D1003");
    await page.getByRole("option", { name: /D1003/ }).click();
    const picked = page.getByRole("grid").getByRole("row", { selected: true });
    await expect.poll(() => picked.textContent(), PATIENTLY).toContain("D1003");

    const other = rows().nth(1);
    const pay = (await other.locator("td").last().textContent()) ?? "";
    await other.click();
    await expect.poll(headline, PATIENTLY).toContain(pay);
  });

  test("opens its reasons by keys alone, down to the input", async () => {
    await open(SCORECARD);
    const items = reasons().getByRole("treeitem");
    await items.first().focus();
    expect(await items.first().getAttribute("aria-expanded")).toBe("true");
    await page.keyboard.press("ArrowLeft");
    await expect.poll(() => items.first().getAttribute("aria-expanded"), PATIENTLY).toBe("false");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowRight");
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.getAttribute("aria-level")), PATIENTLY)
      .toBe("2");
    await page.keyboard.press("Enter");
    await page.locator(".monaco-editor.focused").waitFor();
  });
});

describe("everyone", () => {
  test("can be sorted by an output, and lists who has no result and why", async () => {
    await open(SCORECARD);
    const amounts = (): Promise<string[]> => rows().locator("td:last-child").allTextContents();
    await page.getByTitle("按当月绩效工资排序").click();
    const figures = (await amounts()).filter((text) => /\d/.test(text)).map((text) => Number(text.replace(/,/g, "")));
    expect(figures.length).toBeGreaterThan(3);
    expect(figures).toEqual([...figures].sort((a, b) => b - a));

    await page.getByRole("button", { name: /只看算不出的/ }).click();
    await expect.poll(() => rows().first().textContent(), PATIENTLY).toContain("缺少");
    expect(await rows().count()).toBeLessThan(10);
  });
});
