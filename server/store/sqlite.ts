import { mkdirSync } from "node:fs";
import { join } from "node:path";
import Sqlite from "better-sqlite3";
import { SqliteAdapter, SqliteDialect } from "kysely";
import { UserError } from "../user-error.ts";

/** The file in the data folder. */
export const DATABASE = "plumbline.sqlite";

/** The first release without a defect that could lose committed transactions in WAL mode. */
const OLDEST_SQLITE = "3.51.3";

/** `PRAGMA` and the value it must read back as, on every connection. */
const PRAGMAS = [
  { name: "journal_mode", set: "wal", is: "wal" },
  // A committed transaction survives a power failure.
  { name: "synchronous", set: "full", is: 2 },
  { name: "foreign_keys", set: "on", is: 1 },
] as const;

/** The SQLite database in a folder, which is made if it is not there. */
export function sqliteDialect(dataDir: string): SqliteDialect {
  return new TransactionalDialect({ database: async () => openFile(dataDir) });
}

/** A migration that is killed half-way leaves nothing behind: SQLite can do that, Kysely does not ask it to. */
class TransactionalDialect extends SqliteDialect {
  override createAdapter(): SqliteAdapter {
    return new TransactionalAdapter();
  }
}

class TransactionalAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

/** @throws UserError where the file cannot be opened or does not keep its promises */
function openFile(dataDir: string): Sqlite.Database {
  const file = join(dataDir, DATABASE);
  let database: Sqlite.Database | undefined;
  try {
    // Pay is personal: the folder is for this user only.
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    database = new Sqlite(file);
    for (const { name, set, is } of PRAGMAS) {
      database.pragma(`${name} = ${set}`);
      const found = database.pragma(name, { simple: true });
      if (found !== is) throw new Error(`PRAGMA ${name} is ${String(found)}, not ${is}`);
    }
  } catch (error) {
    database?.close();
    const reason = error instanceof Error ? error.message : String(error);
    throw new UserError({
      zh: `无法打开数据库 ${file}（${reason}）；请检查 DATA_DIR 指向的文件夹`,
      en: `cannot open the database ${file} (${reason}); check the folder DATA_DIR names`,
    });
  }
  assertRelease(database);
  return database;
}

function assertRelease(database: Sqlite.Database): void {
  const release = String(database.prepare("select sqlite_version()").pluck().get());
  const [found = [], needed = []] = [release, OLDEST_SQLITE].map((text) => text.split(".").map(Number));
  const difference = needed.map((part, place) => (found[place] ?? 0) - part).find((part) => part !== 0) ?? 0;
  if (difference >= 0) return;
  database.close();
  throw new UserError({
    zh: `SQLite ${release} 太旧，需要 ${OLDEST_SQLITE} 或更新；请运行 npm ci`,
    en: `SQLite ${release} is too old, ${OLDEST_SQLITE} or later is needed; run npm ci`,
  });
}
