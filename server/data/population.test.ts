import { readFileSync } from "node:fs";
import {
  bool,
  columnFromArray,
  dateDay,
  decimal128,
  dictionary,
  float32,
  float64,
  int32,
  int64,
  list,
  tableFromColumns,
  tableToIPC,
  utf8,
} from "@uwdata/flechette";
import { describe, expect, test } from "vitest";
import { ColumnHistory, type Columns, isRowError, type Outcome, readCatalogue } from "../../engine/index.ts";
import { sampleCompany } from "../sample/sample-company.ts";
import { UserError } from "../user-error.ts";
import { readAgentMonths } from "./agent-months.ts";
import { readArrow, writeArrow } from "./arrow.ts";
import { readPopulation } from "./population.ts";
import { formatCsv } from "./write-csv.ts";
import { populationCsv } from "./write-population.ts";

const { catalogue } = readCatalogue(readFileSync(new URL("../../rulesets/metrics.kpi.md", import.meta.url), "utf8"));
const EVERYTHING = new Set([...catalogue.metrics.values()].flatMap(({ name, rate }) => (rate ? [] : [name])));

const sample = (): Buffer => {
  const { columns, rows } = sampleCompany();
  const records = rows.map(({ month, agent, values }) => [month, agent, ...values.map((value) => value ?? "")]);
  return Buffer.from(formatCsv([["月份", "工号", ...columns], ...records]));
};

/** Rows as the reference sees them, in the order of the source. */
function rowsOf(population: Columns) {
  const history = new ColumnHistory(population);
  return Array.from({ length: population.length }, (_, at) => history.at(population.source.indexOf(at)));
}

describe("a CSV file as columns", () => {
  test("holds what it holds as rows", () => {
    const bytes = sample();
    const { population, problems } = readPopulation(bytes, catalogue, EVERYTHING, "data.csv");
    const { rows } = readAgentMonths(bytes, catalogue, EVERYTHING, "data.csv");
    expect(problems).toEqual([]);
    expect(rowsOf(population)).toEqual(rows.map(({ agent, month, values }) => ({ agent, month, values })));
  });

  test("tells of every record whose row it is, or why it cannot be told", () => {
    const file = readPopulation(
      Buffer.from(
        "月份,工号,A类客户数\n2025-01,n1,x\n2025-13,n1,1\n2025-02,,1\n2025-01,n1,2\n2025-01,n0,3,\n2025-01,n0\n",
      ),
      catalogue,
      EVERYTHING,
      "data.csv",
    );
    expect(file.problems.map(({ line, month, problem }) => [line, month, problem.en])).toEqual([
      [3, "2025-13", 'column 1 (月份): "2025-13" is no month; write it as 2025-01'],
      [4, "2025-02", "column 2 (工号) is blank"],
      [7, "2025-01", "this row has 2 cells, the header has 3"],
    ]);
    expect([...file.lines]).toEqual([2, 5, 6]);
    expect(file.population.repeated.size).toBe(2);
    const [first] = rowsOf(file.population);
    const outcome = first?.values.get("A类客户数");
    expect(outcome !== undefined && isRowError(outcome) && outcome.code).toBe("not-a-number");
  });

  test("is written as it was read, but for cells that were no permitted value", () => {
    const { population } = readPopulation(sample(), catalogue, EVERYTHING, "data.csv");
    const written = Buffer.from([...populationCsv(population)].join(""));
    expect(rowsOf(readPopulation(written, catalogue, EVERYTHING, "again.csv").population)).toEqual(rowsOf(population));
  });
});

const CATALOGUE = `---
catalogue: metrics
title: 指标
version: 1.0
---

## 1 指标

\`\`\`kpi
units
| 单位 | 等于 | 英文 |
| 秒 | | second |

metrics
| 指标 | 英文键 | 单位 |
| 通话 | talk | 秒 |
\`\`\`
`;

const arrow = (columns: Parameters<typeof tableFromColumns>[0]): Uint8Array =>
  tableToIPC(tableFromColumns(columns), { format: "stream" }) ?? new Uint8Array();

function refusal(read: () => unknown): string {
  try {
    read();
  } catch (error) {
    if (error instanceof UserError) return error.localized.en;
    throw error;
  }
  throw new Error("read without objection");
}

