/**
 * `npm run check:crashes [-- CRASHES [SEED]]`: kills the server a hundred times on SQLite, and then as often on
 * PostgreSQL, at moments nobody has chosen. Ends with 1 at the first thing that is lost or half done.
 *
 * Called with a kind of database as its first argument, does so on that one.
 */
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { Random } from "../../server/sample/random.ts";
import { startPostgres } from "../../server/testing/postgres-server.ts";
import { crashes, type Tally } from "./crash.ts";

const KINDS = ["sqlite", "postgres"] as const;
const [first = "", ...rest] = process.argv.slice(2);

if ((KINDS as readonly string[]).includes(first)) await check(first, rest.map(Number));
else {
  // Each in a process of its own: what tests share belongs to one kind of database.
  const self = fileURLToPath(import.meta.url);
  const args = [first, ...rest].filter((arg) => arg !== "");
  const failed = KINDS.find((kind) => spawnSync(process.execPath, [self, kind, ...args], { stdio: "inherit" }).status);
  process.exitCode = failed === undefined ? 0 : 1;
}

async function check(kind: string, [count = 100, seed = 1]: readonly number[]): Promise<void> {
  const started = performance.now();
  const server = kind === "postgres" ? await startPostgres() : undefined;
  if (server) process.env.PLUMBLINE_TEST_POSTGRES = server.url;
  const tally: Tally = new Map();
  try {
    await crashes(count, new Random(seed), tally);
    const acts = [...tally].map(([act, times]) => `${act} ${times}`).join(", ");
    const seconds = Math.round((performance.now() - started) / 1_000);
    console.log(`${kind}: killed ${count} times in ${seconds} s, nothing lost, nothing half done (${acts})`);
  } catch (error) {
    console.error(`${kind}, seed ${seed}, after ${JSON.stringify([...tally])}:`, error);
    process.exitCode = 1;
  } finally {
    await server?.stop();
  }
}
