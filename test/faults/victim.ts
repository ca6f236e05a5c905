import { type ChildProcess, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { Readable } from "node:stream";
import type { Role } from "../../server/access/role.ts";
import { COOKIE } from "../../server/http/session-cookie.ts";
import type { DatabaseAddress } from "../../server/settings.ts";
import { sessionOf } from "../../server/testing/real-app.ts";

const server = (path: string): string => JSON.stringify(new URL(`../../server/${path}`, import.meta.url));

/** The server, but that it waits for a job of a process that was killed only as long as a test can. */
const SERVE = `
  import { readSettings } from ${server("settings.ts")};
  import { start } from ${server("start.ts")};
  console.log("opening");
  const { url } = await start(readSettings(process.env), { lease: 2_000, beat: 200 });
  console.log(url);
`;

/** Thrown where a request was not answered: the server was killed, and nobody knows what it has done. */
export class Unanswered extends Error {}

export interface Answer {
  readonly status: number;
  readonly body: unknown;
  readonly etag: string;
}

/** The real server as a process, to be killed. */
export class Victim {
  readonly #child: ChildProcess;
  readonly #ended: Promise<unknown>;
  readonly #lines: AsyncIterator<string>;
  #url = "";

  private constructor(child: ChildProcess) {
    this.#child = child;
    this.#ended = once(child, "exit");
    this.#lines = createInterface({ input: child.stdout ?? Readable.from([]) })[Symbol.asyncIterator]();
  }

  static begin({ dataDir, databaseUrl = "" }: DatabaseAddress): Victim {
    const child = spawn(process.execPath, ["--input-type=module", "--eval", SERVE], {
      env: { ...process.env, PORT: "0", DATA_DIR: dataDir, DATABASE_URL: databaseUrl, LOG_LEVEL: "error" },
      stdio: ["ignore", "pipe", "inherit"],
    });
    return new Victim(child);
  }

  /** Waits until it is about to open its database; `false` where it has ended before. */
  async opening(): Promise<boolean> {
    return (await this.#lines.next()).done !== true;
  }

  /** Waits until it answers; `false` where it has ended before. */
  async ready(): Promise<boolean> {
    for (;;) {
      const { done, value } = await this.#lines.next();
      if (done === true) return false;
      if (!value.startsWith("http")) continue;
      this.#url = value;
      return true;
    }
  }

  /** At once, as a power failure does. */
  async kill(): Promise<void> {
    this.#child.kill("SIGKILL");
    await this.#ended;
  }

  /** Where a path is asked for, and as whom. */
  request(path: string, as: Role): { url: string; headers: Readonly<Record<string, string>> } {
    return { url: `${this.#url}${path}`, headers: { Cookie: `${COOKIE}=${sessionOf(as)}` } };
  }

  /** @throws Unanswered */
  async send(method: string, path: string, as: Role, body?: object | string, ifMatch?: string): Promise<Answer> {
    try {
      const response = await fetch(`${this.#url}${path}`, {
        method,
        headers: {
          Cookie: `${COOKIE}=${sessionOf(as)}`,
          "Idempotency-Key": randomUUID(),
          ...(body !== undefined && { "Content-Type": typeof body === "string" ? "text/csv" : "application/json" }),
          ...(ifMatch !== undefined && { "If-Match": ifMatch }),
        },
        ...(body !== undefined && { body: typeof body === "string" ? body : JSON.stringify(body) }),
      });
      const text = await response.text();
      return { status: response.status, body: JSON.parse(text), etag: response.headers.get("ETag") ?? "" };
    } catch (error) {
      throw new Unanswered(path, { cause: error });
    }
  }
}
