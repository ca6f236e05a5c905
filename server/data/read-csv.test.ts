import { expect, test } from "vitest";
import { UserError } from "../user-error.ts";
import { type CsvRecord, readCsv } from "./read-csv.ts";
import { formatCsv } from "./write-csv.ts";

function read(bytes: string | Buffer): CsvRecord[] {
  const records: CsvRecord[] = [];
  readCsv(Buffer.from(bytes), "data.csv", (record) => records.push(record));
  return records;
}

function refusal(bytes: string | Buffer): string {
  try {
    read(bytes);
  } catch (error) {
    if (error instanceof UserError) return error.in("en");
    throw error;
  }
  return "read without objection";
}

const TWO = [
  { line: 1, cells: ["月份", "工号"] },
  { line: 2, cells: ["2025-01", "张三"] },
];
/** “月份,工号” and “2025-01,张三” as GB18030 has them. */
const GB18030 = Buffer.from("d4c2b7dd2cb9a4bac50a323032352d30312cd5c5c8fd0a", "hex");

test.each([
  ["UTF-8", "月份,工号\n2025-01,张三\n"],
  ["UTF-8 with a byte order mark", "\uFEFF月份,工号\n2025-01,张三\n"],
  ["GB18030", GB18030],
  ["UTF-16, as Excel writes Unicode text", Buffer.from("\uFEFF月份\t工号\r\n2025-01\t张三\r\n", "utf16le")],
  ["lines ending in CRLF", "月份,工号\r\n2025-01,张三\r\n"],
  ["lines ending in CR only", "月份,工号\r2025-01,张三\r"],
  ["no line end at the end", "月份,工号\n2025-01,张三"],
  ["semicolons", "月份;工号\n2025-01;张三\n"],
  ["tabs", "月份\t工号\n2025-01\t张三\n"],
  ["quotes and spaces", '"月份", 工号\n"2025-01","张三"\n'],
])("reads %s", (_, bytes) => {
  expect(read(bytes)).toEqual(TWO);
});

test("lines are counted over blank lines and line breaks within quotes", () => {
  expect(read('\r\n\r\na,"b\r\nb"\r\n\r\n,,\r\nc,"d\n\nd"\r\ne,f').map(({ line, cells }) => [line, cells[0]])).toEqual([
    [3, "a"],
    [7, "c"],
    [10, "e"],
  ]);
});

test("a separator within quotes does not count", () => {
  expect(read('"a;b;c;d",e\n1,2').map(({ cells }) => cells)).toEqual([
    ["a;b;c;d", "e"],
    ["1", "2"],
  ]);
});

test("what it writes, it reads", () => {
  const cells = ["plain", 'quo"te', "com,ma", "line\nbreak", "", "张三"];
  expect(read(formatCsv([cells, cells])).map((record) => record.cells)).toEqual([cells, cells]);
});

test.each([
  ["a quote that is never closed", 'a,b\n1,"2\n3,4\n', /line 2: the quote of cell 2 is not closed/],
  ["a quote within a cell", 'a,b\n\n1,2"x\n', /line 3: cell 2 has a stray quote/],
  ["text after a closing quote", 'a,b\n1,"2"x\n', /line 2: cell 2 has a stray quote/],
  ["an endless line", `a,b\n1,${"2".repeat(2_000_000)}\n`, /line 2: this line is longer than 1048576 bytes/],
  ["NUL bytes", "a,b\n1,2\n3,\0\n", /line 3 has a NUL byte/],
  ["a workbook", Buffer.from("504b03041400", "hex"), /an Excel workbook/],
  ["a web page", "\n<html><table>", /a web page/],
  ["bytes that are no text", Buffer.from([0x61, 0xff, 0xff, 0xff, 0x0a]), /neither UTF-8 nor GB18030/],
])("refuses %s", (_, bytes, message) => {
  expect(refusal(bytes)).toMatch(message);
});
