import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { readCatalogue } from "../catalogue/read-catalogue.ts";
import { type Compilation, compile } from "../compile.ts";
import type { AgentMonth } from "../ir/program.ts";
import { parseDecimal, rational, toExact } from "../values/rational.ts";
import { isRational, isRowError } from "../values/value.ts";
import { Reference } from "./reference.ts";

const { catalogue } = readCatalogue(readFileSync(new URL("../../rulesets/metrics.kpi.md", import.meta.url), "utf8"));
const HEAD = "---\nscheme: s\ntitle: t\nversion: v1\nperiod: month\ncurrency: CNY\n---\n\n## 一、x\n\n```kpi\n";

const scheme = (tiers: string): Compilation =>
  compile(`${HEAD}input 意向客户成交额\n${tiers}\noutput X shown 2 decimals\n\`\`\`\n`, catalogue);

function amount(tiers: string, sales: string): string {
  const { program, diagnostics } = scheme(tiers);
  const wrong = diagnostics.filter(({ severity, code }) => severity === "error" && code !== "tiers-gap");
  if (wrong.length > 0) throw new Error(wrong.map(({ message }) => message.en).join("\n"));
  const value = parseDecimal(sales) ?? rational(0);
  const at: AgentMonth = { agent: "T1", month: "2025-01", values: new Map([["意向客户成交额", value]]) };
  const outcome = new Reference(program, [at]).value("X", at);
  if (isRowError(outcome)) return outcome.code;
  return isRational(outcome) ? toExact(outcome) : String(outcome);
}

const STEPS = "| 起点 (CNY) | 比例 |\n| 0 | 1% |\n| 10000 | 2% |\n| 30000 | 5% |";

describe("marginal tiers", () => {
  it.each([
    ["0", "0"],
    ["10000", "100"],
    ["10000.01", "100.0002"],
    ["30000", "500"],
    ["50000", "1500"],
  ])("pay %s part by part: %s", (sales, expected) => {
    expect(amount(`tiers X marginal of 意向客户成交额\n${STEPS}`, sales)).toBe(expected);
  });

  it("take what is below zero at the rate of a first tier that is open below", () => {
    const tiers = "tiers X marginal of 意向客户成交额 - 5000 CNY\n| 起点 (CNY) | 比例 |\n| - | 10% |\n| 1000 | 20% |";
    expect(amount(tiers, "3000")).toBe("-200");
    expect(amount(tiers, "7000")).toBe("300");
  });
});

describe("slab tiers", () => {
  it.each([
    ["9999.99", "99.9999"],
    ["10000", "200"],
    ["30000", "1500"],
  ])("pay all of %s at the rate it reaches: %s", (sales, expected) => {
    expect(amount(`tiers X slab of 意向客户成交额\n${STEPS}`, sales)).toBe(expected);
  });

  it("have no amount below the first start", () => {
    const tiers = "tiers X slab of 意向客户成交额\n| 起点 (万元) | 比例 |\n| 1 | 1% |\n| 2 | 2% |";
    expect(amount(tiers, "9999")).toBe("outside-tiers");
    expect(amount(tiers, "10000")).toBe("100");
    const found = scheme(tiers).diagnostics.find(({ code }) => code === "tiers-gap");
    expect([...(found?.witness?.inputs ?? [])].map(([name]) => name)).toEqual(["意向客户成交额"]);
    expect(found?.fixes?.flatMap(({ edits }) => edits.map(({ text }) => text))).toEqual(["-"]);
    expect(scheme(tiers.replace("| 1 |", "| - |")).diagnostics.map(({ code }) => code)).not.toContain("tiers-gap");
  });
});

describe("interpolated tiers", () => {
  const points = "| 起点 (CNY) | 取值 |\n| 10000 | 60% |\n| 20000 | 100% |\n| 40000 | 120% |";

  it.each([
    ["10000", "0.6"],
    ["15000", "0.8"],
    ["20000", "1"],
    ["30000", "1.1"],
    ["9000", "0.6"],
    ["50000", "1.2"],
  ])("of %s lie on the line: %s", (sales, expected) => {
    expect(amount(`tiers X interpolated of 意向客户成交额 ends held\n${points}`, sales)).toBe(expected);
  });

  it("may end in an error", () => {
    const tiers = `tiers X interpolated of 意向客户成交额 ends error\n${points}`;
    expect([amount(tiers, "9000"), amount(tiers, "40000"), amount(tiers, "40001")]).toEqual([
      "outside-tiers",
      "1.2",
      "outside-tiers",
    ]);
    expect(scheme(tiers).diagnostics.map(({ code }) => code)).not.toContain("tiers-gap");
  });
});

it("may be thousands", () => {
  const rows = Array.from({ length: 3000 }, (_, at) => `| ${at * 10} | ${(at % 9) + 1}% |`);
  const tiers = `tiers X marginal of 意向客户成交额\n| 起点 (CNY) | 比例 |\n${rows.join("\n")}`;
  expect(amount(tiers, "25")).toBe("0.45");
});

describe("findings", () => {
  it.each([
    ["tiers X marginal of 意向客户成交额\n| 起点 (CNY) | 比例 |\n| 0 | 1% |\n| 0 | 2% |", "tiers-unordered"],
    ["tiers X marginal of 意向客户成交额\n| 起点 (CNY) | 比例 |\n| 0 | 1% |\n| - | 2% |", "tier-open"],
    ["tiers X interpolated of 意向客户成交额\n| 起点 (CNY) | 取值 |\n| 0 | 1% |", "text-missing"],
    ["tiers X slab of 意向客户成交额\n| 起点 (CNY) | 取值 |\n| 0 | 1% |", "grid-column"],
    ["tiers X slab of 意向客户成交额", "grid-missing"],
  ])("%s", (tiers, code) => {
    expect(scheme(tiers).diagnostics.map((found) => found.code)).toContain(code);
  });
});
