import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { textRow, workbook } from "../data/testing/workbook.ts";
import { UserError } from "../user-error.ts";
import type { Reading, ReadingChoice } from "./import.ts";
import type { ImportKind } from "./mapping.ts";
import { readFile } from "./reading.ts";
import { definitions, STEPS } from "./testing/catalogue.ts";

async function read(content: string | Buffer, kind: ImportKind = "agent-months", choice: ReadingChoice = {}) {
  const reading = await readFile(Buffer.from(content), "data", kind, definitions, choice, STEPS);
  if (!reading) throw new Error("cancelled");
  return reading;
}

const questions = ({ questions: list }: Reading) =>
  list.map(({ about, column, options }) => [about, column, ...options]);

test("a file that says everything leaves no question", async () => {
  const reading = await read("月份,工号,A类客户数,成交额,备注,联系率\n2025-01,n1,35,12.50,x,50%\n");
  expect(reading).toMatchObject({ format: "csv", sheet: 0, headerLine: 1, rows: 1 });
  expect(reading.columns).toEqual([
    { use: "month" },
    { use: "agent" },
    { use: "metric", metric: "A类客户数" },
    { use: "metric", metric: "成交额", unit: "CNY" },
    { use: "ignored" },
    { use: "ignored" },
  ]);
  expect(questions(reading)).toEqual([["rate", 5]]);
});

test("the header is found below titles and to the right of blank columns", async () => {
  const blank = Array(300).fill("");
  const rows = [
    ["电销中心月报"],
    [],
    ["制表：人力资源部", "2025-02-01"],
    [...blank, "月份", "工号", "成交额（万元）"],
    [...blank, "2025-01", "n1", "3"],
  ];
  const reading = await read(
    workbook({ sheets: { S: { rows: rows.map((cells, at) => textRow(at + 1, cells)).join("") } } }),
  );
  expect(reading.headerLine).toBe(4);
  expect(reading.columns.slice(299)).toEqual([
    { use: "ignored" },
    { use: "month" },
    { use: "agent" },
    { use: "metric", metric: "成交额", unit: "万元" },
  ]);
});

test.each([
  ["two columns for one metric", "月份,工号,A类客户数,a_customers\n2025-01,n1,1,2\n", ["duplicate", 2, "2", "3"]],
  ["a misspelt header", "月份,工号,A类客户术\n2025-01,n1,1\n", ["misspelt", 2, "A类客户数"]],
  ["no month", "工号,A类客户数\nn1,1\n", ["month", undefined]],
  ["no agent", "月份,A类客户数\n2025-01,1\n", ["agent", undefined]],
  ["days that can be read twice", "月份,工号,入职日期\n2025-01,n1,03/04/2024\n", ["dates", 2, "dmy", "mdy"]],
  ["days in two orders", "月份,工号,入职日期\n2025-01,n1,13/04/2024\n2025-01,n2,04/13/2024\n", ["dates", 2]],
  ["days in the place of months", "月份,工号,A类客户数\n2025-01-31,n1,1\n", ["dates", 0, "ymd"]],
  ["a header of unknown words", "甲,乙,丙\n1,2,3\n", ["header", undefined, "1"]],
] as const)("asks about %s", async (_, text, question) => {
  expect(questions(await read(text))).toContainEqual(question);
});

test("a percentage column is asked about only where 85 could be 8500%", async () => {
  const header = `月份,工号,通过率\n2025-01,n1,`;
  expect(questions(await read(`${header}85\n`))).toEqual([["unit", 2, "%", "1"]]);
  expect((await read(`${header}85%\n`)).columns[2]).toEqual({ use: "metric", metric: "通过率", unit: "1" });
  expect((await read(`${header}0.85\n`)).columns[2]).toEqual({ use: "metric", metric: "通过率", unit: "1" });
});

