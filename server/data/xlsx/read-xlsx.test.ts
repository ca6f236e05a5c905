import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import writeXlsxFile from "write-excel-file/node";
import { UserError } from "../../user-error.ts";
import { FILE_LIMITS, type FileLimits } from "../limits.ts";
import { openTable } from "../open-table.ts";
import { isErrorCell, type TableRow } from "../table-file.ts";
import { textRow, workbook, workbookParts } from "../testing/workbook.ts";
import { zip } from "../testing/zip.ts";

async function read(bytes: Buffer, sheet = 0, limits: FileLimits = FILE_LIMITS): Promise<TableRow[]> {
  const file = await openTable(bytes, "data.xlsx", { limits });
  const rows: TableRow[] = [];
  for await (const batch of file.rows(sheet)) rows.push(...batch.rows);
  return rows;
}

const cellsOf = async (rows: string, rest = {}) =>
  (await read(workbook({ sheets: { S: { rows } }, ...rest }))).map(({ line, cells }) => [line, ...cells]);

async function refusal(bytes: Buffer, limits?: FileLimits): Promise<string> {
  try {
    await read(bytes, 0, limits);
  } catch (error) {
    if (error instanceof UserError) return error.in("en");
    throw error;
  }
  return "read without objection";
}

test("sheets are listed in their order, hidden ones marked", async () => {
  const bytes = workbook({ sheets: { 一月: {}, 口径: { state: "hidden" }, 旧: { state: "veryHidden" } } });
  expect((await openTable(bytes, "x")).sheets).toEqual([
    { name: "一月", hidden: false },
    { name: "口径", hidden: true },
    { name: "旧", hidden: true },
  ]);
});

test("a workbook that another library wrote", async () => {
  const bytes = await writeXlsxFile([
    [{ value: "月份" }, { value: "工号" }, { value: "成交额" }, { value: "入职" }],
    [
      { value: "2025-01" },
      { value: "0017" },
      { value: 1234.56, type: Number },
      { value: new Date("2024-02-29T00:00:00Z"), type: Date, format: "yyyy/mm/dd" },
    ],
  ] as never).toBuffer();
  expect((await read(bytes)).map(({ cells }) => cells)).toEqual([
    ["月份", "工号", "成交额", "入职"],
    ["2025-01", "0017", "1234.56", "2024-02-29"],
  ]);
});

test("every kind of cell", async () => {
  const rows = `<row r="2"><c r="B2" t="s"><v>0</v></c><c r="C2"><v>1.10</v></c><c r="D2" t="b"><v>1</v></c>
    <c r="E2" t="e"><v>#DIV/0!</v></c><c r="F2" t="str"><f>A1&amp;"x"</f><v>formula</v></c><c r="G2"><f>SUM(C2)</f><v>1.1</v></c>
    <c r="H2" s="1"><v>45658</v></c><c r="I2" s="2"><v>0.5</v></c><c r="J2" t="d"><v>2025-01-31T00:00:00</v></c>
    <c r="K2" t="inlineStr"><is><r><t>in</t></r><r><t xml:space="preserve">line </t></r></is></c></row>
    <row><c t="s"><v>1</v></c><c/><c><v>3</v></c></row>`;
  const texts = ["<t>shared</t>", "<r><t>漢</t></r><r><t>字_x0041_</t></r><rPh sb='0' eb='1'><t>かんじ</t></rPh>"];
  expect(await cellsOf(rows, { texts, formats: ["yyyy-mm-dd", "0%"] })).toEqual([
    [2, "", "shared", "1.1", "TRUE", "#DIV/0!", "formula", "1.1", "2025-01-01", "50%", "2025-01-31", "inline"],
    [3, "漢字A", "", "3"],
  ]);
});

test("a formula without a value is an error, not a blank", async () => {
  const [[, cell] = []] = await cellsOf('<row r="1"><c r="A1"><f>B1*2</f></c></row>');
  expect(isErrorCell(String(cell))).toBe(true);
});

test("days from 1904", async () => {
  const rows = '<row r="1"><c r="A1" s="1"><v>44196</v></c></row>';
  expect(await cellsOf(rows, { formats: ["d.m.yyyy"], from1904: true })).toEqual([[1, "2025-01-01"]]);
});

test("a merged cell's text stands in every row it reaches, in its first column", async () => {
  const rows = [1, 2, 3, 4].map((line) =>
    line === 1
      ? `<row r="1"><c r="A1" t="inlineStr"><is><t>一部</t></is></c><c r="C1"><v>1</v></c></row>`
      : `<row r="${line}"><c r="C${line}"><v>${line}</v></c></row>`,
  );
  const after = '<mergeCells count="2"><mergeCell ref="A1:B3"/><mergeCell ref="C4:D4"/></mergeCells>';
  const found = await read(workbook({ sheets: { S: { rows: rows.join(""), after } } }));
  expect(found.map(({ cells, merged }) => [...cells, ...(merged ?? [])])).toEqual([
    ["一部", "", "1"],
    ["一部", "", "2", 0],
    ["一部", "", "3", 0],
    ["", "", "4"],
  ]);
});

