import { expect, test } from "vitest";
import { shownYuan, yuan } from "./fen.ts";

test.each([
  [0, "0.00", "0.00"],
  [5, "0.05", "0.05"],
  [-5, "-0.05", "−0.05"],
  [100, "1.00", "1.00"],
  [-123_450, "-1234.50", "−1,234.50"],
  [100_000, "1000.00", "1,000.00"],
  [99_999, "999.99", "999.99"],
  [100_000_000_000, "1000000000.00", "1,000,000,000.00"],
])("%i fen are %s yuan, shown as %s", (fen, plain, shown) => {
  expect([yuan(fen), shownYuan(fen)]).toEqual([plain, shown]);
});
