import { expect, test } from "vitest";
import { Random } from "../../server/sample/random.ts";
import { crashes, type Tally } from "./crash.ts";

/** Of each database; `npm run check:crashes` kills two hundred times. */
const CRASHES = 5;

test("nothing that was acknowledged is lost and nothing is half done when the server is killed", async () => {
  const tally: Tally = new Map();
  await crashes(CRASHES, new Random(1), tally);
  expect([...tally.values()].reduce((sum, times) => sum + times, 0)).toBeGreaterThan(CRASHES);
}, 300_000);