test("blank rows and styled blank cells are no content", async () => {
  const rows = `<row r="1"/><row r="5"><c r="A5" t="s"><v>0</v></c><c r="XFD5" s="1"/></row>`;
  expect(await cellsOf(rows, { texts: ["<t>x</t>"] })).toEqual([[5, "x"]]);
});

test("a large sheet comes in pieces", async () => {
  const rows = Array.from({ length: 20_000 }, (_, at) => textRow(at + 1, [`agent ${at}`, "x".repeat(20)])).join("");
  const file = await openTable(workbook({ sheets: { S: { rows } } }), "x");
  const done: number[] = [];
  let count = 0;
  for await (const batch of file.rows(0)) {
    done.push(batch.done);
    count += batch.rows.length;
  }
  expect(count).toBe(20_000);
  expect(done.length).toBeGreaterThan(10);
  expect(done.at(-1)).toBeCloseTo(1, 1);
});

const small = { ...FILE_LIMITS, uncompressed: 300_000 };
const sheet = "xl/worksheets/sheet1.xml";
const bomb = Buffer.alloc(2_000_000, " ");

test.each<[string, Buffer, RegExp, FileLimits?]>([
  ["a bomb", workbook({ parts: [{ path: sheet, content: bomb }] }), /more than 0 MB uncompressed/, small],
  [
    "a bomb that says it is small",
    workbook({ parts: [{ path: sheet, content: bomb, stated: { size: 10 } }] }),
    /damaged/,
  ],
  [
    "a wrong checksum",
    workbook({ parts: [{ path: sheet, content: "<a/>", stated: { checksum: 1 } }] }),
    /checksum of xl\/work/,
  ],
  [
    "a way out of the archive",
    workbook({ parts: [{ path: "../../etc/passwd", content: "x" }] }),
    /damaged.*relative path/,
  ],
  [
    "two parts of one name",
    zip([...workbookParts({}), { path: "XL/workbook.xml", content: "" }]),
    /two parts are named/,
  ],
  ["half a workbook", workbook({}).subarray(0, 900), /damaged or incomplete/],
  ["a Word document", zip([{ path: "word/document.xml", content: "<a/>" }]), /this is a Word document; save the table/],
  ["an encrypted part", workbook({ parts: [{ path: sheet, content: "<a/>", stated: { flags: 1 } }] }), /by a password/],
  ["a missing sheet", workbook({ without: [sheet] }), /the part xl\/worksheets\/sheet1\.xml is missing/],
  [
    "entities",
    workbook({ parts: [{ path: sheet, content: '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>' }] }),
    /document type/,
  ],
  ["unclosed XML", workbook({ parts: [{ path: sheet, content: "<worksheet><sheetData>" }] }), /no proper XML/],
  [
    "rows out of order",
    workbook({ sheets: { S: { rows: '<row r="3"/><row r="2"/>' } } }),
    /sheet "S", line 3: the row after it/,
  ],
  [
    "a cell in another row",
    workbook({ sheets: { S: { rows: '<row r="3"><c r="A4"/></row>' } } }),
    /line 3: a cell is named "A4"/,
  ],
  [
    "a missing text",
    workbook({ sheets: { S: { rows: '<row r="3"><c r="C3" t="s"><v>9</v></c></row>' } } }),
    /line 3, column 3 \(C\)/,
  ],
  [
    "a giant cell",
    workbook({ sheets: { S: { rows: textRow(1, ["x".repeat(40_000)]) } } }),
    /line 1, column 1 \(A\): this cell is longer/,
  ],
])("refuses %s", async (_, bytes, message, limits) => {
  expect(await refusal(bytes, limits)).toMatch(message);
});

const SALES = new URL("../../../../shared/data/call-centre-sales.xlsx", import.meta.url);

test.skipIf(!existsSync(SALES))("a messy sheet of a third party (skipped where the file is absent)", async () => {
  const rows = await read(readFileSync(SALES));
  expect(rows).toHaveLength(1002);
  expect(rows[0]?.cells[1]).toMatch(/Call/);
  expect(rows[1]?.cells.slice(1, 8)).toContain("Representative");
  expect(rows[2]?.cells.slice(1, 9)).toEqual(["Call_7271", "C0003", "116", "R05", "2023-01-01", "128", "4.9", "2023"]);
});
