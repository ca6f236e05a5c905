import { afterAll, beforeAll, expect, test } from "vitest";
import { createLog } from "../operations/log.ts";
import { Metrics } from "../operations/metrics.ts";
import { Monitor } from "../operations/monitor.ts";
import { RealApp, sessionOf } from "../testing/real-app.ts";
import { createApp } from "./app.ts";
import { RateLimit } from "./rate-limit.ts";
import type { Problem } from "./schemas.ts";
import { COOKIE } from "./session-cookie.ts";

test("so many at once, then one for each share of the time; each key for itself", () => {
  let now = 0;
  const limit = new RateLimit({ most: 3, seconds: 6 }, () => now);
  const taken = (key: string, times: number) => Array.from({ length: times }, () => limit.take(key));
  expect(taken("a", 5)).toEqual([undefined, undefined, undefined, 2, 2]);
  expect(taken("b", 1)).toEqual([undefined]);
  now = 1_500;
  expect(taken("a", 1)).toEqual([1]);
  now = 2_000;
  expect(taken("a", 2)).toEqual([undefined, 2]);
  now = 60_000;
  expect(taken("a", 4)).toEqual([undefined, undefined, undefined, 2]);
});

test("who has not asked for longest is forgotten, not who asks too much", () => {
  const limit = new RateLimit({ most: 1, seconds: 60 }, () => 0);
  for (let n = 0; n < 30_000; n++) {
    limit.take(`other ${n}`);
    expect(limit.take("greedy") === undefined).toBe(n === 0);
  }
});

let app: RealApp;
beforeAll(async () => {
  app = await RealApp.open();
});
afterAll(() => app.close());

const limitedApp = (account: number, address: number) =>
  createApp(app.services, {
    adminUi: app.database.settings.dataDir,
    monitor: new Monitor(createLog("silent"), new Metrics(app.store)),
    costly: { account: { most: account, seconds: 60 }, address: { most: address, seconds: 60 } },
  });

const ask = (to: ReturnType<typeof limitedApp>, path: string, as: "editor" | "auditor" = "editor") =>
  to.request(`http://localhost${path}`, { headers: { Cookie: `${COOKIE}=${sessionOf(as)}` } });

test("costly requests of one account are refused for a while, and told for how long", async () => {
  const limited = limitedApp(2, 100);
  const costly = "/api/runs/none/export?format=xlsx";
  expect((await ask(limited, costly)).status).toBe(404);
  expect((await ask(limited, costly)).status).toBe(404);
  const refused = await ask(limited, costly);
  expect([refused.status, ((await refused.json()) as Problem).code]).toEqual([429, "too-many-requests"]);
  expect(refused.headers.get("Retry-After")).toBe("30");
  expect((await ask(limited, "/api/schemes")).status).toBe(200);
  expect((await ask(limited, costly, "auditor")).status).toBe(404);
});

test("and so are those of one address, whoever asks there", async () => {
  const limited = limitedApp(100, 2);
  const costly = "/api/datasets/none/agent-months.arrow";
  const statuses = [];
  for (const as of ["editor", "auditor", "editor"] as const) statuses.push((await ask(limited, costly, as)).status);
  expect(statuses).toEqual([404, 404, 429]);
});

test("every import, export and computation is among them", async () => {
  const limited = limitedApp(0, 0);
  const { paths } = (await (await ask(limited, "/api/openapi.json")).json()) as {
    paths: Record<string, Record<string, { responses: Record<string, { description: string }> }>>;
  };
  const costly = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).flatMap(([method, { responses }]) =>
      responses["429"]?.description.includes("too-many-requests") ? [`${method.toUpperCase()} ${path}`] : [],
    ),
  );
  expect(costly.sort()).toEqual([
    "GET /api/datasets/{id}/agent-months.arrow",
    "GET /api/runs/{id}/export",
    "POST /api/datasets/{id}/corrections",
    "POST /api/imports",
    "POST /api/imports/{id}/apply",
    "POST /api/imports/{id}/read",
    "POST /api/runs/{id}/compute",
    "POST /api/runs/{id}/report-lists",
    "PUT /api/imports/{id}/mapping",
  ]);
});
