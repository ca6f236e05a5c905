import { expect, test } from "vitest";
import type { Surroundings } from "./against-store.ts";
import { AgentMonthsCheck } from "./agent-months.ts";
import { errorFile } from "./error-file.ts";
import { Findings } from "./findings.ts";
import type { ColumnUse, Mapping } from "./mapping.ts";
import { openMapped } from "./reading.ts";
import { RosterCheck } from "./roster.ts";
import { catalogue } from "./testing/catalogue.ts";

const PLAIN: Surroundings = {
  known: async (agents) => new Set(agents.filter((agent) => agent.startsWith("n"))),
  roster: async () => ["n1000", "n2000"],
  absent: async () => new Map(),
  existing: async () => ({ columns: [], pages: (async function* () {})() }),
  closed: async () => new Map(),
};

const COLUMNS: ColumnUse[] = [{ use: "month" }, { use: "agent" }, { use: "metric", metric: "A类客户数" }];

async function check(
  text: string,
  surroundings: Partial<Surroundings> = {},
  columns = COLUMNS,
  rest: Partial<Mapping> = {},
) {
  const mapping: Mapping = { sheet: 0, headerLine: 1, columns, ...rest };
  const findings = new Findings();
  const file = await openMapped(Buffer.from(text), "data.csv", mapping);
  const reader = new AgentMonthsCheck({ mapping, headers: file.headers, catalogue, format: file.format, findings });
  const rows = [];
  for await (const batch of file.rows()) rows.push(...batch.rows.flatMap((row) => reader.take(row) ?? []));
  await reader.finish({ ...PLAIN, ...surroundings }, () => false);
  return { rows, findings, told: findings.kept.map(({ code, line, column, value }) => [code, line, column, value]) };
}

test("clean rows are read as they will be written", async () => {
  const { rows, told } = await check(
    "月份,工号,A类客户数,成交额,退货率目标,通话\n2025年1月,n1,35,1.5,,0:02:03\n2025-01,n2,,0,,\n",
    {},
    [
      ...COLUMNS,
      { use: "metric", metric: "成交额", unit: "万元" },
      { use: "ignored" },
      { use: "metric", metric: "通话时长", unit: "h:mm:ss" },
    ],
  );
  expect(told).toEqual([]);
  expect(rows).toEqual([
    { line: 2, month: "2025-01", agent: "n1", values: ["35", "15000", "123"] },
    { line: 3, month: "2025-01", agent: "n2", values: [null, "0", null] },
  ]);
});

test("every fault is told with its row, column and value", async () => {
  const text = [
    "月份,工号,A类客户数",
    "Jan-25,n1,1",
    ",n1,1",
    "2025-01,,1",
    "2025-01,n1,-3",
    "2025-02,n1,#N/A",
    "2025-03,n1",
    "2025-03,n1,1,9",
    "2025-04,锟斤拷\uFFFD,1",
    "2025-05,n1,1",
    "2025/5,n1,1",
    "2025-06,m2,1",
    `2025-06,n${"x".repeat(100)},1`,
    "",
  ].join("\n");
  const { told, rows } = await check(text);
  expect(told).toEqual([
    ["month-unreadable", 2, 1, "Jan-25"],
    ["month-blank", 3, 1, ""],
    ["agent-blank", 4, 2, ""],
    ["value-not-permitted", 5, 3, "-3"],
    ["cell-error", 6, 3, "#N/A"],
    ["row-short", 7, undefined, ""],
    ["row-long", 8, 4, "9"],
    ["cell-damaged", 9, 2, "锟斤拷\uFFFD"],
    ["row-repeated", 11, undefined, "n1"],
    ["agent-unknown", 12, 2, "m2"],
    ["text-too-long", 13, 2, `n${"x".repeat(58)}…`],
  ]);
  expect(rows.map(({ line }) => line)).toEqual([10, 12]);
});

test("an unknown agent is held against those who are known", async () => {
  const { findings } = await check("月份,工号,A类客户数\n2025-01,n1000x,1\n", { known: async () => new Set() });
  expect(findings.kept[0]?.message).toEqual({
    zh: "花名册里没有工号“n1000x”（是“n1000”吗）；请改正，或先导入花名册",
    en: 'the roster has no agent "n1000x" (is it "n1000"?); correct it, or import the roster first',
  });
});

test("totals are left out with a warning, notes below the table without", async () => {
  const { told, rows } = await check("月份,工号,A类客户数,备注\n2025-01,n1,1,\n合计,,1,\n,,,制表人\n");
  expect(told).toEqual([["total-row", 3, undefined, "合计"]]);
  expect(rows).toHaveLength(1);
});

test("a month for the whole file", async () => {
  const { rows } = await check("工号,A类客户数\nn1,1\n", {}, COLUMNS.slice(1), { month: "2025-03" });
  expect(rows[0]).toMatchObject({ month: "2025-03", agent: "n1" });
});

test("what the store knows: absent agents, closed months, values that a blank takes away", async () => {
  const { told } = await check("月份,工号,A类客户数\n2025-01,n1,\n2025-01,n2,3\n", {
    absent: async () => new Map([["n2", { joinedOn: "2025-02-01" }]]),
    closed: async () => new Map([["2025-01", "published"]]),
    existing: async (from, to) => {
      expect([from, to]).toEqual(["2024-01", "2025-01"]);
      const rows = [
        { month: "2025-01", agent: "n1", values: ["x", "7"] },
        { month: "2025-01", agent: "n2", values: ["x", "7"] },
      ];
      return {
        columns: ["部门", "A类客户数"],
        pages: (async function* () {
          yield rows;
        })(),
      };
    },
  });
  expect(told).toEqual([
    ["month-closed", 2, undefined, "2025-01"],
    ["value-taken-away", 2, 3, ""],
    ["agent-absent", 3, 2, "n2"],
  ]);
});

