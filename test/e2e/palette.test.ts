import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { launchBrowser } from "./browser.ts";
import { ServerProcess } from "./server.ts";
import { signIn } from "./sign-in.ts";

let server: ServerProcess;
let browser: Browser;
let page: Page;
beforeAll(async () => {
  [server, browser] = await Promise.all([ServerProcess.start(), launchBrowser()]);
});
beforeEach(async () => {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: "zh-CN" });
  await signIn(context, server.url, "editor");
  page = await context.newPage();
  return () => context.close();
});
afterAll(async () => {
  await browser.close();
  expect(await server.stop()).toBe(0);
});

const field = () => page.getByRole("combobox", { name: "搜索和命令" });
const options = () => page.getByRole("option");

async function ask(words: string): Promise<void> {
  await page.keyboard.press("Control+k");
  await field().fill(words);
}

test("a few words find a version, and Enter opens it", async () => {
  await page.goto(`${server.url}/runs`);
  await page.getByRole("heading", { level: 1 }).waitFor();
  await ask("专员 2025");
  await options().first().waitFor();
  await page.keyboard.press("Enter");
  await page.waitForURL("**/schemes/telemarketing-specialist/2025*");
});

test("clauses, people and commands of the open version are found by their signs", async () => {
  await page.goto(`${server.url}/schemes/telemarketing-center/draft?view=doc`);
  await page.getByRole("heading", { level: 1 }).first().waitFor();
  await ask("#绩效奖金");
  await options().first().click();
  await page.waitForURL(/clause=/);

  await ask("@D1004");
  expect(await options().first().textContent()).toContain("D1004");
  await page.keyboard.press("Enter");
  await page.waitForURL(/agent=D1004/);

  await ask(">浅色");
  expect(await options().count()).toBe(0);
  await field().fill(">深色");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.documentElement.style.colorScheme === "dark");
});

test("an expression is computed exactly; Escape gives the focus back", async () => {
  await page.goto(`${server.url}/schemes`);
  const opener = page.getByRole("button", { name: "搜索条款、员工、命令" });
  await opener.click();
  await field().fill("=0.1 + 0.2");
  await page.getByRole("status").filter({ hasText: "0.3" }).waitFor();
  await page.keyboard.press("Escape");
  await field().waitFor({ state: "detached" });
  // The focus is given back a moment after the palette has gone.
  await page.waitForFunction((button) => button === document.activeElement, await opener.elementHandle());
});

test("the list of shortcuts opens by ? and not while somebody types", async () => {
  await page.goto(`${server.url}/schemes`);
  await page.getByRole("heading", { level: 1 }).waitFor();
  await page.keyboard.press("?");
  await page.getByRole("dialog", { name: "快捷键" }).waitFor();
  await page.keyboard.press("Escape");
  await ask("?");
  expect(await page.getByRole("dialog", { name: "快捷键" }).count()).toBe(0);
});

test("Escape closes the settings and gives the focus back", async () => {
  await page.goto(`${server.url}/runs`);
  const opener = page.getByRole("button", { name: "设置" });
  await opener.click();
  await page.getByRole("button", { name: "跟随系统" }).focus();
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "detached" });
  await page.waitForFunction((button) => button === document.activeElement, await opener.elementHandle());
});
