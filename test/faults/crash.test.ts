import { expect, test } from "vitest";
import { Random } from "../../server/sample/random.ts";
import { crashes, killInMigration, type Tally } from "./crash.ts";

/** Of each database; `npm run check:crashes` kills two hundred times. */
const CRASHES = 5;
const KILLED_MIGRATIONS = 4;

test("nothing that was acknowledged is lost and nothing is half done when the server is killed", async () => {
  const tally: Tally = new Map();
  await crashes(CRASHES, new Random(1), tally);
  expect([...tally.values()].reduce((sum, times) => sum + times, 0)).toBeGreaterThan(CRASHES);
}, 300_000);

test("an older database with content is brought up to date whole when the server is killed while it does", async () => {
  const [random, tally]: [Random, Tally] = [new Random(2), new Map()];
  for (let n = 0; n < KILLED_MIGRATIONS; n++) await killInMigration(random, tally);
  expect(tally.get("migration")).toBe(KILLED_MIGRATIONS);
}, 300_000);
