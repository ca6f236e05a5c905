import { expect, test } from "vitest";
import { FILE_LIMITS } from "../data/limits.ts";
import { Package } from "../data/xlsx/package.ts";
import { FORMULAS, readBack } from "./testing/read-back.ts";
import { xlsxOf } from "./xlsx-workbook.ts";

const COLUMNS = [
  { title: "=标题()", kind: "text" },
  { title: "金额", kind: "number" },
] as const;

test("every text comes back as it was, as a text and never as a formula", async () => {
  const bytes = await xlsxOf([
    { name: "明细", columns: COLUMNS, rows: FORMULAS.map((formula) => [formula, "-12.5"]) },
    { name: "constructor", columns: COLUMNS, rows: [["__proto__", "=1+1"]] },
  ]);
  const [sheet, other] = await readBack(bytes);
  expect([sheet?.name, other?.name]).toEqual(["明细", "constructor"]);
  // The reader trims, and gives the marker of a formula for one that it finds.
  const expected = FORMULAS.map((formula) => [formula.replace(/^\u{feff}/u, "").trim(), "-12.5"]);
  expect(sheet?.rows.map((row) => row.map((cell) => cell.replace(/^\u{feff}/u, "").trim()))).toEqual([
    ["=标题()", "金额"],
    ...expected,
  ]);
  expect(other?.rows[1]).toEqual(["__proto__", "=1+1"]);
});

test("numbers are numbers, negative ones too, unless a spreadsheet would round them", async () => {
  const numbers = ["-12.5", "0", "1234567890.12", "-0.005", "12345678901234567890", "0.3333333333333333333"];
  const bytes = await xlsxOf([{ name: "a", columns: [COLUMNS[1]], rows: numbers.map((number) => [number]) }]);
  const [sheet] = await readBack(bytes);
  expect(sheet?.rows.slice(1).map(([cell]) => cell)).toEqual(numbers);
  const types = [...(await sheetXml(bytes)).matchAll(/<c r="A(\d+)"( t="s")?/g)].map(([, row, isText]) => [
    row,
    isText,
  ]);
  const [number, text] = [undefined, ' t="s"'];
  expect(types.slice(1).map(([, type]) => type)).toEqual([number, number, number, number, text, text]);
});

test("blank cells stay blank, and a cell that is too long is cut", async () => {
  const bytes = await xlsxOf([
    {
      name: "a",
      columns: COLUMNS,
      rows: [
        [undefined, "1"],
        ["长".repeat(40_000), undefined],
      ],
    },
  ]);
  const [sheet] = await readBack(bytes);
  expect(sheet?.rows[1]).toEqual(["", "1"]);
  expect(sheet?.rows[2]?.[0]).toHaveLength(32_767);
});

/** The first sheet as it stands in the file. */
async function sheetXml(bytes: Buffer): Promise<string> {
  const workbook = await Package.open(bytes, "export", FILE_LIMITS);
  let xml = "";
  for await (const piece of workbook.read("xl/worksheets/sheet1.xml")) xml += piece;
  return xml;
}
