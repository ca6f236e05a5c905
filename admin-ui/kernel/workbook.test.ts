import { expect, test } from "vitest";
import { fitsNumber, sheetName } from "./workbook.ts";

test("numbers that a spreadsheet would round stay texts", () => {
  expect(["-1234.50", "0.000123", "999999999999999", "1000000000000001"].map(fitsNumber)).toEqual([
    true,
    true,
    true,
    false,
  ]);
});

test("a sheet's name has none of the signs that spreadsheets refuse", () => {
  expect(sheetName("草案/v6.0: [对比]")).toBe("草案 v6.0   对比");
  expect(sheetName("*?")).toBe("-");
  expect(sheetName("长".repeat(40))).toHaveLength(31);
});
