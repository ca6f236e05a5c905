import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { readCatalogue } from "../../catalogue/read-catalogue.ts";
import { LineIndex } from "../../source/line-index.ts";
import { readDocument } from "../../source/read-document.ts";
import { parseBlocks } from "../../syntax/parse.ts";
import { resolve } from "./resolve.ts";

const { catalogue } = readCatalogue(readFileSync(new URL("../../../rulesets/metrics.kpi.md", import.meta.url), "utf8"));
const HEAD = "---\nscheme: s\ntitle: t\nversion: v1\nperiod: month\ncurrency: CNY\n---\n\n## 一、规则\n\n```kpi\n";
const HEAD_LINES = HEAD.split("\n").length - 1;

/** Findings of reading and resolving; an output `X` is added, so that none is missing. */
function check(rules: string) {
  const text = `${HEAD}${rules}\noutput 完 = 1\n\`\`\`\n`;
  const lines = new LineIndex(text);
  const document = readDocument(text);
  const { statements, diagnostics: syntax } = parseBlocks(document);
  const { program, diagnostics } = resolve(document, statements, catalogue);
  const all = [...syntax, ...diagnostics];
  const findings = all.map(({ code, span }) => {
    const { line, column } = lines.positionAt(span.start);
    return `${line - HEAD_LINES}:${column} ${code}`;
  });
  return { program, findings, fixes: all.flatMap(({ fixes }) => fixes ?? []).map(({ edits }) => edits[0]?.text) };
}

const I = "input 上门人数, 岗位, 级别, 意向客户成交额\n";

describe("units and percentages are never guessed", () => {
  it.each([
    ["X = 意向客户成交额 + 0 人", ["2:5 unit-mismatch"], []],
    ["X = 意向客户成交额 + 0", [], []],
    ["X = 意向客户成交额 > 100", ["2:15 unit-mismatch"], ["100 CNY"]],
    ["param p = 5%\nX = p > 0.8", ["3:9 type-mismatch"], ["80%", "0.8%"]],
    ["param p = 5%\nX = p > 80", ["3:9 type-mismatch"], ["80%"]],
    ["param p = 5%\nX = max(p, 20)", ["3:12 type-mismatch"], ["20%"]],
    ["param p = 5%\nX = 1 - p", [], []],
    ["param p = 5%\nX = if 上门人数 > 0 then p else 0", [], []],
    ["table\n| 上门人数 | => X |\n| < 5 | 10% |\n| >= 5 | 20 |", ["5:10 type-mismatch"], ["20%"]],
    ["X = 100 元/上门人数", ["2:11 unit-or-name"], [" / "]],
    ["a = 2\nX = 400元*a", ["3:10 unit-or-name"], [" * "]],
    ["X = 意向客户成交额 as 万元", ["2:16 unit-scaled"], []],
    ["X = 100 CNY\nexcept when 上门人数 > 0\n  X = 50", ["4:7 type-mismatch"], ["50 CNY"]],
    [
      "table\n| 上门人数 | => X (万元) |\n| - | 3 |\nexcept when 上门人数 > 0\n  X = 2",
      ["6:7 type-mismatch"],
      ["2 CNY"],
    ],
  ])("%j", (rules, findings, fixes) => {
    expect(check(I + rules)).toMatchObject({ findings, fixes });
  });
});

describe("params", () => {
  it.each([
    ["param X = 2 万元 range [1 .. 5] step 0.5", []],
    ["param X = 2 万元 range [3 .. 5]", ["1:11 value-out-of-range"]],
    ["param X = 5 CNY range [9 .. 1]", ["1:23 range-empty"]],
    ["param X = 5 CNY step 0", ["1:22 step-not-positive"]],
    ["param X = 5% range [0 .. 10]", ["1:26 type-mismatch"]],
    ["param X = 1 + 1", ["1:11 literal-required"]],
  ])("%s", (rules, findings) => {
    expect(check(rules).findings).toEqual(findings);
  });

  it("take a bare range in the unit written", () => {
    const param = check("param X = 2 万元 range [1 .. 5]").program.definitions.get("X");
    expect(param?.kind === "param" && param.range?.upper.numerator).toBe(50_000n);
  });
});

