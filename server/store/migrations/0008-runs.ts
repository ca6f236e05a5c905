import { type Kysely, sql } from "kysely";
import { wholeNumber } from "./column-types.ts";
import { refuse } from "./refuse.ts";

export async function up(db: Kysely<unknown>): Promise<void> {
  await createTables(db);
  await keepRuns(db);
  await keepLines(db);
  await keepAdjustments(db);
}

async function createTables(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("runs")
    .addColumn("id", "text", (column) => column.primaryKey().notNull())
    .addColumn("data_set", "text", (column) => column.notNull().references("data_sets.id"))
    .addColumn("month", "text", (column) => column.notNull())
    .addColumn("revision", "integer", (column) => column.notNull())
    .addColumn("changes", "integer", (column) => column.notNull())
    .addColumn("opened_by", "text", (column) => column.notNull())
    .addColumn("opened_at", "text", (column) => column.notNull())
    .addUniqueConstraint("runs_of_month", ["data_set", "month"])
    .execute();

  await db.schema
    .createTable("run_computations")
    .addColumn("id", "text", (column) => column.primaryKey().notNull())
    .addColumn("run", "text", (column) => column.notNull().references("runs.id"))
    .addColumn("revision", "integer", (column) => column.notNull())
    .addColumn("data_revision", "integer", (column) => column.notNull())
    .addColumn("requested_by", "text", (column) => column.notNull())
    .addColumn("requested_at", "text", (column) => column.notNull())
    .addColumn("completed_at", "text")
    .addColumn("language_version", "text")
    .addColumn("first_month", "text")
    .addColumn("versions", "text")
    .addColumn("lines", "integer")
    .addColumn("without_result", "integer")
    .addColumn("payout", wholeNumber(db))
    .addColumn("hash", "text")
    .execute();
  await db.schema.createIndex("run_computations_of_run").on("run_computations").column("run").execute();

  await db.schema
    .createTable("run_revisions")
    .addColumn("run", "text", (column) => column.notNull().references("runs.id"))
    .addColumn("number", "integer", (column) => column.notNull())
    .addColumn("status", "text", (column) =>
      column.notNull().check(sql`status in ('open', 'computed', 'reviewed', 'locked', 'published', 'replaced')`),
    )
    .addColumn("computing", "text", (column) => column.references("run_computations.id"))
    .addColumn("computation", "text", (column) => column.references("run_computations.id"))
    .addColumn("begun_by", "text", (column) => column.notNull())
    .addColumn("begun_at", "text", (column) => column.notNull())
    .addColumn("reason", "text")
    .addColumn("reviewed_by", "text")
    .addColumn("reviewed_at", "text")
    .addColumn("confirmed", "integer")
    .addColumn("locked_by", "text")
    .addColumn("locked_at", "text")
    .addColumn("seal", "text")
    .addColumn("published_by", "text")
    .addColumn("published_at", "text")
    .addPrimaryKeyConstraint("run_revisions_key", ["run", "number"])
    .execute();
  await db.schema.createIndex("run_revisions_of_computation").on("run_revisions").column("computation").execute();

  await db.schema
    .createTable("run_lines")
    .addColumn("computation", "text", (column) => column.notNull().references("run_computations.id"))
    .addColumn("agent", "text", (column) => column.notNull())
    .addColumn("department", "text")
    .addColumn("version", "text", (column) => column.references("versions.id"))
    .addColumn("outcome", "text", (column) =>
      column.notNull().check(sql`outcome in ('computed', 'missing-data', 'no-scheme', 'error')`),
    )
    .addColumn("inputs", "text", (column) => column.notNull())
    .addColumn("outputs", "text", (column) => column.notNull())
    .addColumn("payout", wholeNumber(db))
    .addColumn("errors", "text", (column) => column.notNull())
    .addColumn("hash", "text", (column) => column.notNull())
    .addPrimaryKeyConstraint("run_lines_key", ["computation", "agent"])
    .execute();
  // Totals are added up without reading what each line was computed from.
  await db.schema
    .createIndex("run_lines_sums")
    .on("run_lines")
    .columns(["computation", "department", "version", "outcome", "payout"])
    .execute();

  await db.schema
    .createTable("run_adjustments")
    .addColumn("id", "text", (column) => column.primaryKey().notNull())
    .addColumn("run", "text", (column) => column.notNull().references("runs.id"))
    .addColumn("agent", "text", (column) => column.notNull())
    .addColumn("amount", wholeNumber(db), (column) => column.notNull().check(sql`amount <> 0`))
    .addColumn("reason", "text", (column) => column.notNull())
    .addColumn("added_in", "integer", (column) => column.notNull())
    .addColumn("added_by", "text", (column) => column.notNull())
    .addColumn("added_at", "text", (column) => column.notNull())
    .addColumn("taken_back_in", "integer")
    .addColumn("taken_back_by", "text")
    .addColumn("taken_back_at", "text")
    .addColumn("taken_back_reason", "text")
    .execute();
  await db.schema.createIndex("run_adjustments_of_run").on("run_adjustments").columns(["run", "agent"]).execute();
}

