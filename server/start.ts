/** The composition root: puts store, engine and HTTP together. */
import { once } from "node:events";
import type { Server } from "node:http";
import { join } from "node:path";
import { createAdaptorServer } from "@hono/node-server";
import { loadShipped } from "./first-start/load-shipped.ts";
import { createApp } from "./http/app.ts";
import { Checker } from "./schemes/checker.ts";
import type { Settings } from "./settings.ts";
import { sqliteDialect } from "./store/sqlite.ts";
import { Store } from "./store/store.ts";
import { UserError } from "./user-error.ts";

const PROJECT = join(import.meta.dirname, "..");
const HOST = "127.0.0.1";
/** Milliseconds that requests under way have to end when the server stops. */
const PATIENCE = 10_000;

export interface RunningServer {
  /** `http://127.0.0.1:3000` */
  readonly url: string;
  /** Takes no new request, ends those under way, closes the database. */
  stop(): Promise<void>;
}

/** @throws UserError where the port is taken or the database cannot be used */
export async function start({ port, dataDir }: Settings): Promise<RunningServer> {
  const store = await Store.open(sqliteDialect(dataDir));
  try {
    await loadShipped(store, join(PROJECT, "rulesets"));
    const catalogue = await store.stores.catalogue.read();
    if (!catalogue) throw new Error("the store has no catalogue after the first start");
    const services = { store, checker: new Checker(catalogue, await store.stores.institutions.list()) };
    const app = createApp(services, { adminUi: join(PROJECT, "admin-ui", "dist") });
    const server = createAdaptorServer({ fetch: app.fetch }) as Server;
    const url = await listen(server, port);
    return { url, stop: () => stop(server, store) };
  } catch (error) {
    await store.close();
    throw error;
  }
}

async function listen(server: Server, port: number): Promise<string> {
  server.listen(port, HOST);
  try {
    await once(server, "listening");
  } catch (error) {
    throw cannotListen(port, error as NodeJS.ErrnoException);
  }
  const address = server.address();
  return `http://${HOST}:${typeof address === "object" && address ? address.port : port}`;
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

async function stop(server: Server, store: Store): Promise<void> {
  const closed = once(server, "close");
  server.close();
  // A connection whose last request has ended would otherwise be kept for the next one.
  const sweep = setInterval(() => server.closeIdleConnections(), 100);
  const impatience = setTimeout(() => server.closeAllConnections(), PATIENCE);
  await closed;
  clearInterval(sweep);
  clearTimeout(impatience);
  await store.close();
}
