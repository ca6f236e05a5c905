import { describe, expect, test } from "vitest";
import { applyEdits } from "../source/span.ts";
import { at, SCHEME, service } from "./testing/scheme.ts";

const { compilation, text } = at(SCHEME);
const offsetOf = (context: string, word: string): number => text.indexOf(context) + context.indexOf(word);
const sliceOf = (span: { start: number; end: number } | undefined): string | undefined =>
  span && text.slice(span.start, span.end);
const lineOf = (offset: number): string => text.slice(text.lastIndexOf("\n", offset - 1) + 1).split("\n")[0] ?? "";

describe("definition", () => {
  test.each([
    ["output 奖金", "奖金", "| 档 | 系数"],
    ["A类客户数 / 任务数", "任务数", "param 任务数"],
    ["choice 等级", "等级", "| 档 | 系数"],
    ["| 高 | >= 1     | 优", "优", "choice 等级"],
    ["= 质检专员", "质检专员", "input 岗位"],
  ])("in %s of %s: in the line %s", (context, word, line) => {
    const found = service.definition(compilation, offsetOf(context, word));
    expect(lineOf(found?.start ?? -1)).toContain(line);
  });

  test("none of functions and units", () => {
    expect(service.definition(compilation, offsetOf("round(", "round"))).toBeUndefined();
    expect(service.definition(compilation, offsetOf("35 户", "户"))).toBeUndefined();
  });
});

describe("references", () => {
  test("every place of a name: rules, headers, examples, exceptions", () => {
    const found = service.references(compilation, offsetOf("output 等级", "等级"));
    expect(found.map(sliceOf)).toEqual(["等级", "等级", "等级", "等级", "等级"]);
    expect(found.map(({ start }) => lineOf(start).split(" ")[0])).toEqual(["choice", "|", "except", "output", "|"]);
  });

  test("every place of a value of a choice", () => {
    const found = service.references(compilation, offsetOf("choice 等级: 优", "优"));
    expect(found.map(sliceOf)).toEqual(["优", "优", "优", "优"]);
  });

  test("none beside no word", () => {
    expect(service.references(compilation, 0)).toEqual([]);
  });
});

describe("rename", () => {
  const renamed = (context: string, word: string, name: string): string => {
    const result = service.rename(compilation, offsetOf(context, word), name);
    if ("refused" in result) throw new Error(result.refused.en);
    return applyEdits(text, result.edits);
  };
  const refusal = (context: string, word: string, name: string): string | undefined => {
    const result = service.rename(compilation, offsetOf(context, word), name);
    return "refused" in result ? result.refused.en : undefined;
  };

  test("changes every place, and the scheme means the same", () => {
    const after = renamed("output 等级", "等级", "档次");
    expect(after).not.toContain("等级 ");
    expect(after).toContain("choice 档次: 优, 良");
    expect(after).toContain("质检专员 and 档次 = 优");
    expect(service.compile(after).diagnostics).toEqual(compilation.diagnostics);
  });

  test("a value of a choice that the scheme declares", () => {
    const after = renamed("choice 等级: 优", "优", "优秀");
    expect(after).toContain("and 等级 = 优秀");
    expect(service.compile(after).diagnostics.map(({ code }) => code)).toEqual(
      compilation.diagnostics.map(({ code }) => code),
    );
  });

  test("a row's label, in its table only", () => {
    expect(renamed("| 高 |", "高", "优档")).toContain("| 优档 | >= 1");
  });

  test("takes width forms for the same name", () => {
    expect(renamed("output 奖金", "奖金", " Ａ奖金 ")).toContain("output A奖金");
    expect(renamed("output 奖金", "奖金", "奖金")).toBe(text);
  });

  test.each([
    ["input 岗位", "岗位", "职务", '"岗位" is a metric of the catalogue and cannot be renamed in a scheme'],
    ["= 质检专员", "质检专员", "质检", '"质检专员" is a value of the metric "岗位" and cannot be renamed in a scheme'],
    ["round(", "round", "取整", '"round" is a built-in function and keeps its name'],
    ["35 户", "户", "家", 'the unit "户" is defined by the metric catalogue and cannot be renamed in a scheme'],
    ["output 奖金", "奖金", "系数", '"系数" is already in use'],
    ["output 奖金", "奖金", "良", '"良" is already in use'],
    ["| 高 |", "高", "低", '"低" is already in use'],
    ["output 奖金", "奖金", "then", '"then" is a keyword and cannot be a name'],
    ["output 奖金", "奖金", "table", '"table" is a keyword and cannot be a name'],
    [
      "output 奖金",
      "奖金",
      "2024奖金",
      '"2024奖金" cannot be a name; a name has letters, digits and underscores and does not begin with a digit',
    ],
    [
      "output 奖金",
      "奖金",
      "奖 金",
      '"奖 金" cannot be a name; a name has letters, digits and underscores and does not begin with a digit',
    ],
    [
      "output 奖金",
      "奖金",
      "",
      '"" cannot be a name; a name has letters, digits and underscores and does not begin with a digit',
    ],
    ["---", "---", "x", "there is no name here"],
  ])("in %s refuses to rename %s to %s", (context, word, name, expected) => {
    expect(refusal(context, word, name)).toBe(expected);
  });
});

