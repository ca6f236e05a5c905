import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { Kysely } from "kysely";
import { restoreFrom } from "../../server/operations/backup/backup-file.ts";
import type { Random } from "../../server/sample/random.ts";
import { migrate, SCHEMA } from "../../server/store/migrate.ts";
import { Store } from "../../server/store/store.ts";
import type { Tables } from "../../server/store/tables.ts";
import { RealApp } from "../../server/testing/real-app.ts";
import { type TestDatabase, testDatabase } from "../../server/testing/test-database.ts";
import { type Acknowledged, Person } from "./acts.ts";
import { broken } from "./invariants.ts";
import { lostContent, oldCompany, RELEASE } from "./old-company.ts";
import { Unanswered, Victim } from "./victim.ts";

/** How often each act was acknowledged before a kill, or how often there was a kill in it. */
export type Tally = Map<string, number>;

/** Companies get months and imports by and by; a new one is taken after so many crashes. */
const CRASHES_OF_COMPANY = 10;

/** A kill comes after so many acts at most that were acknowledged, soon after: in the midst of the next ones. */
const MOST_ACTS = 8;
const SOON = 150;
/** Milliseconds after which it comes in any case. */
const LONGEST_WORK = 8_000;
const LONGEST_START = 1_500;
const LONGEST_BACKUP = 1_200;
const LONGEST_MIGRATION = 800;

/**
 * Kills processes that work on a company, each at a moment nobody has chosen, and looks after each kill whether
 * something was lost or half done.
 * @throws Error with what does not hold
 */
export async function crashes(count: number, random: Random, tally: Tally): Promise<void> {
  for (let done = 0; done < count; ) {
    const many = Math.min(CRASHES_OF_COMPANY, count - done);
    await company(many, random, tally, `c${done}`);
    done += many;
  }
}

async function company(count: number, random: Random, tally: Tally, name: string): Promise<void> {
  const app = await RealApp.open();
  await app.disconnect();
  const { database } = app;
  const acknowledged: Acknowledged[] = [];
  for (let crash = 0; crash < count; crash++) {
    const kind = random.unit();
    if (kind < 0.05) await killAtStart(random, tally);
    else if (kind < 0.1) await killInMigration(random, tally);
    else if (kind < 0.2) await killInBackup(database, random, tally);
    else await killAtWork(database, random, tally, acknowledged, `${name}-${crash}`);
    await look(database, acknowledged);
  }
  await database.drop();
}

/** @throws Error with what does not hold */
async function look(
  database: TestDatabase,
  acknowledged: readonly Acknowledged[],
  more: (store: Store) => Promise<string[]> = async () => [],
): Promise<void> {
  const store = await Store.openAsItIs(database.connect());
  try {
    const found = [...(await broken(store, acknowledged)), ...(await more(store))];
    if (found.length > 0) throw new Error(found.join("\n"));
  } finally {
    await store.close();
  }
}

async function killAtWork(
  database: TestDatabase,
  random: Random,
  tally: Tally,
  acknowledged: Acknowledged[],
  name: string,
): Promise<void> {
  const victim = Victim.begin(database.settings);
  if (!(await victim.ready())) throw new Error("the server did not start again after a kill");
  const people = [new Person(victim, `${name}-a`), new Person(victim, `${name}-b`), new Person(victim, `${name}-c`)];
  const [clerk, accountant, author] = people;
  const working = Promise.allSettled([
    until(() => clerk?.importFigures(1_500)),
    until(() => accountant?.goOnWithRuns()),
    until(() => author?.approveVersion()),
  ]);
  const acts = random.whole(0, MOST_ACTS);
  const latest = performance.now() + LONGEST_WORK;
  while (people.flatMap((person) => person.acknowledged).length < acts && performance.now() < latest) await sleep(5);
  await sleep(random.unit() * SOON);
  await victim.kill();
  for (const outcome of await working) {
    if (outcome.status === "rejected" && !(outcome.reason instanceof Unanswered)) throw outcome.reason;
  }
  for (const person of people) {
    acknowledged.push(...person.acknowledged);
    for (const [act, times] of person.done) tally.set(act, (tally.get(act) ?? 0) + times);
  }
}

/** Again and again, until nobody answers. */
async function until(work: () => Promise<void> | undefined): Promise<void> {
  for (;;) {
    await work();
    await sleep(5);
  }
}

/** During the first start of a database, or the start that brings an old one up to date. */
async function killAtStart(random: Random, tally: Tally): Promise<void> {
  const database = await testDatabase();
  const done = Math.floor(random.unit() * SCHEMA.length);
  const last = SCHEMA[done - 1];
  if (last !== undefined) await onlyMigrate(database, last);
  const victim = Victim.begin(database.settings);
  await sleep(random.unit() * LONGEST_START);
  await victim.kill();
  const second = Victim.begin(database.settings);
  if (!(await second.ready())) throw new Error("the server did not start after a kill during its first start");
  await second.kill();
  await look(database, []);
  await database.drop();
  tally.set("start", (tally.get("start") ?? 0) + 1);
}

let old: Promise<TestDatabase> | undefined;

/** While a database of an older release is brought up to date that has content: all of it is there afterwards. */
export async function killInMigration(random: Random, tally: Tally): Promise<void> {
  old ??= oldCompany();
  const database = await (await old).copy();
  const first = SCHEMA.indexOf(RELEASE);
  const last = SCHEMA[first + Math.floor(random.unit() * (SCHEMA.length - 1 - first))];
  await onlyMigrate(database, last);
  const victim = Victim.begin(database.settings);
  if (!(await victim.opening())) throw new Error("the server did not start on an older database");
  await sleep(random.unit() * LONGEST_MIGRATION);
  await victim.kill();
  const second = Victim.begin(database.settings);
  if (!(await second.ready())) throw new Error("the server did not start after a kill while it migrated");
  await second.kill();
  await look(database, [], lostContent);
  await database.drop();
  tally.set("migration", (tally.get("migration") ?? 0) + 1);
}

async function onlyMigrate(database: TestDatabase, last: string | undefined): Promise<void> {
  const db = new Kysely<Tables>({ dialect: database.connect().dialect });
  await migrate(db, last);
  await db.destroy();
}

const PLUMBLINE = fileURLToPath(new URL("../../server/cli/plumbline.mjs", import.meta.url));

/** There is a whole backup afterwards, or none. */
async function killInBackup(database: TestDatabase, random: Random, tally: Tally): Promise<void> {
  const { dataDir, databaseUrl = "" } = database.settings;
  const file = join(dataDir, "backup.gz");
  rmSync(file, { force: true });
  const child = spawn(process.execPath, [PLUMBLINE, "backup", "--out", file], {
    env: { ...process.env, DATA_DIR: dataDir, DATABASE_URL: databaseUrl },
    stdio: "ignore",
  });
  const ended = once(child, "exit");
  await sleep(random.unit() * LONGEST_BACKUP);
  child.kill("SIGKILL");
  await ended;
  tally.set("backup", (tally.get("backup") ?? 0) + 1);
  if (!existsSync(file)) return;
  const other = await testDatabase();
  const { chain } = await restoreFrom(file, () => other.connect());
  await other.drop();
  if (chain.faults.length > 0) throw new Error(`a backup that was interrupted is not whole`);
}
