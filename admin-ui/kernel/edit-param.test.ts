import { describe, expect, test } from "vitest";
import { compile, type ParamStatement, parseDecimal, readCatalogue } from "../../engine/index.ts";
import { numberOf, placeOf, scaleOf, shareOf, textAt, textMoved, typeValue, valueParts } from "./edit-param.ts";

/** The param of a line; what names mean does not matter here. */
function param(line: string): ParamStatement {
  const text = `---\nscheme: t\ntitle: t\nversion: t\nperiod: month\ncurrency: CNY\n---\n\n## 一\n\n\`\`\`kpi\n${line}\n\`\`\`\n`;
  const [found] = compile(text, readCatalogue("").catalogue).statements;
  if (found?.kind !== "param") throw new Error("no param");
  return found;
}

describe("a value", () => {
  test.each([
    ["20 CNY/人", "20", "CNY/人"],
    ["5%", "5", "%"],
    ["? CNY", "?", "CNY"],
    ["－１．５", "－１．５", ""],
    ["底薪 * 2", "底薪 * 2", ""],
  ])("%s is typed as its digits, and its unit stays", (written, digits, unit) => {
    expect(valueParts(written)).toEqual({ digits, unit });
  });

  test.each([
    ["20 CNY/人", "25", "25 CNY/人"],
    ["500 CNY", "1,500", "1500 CNY"],
    ["5%", "6.5", "6.5%"],
    ["? CNY/人", "110", "110 CNY/人"],
    ["2000 元", "3 万元", "3 万元"],
    ["底薪 * 2", "4000", "4000"],
  ])("%s becomes with %s typed %s", (written, typed, after) => expect(typeValue(written, typed)).toBe(after));

  test.each(["", "  ", "1 # 待核", "1\n2", '"a"'])("%j can be no value", (typed) =>
    expect(typeValue("20 CNY", typed)).toBeUndefined(),
  );
});

describe("a slider", () => {
  test("goes in round steps, about a hundred of them, in whole digits where the value has no others", () => {
    expect(scaleOf(param("param a = 20 CNY/人 range [0 .. 200]"))).toMatchObject({
      step: { numerator: 2n, denominator: 1n },
      places: 100,
      percent: false,
    });
    expect(scaleOf(param("param a = 10 人 range [5 .. 19]"))).toMatchObject({ places: 14 });
    expect(scaleOf(param("param a = 500 CNY range [0 .. 5000]"))).toMatchObject({ places: 100 });
  });

  test("goes in the steps of the param where it states them", () => {
    const scale = scaleOf(param("param a = 1% range [0% .. 5%] step 0.1%"));
    expect(scale).toMatchObject({ places: 50, percent: true });
    expect(scale && textAt(scale, 13)).toBe("1.3");
    const value = scale && numberOf(scale, "1.3");
    expect(scale && value && [placeOf(scale, value), shareOf(scale, value)]).toEqual([13, 0.26]);
  });

  test("moves by key from where the value is, and no further than the range", () => {
    const scale = scaleOf(param("param a = 25 CNY range [0 .. 200]"));
    const value = scale && numberOf(scale, "25");
    expect(scale && value && [1, 10, -20].map((steps) => textMoved(scale, value, steps))).toEqual(["27", "45", "0"]);
  });

  test("is not there without a range in the unit of the value", () => {
    expect(scaleOf(param("param a = 20 CNY"))).toBeUndefined();
    expect(scaleOf(param("param a = 2 万元 range [0 元 .. 50000 元]"))).toBeUndefined();
  });
});

test("digits are read as people type them", () => {
  expect(numberOf({ percent: false }, "−1,500.5")).toEqual(parseDecimal("-1500.5"));
  expect(numberOf({ percent: false }, "１２")).toEqual(parseDecimal("12"));
  expect(numberOf({ percent: false }, "x")).toBeUndefined();
});