describe("names", () => {
  it.each([
    ["人 = 5", ["1:1 name-is-unit"]],
    ["档 = 5", ["1:1 name-reserved"]],
    ["是 = 5", ["1:1 name-reserved"]],
    ["甲 = 5\n甲 = 6", ["2:1 name-duplicate"]],
    ["Ａ = 5\nA = 6", ["2:1 name-duplicate"]],
    ["input 上门人数\n上门人数 = 6", ["2:1 name-duplicate"]],
    ["choice 级: 低, 低\n级 = 低", ["1:14 choice-repeated"]],
    ["__proto__ = 1\nconstructor = __proto__", []],
    ["X = if 1 < 2 then 是 else 否", []],
    ["table\n| 档 | 完 | => X |\n| 甲 | < 5 | 1 |\n| 甲 | >= 5 | 2 |", ["4:3 name-duplicate"]],
  ])("%j", (rules, findings) => {
    expect(check(rules).findings).toEqual(findings);
  });
});

describe("defaults are held to the catalogue", () => {
  it.each([
    ["input 上门人数 default 5", []],
    ["input 上门人数 default -5", ["1:20 default-not-permitted"]],
    ["input 病假天数 default 0.55", ["1:20 default-not-permitted"]],
    ["input 岗位 default 质检专员", []],
    ["input 岗位 default 经理", ["1:18 choice-value"]],
    ["input 上门人数 default 5 条", ["1:20 type-mismatch"]],
  ])("%s", (rules, findings) => {
    expect(check(rules).findings).toEqual(findings);
  });
});

describe("one mistake gives one finding", () => {
  it.each([
    ["a misspelt keyword", "parm 单价 = 3\nX = 单价\nY = 单价 * 2", ["1:1 unknown-statement"]],
    ["a metric that is none", "input 上门人\nX = 上门人\nY = 上门人", ["1:7 metric-unknown"]],
    ["an unknown column", `${I}table\n| 岗 | => X |\n| 外呼专员 | 1 |\n| 客服专员 | 2 |`, ["3:3 name-unknown"]],
    ["an unknown name beside a choice", `${I}X = 岗 = 外呼专员\nY = 岗位 = 外呼专员`, ["2:5 name-unknown"]],
    ["a condition of two overrides", "A = 1\nB = 1\nexcept when 错 = 1\n  A = 2\n  B = 2", ["3:13 name-unknown"]],
    ["an unreadable output", "output 总 =", ["1:10 text-missing"]],
    ["an empty interval", `${I}table\n| 上门人数 | => X |\n| [9 .. 5] | 1 |`, ["4:3 range-empty"]],
    [
      "limits that cross",
      "score X\n| 指标 | 权重 | 得分 | 下限 | 上限 |\n| a | 100% | 80 | 100 | 60 |",
      ["3:19 range-empty"],
    ],
    ["examples without results", `${I}examples\n| 上门人数 | 岗位 |\n| 1 | 外呼专员 |`, ["3:3 example-checks-nothing"]],
    [
      "an example without a result",
      `${I}examples\n| 上门人数 | => 完 |\n| 1 | |\n| 1 | 1 |`,
      ["4:1 example-checks-nothing"],
    ],
    ["a computed column without its sign", "X = 1\nexamples\n| X | => 完 |\n| 1 | 1 |", ["3:3 example-column"]],
  ])("%s", (_, rules, findings) => {
    expect(check(rules).findings).toEqual(findings);
  });

  it("and an example that lacks what was meant to be given is not computed", () => {
    expect(
      check(`${I}X = 上门人数\nexamples\n| 上门人数 | => X |\n| 错 | 1 |\n| 2 | 2 |`).program.examples,
    ).toHaveLength(1);
    expect(check(`${I}X = 上门人数\nexamples\n| 上门人 | => X |\n| 1 | 1 |`).program.examples).toEqual([]);
  });
});

it("an interval of an ordered choice follows the declared order", () => {
  const rules = (interval: string) => `${I}table\n| 级别 | => X |\n| ${interval} | 1 |`;
  expect(check(rules("[初级 .. 高级]")).findings).toEqual([]);
  expect(check(rules("[高级 .. 初级]")).findings).toEqual(["4:3 range-empty"]);
});
