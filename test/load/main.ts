/**
 * `npm run bench:server [-- --postgres] [AGENTS [MONTHS]]`: a company of 10,000 agents over 24 months on the real server: what
 * importing it, running and locking a month and reading it take, and how long the thread that answers was held up
 * meanwhile. On SQLite, or on a PostgreSQL of its own.
 */
import { availableParallelism } from "node:os";
import { parseArgs } from "node:util";
import type { Job } from "../../server/http/schemas/jobs.ts";
import type { Run } from "../../server/http/schemas/runs.ts";
import { largeCompany } from "./company.ts";
import { LargeStore } from "./large-store.ts";
import { atRate, read } from "./requests.ts";

const { values, positionals } = parseArgs({ options: { postgres: { type: "boolean" } }, allowPositionals: true });
const [agents = 10_000, months = 24] = positionals.map(Number);
const MONTH = "2026-10";
const READS_PER_SECOND = 500;
const SECONDS = 10;

const store = await LargeStore.open({ postgres: values.postgres });
const { server } = store;
try {
  await measure();
} finally {
  await store.close();
}

async function measure(): Promise<void> {
  const company = largeCompany(agents, months, MONTH);
  console.log(`${agents} agents, ${months} months, ${availableParallelism()} cores`);
  const dataSet = await store.newDataSet("large");
  await phase(`import the roster, ${megabytes(company.roster)}`, () =>
    store.imported("roster", undefined, company.roster),
  );
  await phase(`import the figures, ${megabytes(company.figures)}`, () =>
    store.imported("agent-months", dataSet, company.figures),
  );
  const run = (await store.ok("POST", "/api/runs", "editor", { dataSet, month: MONTH })).body as Run;
  const path = `/api/runs/${run.id}`;
  await phase("compute the month", async () =>
    store.done(((await store.ok("POST", `${path}/compute`, "editor")).body as Job).id),
  );
  await phase("review, lock and publish", async () => {
    for (const [step, as] of [
      ["review", "reviewer"],
      ["lock", "reviewer"],
      ["publish", "approver"],
    ] as const) {
      const { body, etag } = await store.ok("GET", path, as);
      const withoutResult = (body as Run).revisions.at(-1)?.computation?.withoutResult ?? 0;
      await store.ok("POST", `${path}/${step}`, as, step === "review" ? { withoutResult } : undefined, etag);
    }
  });
  const statement = (n: number): string => `${path}/statements/L${String((n * 37) % agents).padStart(5, "0")}`;
  await phase("100 statements, one after the other", async () => {
    for (let n = 0; n < 100; n++) await store.ok("GET", statement(n), "editor");
  });
  const reads = ["/api/runs", path, `${path}/lines?limit=50`, `${path}/totals`, "/api/session", "/api/jobs?limit=20"];
  await reading("reads", (n) => reads[n % reads.length] ?? "", READS_PER_SECOND);
  const second = (await store.ok("POST", "/api/runs", "editor", { dataSet, month: "2026-09" })).body as Run;
  await store.ok("POST", `/api/runs/${second.id}/compute`, "editor");
  await reading("reads while a month is computed", (n) => reads[n % reads.length] ?? "", READS_PER_SECOND);
}

/** Of a server that has been answering for a second: its first answers are slower, once. */
async function reading(name: string, path: (n: number) => string, perSecond: number): Promise<void> {
  const ask = (n: number): Promise<number> => {
    const { url, headers } = server.request(path(n), "editor");
    return read(url, headers);
  };
  await atRate(perSecond, 1, ask);
  await phase(`${perSecond} ${name} a second`, async () => {
    const { requests, refused, p50, p99, longest } = await atRate(perSecond, SECONDS, ask);
    return `${requests} reads, ${refused} refused, p50 ${p50} ms, p99 ${p99} ms, longest ${longest} ms`;
  });
}

/** Says what a piece of work took, and how long the thread that answers was held up during it. */
async function phase(name: string, work: () => Promise<string | undefined>): Promise<void> {
  await delay();
  const began = performance.now();
  const said = await work();
  const seconds = ((performance.now() - began) / 1_000).toFixed(1);
  const { p99, longest } = await delay();
  const held = `event loop late by ${p99} ms (p99), ${longest} ms at most`;
  console.log(`${name.padEnd(44)} ${seconds.padStart(6)} s   ${said === undefined ? held : `${said}; ${held}`}`);
}

/** Since it was asked for last: the metrics begin anew with each reading. */
async function delay(): Promise<{ p99: number; longest: number }> {
  const { url, headers } = server.request("/api/metrics", "administrator");
  const text = await (await fetch(url, { headers })).text();
  const ms = (name: string): number =>
    Math.round(Number(new RegExp(`^nodejs_eventloop_lag_${name}_seconds (\\S+)`, "m").exec(text)?.[1] ?? 0) * 1_000);
  return { p99: ms("p99"), longest: ms("max") };
}

function megabytes(text: string): string {
  return `${(Buffer.byteLength(text) / 1_000_000).toFixed(1)} MB`;
}