test("evidence in any row settles the order of dates", async () => {
  const rows = Array.from({ length: 500 }, (_, at) => `2025-01,n${at},03/04/2024`).join("\n");
  const reading = await read(`月份,工号,入职日期\n${rows}\n2025-01,z,31/12/2024\n`);
  expect(reading.columns[2]).toEqual({ use: "metric", metric: "入职日期", dates: "dmy" });
});

test("talk time as a clock", async () => {
  expect((await read("月份,工号,通话时长\n2025-01,n1,12:03:04\n")).columns[2]).toEqual({
    use: "metric",
    metric: "通话时长",
    unit: "h:mm:ss",
  });
});

test("the visible sheet with a header is chosen, and asked about where several have one", async () => {
  const data = textRow(1, ["月份", "工号", "成交额"]) + textRow(2, ["2025-01", "n1", "1"]);
  const sheets = {
    说明: { rows: textRow(1, ["口径", "见下"]) },
    旧: { rows: data, state: "hidden" },
    一月: { rows: data },
  };
  expect(await read(workbook({ sheets }))).toMatchObject({ sheet: 2, questions: [] });
  expect(questions(await read(workbook({ sheets: { ...sheets, 二月: { rows: data } } })))).toEqual([
    ["sheet", undefined, "2", "3"],
  ]);
  expect((await read(workbook({ sheets }), "agent-months", { sheet: 1 })).sheet).toBe(1);
});

test("a roster", async () => {
  const reading = await read(
    "工号,姓名,部门,上级工号,入职日期,生效月份\nn1,张三,一部,n9,2024-01-02,2025-01\n",
    "roster",
  );
  expect(reading.columns).toEqual([
    { use: "agent" },
    { use: "fact", fact: "name" },
    { use: "fact", fact: "department" },
    { use: "fact", fact: "superior" },
    { use: "fact", fact: "joinedOn" },
    { use: "month" },
  ]);
  expect(reading.questions).toEqual([]);
});

test("the same header has the same signature, whatever its case, width and blank columns behind it", async () => {
  const [one, other] = [
    await read("月份,工号,A类客户数\n2025-01,n1,1\n"),
    await read("月份,工号,Ａ类客户数,,\n2025-02,n2,2,,\n"),
  ];
  expect(one.signature).toBe(other.signature);
  expect((await read("月份,工号,B类客户数\n2025-01,n1,1\n")).signature).not.toBe(one.signature);
});

test.each([
  ["nothing below the header", "月份,工号,A类客户数\n", /line 1: there is nothing below the header/],
  ["blank lines", "\n\n,,\n", /no header was found/],
])("refuses %s", async (_, text, message) => {
  await expect(read(text)).rejects.toThrow(UserError);
  await expect(read(text)).rejects.toThrow(message);
});

test("reading can be cancelled", async () => {
  const cancelled = { progress: () => {}, cancelled: () => true };
  expect(
    await readFile(Buffer.from("月份,工号\n2025-01,n1\n"), "d", "agent-months", definitions, {}, cancelled),
  ).toBeUndefined();
});

const THIRD_PARTY = new URL("../../../shared/data/", import.meta.url);

test.skipIf(!existsSync(THIRD_PARTY))(
  "a third party's call log is read whole (skipped where the file is absent)",
  async () => {
    const reading = await read(readFileSync(new URL("call-log.csv", THIRD_PARTY)), "calls");
    expect(reading).toMatchObject({ headerLine: 1, rows: 5000 });
    expect(reading.headers[0]).toBe("Call Id");
  },
);

test.skipIf(!existsSync(THIRD_PARTY))(
  "a third party's messy sheet is read below its title (skipped where the file is absent)",
  async () => {
    const reading = await read(readFileSync(new URL("call-centre-sales.xlsx", THIRD_PARTY)), "calls");
    expect(reading).toMatchObject({ format: "xlsx", sheet: 0, headerLine: 3, rows: 1000 });
    expect(reading.headers.slice(1, 5)).toEqual(["Call number", "Customer ID", "Duration", "Representative"]);
  },
);
