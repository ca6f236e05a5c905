/**
 * `npm run bench:ui [-- AGENTS [MONTHS [PART …]]]`: a company of 10,000 agents over 12 months on the real server, seen through a
 * real browser: how long until the first page can be used, until totals follow a key press and a slider, and whether the
 * long tables scroll without a pause. Each figure has what is aimed at beside it. Parts are first, keys, slider, people,
 * compare and table; all of them without a name.
 */
import { readFileSync } from "node:fs";
import { availableParallelism, loadavg } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import { gzipSync } from "node:zlib";
import type { Browser, BrowserContext, Locator, Page } from "playwright-core";
import type { DataSetList, SchemeList, Version } from "../../server/api-types.ts";
import { COOKIE } from "../../server/http/session-cookie.ts";
import { sessionOf } from "../../server/testing/real-app.ts";
import { launchBrowser } from "../e2e/browser.ts";
import { largeCompany } from "./company.ts";
import { LargeStore } from "./large-store.ts";
import { markUsable, recordFrames, watch } from "./page-measures.ts";
import { wideScheme } from "./wide-scheme.ts";

const [agents = 10_000, months = 12] = process.argv.slice(2, 4).map(Number);
const chosen = process.argv.slice(4);
const SCHEME = "telemarketing-specialist";
const KEY_PRESSES = 60;
const FIRST_PAGES = 5;
const SECONDS = 3;
/** A large population on a busy machine takes its time to be read. */
const PATIENTLY = { timeout: 180_000 };

const store = await LargeStore.open();
let browser: Browser | undefined;
try {
  const { dataSet, from, to } = await loadCompany();
  const { v6, draft } = await addDrafts();
  const started = await launchBrowser();
  browser = started;
  const context = await signedIn(started);
  say("", "measured", "aim");
  const shown = (path: string, measure: (page: Page) => Promise<void>) => () => withPage(context, path, measure);
  const scrolled = (path: string, name: string) =>
    shown(path, (page) => measureScrolling(page, name, page.getByRole("grid")));
  const over = `data=${dataSet}&from=${from}&to=${to}`;
  const parts = new Map<string, () => Promise<void>>([
    ["first", () => measureFirstPage(started)],
    ["keys", shown(`/schemes/${SCHEME}/bench?view=doc,text,people`, measureKeyPresses)],
    ["slider", shown(`/what-if?version=${v6}&${over}`, measureSlider)],
    ["people", scrolled(`/schemes/${SCHEME}/bench?view=people`, `population table, ${agents} agents`)],
    ["compare", scrolled(`/compare?schemes=${v6},${draft}&${over}`, `compare table, ${agents} agents`)],
    ["table", shown(`/schemes/${SCHEME}/wide?view=table`, measureDecisionTable)],
  ]);
  for (const part of chosen) if (!parts.has(part)) throw new Error(`no part ${part}: ${[...parts.keys()].join(", ")}`);
  for (const [name, measure] of parts) if (chosen.length === 0 || chosen.includes(name)) await measure();
} finally {
  await browser?.close();
  await store.close();
}

/** Adds the agents to the sample company: the workbench computes from the first data set there is. */
async function loadCompany(): Promise<{ dataSet: string; from: string; to: string }> {
  const [first] = ((await store.ok("GET", "/api/datasets", "editor")).body as DataSetList).datasets;
  const to = first?.months.at(-1);
  if (!first || to === undefined) throw new Error("there is no sample company");
  const company = largeCompany(agents, months, to);
  await store.imported("roster", undefined, company.roster);
  await store.imported("agent-months", first.id, company.figures);
  console.log(`${agents} agents, ${months} months, ${availableParallelism()} cores, load ${loadavg()[0]?.toFixed(1)}`);
  return { dataSet: first.id, from: company.months[0] ?? to, to };
}

/** A draft of V6.0, and one with a table of a thousand rows. */
async function addDrafts(): Promise<{ v6: string; draft: string }> {
  const { schemes } = (await store.ok("GET", "/api/schemes", "editor")).body as SchemeList;
  const v6 = schemes.find(({ id }) => id === SCHEME)?.versions.find(({ version }) => version === "v6.0")?.id;
  if (v6 === undefined) throw new Error("V6.0 is not shipped");
  const add = async (body: object): Promise<string> =>
    ((await store.ok("POST", `/api/versions/${v6}/drafts`, "editor", body)).body as Version).id;
  await add({ version: "wide", text: wideScheme(1_000) });
  return { v6, draft: await add({ version: "bench" }) };
}

/** A browser that has seen nothing of the app yet. */
async function signedIn(browser: Browser): Promise<BrowserContext> {
  const context = await browser.newContext({ locale: "zh-CN", viewport: { width: 1440, height: 900 } });
  await context.addCookies([{ name: COOKIE, value: sessionOf("editor"), url: address("/") }]);
  return context;
}

async function withPage(context: BrowserContext, path: string, measure: (page: Page) => Promise<void>): Promise<void> {
  const page = await context.newPage();
  await page.goto(address(path));
  await measure(page);
  await page.close();
}

