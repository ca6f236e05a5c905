import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type ColumnData, compare, divide, rational, type Type } from "../../engine/index.ts";
import { valueIn } from "./figures.ts";
import { inOrder, keysOfColumn, keysOfTexts } from "./population-rows.ts";

const NUMBER: Type = { kind: "number", unit: [], percent: false };

/** A column with one entry for each; `undefined` is no value. */
function quotients(cells: readonly (readonly [number, number] | undefined)[]): ColumnData {
  return {
    name: "数",
    type: NUMBER,
    values: {
      kind: "number",
      numerators: Float64Array.from(cells, (cell) => cell?.[0] ?? 0),
      denominators: Float64Array.from(cells, (cell) => cell?.[1] ?? 1),
    },
    missing: Uint8Array.from(cells, (cell) => Number(cell === undefined)),
    aside: new Map(),
  };
}

const order = (column: ColumnData, people: number, descending = false): number[] => [
  ...inOrder(Int32Array.from(Array(people).keys()), keysOfColumn(column, people), descending),
];

describe("the order of lines", () => {
  test("numbers are compared exactly, and who has none comes last either way", () => {
    const column = quotients([[1, 3], undefined, [333333333333, 1000000000000], [2, 6], [-1, 1]]);
    expect(order(column, 5)).toEqual([4, 2, 0, 3, 1]);
    expect(order(column, 5, true)).toEqual([0, 3, 2, 4, 1]);
  });

  test("is that of the exact values, whatever they are written over", () => {
    const cell = fc.option(fc.tuple(fc.integer({ min: -50, max: 50 }), fc.integer({ min: 1, max: 9 })), {
      nil: undefined,
    });
    fc.assert(
      fc.property(fc.array(cell, { maxLength: 12 }), (cells) => {
        const column = quotients(cells);
        const values = order(column, cells.length).map((place) => cells[place]);
        const known = values.filter((value) => value !== undefined).map(([n, d]) => divide(rational(n), rational(d)));
        expect(known.every((value, at) => at === 0 || compare(known[at - 1] ?? value, value) <= 0)).toBe(true);
        expect(values.slice(known.length).every((value) => value === undefined)).toBe(true);
      }),
    );
  });

  test("values of a choice keep the order of their declaration; no comes before yes", () => {
    const grades = { kind: "choice", name: "等级", values: ["D", "C", "B", "A"] } as const;
    const shared = { name: "x", missing: 0, aside: new Map() };
    const choice: ColumnData = { ...shared, type: grades, values: { kind: "code", codes: Float64Array.of(3, 0, 2) } };
    expect(order(choice, 3)).toEqual([1, 2, 0]);
    expect(valueIn(choice, 0)).toBe("A");
    const truth: ColumnData = {
      ...shared,
      type: { kind: "truth" },
      values: { kind: "truth", holds: Uint8Array.of(1, 0) },
    };
    expect(order(truth, 2)).toEqual([1, 0]);
  });

  test("texts go by pinyin, an empty one is nothing", () => {
    const keys = keysOfTexts(["周", "", "陈", "李", "陈"]);
    expect([...inOrder(Int32Array.of(0, 1, 2, 3, 4), keys, false)]).toEqual([2, 4, 3, 0, 1]);
  });
});
