import { expect, test } from "vitest";
import { AGENT, keysOfPeople, nextSorting, PLACE, placesShown } from "./population-columns.ts";

test("a header sorts by its column, then the other way, then as the data have it", () => {
  const numbers = nextSorting(undefined, "奖金", true);
  expect(numbers).toEqual({ column: "奖金", descending: true });
  expect(nextSorting(numbers, "奖金", true)).toEqual({ column: "奖金", descending: false });
  expect(nextSorting({ column: "奖金", descending: false }, "奖金", true)).toBeUndefined();
  expect(nextSorting(numbers, "等级", false)).toEqual({ column: "等级", descending: false });
});

test("people go by name and number, and by where they work", () => {
  const people = [
    { agent: "T10", name: "陈一", department: "二部", position: "" },
    { agent: "T9", name: "陈一", department: "", position: "" },
    { agent: "T2", name: "安二", department: "一部", position: "外呼专员" },
  ];
  const shown = (column: string, descending = false) => [
    ...placesShown(3, () => true, { column, descending }, keysOfPeople(people, column)),
  ];
  expect(shown(AGENT)).toEqual([2, 1, 0]);
  expect(shown(PLACE)).toEqual([0, 2, 1]);
  expect(shown(PLACE, true)).toEqual([2, 0, 1]);
  expect(keysOfPeople(people, "奖金")).toBeUndefined();
});

test("who is left out is not shown, whatever the order", () => {
  const keys = Float64Array.of(3, 1, 2);
  expect([...placesShown(3, (place) => place !== 2, undefined, keys)]).toEqual([0, 1]);
  expect([...placesShown(3, (place) => place !== 2, { column: "x", descending: false }, keys)]).toEqual([1, 0]);
});
