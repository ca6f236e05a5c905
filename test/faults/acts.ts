/** What people do with the server while it is killed. */
import { setTimeout as sleep } from "node:timers/promises";
import type { Role } from "../../server/access/role.ts";
import type { Import } from "../../server/http/schemas/imports.ts";
import type { Job } from "../../server/http/schemas/jobs.ts";
import type { Run, RunList } from "../../server/http/schemas/runs.ts";
import type { SchemeList } from "../../server/http/schemas.ts";
import type { Answer, Victim } from "./victim.ts";

/** Something that was answered with success, and so must never be lost: its state counts its changes. */
export interface Acknowledged {
  readonly kind: "run" | "import" | "version" | "job";
  readonly id: string;
  /** The change that was acknowledged: its ETag; 0 where only that it exists. */
  readonly change: number;
}

/** One person at work; everything they are told is done is kept in `acknowledged`. */
export class Person {
  readonly acknowledged: Acknowledged[] = [];
  /** How often each act was acknowledged. */
  readonly done = new Map<string, number>();
  readonly #victim: Victim;
  readonly #name: string;

  /** @param name no other person's, for what has to have names of its own */
  constructor(victim: Victim, name: string) {
    this.#victim = victim;
    this.#name = name;
  }

  /** Opens a run, or takes the latest one a step further: compute, review, lock, publish. */
  async goOnWithRuns(): Promise<void> {
    const { runs } = await this.#read<RunList>("/api/runs");
    const unfinished = runs.find(({ status }) => status !== "published");
    if (!unfinished) return this.#openRun(runs.map(({ month }) => month));
    const path = `/api/runs/${unfinished.id}`;
    const { body, etag } = await this.#victim.send("GET", path, "editor");
    const run = body as Run;
    switch (run.status) {
      case "open":
        return this.#compute(path);
      case "computed": {
        const withoutResult = run.revisions.at(-1)?.computation?.withoutResult ?? 0;
        return this.#act("review", "run", run.id, "POST", `${path}/review`, "reviewer", { withoutResult }, etag);
      }
      case "reviewed":
        return this.#act("lock", "run", run.id, "POST", `${path}/lock`, "reviewer", undefined, etag);
      case "locked":
        return this.#act("publish", "run", run.id, "POST", `${path}/publish`, "approver", undefined, etag);
    }
  }

  /** Uploads a month of figures and takes it as far as it being applied. */
  async importFigures(rows: number): Promise<void> {
    const [set] = (await this.#read<{ datasets: { id: string }[] }>("/api/datasets")).datasets;
    const month = `20${40 + Math.floor(Math.random() * 50)}-01`;
    const lines = Array.from({ length: rows }, (_, n) => `${month},N${n},${n % 7},${n % 11}`);
    const text = `月份,工号,A类客户数,B类客户数\n${lines.join("\n")}\n`;
    const query = new URLSearchParams({ kind: "agent-months", dataSet: set?.id ?? "", fileName: `${this.#name}.csv` });
    const uploaded = await this.#victim.send("POST", `/api/imports?${query}`, "editor", text);
    if (!this.#keep("upload", "import", uploaded)) return;
    const path = `/api/imports/${(uploaded.body as Import).id}`;
    const read = await this.#settled(path);
    const { reading } = read.body as Import;
    if (!reading) return;
    const { sheet, headerLine, columns } = reading;
    const mapping = { sheet, headerLine, columns };
    if (!this.#keep("map", "import", await this.#victim.send("PUT", `${path}/mapping`, "editor", mapping, read.etag))) {
      return;
    }
    await this.#settled(path);
    if (this.#keep("apply", "import", await this.#victim.send("POST", `${path}/apply`, "editor", { accept: true }))) {
      await this.#settled(path);
    }
  }

  /** Copies a scheme, and has the copy approved. */
  async approveVersion(): Promise<void> {
    const { schemes } = await this.#read<SchemeList>("/api/schemes");
    const source = schemes
      .find(({ id }) => id === "telemarketing-center")
      ?.versions.find(({ version }) => version === "draft");
    const drafts = `/api/versions/${source?.id}/drafts`;
    const copy = await this.#victim.send("POST", drafts, "editor", { version: this.#name });
    if (!this.#keep("copy", "version", copy)) return;
    const { id } = copy.body as { id: string };
    const month = `20${40 + Math.floor(Math.random() * 50)}-01`;
    const steps = [
      ["submit", "editor", { waivers: [] }],
      ["review", "reviewer", {}],
      ["approve", "approver", { effectiveFrom: month }],
    ] as const;
    for (const [step, as, body] of steps) {
      await this.#act(step, "version", id, "POST", `/api/versions/${id}/${step}`, as, body, "*");
    }
  }

  async #openRun(taken: readonly string[]): Promise<void> {
    const [set] = (await this.#read<{ datasets: { id: string; months: string[] }[] }>("/api/datasets")).datasets;
    const month = set?.months.findLast((month) => month < "2030" && !taken.includes(month));
    if (!set || !month) return;
    const opened = await this.#victim.send("POST", "/api/runs", "editor", { dataSet: set.id, month });
    this.#keep("open", "run", opened);
  }

  async #compute(path: string): Promise<void> {
    const asked = await this.#victim.send("POST", `${path}/compute`, "editor");
    if (!this.#keep("compute", "job", asked)) return;
    await this.#ended((asked.body as Job).id);
  }

  async #act(
    name: string,
    kind: Acknowledged["kind"],
    id: string,
    method: string,
    path: string,
    as: Role,
    body: object | undefined,
    ifMatch: string,
  ): Promise<void> {
    const answer = await this.#victim.send(method, path, as, body, ifMatch);
    this.#keep(name, kind, answer, id);
  }

  /** Keeps what was answered with success; whether it was. */
  #keep(name: string, kind: Acknowledged["kind"], { status, body, etag }: Answer, id?: string): boolean {
    if (status >= 300) return false;
    this.done.set(name, (this.done.get(name) ?? 0) + 1);
    const change = Number(/\d+/.exec(etag)?.[0] ?? 0);
    this.acknowledged.push({ kind, id: id ?? (body as { id: string }).id, change });
    return true;
  }

  async #read<T>(path: string): Promise<T> {
    return (await this.#victim.send("GET", path, "editor")).body as T;
  }

  /** Waits until no job works on an import. */
  async #settled(path: string): Promise<Answer> {
    const subject = path.split("/").at(-1) ?? "";
    const { jobs } = await this.#read<{ jobs: Job[] }>(`/api/jobs?subject=${subject}`);
    for (const { id } of jobs) await this.#ended(id);
    return this.#victim.send("GET", path, "editor");
  }

  async #ended(id: string): Promise<void> {
    for (;;) {
      const { status } = await this.#read<Job>(`/api/jobs/${id}`);
      if (status !== "queued" && status !== "running") return;
      await sleep(20);
    }
  }
}
