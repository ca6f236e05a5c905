/** What an HR officer does who would rather work in a spreadsheet: everything in the table view, nothing in the text. */
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
  [server, browser] = await Promise.all([ServerProcess.start(), launchBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await server.stop();
});
beforeEach(async () => {
  context = await browser.newContext({
    locale: "zh-CN",
    viewport: { width: 1440, height: 900 },
    permissions: ["clipboard-read", "clipboard-write"],
  });
  await signIn(context, server.url, "editor");
  page = await context.newPage();
});
afterEach(() => context.close());

const PATIENTLY = { timeout: 20_000 };
const V6 = "/schemes/telemarketing-specialist/v6.0";
const COEFFICIENTS = "绩效奖金系数";

const section = (name: string): Locator => page.locator(`section[aria-label="${name}"]`);
const cell = (grid: string, row: number, column: number): Locator =>
  section(grid).locator(`[data-row="${row}"][data-column="${column}"]`);
const rows = (grid: string): Promise<string[][]> =>
  section(grid)
    .locator("tbody tr")
    .evaluateAll((lines) =>
      lines.map((line) => [...line.querySelectorAll("[data-cell]")].map((each) => each.textContent.trim())),
    );
const row = async (grid: string, at: number): Promise<string[] | undefined> => (await rows(grid))[at];

/** Resolves when figures are there: people and what they are paid stand beside the bands. */
async function open(path: string): Promise<void> {
  await page.goto(`${server.url}${path}?view=table`);
  await section(COEFFICIENTS).getByText("2月人数").waitFor();
}

const saved = (): Promise<void> => page.locator("[data-testid=save-state][data-kind=saved]").waitFor();

async function copied(): Promise<string> {
  await page.keyboard.press("ControlOrMeta+c");
  return page.evaluate(() => navigator.clipboard.readText());
}

describe("a grid", () => {
  test("says what an edit would do before it is accepted, and every view undoes it", async () => {
    await open(V6);
    expect(await row(COEFFICIENTS, 3)).toEqual(["达标", "100%", "120%", "1"]);
    await cell(COEFFICIENTS, 3, 3).click();
    await page.keyboard.type("1.05");
    const effect = section(COEFFICIENTS).getByRole("status");
    await effect.getByText(/\d+ 人受影响.*2月 \+[\d,]+\.\d\d 元/).waitFor();
    await page.keyboard.press("Escape");
    expect(await row(COEFFICIENTS, 3)).toEqual(["达标", "100%", "120%", "1"]);
    await page.keyboard.type("1.05");
    await page.keyboard.press("Enter");
    await expect.poll(() => row(COEFFICIENTS, 3), PATIENTLY).toEqual(["达标", "100%", "120%", "1.05"]);
    await saved();

    await page.getByRole("button", { name: "文本", exact: true }).click();
    await page.locator(".monaco-editor .view-line").first().waitFor();
    await page.getByRole("button", { name: "撤销（Ctrl+Z）" }).click();
    await expect.poll(() => row(COEFFICIENTS, 3), PATIENTLY).toEqual(["达标", "100%", "120%", "1"]);
    await saved();
  });

  test("shows a gap as a row of its own, with fixes that say what they cost", async () => {
    await open(V6);
    await cell(COEFFICIENTS, 2, 2).click();
    await page.keyboard.type("95");
    await page.keyboard.press("Enter");
    await section(COEFFICIENTS)
      .getByText(/95% ≤ x < 100% 缺口，\d+ 人算不出/)
      .waitFor();
    const fix = section(COEFFICIENTS).getByRole("button", { name: "→ [80% .. 100%)" });
    await fix.hover();
    await section(COEFFICIENTS)
      .getByRole("status")
      .getByText(/\d+ 人恢复可算/)
      .waitFor();
    await fix.click();
    await expect.poll(() => row(COEFFICIENTS, 2), PATIENTLY).toEqual(["接近", "80%", "100%", "0.8"]);
    await saved();
  });

  test("takes a range from Excel and gives one back, rows move and go, all by key", async () => {
    await open(V6);
    await page.evaluate(() => navigator.clipboard.writeText("120%\t150%\t1.2\r\n150%\t\t1.4\r\n"));
    await cell(COEFFICIENTS, 4, 1).click();
    await page.keyboard.press("ControlOrMeta+v");
    await expect.poll(() => rows(COEFFICIENTS), PATIENTLY).toHaveLength(6);
    expect((await rows(COEFFICIENTS)).slice(4)).toEqual([
      ["超额", "120%", "150%", "1.2"],
      ["", "150%", "—", "1.4"],
    ]);
    expect(await copied()).toBe("120%\t150%\t1.2\r\n150%\t\t1.4");

    await cell(COEFFICIENTS, 5, 0).click();
    await page.keyboard.type("翻倍");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Alt+ArrowUp");
    await expect.poll(() => row(COEFFICIENTS, 4), PATIENTLY).toEqual(["翻倍", "150%", "—", "1.4"]);
    for (let step = 0; step < 3; step += 1) await page.keyboard.press("ControlOrMeta+z");
    await expect.poll(() => rows(COEFFICIENTS), PATIENTLY).toHaveLength(5);
    expect(await row(COEFFICIENTS, 4)).toEqual(["超额", "120%", "—", "1.2"]);
    await saved();
  });

  test("refuses what would break the text and keeps it to be put right", async () => {
    await open(V6);
    await cell(COEFFICIENTS, 1, 3).click();
    await page.keyboard.type("0.7 | 0.8");
    await page.keyboard.press("Enter");
    await section(COEFFICIENTS).getByText("这里不能写 |、# 或没有成对的引号").waitFor();
    await page.keyboard.press("Escape");
    expect(await row(COEFFICIENTS, 1)).toEqual(["偏低", "60%", "80%", "0.6"]);
  });
});

