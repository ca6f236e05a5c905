/** What is still to be done once months are published: lists to sign, data that change, appeals to the end. */
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Appeal, DataChange, DataSetList, Run } from "../../server/api-types.ts";
import { launchBrowser } from "./browser.ts";
import { Desk, pageOf } from "./people.ts";
import { ServerProcess } from "./server.ts";

let server: ServerProcess;
let browser: Browser;
let desk: Desk;
let dataSet: string;
let run: Run;

/** The schemes of the sample company issue their list of levels in the first month of a quarter. */
const MONTHS = ["2025-12", "2026-01"] as const;
const OPEN = "2026-02";
/** A small machine may take its time. */
const PATIENTLY = { timeout: 30_000 };

beforeAll(async () => {
  [server, browser] = await Promise.all([ServerProcess.start(), launchBrowser()]);
  desk = new Desk(browser, server.url);
  dataSet = (await desk.get<DataSetList>("editor", "/datasets")).body.datasets[0]?.id ?? "";
  for (const month of MONTHS) run = await desk.publish(dataSet, month);
});
afterAll(async () => {
  await browser.close();
  await server.stop();
});

test("a quarter's list of levels is made by HR, signed by the superior of all on it, and filed", async () => {
  const editor = await pageOf(browser, server.url, "editor", `/runs/${run.id}`);
  await editor.getByRole("button", { name: "生成名单" }).click();
  await editor.getByRole("link", { name: "专员季度级别确认名单" }).waitFor(PATIENTLY);

  const superior = await pageOf(browser, server.url, "superior", "/report-lists");
  await superior.getByRole("link", { name: "专员季度级别确认名单" }).click();
  await superior.getByRole("row").filter({ hasText: "D1001" }).waitFor();
  await superior.getByRole("button", { name: "签字确认" }).click();
  await superior.getByRole("dialog").getByRole("button", { name: "签字确认" }).click();
  await superior.getByText("待归档").waitFor();
  expect(await superior.getByRole("button", { name: "归档" }).count()).toBe(0);

  await editor.goto(superior.url());
  await editor.getByRole("button", { name: "归档" }).click();
  await editor.getByRole("dialog").getByRole("button", { name: "归档" }).click();
  await editor.getByRole("main").getByText("已归档").first().waitFor();

  // Where a superior sees what reports are paid, and nothing behind it.
  await superior.goto(`${server.url}/reports-pay`);
  await superior.getByRole("row").filter({ hasText: "D1001" }).waitFor();
  await Promise.all([editor.context().close(), superior.context().close()]);
});

test("data that change after publication become lines of the next open month", async () => {
  await desk.post<Run>("editor", "/runs", { dataSet, month: OPEN });
  const values = { 上门人数: "60" };
  const rows = [{ month: MONTHS[0], agent: "D1001", values }];
  await desk.post<DataChange>("editor", `/datasets/${dataSet}/edits`, { reason: "工单补录", rows });

  const editor = await pageOf(browser, server.url, "editor", "/runs");
  await editor.getByRole("link", { name: "往月更正" }).click();
  await editor.getByRole("button", { name: "重算已公布的月份" }).click();
  await editor.getByRole("dialog").getByLabel("更正原因").fill("工单补录上门人数");
  await editor.getByRole("dialog").getByRole("button", { name: "重算已公布的月份" }).click();
  await editor.getByRole("row").filter({ hasText: "2025年12月" }).filter({ hasText: "D1001" }).waitFor(PATIENTLY);
  await editor.getByRole("button", { name: "计入下一个未结月份" }).click();
  await editor.getByRole("dialog").getByRole("button", { name: "计入下一个未结月份" }).click();
  await editor.getByRole("link", { name: "看所在的月份" }).click();
  await editor.waitForURL("**/runs/*");
  await editor.getByRole("heading", { name: "2026年2月" }).waitFor();
  await editor.context().close();
});

test("a department is assigned to another scheme from a month on; a closed month refuses", async () => {
  const editor = await pageOf(browser, server.url, "editor", "/assignments");
  const row = editor.getByRole("row").filter({ hasText: "质检部" });
  await row.getByRole("button", { name: "更改" }).click();
  const dialog = editor.getByRole("dialog");
  await dialog.getByRole("button", { name: "保存" }).click();
  await dialog.getByRole("alert").waitFor();
  await dialog.getByLabel("从哪个月起").fill("2026-03");
  await dialog.getByRole("button", { name: "保存" }).click();
  await row.filter({ hasText: "2026年3月" }).waitFor();
  await editor.context().close();
});

test("an appeal that HR rejects goes to the leading group, whose ruling is the end", async () => {
  const { id } = await desk.post<Appeal>("agent", `/runs/${run.id}/appeals`, { text: "上门人数少记" });
  await desk.post<Appeal>("reviewer", `/appeals/${id}/answer`, { decision: "rejected", text: "核对无误" });

  const agent = await pageOf(browser, server.url, "agent", `/pay/${run.id}`, { viewport: { width: 390, height: 844 } });
  await agent.getByRole("button", { name: "提请领导小组裁定" }).click(PATIENTLY);
  await agent.getByRole("dialog").getByLabel("说明").fill("有工单为证");
  await agent.getByRole("dialog").getByRole("button", { name: "提请领导小组裁定" }).click();
  await agent.getByText("待裁定").first().waitFor();

  const approver = await pageOf(browser, server.url, "approver", "/appeals");
  await approver.getByRole("button", { name: "裁定", exact: true }).click();
  await approver.getByRole("dialog").getByText("不采纳", { exact: true }).click();
  await approver.getByRole("dialog").getByLabel("说明").fill("工单日期不在当月");
  await approver.getByRole("dialog").getByRole("button", { name: "裁定", exact: true }).click();
  await approver.getByText("工单日期不在当月").waitFor();
  await Promise.all([agent.context().close(), approver.context().close()]);
});

test("an adjustment that was taken back stays in the list; results go out as a file", async () => {
  const open = await desk.post<Run>("editor", "/runs", { dataSet, month: "2025-11" });
  await desk.post("editor", `/runs/${open.id}/adjustments`, { agent: "D1001", amount: 8_850, reason: "门店支援" });
  const editor = await pageOf(browser, server.url, "editor", `/runs/${open.id}`);
  await editor.getByRole("button", { name: "撤回" }).click();
  await editor.getByRole("dialog").getByLabel("原因").fill("记错了人");
  await editor.getByRole("dialog").getByRole("button", { name: "撤回" }).click();
  await editor.getByText("记错了人").waitFor();

  await editor.goto(`${server.url}/runs/${run.id}`);
  await editor.getByRole("button", { name: "导出" }).click();
  const [file] = await Promise.all([
    editor.waitForEvent("download"),
    editor.getByRole("menuitem", { name: "导出 Excel" }).click(),
  ]);
  expect(file.suggestedFilename()).toMatch(/^run-2026-01-r1\.xlsx$/);
  await editor.context().close();
});