async function measureFirstPage(browser: Browser): Promise<void> {
  const took: number[] = [];
  let bytes = 0;
  for (let n = 0; n < FIRST_PAGES; n++) {
    const context = await signedIn(browser);
    const page = await context.newPage();
    await page.addInitScript(markUsable, "main tbody tr");
    await page.goto(address("/schemes"));
    await page.waitForFunction(() => performance.getEntriesByName("usable").length > 0, undefined, PATIENTLY);
    const { at, scripts } = await page.evaluate(() => {
      const at = performance.getEntriesByName("usable")[0]?.startTime ?? 0;
      const loaded = performance.getEntriesByType("resource") as PerformanceResourceTiming[];
      return { at, scripts: loaded.filter(({ responseEnd }) => responseEnd < at).map(({ name }) => name) };
    });
    took.push(at);
    bytes = scripts.reduce((sum, url) => sum + compressedScript(new URL(url).pathname), 0);
    await context.close();
  }
  say("first page usable, of a cold cache", `${share(took, 0.5)} ms, ${share(took, 1)} at most`, "1000 ms");
  say("JavaScript loaded before it, gzipped", `${(bytes / 1_000).toFixed(1)} KB`, "150 KB");
}

/** A digit before a param's value and away again: every text on the way is a scheme that pays something else. */
async function measureKeyPresses(page: Page): Promise<void> {
  const totals = page.getByTestId("totals");
  await totals.waitFor(PATIENTLY);
  await page.locator(".monaco-editor .view-line").first().waitFor(PATIENTLY);
  await page.locator("article").getByRole("row", { name: "上门单位提成" }).click();
  await page.locator(".monaco-editor.focused [class*=revealed]").first().waitFor(PATIENTLY);
  await page.keyboard.press("Home");
  for (const _ of "param 上门单位提成 = ") await page.keyboard.press("ArrowRight");
  const watched = await totals.evaluateHandle(watch);
  const delays: number[] = [];
  for (let n = 0; n < KEY_PRESSES; n++) {
    const before = await watched.evaluate(({ shown }) => shown.length);
    await page.keyboard.press(n % 2 === 0 ? "1" : "Backspace");
    await page.waitForFunction(([{ shown }, count]) => shown.length > count, [watched, before] as const, PATIENTLY);
    delays.push(await watched.evaluate(({ keys, shown }) => (shown.at(-1)?.at ?? 0) - (keys.at(-1) ?? 0)));
    // What a person takes to the next key, with what the page does after the totals in between.
    await sleep(200);
  }
  const seen = `${share(delays, 0.5)} ms median, ${share(delays, 0.95)} ms at the 95th percentile`;
  say(`key press to new totals, of ${KEY_PRESSES}`, seen, "100 ms at the 95th percentile");
}

/** From one end of the slider to the other and back, twice: it has but fifty values, and each frame wants another. */
async function measureSlider(page: Page): Promise<void> {
  const total = page.getByRole("region", { name: "模拟总额", exact: true }).locator("strong");
  await total.waitFor(PATIENTLY);
  const slider = page.locator("input[type=range][aria-label*=上门单位提成]");
  await slider.scrollIntoViewIfNeeded();
  const box = await slider.boundingBox();
  if (!box) throw new Error("the slider is not to be seen");
  const y = box.y + box.height / 2;
  await page.mouse.move(box.x + 4, y);
  await page.mouse.down();
  const watched = await total.evaluateHandle(watch);
  const began = performance.now();
  for (let done = 0; done < 1; done = (performance.now() - began) / (SECONDS * 1_000)) {
    const swept = (4 * done) % 2;
    await page.mouse.move(box.x + 4 + (box.width - 8) * Math.min(swept, 2 - swept), y);
    await sleep(8);
  }
  const times = await watched.evaluate(({ shown }) => shown.map(({ at }) => at));
  await page.mouse.up();
  const perSecond = ((times.length - 1) / SECONDS).toFixed(1);
  const longest = Math.round(Math.max(0, ...gaps(times)));
  say("slider drag: new headline figures", `${perSecond} a second, longest pause ${longest} ms`, "30 a second");
}

/** Once the figures beside its rows are there: until then the page is still opening. */
async function measureDecisionTable(page: Page): Promise<void> {
  await page.getByRole("columnheader", { name: /人数/ }).first().waitFor(PATIENTLY);
  await measureScrolling(page, "decision table, 1000 rows × 20 cells", page.getByRole("grid"));
}

async function measureScrolling(page: Page, name: string, grid: Locator): Promise<void> {
  const row = grid.getByRole("row").nth(3);
  await row.waitFor(PATIENTLY);
  await row.hover();
  // The page has other work until it has settled: sample, curve, findings.
  await sleep(3_000);
  const frames = await page.evaluateHandle(recordFrames);
  const began = performance.now();
  while (performance.now() - began < SECONDS * 1_000) {
    await page.mouse.wheel(0, 240);
    await sleep(8);
  }
  const recorded = await frames.evaluate(({ gaps, stop }) => {
    stop();
    return gaps;
  });
  const long = recorded.filter((gap) => gap > 50).length;
  const seen = `${long} of ${recorded.length} frames over 50 ms, longest ${share(recorded, 1)} ms`;
  say(`scrolling: ${name}`, seen, "no frame over 50 ms");
}

function address(path: string): string {
  return store.server.request(path, "editor").url;
}

/** Bytes of a script of the built app; none for anything else. */
function compressedScript(path: string): number {
  if (!path.endsWith(".js")) return 0;
  return gzipSync(readFileSync(new URL(`../../admin-ui/dist${path}`, import.meta.url))).length;
}

function gaps(times: readonly number[]): number[] {
  return times.slice(1).map((at, n) => at - (times[n] ?? at));
}

/** In whole ms: what so great a share of the values does not exceed. */
function share(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return Math.round(sorted[Math.max(0, Math.ceil(part * sorted.length) - 1)] ?? 0);
}

function say(name: string, measured: string, aim: string): void {
  console.log(`${name.padEnd(54)} ${measured.padEnd(54)} ${aim}`);
}
