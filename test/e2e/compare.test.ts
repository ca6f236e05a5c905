/** What an HR officer compares: three schemes over the same months, down to one agent's steps. */
import { readFile } from "node:fs/promises";
import type { Browser, BrowserContext, Locator, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { openXlsx } from "../../server/data/xlsx/read-xlsx.ts";
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
  await signIn(context, server.url, "reviewer");
  page = await context.newPage();
});
afterEach(() => context.close());

/** A small machine may take its time. */
const PATIENTLY = { timeout: 30_000 };

const choose = (scheme: string, version: string): Promise<void> =>
  page.getByRole("group", { name: scheme }).getByRole("button", { name: version }).click();
const textOf = async (locator: Locator): Promise<string> => (await locator.textContent()) ?? "";
const tile = (name: string): Promise<string> => textOf(page.getByRole("region", { name, exact: true }));
const view = (name: string): Promise<void> =>
  page.getByRole("group", { name: "看什么" }).getByRole("button", { name }).click();

/** Ids of versions by `scheme/version`. */
async function ids(...names: readonly string[]): Promise<string> {
  const { schemes } = (await (await context.request.get(`${server.url}/api/schemes`)).json()) as {
    schemes: { id: string; versions: { id: string; version: string }[] }[];
  };
  const all = schemes.flatMap(({ id, versions }) =>
    versions.map((one) => ({ name: `${id}/${one.version}`, id: one.id })),
  );
  return names.map((name) => all.find((version) => version.name === name)?.id).join();
}

test("a newcomer compares three schemes, goes from a mark to both step trees, and sends the link", async () => {
  await page.goto(server.url);
  await page.getByRole("link", { name: "对比" }).click();
  await choose("电话营销部专员绩效考核方案", "v6.0");
  await page.getByText("再选一个").waitFor();
  await choose("电话营销中心绩效考核标准", "draft");
  await page.getByRole("button", { name: "添加要比较的版本" }).click();
  await choose("电话销售人员考核细则", "1.0");
  await page.getByRole("region", { name: "总额" }).waitFor(PATIENTLY);

  await page.getByRole("button", { name: /^月份/ }).click();
  await page.getByRole("button", { name: "全部月份" }).click();
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "v6.0比较哪一笔" }).click();
  await page.getByRole("option", { name: "专员绩效奖金" }).click();
  // The figures that the command line prints for the same data (docs/compare.md).
  await expect.poll(() => tile("总额"), PATIENTLY).toMatch(/专员绩效奖金[\s\S]*667,082[\s\S]*1,399,224/);
  expect(await tile("人均")).toContain("491.59");
  expect(await tile("升 / 降 / 不变")).toMatch(/▲ \d+ 升[\s\S]*▼ \d+ 降/);

  await page.getByRole("button", { name: "下降", exact: true }).click();
  const first = page.getByRole("grid").getByRole("row").nth(1);
  const name = (await textOf(first.getByRole("rowheader"))).trim();
  await first.click();
  const both = page.getByRole("region", { name: `${name}的两边对照` });
  await both.getByText("第一处不同").waitFor(PATIENTLY);
  expect(await both.getByRole("tree").count()).toBe(2);
  expect(await both.locator("[role=treeitem][data-marked]").count()).toBe(2);
  const month = both.getByRole("list", { name: "各月差额" }).getByRole("button").first();
  await month.click();
  await expect.poll(() => new URL(page.url()).searchParams.get("month")).toBe("2025-01");

  const shared = page.url();
  const colleague = await context.newPage();
  await colleague.goto(shared);
  const theirs = colleague.getByRole("region", { name: `${name}的两边对照` });
  await theirs.getByText("第一处不同").waitFor(PATIENTLY);
  expect(await textOf(theirs)).toBe(await textOf(both));
});

test("groups, distributions with their tables, rules beside each other and as text, and an Excel file of it all", async () => {
  await page.goto(`${server.url}/compare?schemes=${await ids("telemarketing-center/draft", "sales-scorecard/1.0")}`);
  await page.getByRole("region", { name: "总额" }).waitFor(PATIENTLY);
  await page.getByRole("button", { name: /^人员/ }).click();
  await page.getByRole("checkbox", { name: "客服部" }).check();
  await page.keyboard.press("Escape");
  await expect.poll(() => textOf(page.getByRole("button", { name: /^人员/ })), PATIENTLY).toMatch(/^客服部 · \d+ 人$/);
  expect(new URL(page.url()).searchParams.get("group")).toBe("部门:客服部");

  await view("分布");
  const boxes = page.getByRole("region", { name: "每人每月，按部门" });
  await boxes.getByRole("button", { name: "数据表" }).click();
  expect(await textOf(boxes.getByRole("table"))).toContain("客服部");
  expect(await textOf(boxes.getByRole("table"))).not.toContain("质检部");

  await view("规则");
  const rules = page.getByRole("region", { name: "规则" });
  expect(await textOf(rules.getByRole("table"))).toMatch(/output 绩效奖金[\s\S]*output 当月绩效工资/);
  await rules.getByRole("button", { name: "改动说明" }).click();
  await rules.getByText("这是两个不同的方案").waitFor();
  await rules.getByRole("button", { name: "原文对照" }).click();
  expect(await textOf(rules.getByRole("table"))).toMatch(/title: 电话营销中心绩效考核标准/);

  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "导出" }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^方案对比 .*\.xlsx$/);
  const file = await openXlsx(await readFile(await download.path()), "comparison.xlsx");
  expect(file.sheets.map((sheet) => sheet.name)).toEqual(["总览", "各月", "逐人", "分组", "迁移", "算不出", "规则"]);
});

test("a version that cannot be computed says why and can be left out; in English as well", async () => {
  const chosen = await ids("telemarketing-center/draft", "telemarketing-center/2025", "sales-scorecard/as-written");
  await page.addInitScript(() => localStorage.setItem("plumbline.language", "en"));
  await page.goto(`${server.url}/compare?schemes=${chosen}`);
  await page.getByText(/cannot be computed, so it cannot be compared/).waitFor(PATIENTLY);
  await page.getByRole("button", { name: "Leave it out" }).click();
  await page.getByRole("region", { name: "Total", exact: true }).waitFor(PATIENTLY);
  await page.getByRole("button", { name: "Rules", exact: true }).click();
  await page.getByRole("button", { name: "In sentences" }).click();
  await page.getByText(/version draft → 2025/i).waitFor();
});
