import { mkdirSync } from "node:fs";
import { join } from "node:path";
import Sqlite from "better-sqlite3";
import {
  CompiledQuery,
  type DatabaseConnection,
  SqliteAdapter,
  type SqliteDatabase,
  SqliteDialect,
  type SqliteDialectConfig,
  SqliteDriver,
  type SqliteStatement,
  sql,
  type TransactionSettings,
} from "kysely";
import { UserError } from "../user-error.ts";
import type { Database } from "./database.ts";

/** The file in the data folder. */
export const DATABASE = "plumbline.sqlite";

/** The first release without a defect that could lose committed transactions in WAL mode. */
const OLDEST_SQLITE = "3.51.3";

/** In milliseconds: while a second process opens the same new file. */
const PATIENCE_AT_START = 5_000;
/** Waiting stops this thread, so it is short; whoever wants to write asks again. */
const PATIENCE = 5;

/** `PRAGMA` and the value it must read back as, on every connection. */
const PRAGMAS = [
  { name: "journal_mode", set: "wal", is: "wal" },
  // A committed transaction survives a power failure.
  { name: "synchronous", set: "full", is: 2 },
  { name: "foreign_keys", set: "on", is: 1 },
] as const;

/** The SQLite database in a folder, which is made if it is not there. */
export function sqliteDatabase(dataDir: string): Database {
  return {
    kind: "sqlite",
    dialect: new TransactionalDialect({ database: async () => remembering(openFile(dataDir)) }),
    // `begin immediate` has done it.
    beginWriting: async () => {},
    isBusy: (error) => error instanceof Sqlite.SqliteError && error.code.startsWith("SQLITE_BUSY"),
    opened: async (db) => {
      await sql`pragma busy_timeout = ${sql.lit(PATIENCE)}`.execute(db);
    },
  };
}

class TransactionalDialect extends SqliteDialect {
  readonly #config: SqliteDialectConfig;

  constructor(config: SqliteDialectConfig) {
    super(config);
    this.#config = config;
  }

  override createAdapter(): SqliteAdapter {
    return new TransactionalAdapter();
  }

  override createDriver(): SqliteDriver {
    return new ImmediateDriver(this.#config);
  }
}

/** A migration that is killed half-way leaves nothing behind: SQLite can do that, Kysely does not ask it to. */
class TransactionalAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

/** Takes the right to write at once: taken at the first write, it fails where somebody wrote in between. */
class ImmediateDriver extends SqliteDriver {
  override async beginTransaction(connection: DatabaseConnection, settings?: TransactionSettings): Promise<void> {
    const begin = settings?.accessMode === "read only" ? "begin" : "begin immediate";
    await connection.executeQuery(CompiledQuery.raw(begin));
  }
}

/** Statements that are kept, and how long one may be: those of many rows come in many lengths. */
const MOST_STATEMENTS = 500;
const LONGEST_STATEMENT = 4_000;
const CHANGES_NO_TABLE = /^\s*(select|insert|update|delete|with|begin|commit|rollback)\b/i;

/** Compiles a statement once: compiling it takes longer than most of them. */
function remembering(database: Sqlite.Database): SqliteDatabase {
  const known = new Map<string, SqliteStatement>();
  return {
    close: () => database.close(),
    prepare(statement) {
      // What is kept may read tables as they were.
      if (!CHANGES_NO_TABLE.test(statement)) known.clear();
      const kept = known.get(statement);
      if (kept) return kept;
      const compiled = database.prepare(statement) as SqliteStatement;
      if (known.size >= MOST_STATEMENTS) known.clear();
      if (statement.length <= LONGEST_STATEMENT) known.set(statement, compiled);
      return compiled;
    },
  };
}

/** @throws UserError where the file cannot be opened or does not keep its promises */
function openFile(dataDir: string): Sqlite.Database {
  const file = join(dataDir, DATABASE);
  let database: Sqlite.Database | undefined;
  try {
    // Pay is personal: the folder is for this user only.
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    database = new Sqlite(file, { timeout: PATIENCE_AT_START });
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
