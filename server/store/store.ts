import { type Dialect, Kysely } from "kysely";
import { type MigrationInfo, Migrator } from "kysely/migration";
import { UserError } from "../user-error.ts";
import { CatalogueStore } from "./catalogue-store.ts";
import { DataSetStore } from "./data-set-store.ts";
import { InstitutionStore } from "./institution-store.ts";
import { migrations } from "./migrations/index.ts";
import type { Tables } from "./tables.ts";
import { VersionStore } from "./version-store.ts";

/** What is kept, behind one connection or one transaction. Knows no dialect. */
export interface Stores {
  readonly catalogue: CatalogueStore;
  readonly institutions: InstitutionStore;
  readonly versions: VersionStore;
  readonly dataSets: DataSetStore;
}

const storesOn = (db: Kysely<Tables>): Stores => ({
  catalogue: new CatalogueStore(db),
  institutions: new InstitutionStore(db),
  versions: new VersionStore(db),
  dataSets: new DataSetStore(db),
});

export class Store {
  readonly #db: Kysely<Tables>;
  readonly stores: Stores;

  private constructor(db: Kysely<Tables>) {
    this.#db = db;
    this.stores = storesOn(db);
  }

  /**
   * Opens the database and brings its tables up to date.
   * @throws UserError where it cannot be opened, or a newer Plumbline has changed it
   */
  static async open(dialect: Dialect): Promise<Store> {
    const db = new Kysely<Tables>({ dialect });
    try {
      await migrate(db);
      return new Store(db);
    } catch (error) {
      await db.destroy();
      throw error;
    }
  }

  /** All of what `work` writes, or nothing of it. */
  transaction<T>(work: (stores: Stores) => Promise<T>): Promise<T> {
    return this.#db.transaction().execute((transaction) => work(storesOn(transaction)));
  }

  close(): Promise<void> {
    return this.#db.destroy();
  }
}

async function migrate(db: Kysely<Tables>): Promise<void> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } });
  const newer = await unknownMigration(db);
  if (newer) {
    throw new UserError({
      zh: `数据库由更新版本的准绳写成（${newer}）；请更新程序，或用 DATA_DIR 另选文件夹`,
      en: `the database was written by a newer Plumbline (${newer}); update the program or choose another DATA_DIR`,
    });
  }
  const { error } = await migrator.migrateToLatest();
  if (error) throw error;
}

/** The first migration that has run on the database and that this program does not have. */
async function unknownMigration(db: Kysely<Tables>): Promise<string | undefined> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true });
  if (!tables.some((table) => table.name === "kysely_migration")) return undefined;
  const done = await db
    .withTables<{ kysely_migration: Pick<MigrationInfo, "name"> }>()
    .selectFrom("kysely_migration")
    .select("name")
    .orderBy("name")
    .execute();
  return done.map(({ name }) => name).find((name) => !Object.hasOwn(migrations, name));
}