/** A locked revision can only be published or replaced, and these two are final. */
async function keepRuns(db: Kysely<unknown>): Promise<void> {
  const isFinal = "old.status in ('published', 'replaced')";
  const isOtherEnd = "old.status = 'locked' and new.status not in ('published', 'replaced')";
  const settled = ["run", "number", "computation", "begun_by", "begun_at", "locked_by", "locked_at", "seal"];
  await refuse(db, { table: "runs", on: "delete", message: "a run cannot be deleted" });
  await refuse(db, {
    table: "runs",
    on: "update",
    columns: ["id", "data_set", "month", "opened_by", "opened_at"],
    message: "the month of a run cannot change",
  });
  await refuse(db, { table: "run_revisions", on: "delete", message: "a revision of a run cannot be deleted" });
  await refuse(db, {
    table: "run_revisions",
    on: "update",
    when: `${isFinal} or (${isOtherEnd})`,
    message: "a locked or published revision cannot change",
  });
  await refuse(db, {
    table: "run_revisions",
    on: "update",
    columns: settled,
    when: "old.status = 'locked'",
    message: "what is locked cannot change",
  });
  await refuse(db, { table: "run_computations", on: "delete", message: "a computation cannot be deleted" });
  await refuse(db, {
    table: "run_computations",
    on: "update",
    when: "old.completed_at is not null",
    message: "a complete computation cannot change",
  });
}

async function keepLines(db: Kysely<unknown>): Promise<void> {
  const isKept = (line: "old" | "new"): string =>
    `exists (select 1 from run_revisions where computation = ${line}.computation and status in ('locked', 'published', 'replaced'))`;
  const isComplete = "exists (select 1 from run_computations where id = new.computation and completed_at is not null)";
  const message = "the lines of a locked run cannot change";
  await refuse(db, { table: "run_lines", on: "update", message });
  await refuse(db, { table: "run_lines", on: "delete", when: isKept("old"), message });
  await refuse(db, { table: "run_lines", on: "insert", when: isComplete, message: "this computation is complete" });
}

async function keepAdjustments(db: Kysely<unknown>): Promise<void> {
  const isClosed = (adjustment: "old" | "new"): string =>
    `exists (select 1 from runs join run_revisions on run_revisions.run = runs.id and number = revision where runs.id = ${adjustment}.run and status in ('locked', 'published'))`;
  const message = "the adjustments of a locked run cannot change";
  await refuse(db, { table: "run_adjustments", on: "delete", message: "an adjustment is taken back, not deleted" });
  await refuse(db, { table: "run_adjustments", on: "insert", when: isClosed("new"), message });
  await refuse(db, {
    table: "run_adjustments",
    on: "update",
    when: `old.taken_back_in is not null or ${isClosed("old")}`,
    message,
  });
  await refuse(db, {
    table: "run_adjustments",
    on: "update",
    columns: ["id", "run", "agent", "amount", "reason", "added_in", "added_by", "added_at"],
    message: "an adjustment is taken back, not changed",
  });
}
