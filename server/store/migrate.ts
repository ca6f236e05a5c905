import type { Kysely } from "kysely";
import { type MigrationInfo, Migrator } from "kysely/migration";
import { UserError } from "../user-error.ts";
import { migrations } from "./migrations/index.ts";
import type { Tables } from "./tables.ts";

/** The names of all migrations of this program, in their order. */
export const SCHEMA: readonly string[] = Object.keys(migrations);

/**
 * Brings the tables up to date, or as far as a migration.
 * @throws UserError where a newer Plumbline has changed them
 */
export async function migrate(db: Kysely<Tables>, last?: string): Promise<void> {
  assertKnown(await migrationsDone(db));
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } });
  const { error } = await (last === undefined ? migrator.migrateToLatest() : migrator.migrateTo(last));
  if (error) throw error;
}

/** @throws UserError where the tables are not those of this program: nothing is changed */
export async function assertUpToDate(db: Kysely<Tables>): Promise<void> {
  const done = await migrationsDone(db);
  assertKnown(done);
  if (done.length === SCHEMA.length) return;
  const last = done.at(-1);
  throw new UserError(
    last === undefined
      ? {
          zh: "数据库是空的；请检查 DATA_DIR 或 DATABASE_URL",
          en: "the database is empty; check DATA_DIR or DATABASE_URL",
        }
      : {
          zh: `数据库是旧版本的（${last}）；请用那个版本的程序，或先用本版本启动一次服务来升级`,
          en: `the database is of an older release (${last}); use that release, or start the server of this one once to bring it up to date`,
        },
  );
}

/** What has run on the database, in its order; empty for one without tables. */
export async function migrationsDone(db: Kysely<Tables>): Promise<string[]> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true });
  if (!tables.some((table) => table.name === "kysely_migration")) return [];
  const done = await db
    .withTables<{ kysely_migration: Pick<MigrationInfo, "name"> }>()
    .selectFrom("kysely_migration")
    .select("name")
    .orderBy("name")
    .execute();
  return done.map(({ name }) => name);
}

function assertKnown(done: readonly string[]): void {
  const newer = done.find((name) => !Object.hasOwn(migrations, name));
  if (newer === undefined) return;
  throw new UserError({
    zh: `数据库由更新版本的准绳写成（${newer}）；请更新程序，或用 DATA_DIR 另选文件夹`,
    en: `the database was written by a newer Plumbline (${newer}); update the program or choose another DATA_DIR`,
  });
}
