/** From a month that was computed to the statement that its agent reads, by the four people who have a hand in it. */
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Role } from "../../server/access/role.ts";
import { launchBrowser } from "./browser.ts";
import { ServerProcess } from "./server.ts";
import { signIn } from "./sign-in.ts";

let server: ServerProcess;
let browser: Browser;

beforeAll(async () => {
  [server, browser] = await Promise.all([ServerProcess.start(), launchBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await server.stop();
});

/** A small machine may take its time. */
const PATIENTLY = { timeout: 30_000 };

async function as(role: Role, path: string, viewport = { width: 1440, height: 900 }): Promise<Page> {
  const context = await browser.newContext({ locale: "zh-CN", viewport });
  await signIn(context, server.url, role);
  const page = await context.newPage();
  await page.goto(`${server.url}${path}`);
  return page;
}

const press = (page: Page, name: string): Promise<void> => page.getByRole("button", { name, exact: true }).click();
const decide = (page: Page, name: string): Promise<void> =>
  page.getByRole("dialog").getByRole("button", { name, exact: true }).click();

test("HR computes, a second person reviews and locks, the general manager publishes, the agent reads and appeals", async () => {
  const editor = await as("editor", "/runs");
  await editor.getByRole("button", { name: "开始核算" }).first().click();
  await editor.waitForURL("**/runs/*");
  const path = new URL(editor.url()).pathname;
  await press(editor, "计算");
  await editor.getByTestId("figures").waitFor(PATIENTLY);
  await editor.getByText("待审核").first().waitFor();

  await press(editor, "添加调整");
  const form = editor.getByRole("dialog");
  await form.getByLabel("工号").fill("D1001");
  await form.getByLabel("金额（元）").fill("88.50");
  await form.getByLabel("原因").fill("门店支援补贴");
  await decide(editor, "添加调整");
  await editor.getByText("门店支援补贴").waitFor();
  await editor.context().close();

  const reviewer = await as("reviewer", path);
  await press(reviewer, "审核通过");
  const without = await reviewer
    .getByRole("dialog")
    .getByText(/有 (\d+) 人没有结果/)
    .count();
  if (without > 0) {
    const text = await reviewer
      .getByRole("dialog")
      .getByText(/有 (\d+) 人没有结果/)
      .first()
      .textContent();
    await reviewer
      .getByRole("dialog")
      .getByRole("textbox")
      .fill(/\d+/.exec(text ?? "")?.[0] ?? "");
  }
  await decide(reviewer, "审核通过");
  await press(reviewer, "锁定");
  await decide(reviewer, "锁定");
  await reviewer.getByText("待公布").first().waitFor();

  await press(reviewer, "解锁");
  await reviewer.getByRole("dialog").getByLabel("原因").fill("先试一次解锁");
  expect(await reviewer.getByRole("dialog").getByRole("button", { name: "解锁", exact: true }).isEnabled()).toBe(true);
  await decide(reviewer, "取消");
  await reviewer.context().close();

  const approver = await as("approver", path);
  await press(approver, "公布");
  await decide(approver, "公布");
  await approver.getByText("已公布").first().waitFor();
  await approver.getByPlaceholder("按姓名、工号或部门查找").fill("D1001");
  const row = approver.getByRole("row").filter({ hasText: "D1001" });
  const net = (await row.getByRole("gridcell").last().textContent())?.trim();
  await row.click();
  const drawer = approver.getByRole("dialog");
  await drawer.getByTestId("statement").waitFor(PATIENTLY);
  expect(await drawer.getByTestId("statement-total").textContent()).toBe(net);
  await approver.context().close();

  const agent = await as("agent", "/", { width: 360, height: 740 });
  await agent.waitForURL("**/pay");
  await agent
    .getByRole("listitem")
    .getByRole("link")
    .filter({ hasText: net ?? "" })
    .click();
  const statement = agent.getByTestId("statement");
  await statement.waitFor(PATIENTLY);
  expect(await statement.getByTestId("statement-total").textContent()).toBe(net);
  await statement.getByText("门店支援补贴").waitFor();
  // Nothing sticks out at the side of a phone.
  expect(await agent.evaluate(() => document.documentElement.scrollWidth)).toBe(360);

  await press(agent, "对结果有疑问");
  await agent.getByRole("dialog").getByLabel("说明").fill("上门人数少记了一人");
  await decide(agent, "提交申诉");
  await agent.getByRole("region", { name: "的申诉" }).getByText("待答复").waitFor();
  await agent.goto(`${server.url}/runs`);
  await agent.getByText("这一页不在你的权限内").waitFor();
  await agent.context().close();

  const answering = await as("reviewer", "/appeals");
  await press(answering, "答复");
  await answering.getByRole("dialog").getByLabel("说明").fill("已核对，下月更正补发");
  await decide(answering, "答复");
  await answering.getByText("已核对，下月更正补发").waitFor();
  await answering.context().close();
});
