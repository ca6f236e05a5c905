import { afterEach, describe, expect, test } from "vitest";
import { setLanguage } from "../app/preferences.ts";
import {
  formatDateTime,
  formatMoment,
  formatMonth,
  formatMonthShort,
  formatMonths,
  formatUnitWord,
  groupDigits,
  withSign,
} from "./format.ts";

afterEach(() => setLanguage("zh"));

describe("figures", () => {
  test.each([
    ["0", "0"],
    ["556.00", "556.00"],
    ["48772.25", "48,772.25"],
    ["1234567", "1,234,567"],
    ["-1234.5", "−1,234.5"],
    ["1112.04%", "1,112.04%"],
    ["1000/3", "1,000/3"],
    ["良", "良"],
    ["", ""],
  ])("%s is written %s", (decimal, written) => expect(groupDigits(decimal)).toBe(written));

  test.each([
    ["102.00", "+102.00"],
    ["-1234.00", "−1,234.00"],
    ["0.00", "0.00"],
  ])("the difference %s is written %s", (decimal, written) => expect(withSign(decimal)).toBe(written));
});

describe("times", () => {
  const now = new Date(2026, 5, 30, 18, 0, 0);

  test("a moment of today is a clock time, another day has its date", () => {
    expect(formatMoment(new Date(2026, 5, 30, 9, 5, 7), now)).toBe("09:05:07");
    expect(formatMoment(new Date(2026, 5, 29, 9, 5, 7), now)).toBe("6月29日 09:05");
  });

  test("the year is named where it is not this one", () => {
    setLanguage("en");
    expect(formatDateTime(new Date(2025, 11, 31, 9, 5), now)).toContain("2025");
    expect(formatDateTime(new Date(2026, 0, 1, 9, 5), now)).not.toContain("2026");
  });

  test("a month is written as each language does", () => {
    expect([formatMonth("2025-06"), formatMonthShort("2025-06")]).toEqual(["2025年6月", "6月"]);
    expect([formatMonths("2025-06", "2025-06"), formatMonths("2025-01", "2025-06")]).toEqual([
      "2025年6月",
      "2025年1–6月",
    ]);
    expect(formatMonths("2025-09", "2026-02")).toBe("2025年9月–2026年2月");
    setLanguage("en");
    expect([formatMonth("2025-06"), formatMonthShort("2025-06")]).toEqual(["Jun 2025", "Jun"]);
    expect([formatMonths("2025-01", "2025-06"), formatMonths("2025-11", "2026-02")]).toEqual([
      "Jan–Jun 2025",
      "Nov 2025–Feb 2026",
    ]);
  });
});

test("the currency is 元 in Chinese and its code in English", () => {
  expect(formatUnitWord("CNY/人")).toBe("元/人");
  setLanguage("en");
  expect(formatUnitWord("CNY/人")).toBe("CNY/人");
});
