import { describe, expect, test } from "vitest";
import { dayOfPlace, daysBetween, fullMonthsBetween } from "./calendar.ts";
import { monthIndex } from "./month.ts";

const ORIGIN = { start: 0, end: 0 };

describe("days of the calendar", () => {
  test.each([
    ["2025-05", "quarter", "2025-06-30"],
    ["2024-02", "month", "2024-02-29"],
    ["2025-12", "year", "2025-12-31"],
    ["9999-11", "year", "9999-12-31"],
  ] as const)("the last day of the %s's %s is %s", (month, unit, day) => {
    const place = { kind: "calendar", edge: "last", part: "day", which: "this", unit, span: ORIGIN } as const;
    expect(dayOfPlace(monthIndex(month), place)).toBe(day);
  });

  test("full months end on the day they began, or on a shorter month's last", () => {
    expect(fullMonthsBetween("2025-01-31", "2025-02-28")).toBe(1);
    expect(fullMonthsBetween("2025-01-31", "2025-02-27")).toBe(0);
    expect(fullMonthsBetween("2025-03-15", "2025-01-15")).toBe(-2);
  });

  test("days between dates", () => {
    expect(daysBetween("2024-02-28", "2024-03-01")).toBe(2);
    expect(daysBetween("2025-03-01", "2025-02-28")).toBe(-1);
  });
});
