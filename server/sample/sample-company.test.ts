import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { formatCell, isRowError, readCatalogue, readCell } from "../../engine/index.ts";
import { sampleCompany } from "./sample-company.ts";

const shipped = readFileSync(new URL("../../rulesets/metrics.kpi.md", import.meta.url), "utf8");

const company = sampleCompany();
const at = (column: string) => company.columns.indexOf(column);
const numbers = (column: string) => company.rows.map(({ values }) => Number(values[at(column)]));

test("is the same each time", () => {
  expect(sampleCompany()).toEqual(company);
});

test("has 120 agents over 14 months, each at most once a month", () => {
  expect(new Set(company.rows.map(({ agent }) => agent)).size).toBe(120);
  const months = [...new Set(company.rows.map(({ month }) => month))];
  expect([months.length, months[0], months.at(-1)]).toEqual([14, "2025-01", "2026-02"]);
  expect(new Set(company.rows.map(({ month, agent }) => `${month} ${agent}`)).size).toBe(company.rows.length);
});

test("people join, leave and fall ill; a few figures are missing", () => {
  const monthsOf = (month: string) =>
    new Set(company.rows.filter((row) => row.month === month).map(({ agent }) => agent));
  const [first, last] = [monthsOf("2025-01"), monthsOf("2026-02")];
  expect([...last].filter((agent) => !first.has(agent)).length).toBeGreaterThan(5);
  expect([...first].filter((agent) => !last.has(agent)).length).toBeGreaterThan(5);
  expect(numbers("病假天数").filter((days) => days > 0).length).toBeGreaterThan(50);
  const missing = company.rows.filter(({ values }) => values.includes(null)).length;
  expect(missing).toBeGreaterThan(0);
  expect(missing).toBeLessThan(company.rows.length / 50);
});

test("the figures of an agent-month fit together", () => {
  for (const { month, values } of company.rows) {
    const figure = (column: string) => Number(values[at(column)]);
    expect(figure("接通量")).toBeLessThanOrEqual(figure("外呼量"));
    expect(figure("有效通话数")).toBeLessThanOrEqual(figure("接通量"));
    expect(figure("全费人数")).toBeLessThanOrEqual(figure("上门人数"));
    expect(figure("新客户数")).toBeLessThanOrEqual(figure("成单量"));
    expect(figure("退货额")).toBeLessThanOrEqual(figure("成交额"));
    expect(String(values[at("入职日期")]).slice(0, 7) <= month).toBe(true);
  }
});

test("every band of the shipped schemes occurs", () => {
  const attainment = company.rows.map(({ values }) => {
    const figure = (column: string) => Number(values[at(column)]);
    const target = figure("月初签订目标") - figure("日目标") * figure("病假天数");
    return target > 0 ? figure("咨询量") / target : 0;
  });
  const occurs = (values: readonly number[], edges: readonly number[]) =>
    edges.map((edge, index) =>
      values.some((value) => value >= edge && value < (edges[index + 1] ?? Number.POSITIVE_INFINITY)),
    );
  expect(occurs(attainment, [0, 0.6, 0.8, 1, 1.2])).not.toContain(false);
  expect(occurs(numbers("日均有效电话"), [0, 5, 10, 20])).not.toContain(false);
  expect(occurs(numbers("有效信息条数"), [0, 5, 10, 20])).not.toContain(false);
  expect(occurs(numbers("促成成单数"), [0, 1])).not.toContain(false);
  for (const rated of ["专业知识评分", "分析判断评分", "执行反馈评分"]) {
    expect(new Set(company.rows.map(({ values }) => values[at(rated)]).filter((value) => value !== null))).toEqual(
      new Set(["60", "80", "100"]),
    );
  }
});

test("has every metric of the shipped catalogue, each value permitted and as the catalogue writes it", () => {
  const { catalogue } = readCatalogue(shipped);
  const measured = [...catalogue.metrics.values()].filter(({ rate }) => !rate);
  expect(new Set(company.columns)).toEqual(new Set(measured.map(({ name }) => name)));
  for (const metric of measured) {
    for (const { values } of company.rows) {
      const text = values[at(metric.name)] ?? null;
      if (text === null) continue;
      const value = readCell(metric, text);
      expect(value !== undefined && !isRowError(value) && formatCell(metric, value)).toBe(text);
    }
  }
});