describe("a param", () => {
  test("says what a step costs, and is typed or moved by key", async () => {
    await open(V6);
    const params = section("参数");
    const rate = params.getByRole("row", { name: /^上门单位提成/ });
    await rate.getByText(/\+[\d,]+\.\d\d 元/).waitFor(PATIENTLY);
    const field = rate.getByRole("textbox");
    await field.fill("25");
    await rate
      .getByRole("status")
      .getByText(/\d+ 人受影响/)
      .waitFor();
    await field.press("Enter");
    await rate.getByText("打开时 为 20 元/人").waitFor();
    await rate.getByRole("slider").press("ArrowRight");
    await expect.poll(() => field.inputValue(), PATIENTLY).toBe("27");
    await field.focus();
    for (let step = 0; step < 2; step += 1) await field.press("ControlOrMeta+z");
    await expect.poll(() => field.inputValue(), PATIENTLY).toBe("20");
    await saved();
  });
});

describe("the curve", () => {
  test("follows a figure, lists where pay jumps and has a table of the same", async () => {
    await open(V6);
    const panel = page.locator("aside[aria-label='收入曲线']");
    await panel.locator("canvas").waitFor(PATIENTLY);
    const jumps = panel.locator("section[aria-label='跳升点'] tbody tr");
    expect(await jumps.count()).toBe(4);
    expect(await jumps.first().textContent()).toMatch(/^60%\s*0 → 0\.6\s*\+[\d,]+\.\d\d/);
    await panel.getByRole("button", { name: "数据表" }).click();
    await panel.getByRole("columnheader", { name: "打开时" }).waitFor();
  });
});

test("a version that is in force shows the same and lets nothing be changed", async () => {
  await open("/schemes/telemarketing-specialist/2025");
  await expect.poll(() => section(COEFFICIENTS).getByRole("button", { name: "插入一档" }).count()).toBe(0);
  await cell(COEFFICIENTS, 3, 3).click();
  await page.keyboard.type("9");
  await page.keyboard.press("Enter");
  expect(await row(COEFFICIENTS, 3)).toEqual(["达标", "100%", "120%", "1"]);
  expect(await section("参数").getByRole("textbox").first().getAttribute("readonly")).not.toBeNull();
});
