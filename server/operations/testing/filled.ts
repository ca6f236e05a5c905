import { join } from "node:path";
import { Kysely } from "kysely";
import { loadShipped } from "../../first-start/load-shipped.ts";
import { Store } from "../../store/store.ts";
import type { Tables } from "../../store/tables.ts";
import { type TestDatabase, testDatabase } from "../../testing/test-database.ts";
import { unguarded } from "../backup/unguarded.ts";

const RULESETS = join(import.meta.dirname, "..", "..", "..", "rulesets");

let shipped: Promise<TestDatabase> | undefined;

/** A database of its own with all that is shipped; nothing is connected to it. */
export async function filled(): Promise<TestDatabase> {
  shipped ??= fill();
  return (await shipped).copy();
}

async function fill(): Promise<TestDatabase> {
  const database = await testDatabase();
  const store = await Store.open(database.connect());
  await loadShipped(store, { rulesets: RULESETS, sample: true });
  await store.close();
  return database;
}

/** What only somebody with the database's password can do: to change what the program never would. */
export async function tamper(database: TestDatabase, work: (db: Kysely<Tables>) => Promise<unknown>): Promise<void> {
  const { dialect, kind } = database.connect();
  const db = new Kysely<Tables>({ dialect });
  try {
    await db.transaction().execute((transaction) =>
      unguarded(kind, transaction, async () => {
        await work(transaction);
      }),
    );
  } finally {
    await db.destroy();
  }
}
