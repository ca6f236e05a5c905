/** The composition root: puts store, engine and HTTP together. */
import { once } from "node:events";
import type { Server } from "node:http";
import { join } from "node:path";
import { createAdaptorServer } from "@hono/node-server";
import { Calculator } from "./calculator/calculator.ts";
import { loadShipped } from "./first-start/load-shipped.ts";
import { createApp } from "./http/app.ts";
import type { Job } from "./jobs/job.ts";
import { JobRunner, type Pace } from "./jobs/runner.ts";
import { createLog } from "./operations/log.ts";
import { Metrics } from "./operations/metrics.ts";
import { Monitor } from "./operations/monitor.ts";
import { closeDemoAccounts } from "./people/demo.ts";
import { setupLink } from "./people/one-time-links.ts";
import { Sessions } from "./people/sessions.ts";
import { Checker } from "./schemes/checker.ts";
import type { Settings } from "./settings.ts";
import { chooseDatabase } from "./store/choose-database.ts";
import { Store } from "./store/store.ts";
import { UserError } from "./user-error.ts";

const PROJECT = join(import.meta.dirname, "..");
/** Milliseconds that requests under way have to end when the server stops. */
const PATIENCE = 10_000;

export interface RunningServer {
  /** `http://127.0.0.1:3000` */
  readonly url: string;
  /** Where the first administrator makes their account; absent once there is one. */
  readonly setUpUrl?: string;
  /** Takes no new request, ends those under way, closes the database. */
  stop(): Promise<void>;
  /** Logs an error that nothing has caught. */
  fault(thrown: unknown): void;
}

/**
 * @param pace of the jobs, where a test cannot wait as long as a machine that has ended is waited for
 * @throws UserError where the port is taken or the database cannot be used
 */
export async function start(settings: Settings, pace: Partial<Pace> = {}): Promise<RunningServer> {
  const { port, host, publicUrl, metricsToken, logLevel, production } = settings;
  const demo = !production;
  const store = await Store.open(chooseDatabase(settings));
  try {
    await loadShipped(store, { rulesets: join(PROJECT, "rulesets"), sample: demo });
    if (production) await closeDemoAccounts(store);
    const monitor = new Monitor(createLog(logLevel), new Metrics(store));
    const calculator = new Calculator();
    const services = {
      store,
      checker: new Checker(store, calculator),
      calculator,
      sessions: new Sessions(store, { demo }),
      demo,
      secureCookies: publicUrl?.startsWith("https:") ?? false,
    };
    const adminUi = join(PROJECT, "admin-ui", "dist");
    const app = createApp(services, { adminUi, monitor, publicUrl, metricsToken });
    const server = createAdaptorServer({ fetch: app.fetch }) as Server;
    const url = await listen(server, port, host);
    const token = await setupLink(store);
    const onFault = (error: unknown, job?: Job): void => monitor.fault(error, { job: job?.kind ?? "" });
    const jobs = new JobRunner({ store, database: settings, onFault, pace });
    jobs.start();
    return {
      url,
      // Behind the hash, so that it stands in no log.
      ...(token !== undefined && { setUpUrl: `${url}/setup#${token}` }),
      stop: () => stop(server, { jobs, calculator, store }),
      fault: (thrown) => monitor.fault(thrown, { caught: "nowhere" }),
    };
  } catch (error) {
    await store.close();
    throw error;
  }
}

async function listen(server: Server, port: number, host: string): Promise<string> {
  server.listen(port, host);
  try {
    await once(server, "listening");
  } catch (error) {
    throw cannotListen(port, error as NodeJS.ErrnoException);
  }
  const address = server.address();
  return `http://${host}:${typeof address === "object" && address ? address.port : port}`;
}

function cannotListen(port: number, { code, message }: NodeJS.ErrnoException): UserError {
  if (code !== "EADDRINUSE") {
    return new UserError({
      zh: `无法监听端口 ${port}（${message}）；请用 PORT 另选一个`,
      en: `cannot listen on port ${port} (${message}); choose another with PORT`,
    });
  }
  return new UserError({
    zh: `端口 ${port} 已被占用；请停掉占用它的程序，或用 PORT=${port + 1} npm start 另选一个`,
    en: `port ${port} is taken; stop the program that uses it, or choose another: PORT=${port + 1} npm start`,
  });
}

interface Parts {
  readonly jobs: JobRunner;
  readonly calculator: Calculator;
  readonly store: Store;
}

async function stop(server: Server, { jobs, calculator, store }: Parts): Promise<void> {
  const closed = once(server, "close");
  server.close();
  // A connection whose last request has ended would otherwise be kept for the next one.
  const sweep = setInterval(() => server.closeIdleConnections(), 100);
  const impatience = setTimeout(() => server.closeAllConnections(), PATIENCE);
  await Promise.all([closed, jobs.stop()]);
  clearInterval(sweep);
  clearTimeout(impatience);
  await calculator.close();
  await store.close();
}
