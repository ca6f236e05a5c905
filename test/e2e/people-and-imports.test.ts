/** What HR and administrators do beside schemes: a file on its way into the data, a colleague who gets an account. */
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import type { Role } from "../../server/access/role.ts";
import type { AgentMonths, DataSetList } from "../../server/api-types.ts";
import { launchBrowser } from "./browser.ts";
import { ServerProcess } from "./server.ts";
import { signIn } from "./sign-in.ts";

let server: ServerProcess;
let browser: Browser;
let contexts: BrowserContext[];

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());
beforeEach(async () => {
  server = await ServerProcess.start();
  contexts = [];
});
afterEach(async () => {
  await Promise.all(contexts.map((context) => context.close()));
  await server.stop();
});

/** A page in a browser of its own, signed in where a role is named. */
async function browse(path: string, role?: Role): Promise<Page> {
  const context = await browser.newContext({ locale: "zh-CN", viewport: { width: 1280, height: 800 } });
  contexts.push(context);
  if (role) await signIn(context, server.url, role);
  const page = await context.newPage();
  await page.goto(`${server.url}${path}`);
  return page;
}

/** A misspelt name and no month: two questions. */
const FILE = "工号,上门人数量,备注\nD1001,3,\nD1002,4,新人\n";

test("a file comes into the data: what it leaves open is asked, then it is checked and written", async () => {
  const page = await browse("/imports", "editor");
  await page.getByLabel("文件", { exact: true }).setInputFiles({
    name: "上门.csv",
    mimeType: "text/csv",
    buffer: Buffer.from(FILE),
  });
  await page.getByRole("button", { name: "上传并识别" }).click();
  await page.getByText("还有 2 处要回答").waitFor();
  const check = page.getByRole("button", { name: "按此检查" });
  expect(await check.isDisabled()).toBe(true);
  await page.getByRole("button", { name: "就是“上门人数”" }).click();
  await page.getByLabel("所有行的月份").fill("2025-01");
  await check.click();
  await page.getByText("可导入 2 行，2 人").waitFor();
  const accept = page.getByRole("checkbox", { name: /提醒，照样导入/ });
  if (await accept.isVisible()) await accept.check();
  await page.getByRole("button", { name: "导入", exact: true }).click();
  await page.getByText("已写入").waitFor();

  const { datasets } = (await (await page.request.get(`${server.url}/api/datasets`)).json()) as DataSetList;
  const path = `/api/datasets/${datasets[0]?.id}/agent-months?month=2025-01&agent=D1001`;
  const { columns, rows } = (await (await page.request.get(`${server.url}${path}`)).json()) as AgentMonths;
  expect(rows.map(({ values }) => values[columns.indexOf("上门人数")])).toEqual(["3"]);
});

test("an administrator adds a user, who sets a password by the link and signs in", async () => {
  const page = await browse("/users", "administrator");
  await page.getByRole("button", { name: "添加用户" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("账号", { exact: true }).fill("wang.min");
  await dialog.getByLabel("姓名", { exact: true }).fill("王敏");
  await dialog.getByRole("checkbox", { name: /人力资源编制/ }).check();
  await dialog.getByRole("button", { name: "添加", exact: true }).click();
  const link = (await page.getByTestId("one-time-link").textContent())?.trim() ?? "";
  await page.getByRole("button", { name: "关闭", exact: true }).click();
  await page.getByRole("row", { name: /王敏/ }).getByText("待设密码").waitFor();

  const other = await browse("/link");
  // Where the hash alone changes, a browser does not load the page again.
  await other.goto("about:blank");
  await other.goto(link);
  await other.getByLabel("新密码").fill("a long enough password");
  await other.getByRole("button", { name: "设置密码" }).click();
  await other.getByRole("link", { name: "去登录" }).click();
  await other.getByLabel("账号", { exact: true }).fill("wang.min");
  await other.getByLabel("密码", { exact: true }).fill("a long enough password");
  await other.getByRole("button", { name: "登录", exact: true }).click();
  await other.getByRole("link", { name: "导入", exact: true }).waitFor();
  expect(await other.getByRole("link", { name: "用户", exact: true }).count()).toBe(0);

  await page.reload();
  await page.getByRole("row", { name: /王敏/ }).getByText("可登录").waitFor();
});
