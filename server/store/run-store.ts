import type { Kysely, Selectable } from "kysely";
import type { UsedVersion } from "../runs/compute-lines.ts";
import type { RunStatus } from "../runs/lifecycle.ts";
import type { RunComputationRow, RunRevisionRow, RunRow } from "./tables/runs.ts";
import type { Tables } from "./tables.ts";

/** The run of one month with the newest of its revisions. */
export interface StoredRun {
  readonly id: string;
  readonly dataSet: string;
  /** `YYYY-MM` */
  readonly month: string;
  /** Counts what was done to it; the ETag. */
  readonly changes: number;
  readonly openedBy: string;
  readonly openedAt: string;
  readonly revision: StoredRevision & { readonly status: RunStatus };
}

export interface StoredRevision {
  /** 1, 2, 3, … */
  readonly number: number;
  /** `replaced`: it was unlocked, and another follows. */
  readonly status: RunStatus | "replaced";
  readonly begunBy: string;
  readonly begunAt: string;
  /** Why the revision before was unlocked. */
  readonly reason?: string;
  /** The id of the computation that is under way. */
  readonly computing?: string;
  /** What its lines are of; absent while it was not computed. */
  readonly computation?: CompleteComputation;
  readonly reviewed?: { readonly by: string; readonly at: string; readonly withoutResult: number };
  readonly locked?: { readonly by: string; readonly at: string; readonly seal: string };
  readonly published?: { readonly by: string; readonly at: string };
}

/** A computing of a revision that may still be under way. */
export interface Computation {
  readonly id: string;
  readonly run: string;
  /** Of the run. */
  readonly revision: number;
  /** Of the run's data set. */
  readonly dataRevision: number;
  readonly requestedBy: string;
  readonly requestedAt: string;
}

/** What it came to; see `RunComputationRow`. */
export interface ComputationResult {
  readonly completedAt: string;
  readonly languageVersion: string;
  /** Absent where all months were read, because a streak has no end. */
  readonly firstMonth?: string;
  readonly versions: readonly UsedVersion[];
  readonly lines: number;
  readonly withoutResult: number;
  /** In fen. */
  readonly payout: number;
  readonly hash: string;
}
export type CompleteComputation = Computation & ComputationResult;

export interface RunFilter {
  readonly dataSet?: string | undefined;
  readonly status?: RunStatus | undefined;
}

export class RunStore {
  readonly #db: Kysely<Tables>;

  constructor(db: Kysely<Tables>) {
    this.#db = db;
  }

  /** The latest month first. */
  async list({ dataSet, status }: RunFilter = {}): Promise<StoredRun[]> {
    const rows = await this.#runs()
      .$if(dataSet !== undefined, (query) => query.where("data_set", "=", dataSet ?? ""))
      .$if(status !== undefined, (query) => query.where("status", "=", status ?? "open"))
      .orderBy("month", "desc")
      .orderBy("data_set")
      .execute();
    return rows.map(toRun);
  }

  async find(id: string): Promise<StoredRun | undefined> {
    const row = await this.#runs().where("runs.id", "=", id).executeTakeFirst();
    return row && toRun(row);
  }

  async findByMonth(dataSet: string, month: string): Promise<StoredRun | undefined> {
    const row = await this.#runs().where("data_set", "=", dataSet).where("month", "=", month).executeTakeFirst();
    return row && toRun(row);
  }

  /** All of a run, the first first. */
  async revisions(run: string): Promise<StoredRevision[]> {
    const rows = await this.#revisions().where("run_revisions.run", "=", run).orderBy("number").execute();
    return rows.map(toRevision);
  }

  async revision(run: string, number: number): Promise<StoredRevision | undefined> {
    const row = await this.#revisions()
      .where("run_revisions.run", "=", run)
      .where("number", "=", number)
      .executeTakeFirst();
    return row && toRevision(row);
  }

  async computation(id: string): Promise<Computation | CompleteComputation | undefined> {
    const row = await this.#db.selectFrom("run_computations").selectAll().where("id", "=", id).executeTakeFirst();
    return row && toComputation(row);
  }

  /** Opens the run of a month that has none in the data set. */
  async open(id: string, dataSet: string, month: string, by: string, at: string): Promise<void> {
    await this.#db
      .insertInto("runs")
      .values({ id, data_set: dataSet, month, revision: 1, changes: 1, opened_by: by, opened_at: at })
      .execute();
    await this.#db
      .insertInto("run_revisions")
      .values(begun(id, 1, by, at, null))
      .execute();
  }

