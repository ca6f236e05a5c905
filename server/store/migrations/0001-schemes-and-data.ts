import { type Kysely, sql } from "kysely";
import { refuse } from "./refuse.ts";

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("schemes")
    .addColumn("id", "text", (column) => column.primaryKey().notNull())
    .addColumn("created_at", "text", (column) => column.notNull())
    .execute();

  await db.schema
    .createTable("versions")
    .addColumn("id", "text", (column) => column.primaryKey().notNull())
    .addColumn("scheme", "text", (column) => column.notNull().references("schemes.id"))
    .addColumn("version", "text", (column) => column.notNull())
    .addColumn("title", "text", (column) => column.notNull())
    .addColumn("status", "text", (column) => column.notNull().check(sql`status in ('draft', 'published')`))
    .addColumn("text", "text", (column) => column.notNull())
    .addColumn("hash", "text", (column) => column.notNull())
    .addColumn("revision", "integer", (column) => column.notNull())
    .addColumn("based_on", "text", (column) => column.references("versions.id"))
    .addColumn("created_at", "text", (column) => column.notNull())
    .addColumn("updated_at", "text", (column) => column.notNull())
    .addUniqueConstraint("versions_name", ["scheme", "version"])
    .execute();

  await db.schema
    .createTable("catalogue")
    .addColumn("id", "integer", (column) => column.primaryKey().notNull().check(sql`id = 1`))
    .addColumn("text", "text", (column) => column.notNull())
    .addColumn("hash", "text", (column) => column.notNull())
    .addColumn("updated_at", "text", (column) => column.notNull())
    .execute();

  await db.schema
    .createTable("data_sets")
    .addColumn("id", "text", (column) => column.primaryKey().notNull())
    .addColumn("name", "text", (column) => column.notNull())
    .addColumn("columns", "text", (column) => column.notNull())
    .addColumn("created_at", "text", (column) => column.notNull())
    .execute();

  await db.schema
    .createTable("agent_months")
    .addColumn("data_set", "text", (column) => column.notNull().references("data_sets.id"))
    .addColumn("month", "text", (column) => column.notNull())
    .addColumn("agent", "text", (column) => column.notNull())
    .addColumn("position", "integer", (column) => column.notNull())
    .addColumn("cells", "text", (column) => column.notNull())
    .addPrimaryKeyConstraint("agent_months_key", ["data_set", "month", "agent"])
    .execute();

  // A published version is what people were paid by: not even a mistake in this program may change it.
  for (const on of ["update", "delete"] as const) {
    await refuse(db, {
      table: "versions",
      on,
      when: "old.status <> 'draft'",
      message: "a published version cannot change",
    });
  }
}
