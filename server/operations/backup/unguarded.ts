import { sql, type Transaction } from "kysely";
import type { Database } from "../../store/database.ts";
import type { Tables } from "../../store/tables.ts";

/**
 * Writes rows as they once were, in whatever order they come: triggers that say how rows may come into being are
 * silent meanwhile, and references are looked at when all is there.
 * @throws where a reference leads nowhere
 */
export function unguarded(
  kind: Database["kind"],
  transaction: Transaction<Tables>,
  work: () => Promise<void>,
): Promise<void> {
  return kind === "sqlite" ? onSqlite(transaction, work) : onPostgres(transaction, work);
}

async function onSqlite(transaction: Transaction<Tables>, work: () => Promise<void>): Promise<void> {
  const { rows: triggers } = await sql<{ name: string; sql: string }>`
    select name, sql from sqlite_master where type = 'trigger' order by name
  `.execute(transaction);
  // Until the transaction ends, which then checks them.
  await sql`pragma defer_foreign_keys = on`.execute(transaction);
  for (const { name } of triggers) await sql`drop trigger ${sql.ref(name)}`.execute(transaction);
  await work();
  for (const trigger of triggers) await sql.raw(trigger.sql).execute(transaction);
}

async function onPostgres(transaction: Transaction<Tables>, work: () => Promise<void>): Promise<void> {
  const { rows: references } = await sql<{ table: string; name: string }>`
    select conrelid::regclass::text as table, conname as name from pg_constraint
    where contype = 'f' and connamespace = current_schema()::regnamespace
  `.execute(transaction);
  const { rows: tables } = await sql<{ name: string }>`
    select tablename as name from pg_tables where schemaname = current_schema()
  `.execute(transaction);
  const alter = async (deferrable: string): Promise<void> => {
    for (const { table, name } of references) {
      await sql`alter table ${sql.raw(table)} alter constraint ${sql.ref(name)} ${sql.raw(deferrable)}`.execute(
        transaction,
      );
    }
  };
  const triggers = async (state: "disable" | "enable"): Promise<void> => {
    for (const { name } of tables) {
      await sql`alter table ${sql.table(name)} ${sql.raw(state)} trigger user`.execute(transaction);
    }
  };
  await alter("deferrable initially deferred");
  await triggers("disable");
  await work();
  await sql`set constraints all immediate`.execute(transaction);
  await triggers("enable");
  await alter("not deferrable");
}
