/**
 * `npm run bench:server [-- --postgres] [AGENTS [MONTHS]]`: a company of 10,000 agents over 24 months on the real server: what
 * importing it, running and locking a month and reading it take, and how long the thread that answers was held up
 * meanwhile. On SQLite, or on a PostgreSQL of its own.
 */
import { availableParallelism } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import type { Role } from "../../server/access/role.ts";
import type { Import } from "../../server/http/schemas/imports.ts";
import type { Job } from "../../server/http/schemas/jobs.ts";
import type { Run } from "../../server/http/schemas/runs.ts";
import { startPostgres } from "../../server/testing/postgres-server.ts";
import { RealApp } from "../../server/testing/real-app.ts";
import { type Answer, Victim } from "../faults/victim.ts";
import { largeCompany } from "./company.ts";
import { atRate, read } from "./requests.ts";

const { values, positionals } = parseArgs({ options: { postgres: { type: "boolean" } }, allowPositionals: true });
const [agents = 10_000, months = 24] = positionals.map(Number);
const MONTH = "2026-10";
const READS_PER_SECOND = 500;
const SECONDS = 10;

const postgres = values.postgres ? await startPostgres() : undefined;
process.env.PLUMBLINE_TEST_POSTGRES = postgres?.url ?? "";
const app = await RealApp.open();
await app.disconnect();
const server = Victim.begin(app.database.settings);
if (!(await server.ready())) throw new Error("the server did not start");
try {
  await measure();
} finally {
  await server.kill();
  await app.database.drop();
  await postgres?.stop();
}

async function measure(): Promise<void> {
  const company = largeCompany(agents, months, MONTH);
  console.log(`${agents} agents, ${months} months, ${availableParallelism()} cores`);
  const set = (await ok("POST", "/api/datasets", "editor", { name: "large" })).body as { id: string };
  await phase(`import the roster, ${megabytes(company.roster)}`, () => imported("roster", undefined, company.roster));
  await phase(`import the figures, ${megabytes(company.figures)}`, () =>
    imported("agent-months", set.id, company.figures),
  );
  const run = (await ok("POST", "/api/runs", "editor", { dataSet: set.id, month: MONTH })).body as Run;
  const path = `/api/runs/${run.id}`;
  await phase("compute the month", async () => done(((await ok("POST", `${path}/compute`, "editor")).body as Job).id));
  await phase("review, lock and publish", async () => {
    for (const [step, as] of [
      ["review", "reviewer"],
      ["lock", "reviewer"],
      ["publish", "approver"],
    ] as const) {
      const { body, etag } = await ok("GET", path, as);
      const withoutResult = (body as Run).revisions.at(-1)?.computation?.withoutResult ?? 0;
      await ok("POST", `${path}/${step}`, as, step === "review" ? { withoutResult } : undefined, etag);
    }
  });
  const statement = (n: number): string => `${path}/statements/L${String((n * 37) % agents).padStart(5, "0")}`;
  await phase("100 statements, one after the other", async () => {
    for (let n = 0; n < 100; n++) await ok("GET", statement(n), "editor");
  });
  const reads = ["/api/runs", path, `${path}/lines?limit=50`, `${path}/totals`, "/api/session", "/api/jobs?limit=20"];
  await reading("reads", (n) => reads[n % reads.length] ?? "", READS_PER_SECOND);
  const second = (await ok("POST", "/api/runs", "editor", { dataSet: set.id, month: "2026-09" })).body as Run;
  await ok("POST", `/api/runs/${second.id}/compute`, "editor");
  await reading("reads while a month is computed", (n) => reads[n % reads.length] ?? "", READS_PER_SECOND);
}

async function reading(name: string, path: (n: number) => string, perSecond: number): Promise<void> {
  await phase(`${perSecond} ${name} a second`, async () => {
    const { requests, refused, p50, p99, longest } = await atRate(perSecond, SECONDS, (n) => {
      const { url, headers } = server.request(path(n), "editor");
      return read(url, headers);
    });
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

async function imported(kind: string, dataSet: string | undefined, text: string): Promise<undefined> {
  const query = new URLSearchParams({ kind, fileName: "large.csv", ...(dataSet !== undefined && { dataSet }) });
  const { id } = (await ok("POST", `/api/imports?${query}`, "editor", text)).body as Import;
  const path = `/api/imports/${id}`;
  const seen = await settled(path);
  const { reading } = seen.body as Import;
  if (!reading) throw new Error(`the file was not read: ${JSON.stringify(seen.body)}`);
  const { sheet, headerLine, columns } = reading;
  await ok("PUT", `${path}/mapping`, "editor", { sheet, headerLine, columns }, seen.etag);
  await settled(path);
  await ok("POST", `${path}/apply`, "editor", { accept: true });
  const { body } = await settled(path);
  if ((body as Import).state !== "applied") throw new Error(`the file was not applied: ${JSON.stringify(body)}`);
}

/** Waits until no job works on an import. */
async function settled(path: string): Promise<Answer> {
  const { jobs } = (await ok("GET", `/api/jobs?subject=${path.split("/").at(-1)}`, "editor")).body as { jobs: Job[] };
  for (const { id } of jobs) await done(id);
  return ok("GET", path, "editor");
}

async function done(id: string): Promise<undefined> {
  for (;;) {
    const { status, reason } = (await ok("GET", `/api/jobs/${id}`, "editor")).body as Job;
    if (status === "done") return;
    if (status !== "queued" && status !== "running") throw new Error(`${status}: ${reason?.en}`);
    await sleep(50);
  }
}

async function ok(method: string, path: string, as: Role, body?: object | string, ifMatch?: string): Promise<Answer> {
  const answer = await server.send(method, path, as, body, ifMatch);
  if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
  return answer;
}

function megabytes(text: string): string {
  return `${(Buffer.byteLength(text) / 1_000_000).toFixed(1)} MB`;
}
