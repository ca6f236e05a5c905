import { describe, expect, test } from "vitest";
import { at, SCHEME, service } from "./testing/scheme.ts";

const complete = (rules: string) => {
  const { compilation, offset } = at(rules);
  return service.completions(compilation, offset);
};
const labels = (rules: string): string[] => complete(rules).items.map(({ label }) => label);
/** The scheme with one line written anew, up to the mark. */
const labelsIn = (line: string, rewritten: string): string[] => {
  expect(SCHEME).toContain(line);
  return labels(SCHEME.replace(line, rewritten));
};

describe("completions", () => {
  test("statements where a line starts, as snippets and as plain text", () => {
    const { items } = complete("▮");
    expect(items.map(({ label }) => label)).toEqual([
      "input",
      "param",
      "output",
      "choice",
      "table",
      "score",
      "deduct",
      "veto",
      "distribute",
      "except",
      "action",
      "report",
      "budget",
      "held",
      "waive",
      "assert",
      "examples",
    ]);
    const except = items.find(({ label }) => label === "except");
    expect(except?.insert).toBe("except when 条件\n  名称 = 0");
    expect(except?.snippet).toBe(["except when $", "{1:条件}\n  $", "{2:名称} = $", "{3:0}"].join(""));
  });

  test("replaces the word that was begun", () => {
    const { compilation, offset, text } = at("x = 1\noutput x\ny = ro▮");
    const { span, items } = service.completions(compilation, offset);
    expect(text.slice(span.start, span.end)).toBe("ro");
    expect(items.find(({ label }) => label === "round")).toMatchObject({
      kind: "function",
      insert: "round(",
      detail: { zh: "round(x[, decimals])" },
    });
  });

  test("metrics of the catalogue that are not read yet, after input", () => {
    expect(labels("input A类客户数\ninput ▮")).toEqual(["岗位", "通话时长", "满意度"]);
    expect(labels("input A类客户数, 岗▮")).toEqual(["岗位", "通话时长", "满意度"]);
    const [metric] = complete("input 岗▮").items;
    expect(metric).toMatchObject({ kind: "metric", detail: { zh: "分类 · position" } });
    expect(metric?.documentation?.zh).toContain("外呼专员, 质检专员");
  });

  test.each(["x = 20 ▮", "x = 20 分▮", "x = 20 CNY/▮", "x = a as ▮", "param p = 20 ▮", "param p = 20▮"])(
    "units in %s",
    (rules) => {
      expect(labels(rules)).toEqual(expect.arrayContaining(["CNY", "户", "分钟", "万元"]));
    },
  );

  test("names of the scheme, but not the one that is being defined", () => {
    const found = labels("input A类客户数\nparam p = 1\na = 1\nx = (▮");
    expect(found.slice(0, 3)).toEqual(["A类客户数", "p", "a"]);
    expect(found).not.toContain("x");
    expect(found).toContain("max");
  });

  test.each([
    ["input 岗位\nx = if 岗位 = ▮", ["外呼专员", "质检专员"]],
    ["input 岗位\nx = if 岗位 != 质▮", ["外呼专员", "质检专员"]],
    ["input 岗位\nx = if 岗位 in (外呼专员, ▮", ["外呼专员", "质检专员"]],
  ])("values of the choice first in %s", (rules, expected) => {
    expect(labels(rules).slice(0, 2)).toEqual(expected);
  });

  test.each([
    ["x = if a > 1 ▮", "then"],
    ["x = if a > 1 then b ▮", "else"],
    ["x = a ▮", "assumed"],
    ["param p = 1% ▮", "range"],
    ["param p = 1% range [0% .. 5%] ▮", "step"],
    ["output x = 1 ▮", "shown"],
    ["output x shown 2 ▮", "decimals"],
    ["except ▮", "when"],
    ["table t ▮", "first"],
  ])("the word that goes on with %s", (rules, word) => {
    expect(labels(rules)).toContain(word);
  });

  test("a word is offered once", () => {
    expect(labels("param p = 1% range [0% .. 5%] ▮")).not.toContain("range");
  });

  test("what is computed and no output yet, after output", () => {
    expect(labels("input A类客户数\na = 1\nb = 2\noutput a\noutput ▮")).toEqual(["b"]);
  });

  test("what an exception can override", () => {
    expect(labelsIn("  奖金 = 0 CNY", "  ▮")).toEqual(["系数", "等级", "奖金"]);
  });

  test("headers and cells of tables", () => {
    const header = "| 档 | 系数     | => 等级 | => 奖金 (CNY)           |";
    expect(labelsIn(header, "| 档 | ▮")).toEqual(["岗位", "A类客户数", "任务数", "系数"]);
    expect(labelsIn(header, "| 档 | 系数 | => ▮")).toEqual(["等级", "奖金"]);
    expect(labelsIn(header, "| 档 | 系数 (▮")).toContain("CNY");
    const row = "| 高 | >= 1     | 优      | 100                     |";
    expect(labelsIn(row, "| 高 | >= ▮       | 优      | 100              |")).toEqual(["任务数", "not"]);
    expect(labelsIn(row, "| 高 | >= 1       | ▮      | 100              |").slice(0, 2)).toEqual(["优", "良"]);
    expect(labelsIn(row, "| 高 | >= 1       | 优      | 100 ▮            |")).toContain("CNY");
  });

  test("headers and cells of examples", () => {
    const header = "| 例 | 岗位     | A类客户数 | => 等级 |";
    expect(labelsIn(header, "| 例 | 岗位 | ▮ | => 等级 |")).toEqual(["A类客户数", "工号", "月份"]);
    expect(labelsIn(header, "| 例 | 岗位 | A类客户数 | => ▮ |")).toEqual(["系数", "等级", "奖金", "error"]);
    const row = "| 一 | 外呼专员 | 35        | 优      |";
    expect(labelsIn(row, "| 一 | ▮ | 35 | 优 |")).toEqual(["外呼专员", "质检专员"]);
    expect(labels(["input A类客户数", "examples", "| A类客户数 | => error |", "| 1 | ▮ |"].join("\n"))).toContain(
      "division-by-zero",
    );
  });

  test("in actions, reports and budgets", () => {
    const scheme = (head: string) => ["input A类客户数", "output 奖金 = A类客户数 * 2", head].join("\n");
    expect(labels(scheme("action 培训 ▮"))).toEqual(["may", "when"]);
    expect(labels(scheme("action 培训 may 经理 ▮"))).toEqual(["when"]);
    expect(labels(scheme("action 培训 when ▮"))).toContain("奖金");
    expect(labels(scheme("action 培训 when 奖金 < 3 户 ▮"))).toContain("for");
    expect(labels(scheme("report 名单 ▮"))).toEqual(["in"]);
    expect(labels(scheme("report 名单: A类客户数, ▮"))).toEqual(["奖金"]);
    expect(labels(scheme("report 名单: 奖金 ▮"))).toEqual(["shown", "assumed"]);
    expect(labels(scheme("budget sum(▮"))).toEqual(["A类客户数", "奖金"]);
    expect(labels(scheme("assert ▮"))).toContain("奖金");
    expect(labels(scheme("assert 奖金 ▮"))).toContain("never");
    expect(labels(scheme("assert 奖金 never ▮"))).toEqual(["falls", "rises"]);
    expect(labels(scheme("assert 奖金 never falls ▮"))).toEqual(["as"]);
    expect(labels(scheme("assert 奖金 never falls as ▮"))).toEqual(["A类客户数"]);
    expect(labels(scheme("assert 奖金 never falls as A类客户数 ▮"))).toEqual(["rises"]);
  });

  test("headers and cells of scores", () => {
    const score = (header: string, row: string) => ["input A类客户数", "score 总分 (分)", header, row].join("\n");
    expect(labels(score("| 指标 | 权重 | ▮", ""))).toEqual(["得分", "下限", "上限", "数据来源", "评分人", "假定"]);
    expect(labels(score("| 指标 | 权重 | 得分 |", "| 甲 | 50% | ▮ |"))).toContain("A类客户数");
    expect(labels(score("| 指标 | 权重 | 得分 |", "| ▮ | 50% | 1 |"))).toEqual([]);
  });

  test.each(["x = 1 # ▮", 'x = 1 assumed "▮', "choice 级别: # ▮"])("nothing in %s", (rules) => {
    expect(labels(rules)).toEqual([]);
  });

  test("nothing in prose", () => {
    const { compilation } = at("x = 1");
    expect(service.completions(compilation, compilation.text.indexOf("规则")).items).toEqual([]);
  });
});
