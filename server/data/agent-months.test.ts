import { readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { isRowError, readCatalogue } from "../../engine/index.ts";
import { UserError } from "../user-error.ts";
import { readAgentMonths } from "./agent-months.ts";

const { catalogue } = readCatalogue(readFileSync(new URL("../../rulesets/metrics.kpi.md", import.meta.url), "utf8"));
const WANTED = new Set(["A类客户数", "日均有效电话", "岗位"]);

const read = (text: string) => readAgentMonths(Buffer.from(text), catalogue, WANTED, "data.csv");

function refusal(text: string): { zh: string; en: string } {
  try {
    read(text);
  } catch (error) {
    if (error instanceof UserError) return error.localized;
    throw error;
  }
  throw new Error("read without objection");
}

const problems = (text: string) => read(text).rows.map(({ problem }) => problem?.en);

test.each([
  "月份,工号,A类客户数",
  "month,agent,a_customers",
  "Month,Agent ID,A_CUSTOMERS",
  "统计月份,员工编号,A类客户",
  "ｍｏｎｔｈ,工号 ,A类数",
])("the header %s is understood", (header) => {
  const [row] = read(`${header}\n2025/1,n1,35\n`).rows;
  expect([row?.month, row?.agent, row?.values.get("A类客户数")]).toEqual([
    "2025-01",
    "n1",
    { numerator: 35n, denominator: 1n },
  ]);
});

test("a blank cell has no value, a wrong one holds the reason", () => {
  const [row] = read("月份,工号,A类客户数,日均有效电话,岗位\n2025-01,n1,,9.555,经理\n").rows;
  expect([...(row?.values.keys() ?? [])]).toEqual(["日均有效电话", "岗位"]);
  const codes = [...(row?.values.values() ?? [])].map((outcome) => isRowError(outcome) && outcome.code);
  expect(codes).toEqual(["too-many-decimals", "unknown-choice"]);
});

test("only wanted metrics are read; unknown headers are listed once, rates apart", () => {
  const { columns, rows } = read(
    "月份,工号,备注,B类客户数,A类客户数,备注,__proto__,联系率,,B类客户数\n2025-01,n1,x,?,1,y,z,50%,q,?\n",
  );
  expect(columns.unknown).toEqual(["备注", "__proto__"]);
  expect(columns.rates.map(({ name }) => name)).toEqual(["联系率"]);
  expect([...(rows[0]?.values.keys() ?? [])]).toEqual(["A类客户数"]);
});

test("names such as __proto__ and constructor are agents like any other", () => {
  const { rows } = read("月份,工号,A类客户数\n2025-01,__proto__,1\n2025-01,constructor,2\n");
  expect(rows.map(({ agent, problem }) => [agent, problem])).toEqual([
    ["__proto__", undefined],
    ["constructor", undefined],
  ]);
});

test("a row that cannot be placed keeps its place and says why", () => {
  expect(
    problems("月份,工号,A类客户数\nJan-25,n1,1\n,n1,1\n2025-01,,1\n2025-01,n1\n2025-01,n1,1,2\n2025-01,n1,1,,\n"),
  ).toEqual([
    'column 1 (月份): "Jan-25" is no month; write it as 2025-01',
    "column 1 (月份) is blank; write it as 2025-01",
    "column 2 (工号) is blank",
    "this row has 2 cells, the header has 3",
    "this row has 4 cells, the header has 3",
    undefined,
  ]);
});

test("each row of an agent-month that stands twice points to the others", () => {
  const { rows } = read("月份,工号,A类客户数\n2025-01,n1,1\n2025-02,n1,1\n2025/1,n1,1\n202501,n1,2\n");
  expect(rows.map(({ problem }) => problem?.en)).toEqual([
    'agent "n1" has 2025-01 in lines 4, 5 as well; there must be one row a month',
    undefined,
    'agent "n1" has 2025-01 in lines 2, 5 as well; there must be one row a month',
    'agent "n1" has 2025-01 in lines 2, 4 as well; there must be one row a month',
  ]);
  expect(rows[0]?.values.size).toBe(0);
});

test.each([
  ["", /data\.csv: the file is empty/],
  ["\n,,\n", /data\.csv: the file is empty/],
  ["月份,A类客户数\n", /data\.csv: the header in line 1 has no column 工号 \(or agent\); it has: 月份, A类客户数/],
  ["\n工号,A类客户数\n", /data\.csv: the header in line 2 has no column 月份 \(or month\)/],
  ["月份,工号,A类客户数,a_customers\n", /columns 3 "A类客户数" and 4 "a_customers" are both A类客户数/],
  ["月份,工号,month\n", /columns 1 "月份" and 3 "month" are both 月份/],
])("%j is refused", (text, message) => {
  expect(refusal(text).en).toMatch(message);
  expect(refusal(text).zh).toMatch(/^data\.csv：/);
});

test("whatever the bytes are, they are read or refused with a reason", () => {
  const piece = fc.constantFrom(
    "月份",
    "工号",
    "A类客户数",
    ",",
    ";",
    "\t",
    "\n",
    "\r",
    '"',
    "2025-01",
    "35",
    "\0",
    "\uFEFF",
  );
  const text = fc.array(piece, { maxLength: 60 }).map((pieces) => Buffer.from(pieces.join("")));
  const noise = fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes));
  fc.assert(
    fc.property(fc.oneof(text, noise), (bytes) => {
      try {
        readAgentMonths(bytes, catalogue, WANTED, "data.csv");
      } catch (error) {
        expect(error).toBeInstanceOf(UserError);
      }
    }),
    { numRuns: 2_000 },
  );
});
