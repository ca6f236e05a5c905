import { expect, test } from "vitest";
import { toExact } from "../../../engine/index.ts";
import type { AgentAmounts } from "../study/study-api.ts";
import { changesOf, extremes, median, peopleMoved } from "./people-moved.ts";

const amounts = (whole: readonly number[], scale: number): AgentAmounts => ({ whole: Float64Array.from(whole), scale });

/** Changes: +1, −2, none, 0, without a result, +0.5. */
const DETAILS = {
  before: amounts([1000, 1000, Number.NaN, 500, 500, 100], 100),
  after: amounts([11_000, 8000, 4000, 5000, Number.NaN, 1500], 1000),
  heat: undefined,
};

test("changes of two scales are exact; who has no amount on one side has none", () => {
  const { whole, scale } = changesOf(DETAILS);
  expect(scale).toBe(1000);
  expect([...whole]).toEqual([1000, -2000, Number.NaN, 0, Number.NaN, 500]);
});

test("who gains most comes first", () => {
  const people = peopleMoved(DETAILS);
  expect(people.map(({ person, change }) => [person, toExact(change)])).toEqual([
    [0, "1"],
    [5, "0.5"],
    [3, "0"],
    [1, "-2"],
  ]);
  expect(toExact(median(people) ?? { numerator: 0n, denominator: 1n })).toBe("0.25");
  expect(median([])).toBeUndefined();
});

test("extremes take from both ends and count who is between", () => {
  const { gains, losses, rest } = extremes(peopleMoved(DETAILS), 2);
  expect([gains.map(({ person }) => person), losses.map(({ person }) => person), rest]).toEqual([[0], [1], 2]);
  const all = extremes(peopleMoved(DETAILS), 9);
  expect([all.gains.length, all.losses.length, all.rest]).toEqual([2, 1, 1]);
});
