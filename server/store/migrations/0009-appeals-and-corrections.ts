import { type Kysely, sql } from "kysely";
import { wholeNumber } from "./column-types.ts";
import { refuse } from "./refuse.ts";

export async function up(db: Kysely<unknown>): Promise<void> {
  await appeals(db);
  await corrections(db);
  await reportLists(db);
}

async function appeals(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("appeals")
    .addColumn("id", "text", (column) => column.primaryKey().notNull())
    .addColumn("run", "text", (column) => column.notNull().references("runs.id"))
    .addColumn("agent", "text", (column) => column.notNull())
    .addColumn("state", "text", (column) =>
      column.notNull().check(sql`state in ('filed', 'answered', 'escalated', 'ruled')`),
    )
    .addColumn("filed_at", "text", (column) => column.notNull())
    .execute();
  await db.schema.createIndex("appeals_by_agent").on("appeals").columns(["agent", "run"]).execute();
  // Of one agent and run only one waits for somebody else.
  await db.schema
    .createIndex("appeals_open")
    .unique()
    .on("appeals")
    .columns(["run", "agent"])
    .where(sql.ref("state"), "in", [sql.lit("filed"), sql.lit("escalated")])
    .execute();
  await refuse(db, { table: "appeals", on: "delete", message: "an appeal cannot be deleted" });
  await refuse(db, {
    table: "appeals",
    on: "update",
    columns: ["run", "agent", "filed_at"],
    message: "whose appeal it is cannot change",
  });

  await db.schema
    .createTable("appeal_steps")
    .addColumn("appeal", "text", (column) => column.notNull().references("appeals.id"))
    .addColumn("number", "integer", (column) => column.notNull())
    .addColumn("kind", "text", (column) => column.notNull())
    .addColumn("decision", "text", (column) => column.check(sql`decision in ('accepted', 'rejected')`))
    .addColumn("text", "text", (column) => column.notNull())
    .addColumn("made_by", "text", (column) => column.notNull())
    .addColumn("author", "text", (column) => column.notNull())
    .addColumn("made_at", "text", (column) => column.notNull())
    .addPrimaryKeyConstraint("appeal_steps_key", ["appeal", "number"])
    .execute();
  for (const on of ["update", "delete"] as const) {
    await refuse(db, { table: "appeal_steps", on, message: "what was said in an appeal cannot change" });
  }
}

async function corrections(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("correction_proposals")
    .addColumn("id", "text", (column) => column.primaryKey().notNull())
    .addColumn("data_set", "text", (column) => column.notNull().references("data_sets.id"))
    .addColumn("data_revision", "integer", (column) => column.notNull())
    .addColumn("last_month", "text", (column) => column.notNull())
    .addColumn("applied_before", "integer", (column) => column.notNull())
    .addColumn("state", "text", (column) => column.notNull().check(sql`state in ('computing', 'proposed', 'applied')`))
    .addColumn("reason", "text", (column) => column.notNull())
    .addColumn("made_by", "text", (column) => column.notNull())
    .addColumn("made_at", "text", (column) => column.notNull())
    .addColumn("run", "text", (column) => column.references("runs.id"))
    .addColumn("applied_by", "text")
    .addColumn("applied_at", "text")
    .execute();
  await db.schema.createIndex("correction_proposals_by_run").on("correction_proposals").column("run").execute();
  for (const on of ["update", "delete"] as const) {
    await refuse(db, {
      table: "correction_proposals",
      on,
      when: "old.state = 'applied'",
      message: "corrections that were applied cannot change",
    });
  }
  await refuse(db, {
    table: "correction_proposals",
    on: "update",
    columns: ["run"],
    when: "exists (select 1 from runs join run_revisions on run_revisions.run = runs.id and number = revision where runs.id = new.run and status in ('locked', 'published'))",
    message: "the corrections of a locked run cannot change",
  });

  await db.schema
    .createTable("corrections")
    .addColumn("proposal", "text", (column) => column.notNull().references("correction_proposals.id"))
    .addColumn("position", "integer", (column) => column.notNull())
    .addColumn("closed_month", "text", (column) => column.notNull())
    .addColumn("agent", "text", (column) => column.notNull())
    .addColumn("version", "text", (column) => column.references("versions.id"))
    .addColumn("published_revision", "integer", (column) => column.notNull())
    .addColumn("paid", wholeNumber(db), (column) => column.notNull())
    .addColumn("owed", wholeNumber(db))
    .addColumn("problem", "text")
    .addPrimaryKeyConstraint("corrections_key", ["proposal", "position"])
    .addUniqueConstraint("corrections_once", ["proposal", "closed_month", "agent"])
    .execute();
  await db.schema.createIndex("corrections_by_agent").on("corrections").columns(["agent", "closed_month"]).execute();
  await refuse(db, { table: "corrections", on: "update", message: "a correction cannot change" });
  await refuse(db, {
    table: "corrections",
    on: "delete",
    when: "exists (select 1 from correction_proposals where id = old.proposal and state = 'applied')",
    message: "corrections that were applied cannot change",
  });
}

async function reportLists(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("report_lists")
    .addColumn("id", "text", (column) => column.primaryKey().notNull())
    .addColumn("run", "text", (column) => column.notNull().references("runs.id"))
    .addColumn("revision", "integer", (column) => column.notNull())
    .addColumn("version", "text", (column) => column.notNull().references("versions.id"))
    .addColumn("name", "text", (column) => column.notNull())
    .addColumn("state", "text", (column) =>
      column.notNull().check(sql`state in ('computing', 'made', 'signed', 'filed')`),
    )
    .addColumn("columns", "text", (column) => column.notNull())
    .addColumn("hash", "text", (column) => column.notNull())
    .addColumn("made_by", "text", (column) => column.notNull())
    .addColumn("made_at", "text", (column) => column.notNull())
    .addColumn("signed_by", "text")
    .addColumn("signed_at", "text")
    .addColumn("filed_by", "text")
    .addColumn("filed_at", "text")
    .addUniqueConstraint("report_lists_once", ["run", "revision", "version", "name"])
    .execute();
  await refuse(db, {
    table: "report_lists",
    on: "update",
    columns: ["run", "revision", "version", "name", "columns", "hash", "made_by", "made_at"],
    when: "old.state <> 'computing'",
    message: "a list that was made cannot change",
  });
  await refuse(db, {
    table: "report_lists",
    on: "update",
    columns: ["signed_by", "signed_at"],
    when: "old.signed_at is not null",
    message: "a signature cannot change",
  });
  await refuse(db, {
    table: "report_lists",
    on: "update",
    columns: ["filed_by", "filed_at", "state"],
    when: "old.filed_at is not null",
    message: "a list that was filed cannot change",
  });
  await refuse(db, {
    table: "report_lists",
    on: "delete",
    when: "old.state <> 'computing'",
    message: "a list that was made cannot be deleted",
  });

  await db.schema
    .createTable("report_list_rows")
    .addColumn("list", "text", (column) => column.notNull().references("report_lists.id"))
    .addColumn("position", "integer", (column) => column.notNull())
    .addColumn("agent", "text", (column) => column.notNull())
    .addColumn("cells", "text", (column) => column.notNull())
    .addColumn("problem", "text")
    .addPrimaryKeyConstraint("report_list_rows_key", ["list", "position"])
    .execute();
  await refuse(db, { table: "report_list_rows", on: "update", message: "a list that was made cannot change" });
  await refuse(db, {
    table: "report_list_rows",
    on: "delete",
    when: "exists (select 1 from report_lists where id = old.list and state <> 'computing')",
    message: "a list that was made cannot change",
  });
}