describe("outline", () => {
  test("rules beneath their clauses, clauses nested as headings are", () => {
    const rules = "output x = 1\n```\n\n### 1.1 细则\n\n```kpi\nparam p = 1\n```\n\n## 二、其他\n\n```kpi\n???";
    const items = service.outline(at(rules).compilation);
    const shape = (list: typeof items): unknown[] =>
      list.map(({ kind, name, children }) => [`${kind} ${name}`, ...shape(children)]);
    expect(shape(items)).toEqual([
      ["clause 一 规则", ["output x"], ["clause 1.1 细则", ["param p"]]],
      ["clause 二 其他", ["unreadable ???"]],
    ]);
  });

  test("names what a rule defines", () => {
    const [clause] = service.outline(compilation);
    expect(clause?.children.map(({ name }) => name)).toEqual([
      "岗位, A类客户数",
      "任务数",
      "等级",
      "系数",
      "等级表",
      "奖金",
      "等级",
      "奖金",
      "系数",
      "examples",
    ]);
  });
});

describe("semantic tokens", () => {
  const tokens = (rules: string): string[] => {
    const scheme = at(rules);
    return service
      .semanticTokens(scheme.compilation)
      .map(({ kind, span }) => `${kind}:${scheme.text.slice(span.start, span.end)}`);
  };

  test("say what each word is", () => {
    expect(
      tokens(
        "input 岗位\nparam p = -20 CNY/户\na = if 岗位 = 质检专员 then (p) else max(1%, 2)\noutput b = a shown 2 decimals",
      ),
    ).toEqual(
      [
        ["keyword:input", "input:岗位"],
        ["keyword:param", "param:p", "number:-20", "unit:CNY", "unit:户"],
        ["variable:a", "keyword:if", "input:岗位", "choice:质检专员", "keyword:then", "param:p", "keyword:else"],
        ["function:max", "number:1%", "number:2"],
        ["keyword:output", "output:b", "variable:a", "keyword:shown", "keyword:decimals"],
      ].flat(),
    );
  });

  test("never overlap", () => {
    const found = service.semanticTokens(compilation);
    for (const [at, token] of found.entries())
      expect(token.span.start).toBeGreaterThanOrEqual(found[at - 1]?.span.end ?? 0);
  });
});

describe("folding", () => {
  test("front matter, clauses, blocks and rules of several lines", () => {
    expect(
      service.foldingRanges(compilation).map(({ kind, span }) => [kind, lineOf(span.start), lineOf(span.end - 1)]),
    ).toEqual([
      ["front-matter", "---", "currency: CNY"],
      ["clause", "## 一、规则", "```"],
      ["block", "```kpi", "| 一 | 外呼专员 | 35        | 优      |"],
      ["rule", "table 等级表", "| 负 | < 0      | 良      | 0                       |"],
      ["rule", "except when 岗位 = 质检专员 and 等级 = 优", "  奖金 = 0 CNY"],
      ["rule", "examples", "| 一 | 外呼专员 | 35        | 优      |"],
    ]);
  });
});
