import { expect, test } from "vitest";
import { keyOf, placesOf } from "./keys.ts";

const option = {
  series: [
    { type: "bar", data: [{ value: 1, key: "T1001" }, 2, { value: 3, key: "T1002" }] },
    { type: "line", data: [{ value: [0, 1], key: "T1002" }] },
    { type: "bar" },
  ],
};

test("a picked key is found wherever it is drawn", () => {
  expect(placesOf(option, "T1002")).toEqual([
    { seriesIndex: 0, dataIndex: 2 },
    { seriesIndex: 1, dataIndex: 0 },
  ]);
  expect(placesOf({ series: option.series[1] }, "T1002")).toEqual([{ seriesIndex: 0, dataIndex: 0 }]);
});

test("nothing is found without a key, or without series", () => {
  expect(placesOf(option, undefined)).toEqual([]);
  expect(placesOf({}, "T1001")).toEqual([]);
});

test("a plain figure has no key", () => {
  expect([keyOf(5), keyOf([1, 2]), keyOf(null), keyOf({ key: 5 }), keyOf({ value: 1, key: "A" })]).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
    "A",
  ]);
});
