import { expect, test } from "vitest";
import { csvOf } from "./csv-sheet.ts";
import { FORMULAS, readBack } from "./testing/read-back.ts";

const COLUMNS = [
  { title: "工号", kind: "text" },
  { title: "金额", kind: "number" },
  { title: "原因", kind: "text" },
] as const;

const write = (rows: readonly (readonly (string | undefined)[])[], columns: typeof COLUMNS = COLUMNS): string =>
  [...csvOf({ name: "x", columns, rows })].join("");
const read = async (text: string) => (await readBack(Buffer.from(text)))[0]?.rows;

/** What a spreadsheet takes a cell for, whichever separator it was told of. */
const fields = (line: string): string[] => line.match(/"(?:[^"]|"")*"|[^,;\t]+/g) ?? [];

test.each(FORMULAS)("no cell of any column begins a formula: %j", (formula) => {
  const text = write([[formula, "-12.50", formula]]);
  const cells = fields(text.slice(text.indexOf("\r\n") + 2, -2));
  expect(cells).toHaveLength(3);
  const seen = cells.map((cell) => (cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell));
  expect(seen[1]).toBe("-12.50");
  for (const cell of [seen[0], seen[2]]) expect(cell).not.toMatch(/^[\s\u{feff}]*[=+\-@＝＋－＠]|^[\t\r\n]/u);
});

test.each(FORMULAS)("what was written is still there behind the apostrophe: %j", async (formula) => {
  const [, row] = (await read(write([[formula, "-12.50", "x"]]))) ?? [];
  expect([row?.[0]?.replace(/^'/, "").trim(), row?.[1]]).toEqual([formula.trim(), "-12.50"]);
});

test("titles are texts as well", () => {
  const columns = [{ title: "=1+1", kind: "text" }, COLUMNS[1], COLUMNS[2]] as unknown as typeof COLUMNS;
  expect(write([], columns)).toBe(`\u{feff}"'=1+1","金额","原因"\r\n`);
});

test("numbers stand as they are, negative ones too; what is none in their column is a text", () => {
  const text = write([
    ["a", "-12.50", undefined],
    ["b", "0", ""],
    ["c", "-1+1", "-5"],
    ["d", "1/3", "007"],
  ]);
  expect(text.split("\r\n").slice(1)).toEqual(['"a",-12.50,', '"b",0,""', `"c","'-1+1","'-5"`, '"d","1/3","007"', ""]);
});

test("it is read back with its Chinese, quotes and line breaks", async () => {
  const rows = [
    ["甲", "1.00", 'sagt "ja", und\nnein'],
    ["乙", "2", "，；"],
  ];
  expect(await read(write(rows))).toEqual([["工号", "金额", "原因"], ...rows]);
});
