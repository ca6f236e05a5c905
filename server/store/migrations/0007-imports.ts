import { type Kysely, sql } from "kysely";
import { bytes } from "./column-types.ts";
import { refuse } from "./refuse.ts";

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("imports")
    .addColumn("id", "text", (column) => column.primaryKey().notNull())
    .addColumn("kind", "text", (column) => column.notNull().check(sql`kind in ('agent-months', 'roster', 'calls')`))
    .addColumn("data_set", "text", (column) => column.references("data_sets.id"))
    .addColumn("file_name", "text", (column) => column.notNull())
    .addColumn("size", "integer", (column) => column.notNull())
    .addColumn("hash", "text", (column) => column.notNull())
    .addColumn("state", "text", (column) =>
      column
        .notNull()
        .check(
          sql`state in ('uploading', 'reading', 'unread', 'read', 'checking', 'checked', 'applying', 'applied', 'discarded')`,
        ),
    )
    .addColumn("revision", "integer", (column) => column.notNull())
    .addColumn("choice", "text", (column) => column.notNull())
    .addColumn("reading", "text")
    .addColumn("mapping", "text")
    .addColumn("report", "text")
    .addColumn("reason", "text")
    .addColumn("result", "text")
    .addColumn("made_by", "text", (column) => column.notNull())
    .addColumn("made_at", "text", (column) => column.notNull())
    .addColumn("changed_at", "text", (column) => column.notNull())
    .addCheckConstraint("imports_data_set", sql`(data_set is null) = (kind = 'roster')`)
    .addCheckConstraint("imports_result", sql`(result is null) = (state <> 'applied')`)
    .execute();
  await db.schema.createIndex("imports_by_time").on("imports").column("made_at").execute();
  // An import that was applied says where figures came from.
  for (const on of ["update", "delete"] as const) {
    await refuse(db, {
      table: "imports",
      on,
      when: "old.state in ('applied', 'discarded')",
      message: "an import that was applied or discarded cannot change",
    });
  }

  await db.schema
    .createTable("import_pieces")
    .addColumn("import", "text", (column) => column.notNull().references("imports.id"))
    .addColumn("number", "integer", (column) => column.notNull())
    .addColumn("bytes", bytes(db), (column) => column.notNull())
    .addPrimaryKeyConstraint("import_pieces_key", ["import", "number"])
    .execute();
  await refuse(db, { table: "import_pieces", on: "update", message: "an uploaded file cannot change" });

  await db.schema
    .createTable("import_findings")
    .addColumn("import", "text", (column) => column.notNull().references("imports.id"))
    .addColumn("check_id", "text", (column) => column.notNull())
    .addColumn("position", "integer", (column) => column.notNull())
    .addColumn("severity", "text", (column) => column.notNull())
    .addColumn("finding", "text", (column) => column.notNull())
    .addPrimaryKeyConstraint("import_findings_key", ["import", "check_id", "position"])
    .execute();

  await db.schema
    .createTable("import_mappings")
    .addColumn("kind", "text", (column) => column.notNull())
    .addColumn("signature", "text", (column) => column.notNull())
    .addColumn("columns", "text", (column) => column.notNull())
    .addColumn("remembered_by", "text", (column) => column.notNull())
    .addColumn("remembered_at", "text", (column) => column.notNull())
    .addPrimaryKeyConstraint("import_mappings_key", ["kind", "signature"])
    .execute();
}
