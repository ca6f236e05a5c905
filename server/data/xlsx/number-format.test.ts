import { expect, test } from "vitest";
import { numberFormat, numberText, plainNumber } from "./number-format.ts";

test.each([
  [0, undefined, "general"],
  [9, undefined, "percent"],
  [14, undefined, "date"],
  [21, undefined, "time"],
  [46, undefined, "duration"],
  [57, undefined, "date"],
  [170, "General", "general"],
  [170, "0.00%", "percent"],
  [170, '#,##0.00 "元"', "general"],
  [170, 'yyyy"年"m"月"', "date"],
  [170, "yyyy/m/d;@", "date"],
  [170, "[$-804]yyyy\\-mm\\-dd", "date"],
  [170, 'm"月"', "date"],
  [170, "h:mm:ss", "time"],
  [170, "mm:ss.0", "time"],
  [170, "[h]:mm:ss", "duration"],
  [170, "0.00E+00", "general"],
  [170, '"day" 0', "general"],
  [170, "[Red]0.00;[Blue]-0.00", "general"],
  [170, "_ * #,##0_ ;_ * -#,##0_ ", "general"],
] as const)("format %d %j is %s", (id, code, kind) => expect(numberFormat(id, code)).toBe(kind));

test.each([
  ["45658", "date", "2025-01-01"],
  ["45658.384", "date", "2025-01-01 9:12:58"],
  ["45688.99999999999", "date", "2025-02-01"],
  ["1", "date", "1900-01-01"],
  ["59", "date", "1900-02-28"],
  ["60", "date", "60"],
  ["61", "date", "1900-03-01"],
  ["-1", "date", "-1"],
  ["9999999", "date", "9999999"],
  ["0.384", "time", "9:12:58"],
  ["1.5", "duration", "36:00:00"],
  ["-0.5", "duration", "-12:00:00"],
  ["0.85", "percent", "85%"],
  ["4.9000000000000004", "general", "4.9"],
  ["0.30000000000000004", "general", "0.3"],
  ["1E-3", "general", "0.001"],
  ["1.5e+20", "general", "150000000000000000000"],
  ["-0", "general", "0"],
  ["-12.50", "general", "-12.5"],
  ["1e999", "general", "1e999"],
  ["", "general", ""],
] as const)("%s as %s is %s", (written, format, text) => expect(numberText(written, format, false)).toBe(text));

test("a workbook of an old Mac counts from 1904", () => {
  expect(numberText("44196", "date", true)).toBe("2025-01-01");
  expect(numberText("0", "date", true)).toBe("1904-01-01");
});

test("no digit of a number is lost or made up", () => {
  for (let cents = 0; cents < 100_000; cents += 37) {
    const written = (cents / 100).toFixed(2);
    expect(plainNumber(Number(written))).toBe(written.replace(/\.?0+$/, ""));
    expect(plainNumber(Number(written), 2)).toBe(String(cents));
  }
});
