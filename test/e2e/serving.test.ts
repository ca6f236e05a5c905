import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { launchBrowser } from "./browser.ts";
import { firstLoad } from "./first-load.ts";
import { ServerProcess } from "./server.ts";

let server: ServerProcess;
let browser: Browser;
beforeAll(async () => {
  [server, browser] = await Promise.all([ServerProcess.start(), launchBrowser()]);
});
afterAll(async () => {
  await browser.close();
  expect(await server.stop()).toBe(0);
});

test("the app stands under the strict policy and asks nobody else", async () => {
  const page = await browser.newPage({ locale: "zh-CN" });
  const trouble: string[] = [];
  const origins = new Set<string>();
  page.on("pageerror", (error) => trouble.push(error.message));
  page.on("console", (message) => message.type() === "error" && trouble.push(message.text()));
  page.on("request", (request) => {
    const { protocol, origin } = new URL(request.url());
    if (protocol.startsWith("http")) origins.add(origin);
  });

  await page.goto(server.url, { waitUntil: "networkidle" });

  expect(await page.title()).toContain("准绳");
  await page.getByRole("button", { name: "demo-editor" }).click();
  await page.getByText("电话营销中心绩效考核标准").first().waitFor();
  await page.goto(`${server.url}/schemes/telemarketing-center/draft`);
  await page.locator(".monaco-editor").first().waitFor();
  await page.waitForLoadState("networkidle");

  expect(trouble).toEqual([]);
  expect([...origins]).toEqual([server.url]);
  await page.close();
});

test("the first page needs less than 150 KB of JavaScript, gzipped", () => {
  expect(firstLoad()).toBeLessThan(150_000);
});
