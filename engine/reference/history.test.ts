import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { readCatalogue } from "../catalogue/read-catalogue.ts";
import { compile } from "../compile.ts";
import type { AgentMonth } from "../ir/program.ts";
import { rational, toExact } from "../values/rational.ts";
import { isRational, isRowError, type Outcome, type Value } from "../values/value.ts";
import { Reference } from "./reference.ts";

const { catalogue } = readCatalogue(readFileSync(new URL("../../rulesets/metrics.kpi.md", import.meta.url), "utf8"));
const HEAD = "---\nscheme: s\ntitle: t\nversion: v1\nperiod: month\ncurrency: CNY\n---\n\n## 一、x\n\n```kpi\n";

function show(outcome: Outcome): string {
  if (isRowError(outcome)) return outcome.code;
  return isRational(outcome) ? toExact(outcome) : String(outcome);
}

/** `X` in each month of a history of one agent: month to metric values. */
function history(rules: string, months: Record<string, Record<string, number | string>>): Record<string, string> {
  const { program, diagnostics } = compile(`${HEAD}${rules}\n\`\`\`\n`, catalogue);
  const wrong = diagnostics.filter(({ severity, code }) => severity === "error" && code !== "output-missing");
  if (wrong.length > 0) throw new Error(wrong.map(({ message }) => message.en).join("\n"));
  const rows = Object.entries(months).map(
    ([month, values]): AgentMonth => ({
      agent: "T1",
      month,
      values: new Map(
        Object.entries(values).map(([name, value]): [string, Value] => [
          name,
          typeof value === "number" ? rational(value) : value,
        ]),
      ),
    }),
  );
  const reference = new Reference(program, rows);
  return Object.fromEntries(rows.map((at) => [at.month, show(reference.value("X", at))]));
}

const VISITS = {
  "2025-01": { 上门人数: 10 },
  "2025-02": { 上门人数: 20 },
  // March is missing.
  "2025-04": { 上门人数: 40 },
  "2025-05": { 上门人数: 50 },
};

describe("windows", () => {
  it.each([
    ["average(上门人数) over previous quarter", { "2025-04": "15", "2025-05": "15", "2025-01": "empty-window" }],
    ["sum(上门人数) over this quarter", { "2025-01": "10", "2025-02": "30", "2025-04": "40", "2025-05": "90" }],
    ["sum(上门人数) over last 3 months", { "2025-02": "30", "2025-04": "60", "2025-05": "90" }],
    ["sum(上门人数) over previous 3 months", { "2025-01": "0", "2025-04": "30", "2025-05": "60" }],
    ["max(上门人数) over this year", { "2025-01": "10", "2025-05": "50" }],
    ["min(上门人数) over this month", { "2025-05": "50" }],
    ["months in previous quarter", { "2025-01": "0", "2025-04": "2", "2025-05": "2" }],
    ["count(上门人数 >= 20 人) over this year", { "2025-01": "0", "2025-02": "1", "2025-05": "3" }],
    ["sum(上门人数) over this year where 上门人数 > 10 人", { "2025-01": "0", "2025-05": "110" }],
    ["average(上门人数) over previous quarter, at least 3 months", { "2025-04": "too-few-months" }],
    ["sum(上门人数) over previous year", { "2025-05": "0" }],
  ])("%s", (window, expected) => {
    expect(history(`input 上门人数\nX = ${window}`, VISITS)).toMatchObject(expected);
  });

  it("look at rules of the scheme as well as at metrics", () => {
    const rules = "input 上门人数\n翻倍 = 上门人数 * 2\nX = sum(翻倍) over last 2 months";
    expect(history(rules, VISITS)).toMatchObject({ "2025-02": "60", "2025-04": "80", "2025-05": "180" });
  });

  it("of a rate divide the sums", () => {
    const rules = "input 联系率\nX = 联系率 over this quarter";
    const months = { "2025-01": { 外呼量: 100, 接通量: 10 }, "2025-02": { 外呼量: 300, 接通量: 90 } };
    expect(history(rules, months)).toEqual({ "2025-01": "0.1", "2025-02": "0.25" });
  });

  it("fail where a month in them fails", () => {
    const rules = "input 上门人数\nX = sum(上门人数) over last 2 months";
    expect(history(rules, { "2025-01": {}, "2025-02": { 上门人数: 1 } })).toEqual({
      "2025-01": "missing-value",
      "2025-02": "missing-value",
    });
  });
});