  /** From now on only this computation can become the newest revision's. */
  async beginComputing({ id, run, revision, ...computation }: Computation): Promise<void> {
    await this.#db
      .insertInto("run_computations")
      .values({
        id,
        run,
        revision,
        data_revision: computation.dataRevision,
        requested_by: computation.requestedBy,
        requested_at: computation.requestedAt,
        ...INCOMPLETE,
      })
      .execute();
    await this.#change({ id: run, revision: { number: revision } }, { computing: id });
  }

  /** Makes the lines of a computation those of the newest revision, and takes a review back. */
  async complete({ id, run, revision }: Computation, result: ComputationResult, status: RunStatus): Promise<void> {
    await this.#db
      .updateTable("run_computations")
      .set({
        completed_at: result.completedAt,
        language_version: result.languageVersion,
        first_month: result.firstMonth ?? null,
        versions: JSON.stringify(result.versions),
        lines: result.lines,
        without_result: result.withoutResult,
        payout: result.payout,
        hash: result.hash,
      })
      .where("id", "=", id)
      .execute();
    await this.#change(
      { id: run, revision: { number: revision } },
      { status, computing: null, computation: id, ...NOT_REVIEWED },
    );
  }

  /** No computation is under way any more, where it was this one. */
  async giveUpComputing({ id, run, revision }: Computation): Promise<void> {
    await this.#db
      .updateTable("run_revisions")
      .set({ computing: null })
      .where("run", "=", run)
      .where("number", "=", revision)
      .where("computing", "=", id)
      .execute();
  }

  /** To be told when what is paid beside the lines has changed: a review is taken back. */
  async adjusted(run: StoredRun, status: RunStatus): Promise<void> {
    await this.#change(run, { status, ...(status !== run.revision.status && NOT_REVIEWED) });
  }

  async review(run: StoredRun, withoutResult: number, by: string, at: string): Promise<void> {
    await this.#change(run, { status: "reviewed", reviewed_by: by, reviewed_at: at, confirmed: withoutResult });
  }

  async lock(run: StoredRun, seal: string, by: string, at: string): Promise<void> {
    await this.#change(run, { status: "locked", locked_by: by, locked_at: at, seal, computing: null });
  }

  /** Keeps the revision as it was locked and begins the next. */
  async unlock(run: StoredRun, reason: string, by: string, at: string): Promise<void> {
    const number = run.revision.number + 1;
    await this.#change(run, { status: "replaced" });
    await this.#db
      .insertInto("run_revisions")
      .values(begun(run.id, number, by, at, reason))
      .execute();
    await this.#db.updateTable("runs").set({ revision: number }).where("id", "=", run.id).execute();
  }

  async publish(run: StoredRun, by: string, at: string): Promise<void> {
    await this.#change(run, { status: "published", published_by: by, published_at: at });
  }

  /** Whether the data that a computation was made from have changed since in the months that it read. */
  async isOutdated({ dataSet, month }: StoredRun, { dataRevision, firstMonth }: CompleteComputation): Promise<boolean> {
    const { revision } = await this.#db
      .selectFrom("data_sets")
      .select("revision")
      .where("id", "=", dataSet)
      .executeTakeFirstOrThrow();
    if (revision === dataRevision) return false;
    const changed = await this.#db
      .selectFrom("agent_months")
      .select("agent")
      .where("data_set", "=", dataSet)
      .where("month", "<=", month)
      .$if(firstMonth !== undefined, (query) => query.where("month", ">=", firstMonth ?? ""))
      .where(({ between, or }) =>
        or([between("added_in", dataRevision + 1, revision), between("replaced_in", dataRevision + 1, revision)]),
      )
      .limit(1)
      .executeTakeFirst();
    return changed !== undefined;
  }

  async #change(
    { id, revision: { number } }: { readonly id: string; readonly revision: Pick<StoredRevision, "number"> },
    change: Partial<RunRevisionRow>,
  ): Promise<void> {
    await this.#db
      .updateTable("run_revisions")
      .set(change)
      .where("run", "=", id)
      .where("number", "=", number)
      .execute();
    await this.#db
      .updateTable("runs")
      .set((eb) => ({ changes: eb("changes", "+", 1) }))
      .where("id", "=", id)
      .execute();
  }

  /** Each with the newest of its revisions. */
  #runs() {
    return this.#db
      .selectFrom("runs")
      .innerJoin("run_revisions", (join) =>
        join.onRef("run_revisions.run", "=", "runs.id").onRef("number", "=", "runs.revision"),
      )
      .leftJoin("run_computations", "run_computations.id", "run_revisions.computation")
      .selectAll("run_revisions")
      .select(COMPUTED)
      .select(["runs.id", "data_set", "month", "changes", "opened_by", "opened_at"]);
  }

  /** Each with the computation whose lines it has. */
  #revisions() {
    return this.#db
      .selectFrom("run_revisions")
      .leftJoin("run_computations", "run_computations.id", "run_revisions.computation")
      .selectAll("run_revisions")
      .select(COMPUTED);
  }
}

