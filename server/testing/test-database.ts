/**
 * A database of its own for a test: a SQLite file, or, where the tests run on PostgreSQL, a database on the server
 * that `testing/postgres-server.ts` has started.
 */
import { randomUUID } from "node:crypto";
import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import type { Database } from "../store/database.ts";
import { postgresDatabase } from "../store/postgres.ts";
import { DATABASE, sqliteDatabase } from "../store/sqlite.ts";

export interface TestDatabase {
  /** A connection to it; each call makes another. */
  connect(): Database;
  /** As `DATA_DIR` and `DATABASE_URL` name it. */
  readonly settings: { readonly dataDir: string; readonly databaseUrl?: string };
  /** Another database with the same content; nothing may be connected to this one. */
  copy(): Promise<TestDatabase>;
  drop(): Promise<void>;
}

/** Empty. */
export const testDatabase = (): Promise<TestDatabase> => {
  const server = process.env.PLUMBLINE_TEST_POSTGRES;
  return server ? postgres(server) : Promise.resolve(sqlite());
};

/** Which database the tests run on. */
export const testKind = (): Database["kind"] => (process.env.PLUMBLINE_TEST_POSTGRES ? "postgres" : "sqlite");

const temporaryFolder = (): string => mkdtempSync(join(tmpdir(), "plumbline-test-"));

function sqlite(from?: string): TestDatabase {
  const dataDir = temporaryFolder();
  // A closed database is one file.
  if (from !== undefined) copyFileSync(join(from, DATABASE), join(dataDir, DATABASE));
  return {
    connect: () => sqliteDatabase(dataDir),
    settings: { dataDir },
    copy: async () => sqlite(dataDir),
    drop: async () => rmSync(dataDir, { recursive: true }),
  };
}

async function postgres(server: string, template = "template0"): Promise<TestDatabase> {
  const name = `test_${randomUUID().replaceAll("-", "")}`;
  await onServer(server, `create database ${name} template ${template}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  const dataDir = temporaryFolder();
  return {
    connect: () => postgresDatabase(url.href),
    settings: { dataDir, databaseUrl: url.href },
    copy: () => postgres(server, name),
    drop: async () => {
      rmSync(dataDir, { recursive: true });
      await onServer(server, `drop database ${name} with (force)`);
    },
  };
}

async function onServer(server: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
