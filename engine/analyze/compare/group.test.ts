import { expect, test } from "vitest";
import { columnsOf } from "../../columns/columns-builder.ts";
import { catalogue } from "../../explain/testing/scheme.ts";
import { attributeGroups } from "./attributes.ts";
import { boxesOf } from "./boxes.ts";
import { rowsInGroup } from "./group.ts";
import { rowsWithin } from "./rows-within.ts";

const columns = columnsOf(
  [
    ["甲", "2026-01", "二部", "质检专员"],
    ["甲", "2026-02", "一部", "外呼专员"],
    ["乙", "2026-01", "一部", "外呼专员"],
    ["乙", "2026-02", "", "外呼专员"],
  ].map(([agent = "", month = "", department = "", position = ""]) => ({
    agent,
    month,
    values: new Map([["岗位", position], ...(department === "" ? [] : [["部门", department] as const])]),
  })),
  catalogue,
);
const all = rowsWithin(columns, {});

test("rows are grouped by what they have, a text in the order of the rows, a choice in its own, blanks last", () => {
  expect(attributeGroups("部门", all, columns)).toMatchObject({
    values: ["二部", "一部", undefined],
    places: Int32Array.of(0, 1, 1, 2),
  });
  expect(attributeGroups("岗位", all, columns)).toMatchObject({
    values: ["外呼专员", "质检专员"],
    places: Int32Array.of(1, 0, 0, 0),
  });
  expect(attributeGroups("部门", Int32Array.of(1, 3), columns)).toMatchObject({
    values: ["一部", undefined],
    places: Int32Array.of(-1, 0, -1, 1),
  });
});

test("a group is of those that have one of the values in every attribute", () => {
  const inGroup = (...group: Parameters<typeof rowsInGroup>[0]): number[] => [...rowsInGroup(group, all, columns)];
  expect(inGroup()).toEqual([0, 1, 2, 3]);
  expect(inGroup({ metric: "部门", values: ["一部", "二部"] })).toEqual([0, 1, 2]);
  expect(inGroup({ metric: "部门", values: ["一部", "二部"] }, { metric: "岗位", values: ["外呼专员"] })).toEqual([
    1, 2,
  ]);
  expect(inGroup({ metric: "部门", values: ["三部"] })).toEqual([]);
  expect(() => inGroup({ metric: "病假天数", values: [] })).toThrow(RangeError);
});

test("a box is of the amounts of a group, between two of them in proportion", () => {
  const boxes = boxesOf(
    { scale: 100, whole: Float64Array.of(1_000, 500, 2_500, Number.NaN) },
    all,
    attributeGroups("部门", all, columns),
  );
  expect(boxes).toEqual([
    { value: "二部", count: 1, least: 10, quarter: 10, median: 10, threeQuarters: 10, most: 10 },
    { value: "一部", count: 2, least: 5, quarter: 10, median: 15, threeQuarters: 20, most: 25 },
  ]);
});
