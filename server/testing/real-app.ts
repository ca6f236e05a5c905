import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Hono } from "hono";
import type { Role } from "../access/role.ts";
import { Calculator } from "../calculator/calculator.ts";
import { loadShipped } from "../first-start/load-shipped.ts";
import { createApp } from "../http/app.ts";
import type { SchemeList, Version } from "../http/schemas.ts";
import type { Services } from "../http/services.ts";
import { COOKIE } from "../http/session-cookie.ts";
import { hasEnded, type Job } from "../jobs/job.ts";
import { JobRunner } from "../jobs/runner.ts";
import { createLog } from "../operations/log.ts";
import { Metrics } from "../operations/metrics.ts";
import { Monitor } from "../operations/monitor.ts";
import { DEMO_ACCOUNTS } from "../people/demo.ts";
import { Sessions } from "../people/sessions.ts";
import { tokenHash } from "../people/token.ts";
import { Checker } from "../schemes/checker.ts";
import { type Clock, Store } from "../store/store.ts";
import { type TestDatabase, testDatabase } from "./test-database.ts";

const RULESETS = join(import.meta.dirname, "..", "..", "rulesets");

export interface Options {
  readonly method?: string;
  /** Sent as JSON; a string is sent as it is. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** Whose account of the sample company asks; the editor's where absent. */
  readonly as?: Role | "nobody";
}

/** A time at which all of the sample company's months are over. */
export const NOW = new Date("2026-03-10T02:00:00Z");

const UNLIMITED = { most: 1_000_000, seconds: 1 };

/** One for all apps of a file: its threads take longer to start than most tests. */
const calculator = new Calculator();

let shipped: Promise<TestDatabase> | undefined;

/** The token of a session that never ends. */
export const sessionOf = (role: Role): string => `session-of-${role}`;

/** What is shipped, with a session for each account of the sample company; to be copied. */
async function loadOnce(): Promise<TestDatabase> {
  const database = await testDatabase();
  const store = await Store.open(database.connect(), () => NOW);
  await loadShipped(store, { rulesets: RULESETS, sample: true });
  for (const { id, roles } of DEMO_ACCOUNTS) {
    const [role] = roles;
    if (!role) continue;
    const now = store.now();
    await store.quietly(({ sessions }) =>
      sessions.add({
        token_hash: tokenHash(sessionOf(role)),
        user: id,
        created_at: now,
        seen_at: "9999-01-01",
        ends_at: "9999-12-31",
      }),
    );
  }
  await store.close();
  return database;
}

/** The app over a database of its own that holds all that is shipped; every response is validated. */
export class RealApp {
  readonly database: TestDatabase;
  readonly #app: Hono;
  readonly #jobs: JobRunner;
  readonly services: Services;
  /** The lines of the log. */
  readonly logged: string[] = [];

  private constructor(database: TestDatabase, services: Services) {
    this.database = database;
    this.services = services;
    const log = createLog("debug", { write: (line) => void this.logged.push(line) });
    const monitor = new Monitor(log, new Metrics(services.store));
    const adminUi = database.settings.dataDir;
    // Tests ask more often than people do.
    const costly = { account: UNLIMITED, address: UNLIMITED };
    this.#app = createApp(services, { adminUi, monitor, costly, validateResponses: true });
    this.#jobs = new JobRunner({
      store: services.store,
      database: database.settings,
      pace: { poll: 20, beat: 20 },
      onFault: (error, job) => {
        monitor.fault(error, { job: job?.kind ?? "" });
        console.error(job?.kind, error);
      },
    });
    this.#jobs.start();
  }

  /** On a copy of the shipped data; loading it for every test would take most of the time. */
  static async open(clock: Clock = () => NOW): Promise<RealApp> {
    shipped ??= loadOnce();
    return RealApp.#openOn(await (await shipped).copy(), clock);
  }

  static async #openOn(database: TestDatabase, clock: Clock): Promise<RealApp> {
    const store = await Store.open(database.connect(), clock);
    await loadShipped(store, { rulesets: RULESETS, sample: true });
    return new RealApp(database, {
      store,
      checker: new Checker(store, calculator),
      calculator,
      sessions: new Sessions(store, { demo: true }),
      demo: true,
      secureCookies: false,
    });
  }

  get store(): Store {
    return this.services.store;
  }

  async restart(): Promise<RealApp> {
    await this.disconnect();
    return RealApp.#openOn(this.database, this.store.clock);
  }

  /** Ends it and leaves its database, to be looked at by other means. */
  async disconnect(): Promise<void> {
    await this.#jobs.stop();
    await this.store.close();
  }

  async close(): Promise<void> {
    await this.disconnect();
    await this.database.drop();
  }

  async send(path: string, { method = "GET", body, headers = {}, as = "editor" }: Options = {}): Promise<Response> {
    return this.#app.request(`http://localhost${path}`, {
      method,
      headers: {
        ...(as !== "nobody" && { Cookie: `${COOKIE}=${sessionOf(as)}` }),
        ...(body !== undefined && { "Content-Type": "application/json" }),
        ...headers,
      },
      ...(body !== undefined && { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });
  }

  /** A POST that carries an idempotency key of its own. */
  async post(path: string, body?: unknown, { headers, ...options }: Options = {}): Promise<Response> {
    const key = { "Idempotency-Key": randomUUID() };
    return this.send(path, { ...options, method: "POST", body, headers: { ...key, ...headers } });
  }

  async json<T>(path: string, options?: Options): Promise<T> {
    return (await (await this.send(path, options)).json()) as T;
  }

  /** Waits until a job has ended, in whichever way. */
  async ended(job: string): Promise<Job> {
    for (;;) {
      const found = await this.store.stores.jobs.find(job);
      if (!found) throw new Error(`there is no job ${job}`);
      if (hasEnded(found)) return found;
      await sleep(10);
    }
  }

  save(id: string, text: string, ifMatch: string): Promise<Response> {
    return this.send(`/api/versions/${id}`, { method: "PUT", body: { text }, headers: { "If-Match": ifMatch } });
  }

  /** A shipped version by its names. */
  async version(scheme: string, name: string): Promise<Version> {
    const { schemes } = await this.json<SchemeList>("/api/schemes");
    const versions = schemes.find(({ id }) => id === scheme)?.versions;
    const found = versions?.find(({ version }) => version === name);
    if (!found) throw new Error(`there is no ${scheme} ${name}`);
    return this.json<Version>(`/api/versions/${found.id}`);
  }
}
