import { expect, test } from "vitest";
import { needsSecondPerson, RUN_ACTS, RUN_STATUSES, statusAfter, statusesFor } from "./lifecycle.ts";

/** What each act makes of a run that is open, computed, reviewed, locked, published; `-` where it is refused. */
const TABLE = `
  compute  computed computed computed -    -
  adjust   open     computed computed -    -
  review   -        reviewed -        -    -
  lock     -        -        locked   -    -
  unlock   -        -        -        open -
  publish  -        -        -        published -
`;

test("every act in every status", () => {
  const rows = TABLE.trim()
    .split("\n")
    .map((line) => line.trim().split(/\s+/));
  const found = RUN_ACTS.map((act) => [act, ...RUN_STATUSES.map((status) => statusAfter(act, status) ?? "-")]);
  expect(found).toEqual(rows);
});

test("nothing leads out of a published run, and into locking only through a review", () => {
  expect(RUN_ACTS.filter((act) => statusAfter(act, "published"))).toEqual([]);
  expect(statusesFor("lock")).toEqual(["reviewed"]);
});

test("a second person reviews and locks", () => {
  expect(RUN_ACTS.filter(needsSecondPerson)).toEqual(["review", "lock"]);
});
