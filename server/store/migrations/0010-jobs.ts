import { type Kysely, sql } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("jobs")
    .addColumn("id", "text", (column) => column.primaryKey().notNull())
    .addColumn("kind", "text", (column) => column.notNull())
    .addColumn("subject", "text", (column) => column.notNull())
    .addColumn("payload", "text", (column) => column.notNull())
    .addColumn("actor", "text", (column) => column.notNull())
    .addColumn("status", "text", (column) =>
      column.notNull().check(sql`status in ('queued', 'running', 'done', 'failed', 'cancelled')`),
    )
    .addColumn("due_at", "text")
    .addColumn("owner", "text")
    .addColumn("attempts", "integer", (column) => column.notNull())
    .addColumn("cancelling", "integer", (column) => column.notNull().check(sql`cancelling in (0, 1)`))
    .addColumn("done", "integer", (column) => column.notNull())
    .addColumn("total", "integer")
    .addColumn("reason", "text")
    .addColumn("created_at", "text", (column) => column.notNull())
    .addColumn("ended_at", "text")
    .addCheckConstraint("jobs_due_until_ended", sql`(due_at is null) = (ended_at is not null)`)
    .execute();
  await db.schema.createIndex("jobs_due").on("jobs").column("due_at").execute();
  await db.schema.createIndex("jobs_of_subject").on("jobs").columns(["subject", "created_at"]).execute();
}
