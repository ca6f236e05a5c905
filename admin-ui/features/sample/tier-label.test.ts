import { expect, test } from "vitest";
import { readableBounds } from "./tier-label.ts";

test.each([
  ["[10000.00 CNY .. 30000.00 CNY)", "10,000.00 – 30,000.00"],
  ["[30000.00 CNY .. )", "≥ 30,000.00"],
  ["( .. 60 分)", "< 60"],
  ["= 60%", "60%"],
])("%s reads %s", (label, read) => expect(readableBounds(label)).toBe(read));
