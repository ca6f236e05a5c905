import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { launchBrowser } from "./browser.ts";
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

test("the API page shows every route under the strict policy and asks nobody else", async () => {
  const page = await browser.newPage();
  const trouble: string[] = [];
  const origins = new Set<string>();
  page.on("pageerror", (error) => trouble.push(error.message));
  page.on("console", (message) => message.type() === "error" && trouble.push(message.text()));
  page.on("request", (request) => {
    const { protocol, origin } = new URL(request.url());
    if (protocol.startsWith("http")) origins.add(origin);
  });
  await page.goto(`${server.url}/api/docs`);
  await page.locator(".opblock").first().waitFor();
  const { paths } = (await (await fetch(`${server.url}/api/openapi.json`)).json()) as { paths: Record<string, object> };
  const operations = Object.values(paths).flatMap((methods) => Object.keys(methods));
  expect(await page.locator(".opblock").count()).toBe(operations.length);
  expect(trouble).toEqual([]);
  expect([...origins]).toEqual([server.url]);
  await page.close();
});
