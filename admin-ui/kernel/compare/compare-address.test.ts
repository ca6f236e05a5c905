import { expect, test } from "vitest";
import { groupText, readGroup, readMonths, readSchemes } from "./compare-address.ts";

test("a group goes into the address and comes back, whatever its names hold", () => {
  const group = [
    { metric: "部门", values: ["电销一部", "A|B;C:100%"] },
    { metric: "岗位", values: ["外呼专员"] },
  ];
  expect(groupText(group)).toBe("部门:电销一部|A%7cB%3bC%3a100%25;岗位:外呼专员");
  expect(readGroup(groupText(group))).toEqual(group);
  expect(groupText([{ metric: "部门", values: [] }])).toBeUndefined();
  expect(groupText([])).toBeUndefined();
});

test("what cannot be read of a group is left out", () => {
  expect(readGroup(undefined)).toEqual([]);
  expect(readGroup("部门;:电销一部;岗位:|外呼专员|")).toEqual([{ metric: "岗位", values: ["外呼专员"] }]);
});

test("each scheme once, at most four", () => {
  expect(readSchemes("a,b,,a,c,d,e")).toEqual(["a", "b", "c", "d"]);
  expect(readSchemes(undefined)).toEqual([]);
});

test("months that the data have, else the last six", () => {
  const months = ["2025-01", "2025-02", "2025-03", "2025-04", "2025-05", "2025-06", "2025-07", "2025-08"];
  expect(readMonths(months, undefined, undefined)).toEqual({ from: "2025-03", to: "2025-08" });
  expect(readMonths(months, "2025-02", "2025-04")).toEqual({ from: "2025-02", to: "2025-04" });
  expect(readMonths(months, "2025-05", "2025-04")).toEqual({ from: "2025-01", to: "2025-04" });
  expect(readMonths(months, "2019-01", "2030-01")).toEqual({ from: "2025-03", to: "2025-08" });
  expect(readMonths([], undefined, undefined)).toBeUndefined();
});
