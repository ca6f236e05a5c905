import { type Kysely, sql } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("users")
    .addColumn("id", "text", (column) => column.primaryKey().notNull())
    .addColumn("name", "text", (column) => column.notNull().unique())
    .addColumn("display_name", "text", (column) => column.notNull())
    .addColumn("password_hash", "text")
    .addColumn("agent", "text", (column) => column.unique())
    .addColumn("demo", "integer", (column) => column.notNull().check(sql`demo in (0, 1)`))
    .addColumn("disabled_at", "text")
    .addColumn("revision", "integer", (column) => column.notNull())
    .addColumn("created_at", "text", (column) => column.notNull())
    .addColumn("updated_at", "text", (column) => column.notNull())
    .execute();

  await db.schema
    .createTable("user_roles")
    .addColumn("user", "text", (column) => column.notNull().references("users.id"))
    .addColumn("role", "text", (column) => column.notNull())
    .addPrimaryKeyConstraint("user_roles_key", ["user", "role"])
    .execute();

  await db.schema
    .createTable("sessions")
    .addColumn("token_hash", "text", (column) => column.primaryKey().notNull())
    .addColumn("user", "text", (column) => column.notNull().references("users.id"))
    .addColumn("created_at", "text", (column) => column.notNull())
    .addColumn("seen_at", "text", (column) => column.notNull())
    .addColumn("ends_at", "text", (column) => column.notNull())
    .execute();
  await db.schema.createIndex("sessions_of_user").on("sessions").column("user").execute();

  await db.schema
    .createTable("one_time_links")
    .addColumn("token_hash", "text", (column) => column.primaryKey().notNull())
    .addColumn("user", "text", (column) => column.references("users.id"))
    .addColumn("ends_at", "text", (column) => column.notNull())
    .execute();

  await db.schema
    .createTable("failed_sign_ins")
    .addColumn("key", "text", (column) => column.notNull())
    .addColumn("at", "text", (column) => column.notNull())
    .execute();
  await db.schema.createIndex("failed_sign_ins_by_key").on("failed_sign_ins").columns(["key", "at"]).execute();
}
