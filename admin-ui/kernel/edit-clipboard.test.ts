import fc from "fast-check";
import { expect, test } from "vitest";
import { readRange, writeRange } from "./edit-clipboard.ts";

test("reads what Excel copies", () => {
  expect(readRange("60%\t0.6\r\n80%\t0.8\r\n")).toEqual([
    ["60%", "0.6"],
    ["80%", "0.8"],
  ]);
  expect(readRange('"两行\n一格"\t"他说""好"""\n')).toEqual([["两行\n一格", '他说"好"']]);
  expect(readRange("1")).toEqual([["1"]]);
  expect(readRange("1\t\n\t2")).toEqual([
    ["1", ""],
    ["", "2"],
  ]);
});

test("a quotation mark that closes no cell is a sign like others", () => {
  expect(readRange('"2024-03-01" 起\t"未完')).toEqual([['"2024-03-01" 起', '"未完']]);
});

test("whatever is copied is pasted as it was", () => {
  const cell = fc.string({ unit: fc.constantFrom("1", '"', "\t", "\n", "档", " "), maxLength: 6 });
  fc.assert(
    fc.property(fc.array(fc.array(cell, { minLength: 2, maxLength: 3 }), { minLength: 1, maxLength: 4 }), (rows) => {
      expect(readRange(writeRange(rows))).toEqual(rows);
    }),
  );
});
