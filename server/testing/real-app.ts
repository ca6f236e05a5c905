import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Hono } from "hono";
import { loadShipped } from "../first-start/load-shipped.ts";
import { createApp } from "../http/app.ts";
import type { SchemeList, Version } from "../http/schemas.ts";
import { Checker } from "../schemes/checker.ts";
import { DATABASE, sqliteDialect } from "../store/sqlite.ts";
import { Store } from "../store/store.ts";

const RULESETS = join(import.meta.dirname, "..", "..", "rulesets");

interface Options {
  readonly method?: string;
  /** Sent as JSON; a string is sent as it is. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

const temporaryFolder = (): string => mkdtempSync(join(tmpdir(), "plumbline-app-"));

let shipped: Promise<Buffer> | undefined;

/** A closed database is one file: what is shipped, to be copied. */
async function loadOnce(): Promise<Buffer> {
  const folder = temporaryFolder();
  const store = await Store.open(sqliteDialect(folder));
  await loadShipped(store, RULESETS);
  await store.close();
  const content = readFileSync(join(folder, DATABASE));
  rmSync(folder, { recursive: true });
  return content;
}

/** The app over a database file of its own that holds all that is shipped; every response is validated. */
export class RealApp {
  readonly #folder: string;
  readonly #store: Store;
  readonly #app: Hono;

  private constructor(folder: string, store: Store, app: Hono) {
    this.#folder = folder;
    this.#store = store;
    this.#app = app;
  }

  /** On a copy of the shipped data; loading it for every test would take most of the time. */
  static async open(): Promise<RealApp> {
    shipped ??= loadOnce();
    const folder = temporaryFolder();
    writeFileSync(join(folder, DATABASE), await shipped);
    return RealApp.#openIn(folder);
  }

  static async #openIn(folder: string): Promise<RealApp> {
    const store = await Store.open(sqliteDialect(folder));
    await loadShipped(store, RULESETS);
    const catalogue = await store.stores.catalogue.read();
    if (!catalogue) throw new Error("no catalogue was loaded");
    const services = { store, checker: new Checker(catalogue, await store.stores.institutions.list()) };
    return new RealApp(folder, store, createApp(services, { adminUi: folder, validateResponses: true }));
  }

  async restart(): Promise<RealApp> {
    await this.#store.close();
    return RealApp.#openIn(this.#folder);
  }

  async close(): Promise<void> {
    await this.#store.close();
    rmSync(this.#folder, { recursive: true });
  }

  async send(path: string, { method = "GET", body, headers = {} }: Options = {}): Promise<Response> {
    return this.#app.request(`http://localhost${path}`, {
      method,
      headers: { ...(body !== undefined && { "Content-Type": "application/json" }), ...headers },
      ...(body !== undefined && { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });
  }

  async json<T>(path: string, options?: Options): Promise<T> {
    return (await (await this.send(path, options)).json()) as T;
  }

  save(id: string, text: string, ifMatch: string): Promise<Response> {
    return this.send(`/api/versions/${id}`, { method: "PUT", body: { text }, headers: { "If-Match": ifMatch } });
  }

  publish(id: string, ifMatch: string): Promise<Response> {
    return this.send(`/api/versions/${id}/publish`, { method: "POST", headers: { "If-Match": ifMatch } });
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
