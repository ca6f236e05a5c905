import { expect, test } from "vitest";
import { readMonth } from "./month.ts";

test.each([
  "2025-01",
  "2025/1",
  "2025.01",
  "2025年1月",
  "2025年01月",
  "202501",
  "２０２５-０１",
  " 2025-1 ",
  "2025/1/1",
  "2025-01-01",
  "2025年1月1日",
])("%s is January 2025", (text) => expect(readMonth(text)).toBe("2025-01"));

test.each([
  "",
  "2025",
  "2025-13",
  "2025-00",
  "202513",
  "25-01",
  "Jan-25",
  "1-Jan-25",
  "45658",
  "2025-01-15",
  "2025/1-1",
  "01/2025",
  "2025-1-2x",
])("%s is refused", (text) => expect(readMonth(text)).toBeUndefined());
