import type { Kysely } from "kysely";
import { refuse } from "./refuse.ts";

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("scenarios")
    .addColumn("id", "text", (column) => column.primaryKey().notNull())
    .addColumn("name", "text", (column) => column.notNull())
    .addColumn("version", "text", (column) => column.notNull().references("versions.id"))
    .addColumn("baseline", "text")
    .addColumn("data_set", "text", (column) => column.notNull().references("data_sets.id"))
    .addColumn("from_month", "text", (column) => column.notNull())
    .addColumn("to_month", "text", (column) => column.notNull())
    .addColumn("people", "text", (column) => column.notNull())
    .addColumn("moves", "text", (column) => column.notNull())
    .addColumn("budget", "text")
    .addColumn("note", "text")
    .addColumn("revision", "integer", (column) => column.notNull())
    .addColumn("made_by", "text", (column) => column.notNull())
    .addColumn("made_at", "text", (column) => column.notNull())
    .addColumn("updated_at", "text", (column) => column.notNull())
    .execute();
  await db.schema.createIndex("scenarios_by_update").on("scenarios").columns(["updated_at", "id"]).execute();

  await db.schema.alterTable("versions").addColumn("reason", "text").execute();
  await refuse(db, {
    table: "versions",
    on: "update",
    columns: ["reason"],
    message: "why a version was begun stays written",
  });
}
