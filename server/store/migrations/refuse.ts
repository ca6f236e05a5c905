import { type Kysely, PostgresAdapter, sql } from "kysely";

export const isPostgres = (db: Kysely<never> | Kysely<unknown>): boolean =>
  db.getExecutor().adapter instanceof PostgresAdapter;

interface Refusal {
  readonly table: string;
  readonly on: "insert" | "update" | "delete";
  /** Of an update: only where one of these is named in it; all columns where absent. */
  readonly columns?: readonly string[];
  /** A condition over `old`, of an update also `new`, of an insert only that; always where absent. */
  readonly when?: string;
  /** What the program that tried reads; no quotes in it. */
  readonly message: string;
}

/** A trigger that refuses a change: not even a mistake in this program may make it. */
export async function refuse(db: Kysely<unknown>, { table, on, columns = [], when, message }: Refusal): Promise<void> {
  const name = `${table}_no_${on}${columns.length > 0 ? `_of_${columns[0]}` : ""}`;
  const event = sql.raw(columns.length > 0 ? `${on} of ${columns.join(", ")}` : on);
  if (isPostgres(db)) {
    // The condition stands in the function, because that of a trigger may not ask other tables.
    const kept = on === "delete" ? "old" : "new";
    const body = `begin if ${when ?? "true"} then raise exception '${message}'; end if; return ${kept}; end`;
    await sql`
      create function ${sql.ref(name)}() returns trigger language plpgsql as ${sql.lit(body)}
    `.execute(db);
    await sql`
      create trigger ${sql.ref(name)} before ${event} on ${sql.table(table)}
      for each row execute function ${sql.ref(name)}()
    `.execute(db);
    return;
  }
  const condition = when === undefined ? sql`` : sql`when (${sql.raw(when)})`;
  await sql`
    create trigger ${sql.ref(name)} before ${event} on ${sql.table(table)}
    ${condition} begin select raise(abort, ${sql.lit(message)}); end
  `.execute(db);
}

/** Takes back what `refuse` made. */
export async function allow(db: Kysely<unknown>, table: string, trigger: string): Promise<void> {
  if (isPostgres(db)) {
    await sql`drop trigger ${sql.ref(trigger)} on ${sql.table(table)}`.execute(db);
    await sql`drop function ${sql.ref(trigger)}()`.execute(db);
  } else await sql`drop trigger ${sql.ref(trigger)}`.execute(db);
}