const many = (values: readonly number[]) =>
  `月份,工号,A类客户数\n${values.map((value, at) => `2025-01,n${at},${value}`).join("\n")}\n`;
const ordinary = Array.from({ length: 60 }, (_, at) => 20 + ((at * 7) % 30));

test("a slip of a zero or two is an outlier, ordinary figures are none", async () => {
  expect((await check(many(ordinary))).told).toEqual([]);
  expect((await check(many([...ordinary, 3500]))).told).toEqual([["outlier", 62, 3, "3500"]]);
});

test("figures that are spread over orders of magnitude are no outliers", async () => {
  const spread = Array.from({ length: 200 }, (_, at) => Math.round(Math.exp(1 + (at % 50) / 8)));
  expect((await check(many(spread))).told).toEqual([]);
  expect((await check(many(Array.from({ length: 200 }, (_, at) => (at % 10 === 0 ? 3 : 0))))).told).toEqual([]);
});

test("a column in another unit is told once", async () => {
  const history = Array.from({ length: 60 }, (_, at) => ({
    month: "2024-12",
    agent: `n${at}`,
    values: [String(2000 + at * 10)],
  }));
  const existing = async () => ({
    columns: ["A类客户数"],
    pages: (async function* () {
      yield history;
    })(),
  });
  const { told } = await check(many(ordinary), { existing });
  expect(told).toEqual([["column-far-off", 0, 3, "35"]]);
});

test("an empty roster is said once", async () => {
  const { told } = await check("月份,工号,A类客户数\n2025-01,x,1\n", { known: async () => undefined });
  expect(told).toEqual([["roster-empty", 0, undefined, ""]]);
});

test("warnings can only be accepted as they were seen", async () => {
  const digest = async (...values: number[]) => (await check(many([...ordinary, ...values]))).findings.digest();
  expect(await digest(3500)).toBe(await digest(3500));
  expect(await digest(3500)).not.toBe(await digest(3600));
});

test("the error file holds nothing that a spreadsheet runs", async () => {
  const { findings } = await check(
    '月份,"=HYPERLINK(""http://x"")",A类客户数\n2025-01,"=cmd|\' /C calc\'!A0",1\n2025-01,@SUM(1),1\n2025-01,+x,-5\n',
    {},
    COLUMNS,
  );
  const text = errorFile(findings.kept).toString();
  for (const line of text.split("\r\n")) for (const cell of line.split('","')) expect(cell).not.toMatch(/^"?[=+@-]/);
  expect(text).toContain("\"'=cmd|' /C calc'!A0\"");
});

const ROSTER: ColumnUse[] = [
  { use: "agent" },
  { use: "fact", fact: "name" },
  { use: "fact", fact: "superior" },
  { use: "fact", fact: "joinedOn" },
  { use: "fact", fact: "leftOn", dates: "dmy" },
];

async function roster(text: string) {
  const mapping: Mapping = { sheet: 0, headerLine: 1, columns: ROSTER, month: "2025-01" };
  const findings = new Findings();
  const file = await openMapped(Buffer.from(text), "roster.csv", mapping);
  const reader = new RosterCheck({ mapping, headers: file.headers, catalogue, format: file.format, findings });
  for await (const batch of file.rows()) for (const row of batch.rows) reader.take(row);
  const written = await reader.finish({
    known: async (agents) => new Set(agents.filter((agent) => agent === "boss")),
    asOf: async () => new Map([["n1", { name: "张三", department: "一部", superior: "boss" }]]),
  });
  return { written, told: findings.kept.map(({ code, line, column, value }) => [code, line, column, value]) };
}

test("a roster keeps what the file does not state, and takes away what it leaves blank", async () => {
  const { written, told } = await roster("工号,姓名,上级,入职,离职\nn1,张三丰,,2024-01-02,\nn2,李四,n1,,31/12/2025\n");
  expect(told).toEqual([]);
  expect(written).toEqual([
    { agent: "n1", fromMonth: "2025-01", name: "张三丰", department: "一部", joinedOn: "2024-01-02" },
    { agent: "n2", fromMonth: "2025-01", name: "李四", superior: "n1", leftOn: "2025-12-31" },
  ]);
});

test("what is wrong in a roster", async () => {
  const text =
    "工号,姓名,上级,入职,离职\nn2,,boss,,\nn3,王五,n3,,\nn4,赵六,nobody,,\nn5,孙七,boss,2025-02-01,1/1/2025\nn5,孙七,boss,,\nn6,钱八,boss,2/2/2025,\n";
  expect((await roster(text)).told).toEqual([
    ["name-blank", 2, 2, ""],
    ["superior-self", 3, 3, "n3"],
    ["superior-unknown", 4, 3, "nobody"],
    ["left-before-joined", 5, 5, "2025-01-01"],
    ["agent-repeated", 6, undefined, "n5"],
    ["date-unreadable", 7, 4, "2/2/2025"],
  ]);
});