describe("Arrow", () => {
  test("is written and read without losing anything", () => {
    const { population } = readPopulation(sample(), catalogue, EVERYTHING, "data.csv");
    const again = readArrow(writeArrow(population), catalogue, EVERYTHING, "data.arrow");
    expect(rowsOf(again.population)).toEqual(rowsOf(population));
  });

  test("numbers beyond 2^53 survive as texts", () => {
    const { catalogue: boundless } = readCatalogue(CATALOGUE);
    const csv = "月份,工号,通话\n2025-01,n1,123456789012345678901234567890\n2025-01,n2,7\n";
    const { population } = readPopulation(Buffer.from(csv), boundless, new Set(["通话"]), "data.csv");
    const again = readArrow(writeArrow(population), boundless, new Set(["通话"]), "data.arrow");
    expect(rowsOf(again.population).map(({ values }) => values.get("通话"))).toEqual([
      { numerator: 123456789012345678901234567890n, denominator: 1n },
      { numerator: 7n, denominator: 1n },
    ]);
  });

  test.each([
    ["integers", columnFromArray([12, null], int32()), ["12/1", undefined]],
    ["long integers", columnFromArray([2n ** 62n, 7n], int64()), ["out-of-bounds", "7/1"]],
    ["decimals", columnFromArray([1250n, -5n], decimal128(12, 2)), ["25/2", "out-of-bounds"]],
    ["floats", columnFromArray([0.1, 1e-7], float64()), ["1/10", "too-many-decimals"]],
    ["short floats", columnFromArray([Math.fround(0.1), 12.25], float32()), ["1/10", "49/4"]],
    ["texts", columnFromArray([" 1,200.50 ", ""], dictionary(utf8())), ["2401/2", undefined]],
    ["no numbers", columnFromArray([Number.NaN, 1e300], float64()), ["not-a-number", "number-too-large"]],
    ["truths", columnFromArray([true, null], bool()), ["not-a-number", undefined]],
  ])("reads %s as a CSV file's cells", (_, money, expected) => {
    const bytes = arrow({
      month: columnFromArray([202501, 202502], int32()),
      agent: columnFromArray(["n1", "n1"], utf8()),
      成交额: money,
    });
    const { population } = readArrow(bytes, catalogue, EVERYTHING, "data.arrow");
    const shown = (outcome: Outcome | undefined) =>
      typeof outcome !== "object"
        ? outcome
        : isRowError(outcome)
          ? outcome.code
          : `${outcome.numerator}/${outcome.denominator}`;
    expect(rowsOf(population).map(({ values }) => shown(values.get("成交额")))).toEqual(expected);
  });

  test("reads dates and months of dates", () => {
    const bytes = arrow({
      月份: columnFromArray([new Date("2025-01-01"), new Date("2025-01-02")], dateDay()),
      工号: columnFromArray([7, 8], int32()),
      入职日期: columnFromArray([new Date("2024-02-29"), null], dateDay()),
    });
    const { population, problems } = readArrow(bytes, catalogue, EVERYTHING, "data.arrow");
    expect(rowsOf(population)).toEqual([
      { agent: "7", month: "2025-01", values: new Map([["入职日期", "2024-02-29"]]) },
    ]);
    expect(problems.map(({ line, problem }) => [line, problem.en])).toEqual([
      [2, 'column 1 (月份): "2025-01-02" is no month; write it as 2025-01'],
    ]);
  });

  test("refuses what is no table of cells", () => {
    const month = columnFromArray(["2025-01"], utf8());
    expect(refusal(() => readArrow(Buffer.from("月份,工号\n"), catalogue, EVERYTHING, "x.arrow"))).toMatch(
      /no Apache Arrow/,
    );
    expect(refusal(() => readArrow(arrow({ 月份: month }), catalogue, EVERYTHING, "x.arrow"))).toMatch(
      /no column 工号/,
    );
    const lists = columnFromArray([[1]], list(int32()));
    const bytes = arrow({ 月份: month, 工号: month, 成交额: lists });
    expect(refusal(() => readArrow(bytes, catalogue, EVERYTHING, "x.arrow"))).toMatch(/成交额/);
  });
});
