import { expect, test } from "vitest";
import { monthRanges } from "./month-ranges.ts";

test.each([
  [[], ""],
  [["2025-01", "2025-02"], "2025-01、2025-02"],
  [["2024-11", "2024-12", "2025-01", "2025-03"], "2024-11–2025-01、2025-03"],
])("%j", (months, told) => expect(monthRanges(months, "、")).toBe(told));