describe("streaks", () => {
  it("end with this month and break at an absent one", () => {
    const rules = "input 上门人数\nX = streak(上门人数 >= 20 人)";
    expect(history(rules, VISITS)).toEqual({ "2025-01": "0", "2025-02": "1", "2025-04": "1", "2025-05": "2" });
  });
});

describe("the calendar", () => {
  it.each([
    ["first month of quarter", { "2025-01": "true", "2025-02": "false", "2025-04": "true" }],
    ["last month of year", { "2025-01": "false" }],
    ["first day of previous quarter", { "2025-01": "2024-10-01", "2025-05": "2025-01-01" }],
    ["last day of month", { "2025-02": "2025-02-28" }],
  ])("%s", (place, expected) => {
    expect(history(`X = ${place}`, VISITS)).toMatchObject(expected);
  });

  it("counts days and full months between dates", () => {
    const months = { "2025-03": { 入职日期: "2025-01-31" } };
    expect(history("input 入职日期\nX = days(入职日期, last day of month)", months)).toEqual({ "2025-03": "59" });
    expect(history("input 入职日期\nX = full months(入职日期, last day of month)", months)).toEqual({ "2025-03": "2" });
    expect(history("input 入职日期\nX = 入职日期 > first day of this quarter", months)).toEqual({ "2025-03": "true" });
  });
});

describe("actions", () => {
  const d = (count: number) =>
    Object.fromEntries(Array.from({ length: count }, (_, at) => [`2025-0${at + 1}`, { 上门人数: 1 }]));

  it.each([
    ["for 3 months", ["false", "false", "true", "true", "true"]],
    ["for exactly 3 months", ["false", "false", "true", "false", "false"]],
    ["", ["true", "true", "true", "true", "true"]],
  ])("follow %s of the condition in a row", (lasting, expected) => {
    const rules = `input 上门人数\naction X may 部门经理 when 上门人数 < 5 人 ${lasting}`;
    expect(Object.values(history(rules, d(5)))).toEqual(expected);
  });
});

it("refuses what would weigh months wrongly, offering both readings", () => {
  const text = `${HEAD}input 联系率\noutput X = average(联系率) over this year shown 2 decimals\n\`\`\`\n`;
  const [found] = compile(text, catalogue).diagnostics;
  expect(found?.code).toBe("rate-aggregated");
  expect(found?.fixes?.map(({ title }) => title.en)).toEqual([
    "write 联系率 over this year",
    "write average(接通量 / 外呼量) over this year",
  ]);
});

describe("peers", () => {
  const company = (x: string): string[] => {
    const { program } = compile(`${HEAD}input 上门人数, 部门\n业绩 = 上门人数 * 2\nX = ${x}\n\`\`\`\n`, catalogue);
    const visits: [string, string, number | undefined][] = [
      ["T1", "一部", 30],
      ["T2", "一部", 20],
      ["T3", "一部", 20],
      ["T4", "二部", 99],
      ["T5", "一部", undefined],
    ];
    const rows = visits.map(([agent, department, count]): AgentMonth => {
      const values: [string, Value][] = [["部门", department]];
      if (count !== undefined) values.push(["上门人数", rational(count)]);
      return { agent, month: "2025-01", values: new Map(values) };
    });
    const reference = new Reference(program, rows);
    return rows.map((at) => show(reference.value("X", at)));
  };

  it.each([
    ["rank(业绩) within 部门", ["1", "2", "2", "1", "missing-value"]],
    ["rank(业绩) within all", ["2", "3", "3", "1", "missing-value"]],
    ["percentile(业绩) within 部门", ["1", "2/3", "2/3", "1", "missing-value"]],
    ["average(上门人数) within 部门", ["70/3", "70/3", "70/3", "99", "missing-value"]],
    ["sum(上门人数) within 部门", ["missing-value", "missing-value", "missing-value", "99", "missing-value"]],
  ])("%s", (x, expected) => {
    expect(company(x)).toEqual(expected);
  });
});
