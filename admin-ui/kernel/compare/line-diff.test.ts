import { expect, test } from "vitest";
import { diffLines } from "./line-diff.ts";

test("lines stand beside each other, and stretches of the same can be folded", () => {
  const found = diffLines("甲\n乙\n丙\n丁", "甲\n乙二\n乙三\n丁\n戊");
  expect(
    found.map(({ same, lines }) => [
      same,
      lines.map(
        ({ left, right }) => `${left?.number ?? ""}${left?.text ?? ""}|${right?.number ?? ""}${right?.text ?? ""}`,
      ),
    ]),
  ).toEqual([
    [true, ["1甲|1甲"]],
    [false, ["2乙|2乙二", "3丙|3乙三"]],
    [true, ["4丁|4丁"]],
    [false, ["|5戊"]],
  ]);
});

test("the same text is one stretch, and lines that are only taken away have nothing beside them", () => {
  expect(diffLines("甲\n乙", "甲\n乙").map(({ same, lines }) => [same, lines.length])).toEqual([[true, 2]]);
  expect(diffLines("甲\n乙\n丙", "丙").map(({ same, lines }) => [same, lines.map(({ right }) => right?.text)])).toEqual(
    [
      [false, [undefined, undefined]],
      [true, ["丙"]],
    ],
  );
});
