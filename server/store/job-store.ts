import type { Kysely, Selectable } from "kysely";
import type { Localized } from "../../engine/index.ts";
import type { Actor } from "../access/actor.ts";
import type { Role } from "../access/role.ts";
import type { Job, Progress } from "../jobs/job.ts";
import type { JobRow } from "./tables/jobs.ts";
import type { Tables } from "./tables.ts";

export interface NewJob {
  readonly id: string;
  readonly kind: string;
  readonly subject: string;
  readonly payload: unknown;
  readonly actor: Actor;
}

/** Who works on a job, and until when nobody else may take it (UTC, ISO 8601). */
export interface Lease {
  readonly owner: string;
  readonly until: string;
}

/** How a job ends. */
export type Ending =
  | { readonly status: "done" | "cancelled" }
  | { readonly status: "failed"; readonly reason: Localized };

const LIVE = ["queued", "running"] as const;

/** Sorts before every time: whatever the clock of who asked says, the job can be taken. */
const AT_ONCE = "";

export class JobStore {
  readonly #db: Kysely<Tables>;

  constructor(db: Kysely<Tables>) {
    this.#db = db;
  }

  /** To be taken at once. */
  async add({ id, kind, subject, payload, actor }: NewJob, at: string): Promise<Job> {
    const row: JobRow = {
      id,
      kind,
      subject,
      payload: JSON.stringify(payload),
      actor: JSON.stringify({ ...actor, roles: [...actor.roles] }),
      status: "queued",
      due_at: AT_ONCE,
      owner: null,
      attempts: 0,
      cancelling: 0,
      done: 0,
      total: null,
      reason: null,
      created_at: at,
      ended_at: null,
    };
    await this.#db.insertInto("jobs").values(row).execute();
    return jobOf(row);
  }

  async find(id: string): Promise<Job | undefined> {
    const row = await this.#db.selectFrom("jobs").selectAll().where("id", "=", id).executeTakeFirst();
    return row && jobOf(row);
  }

  /** The newest first; of one subject where it is given. */
  async list({ subject, limit }: { subject?: string | undefined; limit: number }): Promise<Job[]> {
    const rows = await this.#db
      .selectFrom("jobs")
      .selectAll()
      .$if(subject !== undefined, (query) => query.where("subject", "=", subject ?? ""))
      .orderBy("created_at", "desc")
      .orderBy("id")
      .limit(limit)
      .execute();
    return rows.map(jobOf);
  }

  /** The job that waits or runs for a subject; `undefined` where there is none. */
  async liveOf(subject: string): Promise<Job | undefined> {
    const row = await this.#db
      .selectFrom("jobs")
      .selectAll()
      .where("subject", "=", subject)
      .where("status", "in", LIVE)
      .orderBy("created_at")
      .executeTakeFirst();
    return row && jobOf(row);
  }

  /** How many there are of each status. */
  async counts(): Promise<Map<Job["status"], number>> {
    const rows = await this.#db
      .selectFrom("jobs")
      .select(["status", ({ fn }) => fn.countAll<number>().as("jobs")])
      .groupBy("status")
      .execute();
    return new Map(rows.map(({ status, jobs }) => [status, Number(jobs)]));
  }

  /** Asks for the job to end, which it does at its next step. `false` where it has ended already. */
  async requestCancel(id: string): Promise<boolean> {
    return changed(
      this.#db.updateTable("jobs").set({ cancelling: 1 }).where("id", "=", id).where("status", "in", LIVE),
    );
  }

  /** The id of the job that has been due longest; cheap, because every instance asks all the time. */
  async due(now: string): Promise<string | undefined> {
    const row = await this.#db
      .selectFrom("jobs")
      .select("id")
      .where("due_at", "<=", now)
      .orderBy("due_at")
      .orderBy("created_at")
      .limit(1)
      .executeTakeFirst();
    return row?.id;
  }

  /** Takes a job that is due, or whose lease has run out. `undefined` where somebody else was first. */
  async take(id: string, { owner, until }: Lease, now: string): Promise<Job | undefined> {
    const taken = await changed(
      this.#db
        .updateTable("jobs")
        .set(({ eb }) => ({ status: "running", owner, due_at: until, attempts: eb("attempts", "+", 1) }))
        .where("id", "=", id)
        .where("due_at", "<=", now),
    );
    return taken ? this.find(id) : undefined;
  }

  /** Says that the job is being worked on and how far it is; `undefined` where the lease has been lost. */
  async renew(id: string, { owner, until }: Lease, { done, total }: Progress): Promise<Job | undefined> {
    const held = await changed(this.#held(id, owner).set({ due_at: until, done, total: total ?? null }));
    return held ? this.find(id) : undefined;
  }

  async isHeld(id: string, owner: string): Promise<boolean> {
    const row = await this.#db
      .selectFrom("jobs")
      .select("id")
      .where("id", "=", id)
      .where("owner", "=", owner)
      .where("status", "=", "running")
      .executeTakeFirst();
    return row !== undefined;
  }

  /** Gives the job back, to be gone on with from `dueAt` on; an attempt that was only interrupted does not count. */
  async release(id: string, owner: string, { dueAt, counts }: { dueAt: string; counts: boolean }): Promise<void> {
    await this.#held(id, owner)
      .set(({ eb }) => ({
        status: "queued",
        owner: null,
        due_at: dueAt,
        ...(!counts && { attempts: eb("attempts", "-", 1) }),
      }))
      .execute();
  }

  async end(id: string, owner: string, ending: Ending, at: string): Promise<void> {
    await this.#held(id, owner)
      .set({
        status: ending.status,
        owner: null,
        due_at: null,
        ended_at: at,
        reason: ending.status === "failed" ? JSON.stringify(ending.reason) : null,
      })
      .execute();
  }

  #held(id: string, owner: string) {
    return this.#db.updateTable("jobs").where("id", "=", id).where("owner", "=", owner).where("status", "=", "running");
  }
}

async function changed(update: { executeTakeFirst(): Promise<{ numUpdatedRows: bigint }> }): Promise<boolean> {
  const { numUpdatedRows } = await update.executeTakeFirst();
  return numUpdatedRows > 0n;
}

function jobOf(row: Selectable<JobRow>): Job {
  const { roles, ...actor } = JSON.parse(row.actor) as Omit<Actor, "roles"> & { readonly roles: readonly Role[] };
  return {
    id: row.id,
    kind: row.kind,
    subject: row.subject,
    payload: JSON.parse(row.payload) as unknown,
    actor: { ...actor, roles: new Set(roles) },
    status: row.status,
    attempts: row.attempts,
    cancelling: row.cancelling === 1,
    progress: { done: row.done, ...(row.total !== null && { total: row.total }) },
    ...(row.reason !== null && { reason: JSON.parse(row.reason) as Localized }),
    createdAt: row.created_at,
    ...(row.ended_at !== null && { endedAt: row.ended_at }),
  };
}
