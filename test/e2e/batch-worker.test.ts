/** Machine code made at run time, in a worker of a page under the server's policy, which forbids to make code from texts. */
import { readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { Hono } from "hono";
import type { Browser } from "playwright-core";
import { build } from "vite";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type AgentMonth, monthAt, rational, type Value } from "../../engine/index.ts";
import { securityHeaders } from "../../server/http/security.ts";
import { type Answer, answer, type Question } from "./batch.worker.ts";
import { launchBrowser } from "./browser.ts";

const PAGE = '<!doctype html><title>batch</title><script src="/page.js"></script>';
const PAGE_SCRIPT = `globalThis.ask = (question) => new Promise((resolve, reject) => {
  const worker = new Worker("/worker.js", { type: "module" });
  worker.onmessage = ({ data }) => resolve(data);
  worker.onerror = ({ message }) => reject(new Error(message));
  worker.postMessage(question);
});`;

const shipped = (path: string): string => readFileSync(new URL(`../../rulesets/${path}`, import.meta.url), "utf8");

let server: Server;
let browser: Browser;
let url = "";

beforeAll(async () => {
  const files = new Map([
    ["/", ["text/html", PAGE]],
    ["/page.js", ["text/javascript", PAGE_SCRIPT]],
    ["/worker.js", ["text/javascript", await bundle()]],
  ]);
  const contentSecurityPolicy = await policy();
  server = createServer(({ url: path = "" }, response) => {
    const [type = "text/plain", content = ""] = files.get(path) ?? [];
    response
      .writeHead(200, { "content-type": `${type}; charset=utf-8`, "content-security-policy": contentSecurityPolicy })
      .end(content);
  }).listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
  server.close();
});

/** As every answer of the server has it. */
async function policy(): Promise<string> {
  const answer = await new Hono().use(securityHeaders(undefined)).request("/");
  return answer.headers.get("Content-Security-Policy") ?? "";
}

async function bundle(): Promise<string> {
  const entry = fileURLToPath(new URL("batch.worker.ts", import.meta.url));
  const built = await build({
    configFile: false,
    logLevel: "silent",
    // The entity decoder has a version for workers, which have no document.
    resolve: { conditions: ["worker", "module", "browser"] },
    build: { write: false, minify: false, lib: { entry, formats: ["es"], fileName: "worker" } },
  });
  const [first] = Array.isArray(built) ? built : [built];
  const chunk = first && "output" in first ? first.output[0] : undefined;
  if (chunk?.type !== "chunk") throw new Error("nothing was built");
  return chunk.code;
}

/** Windows, streaks and ranks included; some cells blank. */
const rows: AgentMonth[] = Array.from({ length: 600 }, (_, at) => ({
  agent: `n${at % 50}`,
  month: monthAt(24_300 + Math.floor(at / 50)),
  values: new Map<string, Value>([
    ["上门人数", rational((at * 37) % 71)],
    ["全费人数", rational((at * 13) % 29)],
    ["咨询量", rational((at * 101) % 301)],
    ...(at % 17 === 0 ? [] : [["月初签订目标", rational(100 + ((at * 53) % 150))] satisfies [string, Value]]),
    ["日目标", rational(400 + ((at * 7) % 800), 100)],
    ["病假天数", rational(at % 9 === 0 ? 5 : 0, 2)],
    ["聘用函基本工资", rational(2500)],
    ["岗位", ["外呼专员", "客服专员", "质检专员"][at % 3] ?? ""],
    ["部门", `电销${at % 4}部`],
    ["入职日期", "2024-03-01"],
  ]),
}));

test("a batch computes there what it computes here", async () => {
  const question: Question = {
    catalogue: shipped("metrics.kpi.md"),
    scheme: shipped("telemarketing-specialist/v6.0.kpi.md"),
    rows,
  };
  const page = await browser.newPage();
  await page.goto(url);
  // Only JSON crosses to the page: the worker is handed the rows as the page makes them again.
  const found: Answer = await page.evaluate(
    async ({ catalogue, scheme, plain }) => {
      const revive = (value: unknown): unknown =>
        Array.isArray(value) ? { numerator: BigInt(value[0]), denominator: BigInt(value[1]) } : value;
      const again = plain.map(({ agent, month, values }) => ({
        agent,
        month,
        values: new Map(values.map(([name, value]) => [name, revive(value)])),
      }));
      const { ask } = globalThis as unknown as { ask: (question: unknown) => Promise<Answer> };
      return ask({ catalogue, scheme, rows: again });
    },
    {
      ...question,
      rows: undefined,
      plain: rows.map(({ agent, month, values }) => ({
        agent,
        month,
        values: [...values].map(([name, value]): [string, unknown] => [
          name,
          typeof value === "object" && "numerator" in value ? [`${value.numerator}`, `${value.denominator}`] : value,
        ]),
      })),
    },
  );
  await page.close();
  expect(found.canEvaluateTexts).toBe(false);
  expect(found.results).toEqual(answer(question));
  expect(new Set(found.results.应发工资).size).toBeGreaterThan(100);
});
