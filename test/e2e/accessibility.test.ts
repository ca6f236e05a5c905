import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ROLES, type Role } from "../../server/access/role.ts";
import type { DataSetList, SchemeList } from "../../server/api-types.ts";
import { outsideTheWindow, seriousFindings } from "./accessibility.ts";
import { launchBrowser } from "./browser.ts";
import { Desk } from "./people.ts";
import { ServerProcess } from "./server.ts";
import { signIn } from "./sign-in.ts";

/** Colours differ by theme and texts by language, so two walks see all of both. */
const LOOKS = [
  { language: "zh", colorScheme: "light" },
  { language: "en", colorScheme: "dark" },
] as const;

/** These see the editor's pages with other acts on them: one look is enough. */
const ALIKE: readonly Role[] = ["reviewer", "approver", "auditor"];

/** The least window that is promised, and 1440×900 at 200% zoom. */
const SMALL = [
  { width: 1024, height: 768 },
  { width: 720, height: 450 },
] as const;

const DRAFT = "/schemes/telemarketing-center/draft";
/** Pages below those of the rail. */
const MORE: Partial<Readonly<Record<Role, readonly string[]>>> = {
  editor: [`${DRAFT}?view=doc,text`, `${DRAFT}?view=table`, `${DRAFT}?view=people`, "/assignments", "/corrections"],
};

let server: ServerProcess;
let browser: Browser;
beforeAll(async () => {
  [server, browser] = await Promise.all([ServerProcess.start(), launchBrowser()]);
});
afterAll(async () => {
  await browser.close();
  expect(await server.stop()).toBe(0);
});

async function open({ language, colorScheme }: (typeof LOOKS)[number]): Promise<BrowserContext> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: "zh-CN", colorScheme });
  await context.addInitScript((chosen) => localStorage.setItem("plumbline.language", chosen), language);
  return context;
}

/** What is wrong with the page as it stands, in every size of window. */
async function faults(page: Page): Promise<readonly string[]> {
  const found = [...(await seriousFindings(page))];
  for (const size of SMALL) {
    await page.setViewportSize(size);
    found.push(...(await outsideTheWindow(page)).map((one) => `${size.width}×${size.height}: ${one}`));
  }
  await page.setViewportSize({ width: 1440, height: 900 });
  return found;
}

test.each(ROLES)(
  "no page that %s has in the rail has a serious finding, or leaves a small window",
  async (role) => {
    const found: string[] = [];
    for (const look of ALIKE.includes(role) ? LOOKS.slice(0, 1) : LOOKS) {
      const context = await open(look);
      await signIn(context, server.url, role);
      const page = await context.newPage();
      await page.goto(server.url, { waitUntil: "networkidle" });
      const rail = await page
        .locator("nav a[href]")
        .evaluateAll((links) => links.map((link) => link.getAttribute("href") ?? "/"));
      expect(rail.length).toBeGreaterThan(1);
      for (const path of [...new Set([...rail, ...(MORE[role] ?? [])])]) {
        await page.goto(server.url + path, { waitUntil: "networkidle" });
        await page.locator("main h1").first().waitFor();
        found.push(...(await faults(page)).map((fault) => `${path} (${look.language}, ${look.colorScheme}): ${fault}`));
      }
      await context.close();
    }
    expect(found).toEqual([]);
  },
  240_000,
);

test("neither has the page for signing in, nor the command palette", async () => {
  for (const look of LOOKS) {
    const context = await open(look);
    const page = await context.newPage();
    await page.goto(server.url, { waitUntil: "networkidle" });
    expect(await faults(page)).toEqual([]);
    await signIn(context, server.url, "editor");
    await page.goto(`${server.url}/schemes`, { waitUntil: "networkidle" });
    await page.keyboard.press("Control+k");
    await page.getByRole("combobox").waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await context.close();
  }
});

test.each(LOOKS)(
  "pages of one month, one statement and a comparison have no serious finding ($language)",
  async (look) => {
    const desk = new Desk(browser, server.url);
    const { dataSet, versions } = await material(desk);
    const found: string[] = [];
    // A month is published once.
    const { id } = await desk.publish(dataSet, look.language === "zh" ? "2026-01" : "2026-02");
    const pages: readonly (readonly [Role, readonly string[]])[] = [
      ["editor", [`/compare?schemes=${versions.join()}`, `/runs/${id}`, `/runs/${id}?agent=D1001`]],
      ["agent", [`/pay/${id}`]],
    ];
    for (const [role, paths] of pages) {
      const context = await open(look);
      await signIn(context, server.url, role);
      const page = await context.newPage();
      for (const path of paths) {
        await page.goto(server.url + path, { waitUntil: "networkidle" });
        await page.locator("main h1").first().waitFor();
        found.push(...(await faults(page)).map((fault) => `${path}: ${fault}`));
      }
      await context.close();
    }
    expect(found).toEqual([]);
  },
  120_000,
);

/** Ids of the data set, and of a version of each of three schemes. */
async function material(desk: Desk): Promise<{ dataSet: string; versions: readonly string[] }> {
  const { datasets } = (await desk.get<DataSetList>("editor", "/datasets")).body;
  const { schemes } = (await desk.get<SchemeList>("editor", "/schemes")).body;
  const idOf = (scheme: string, version: string): string =>
    schemes.find(({ id }) => id === scheme)?.versions.find((each) => each.version === version)?.id ?? "";
  return {
    dataSet: datasets[0]?.id ?? "",
    versions: [
      idOf("telemarketing-specialist", "v6.0"),
      idOf("telemarketing-center", "draft"),
      idOf("sales-scorecard", "1.0"),
    ],
  };
}