/** What a revision's computation came to, beside the columns of the revision. */
const COMPUTED = [
  "run_computations.revision as computed_for",
  "data_revision",
  "requested_by",
  "requested_at",
  "completed_at",
  "language_version",
  "first_month",
  "versions",
  "lines",
  "without_result",
  "payout",
  "hash",
] as const;

type Nullable<T> = { readonly [Name in keyof T]: T[Name] | null };
type RevisionRow = Selectable<RunRevisionRow> &
  Nullable<Omit<Selectable<RunComputationRow>, "id" | "run" | "revision">> & { readonly computed_for: number | null };
type NewestRow = RevisionRow & Omit<Selectable<RunRow>, "revision">;

function toRun(row: NewestRow): StoredRun {
  const revision = toRevision(row);
  if (!isNewest(revision)) throw new Error(`the run ${row.id} has no newest revision`);
  return {
    id: row.id,
    dataSet: row.data_set,
    month: row.month,
    changes: row.changes,
    openedBy: row.opened_by,
    openedAt: row.opened_at,
    revision,
  };
}

function toRevision(row: RevisionRow): StoredRevision {
  const computation = computationOf(row);
  return {
    number: row.number,
    status: row.status,
    begunBy: row.begun_by,
    begunAt: row.begun_at,
    ...(row.reason !== null && { reason: row.reason }),
    ...(row.computing !== null && { computing: row.computing }),
    ...(computation && { computation }),
    ...(row.reviewed_by !== null && {
      reviewed: { by: row.reviewed_by, at: row.reviewed_at ?? "", withoutResult: row.confirmed ?? 0 },
    }),
    ...(row.locked_by !== null && { locked: { by: row.locked_by, at: row.locked_at ?? "", seal: row.seal ?? "" } }),
    ...(row.published_by !== null && { published: { by: row.published_by, at: row.published_at ?? "" } }),
  };
}

function computationOf(row: RevisionRow): CompleteComputation | undefined {
  const { computation: id, computed_for: revision, data_revision, requested_by, requested_at } = row;
  if (id === null || revision === null || data_revision === null) return undefined;
  const begun = { id, revision, data_revision, requested_by: requested_by ?? "", requested_at: requested_at ?? "" };
  const computation = toComputation({ ...row, ...begun });
  return isComplete(computation) ? computation : undefined;
}

export const isComplete = (computation: Computation | CompleteComputation): computation is CompleteComputation =>
  "completedAt" in computation;

const isNewest = (revision: StoredRevision): revision is StoredRun["revision"] => revision.status !== "replaced";

const INCOMPLETE = {
  completed_at: null,
  language_version: null,
  first_month: null,
  versions: null,
  lines: null,
  without_result: null,
  payout: null,
  hash: null,
};

const NOT_REVIEWED = { reviewed_by: null, reviewed_at: null, confirmed: null };

const begun = (run: string, number: number, by: string, at: string, reason: string | null): RunRevisionRow => ({
  run,
  number,
  status: "open",
  computing: null,
  computation: null,
  begun_by: by,
  begun_at: at,
  reason,
  ...NOT_REVIEWED,
  locked_by: null,
  locked_at: null,
  seal: null,
  published_by: null,
  published_at: null,
});

function toComputation(row: Selectable<RunComputationRow>): Computation | CompleteComputation {
  const computation = {
    id: row.id,
    run: row.run,
    revision: row.revision,
    dataRevision: row.data_revision,
    requestedBy: row.requested_by,
    requestedAt: row.requested_at,
  };
  if (row.completed_at === null) return computation;
  return {
    ...computation,
    completedAt: row.completed_at,
    languageVersion: row.language_version ?? "",
    ...(row.first_month !== null && { firstMonth: row.first_month }),
    versions: JSON.parse(row.versions ?? "[]") as UsedVersion[],
    lines: row.lines ?? 0,
    withoutResult: row.without_result ?? 0,
    payout: Number(row.payout),
    hash: row.hash ?? "",
  };
}
