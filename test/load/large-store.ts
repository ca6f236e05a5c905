import { setTimeout as sleep } from "node:timers/promises";
import type { Role } from "../../server/access/role.ts";
import type { Import } from "../../server/http/schemas/imports.ts";
import type { Job } from "../../server/http/schemas/jobs.ts";
import { startPostgres } from "../../server/testing/postgres-server.ts";
import { RealApp } from "../../server/testing/real-app.ts";
import { type Answer, Victim } from "../faults/victim.ts";

/** The real server as a process of its own, asked through its API as its people would. */
export class LargeStore {
  readonly server: Victim;
  readonly close: () => Promise<void>;

  private constructor(server: Victim, close: () => Promise<void>) {
    this.server = server;
    this.close = close;
  }

  /** @param options.postgres on a PostgreSQL of its own, else on SQLite */
  static async open({ postgres: onPostgres = false } = {}): Promise<LargeStore> {
    const postgres = onPostgres ? await startPostgres() : undefined;
    process.env.PLUMBLINE_TEST_POSTGRES = postgres?.url ?? "";
    const app = await RealApp.open();
    await app.disconnect();
    const server = Victim.begin(app.database.settings);
    if (!(await server.ready())) throw new Error("the server did not start");
    return new LargeStore(server, async () => {
      await server.kill();
      await app.database.drop();
      await postgres?.stop();
    });
  }

  /** @throws Error where it is refused */
  async ok(method: string, path: string, as: Role, body?: object | string, ifMatch?: string): Promise<Answer> {
    const answer = await this.server.send(method, path, as, body, ifMatch);
    if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer;
  }

  /** A data set with nothing in it. */
  async newDataSet(name: string): Promise<string> {
    return ((await this.ok("POST", "/api/datasets", "editor", { name })).body as { id: string }).id;
  }

  /** Imports a CSV file whole. @param dataSet into which; none for a roster */
  async imported(kind: "roster" | "agent-months", dataSet: string | undefined, text: string): Promise<undefined> {
    const query = new URLSearchParams({ kind, fileName: "large.csv", ...(dataSet !== undefined && { dataSet }) });
    const { id } = (await this.ok("POST", `/api/imports?${query}`, "editor", text)).body as Import;
    const path = `/api/imports/${id}`;
    const seen = await this.#settled(path);
    const { reading } = seen.body as Import;
    if (!reading) throw new Error(`the file was not read: ${JSON.stringify(seen.body)}`);
    const { sheet, headerLine, columns } = reading;
    await this.ok("PUT", `${path}/mapping`, "editor", { sheet, headerLine, columns }, seen.etag);
    await this.#settled(path);
    await this.ok("POST", `${path}/apply`, "editor", { accept: true });
    const { body } = await this.#settled(path);
    if ((body as Import).state !== "applied") throw new Error(`the file was not applied: ${JSON.stringify(body)}`);
  }

  /** Waits for a job. @throws Error where it fails */
  async done(id: string): Promise<undefined> {
    for (;;) {
      const { status, reason } = (await this.ok("GET", `/api/jobs/${id}`, "editor")).body as Job;
      if (status === "done") return;
      if (status !== "queued" && status !== "running") throw new Error(`${status}: ${reason?.en}`);
      await sleep(50);
    }
  }

  /** Waits until no job works on an import. */
  async #settled(path: string): Promise<Answer> {
    const subject = path.split("/").at(-1);
    const { jobs } = (await this.ok("GET", `/api/jobs?subject=${subject}`, "editor")).body as { jobs: Job[] };
    for (const { id } of jobs) await this.done(id);
    return this.ok("GET", path, "editor");
  }
}
