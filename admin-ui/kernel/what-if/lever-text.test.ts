import { expect, test } from "vitest";
import { toExact } from "../../../engine/index.ts";
import { numberText, readNumber, unitOf } from "./lever-text.ts";
import { leverAt } from "./testing/levers.ts";

test("a value is a number beside its unit", () => {
  const shown = ["比例", "基数", "任务数", "总分/甲/权重", "系数/< 20/系数"].map((address) => {
    const lever = leverAt(address);
    return `${numberText(lever.value, lever)}|${unitOf(lever)}`;
  });
  expect(shown).toEqual(["1|%", "400|CNY", "35|户", "50|%", "0.5|"]);
});

test("what is typed is read exactly, with or without its unit", () => {
  const read = (address: string, texts: readonly string[]): (string | undefined)[] =>
    texts.map((text) => readNumber(text, leverAt(address))).map((value) => value && toExact(value));
  expect(read("比例", ["0.9", "0.9%", "０．９％", " 1 "])).toEqual(["0.009", "0.009", "0.009", "0.01"]);
  expect(read("基数", ["1,250.50", "500CNY", "−3"])).toEqual(["1250.5", "500", "-3"]);
  expect(read("基数", ["", "abc", "5%", "1e3", "9".repeat(41)])).toEqual(Array(5).fill(undefined));
});
