import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { span } from "../source/span.ts";
import type { Statement } from "./ast.ts";
import { parseBlocks } from "./parse.ts";
import { printStatement } from "./print.ts";
import { CLAUSE, statements, withoutSpans } from "./testing/arbitrary.ts";

const parse = (text: string) => parseBlocks({ text, blocks: [{ clause: CLAUSE, span: span(0, text.length) }] });

const reprint = (text: string): string => parse(text).statements.map(printStatement).join("\n");

describe("printStatement", () => {
  test("parse(print(x)) = x", () => {
    fc.assert(
      fc.property(statements, (statement) => {
        const { statements: parsed, diagnostics } = parse(printStatement(statement));
        expect(diagnostics.map(({ message }) => message.en)).toEqual([]);
        expect(parsed.map(withoutSpans)).toEqual([withoutSpans(statement)]);
      }),
      { numRuns: 300 },
    );
  }, 60_000);

  test.each([
    ["x = ((a + b)) * (c)", "x = (a + b) * c"],
    ["x = a - (b - c) - d", "x = a - (b - c) - d"],
    ["x = not (a and b) or (c = 1)", "x = not (a and b) or c = 1"],
    ["x = -(a)as 分钟", "x = -a as 分钟"],
    ["x = (if a then b else c) + 1", "x = (if a then b else c) + 1"],
    ["x = 35户 / 任务数 × 20元/人", "x = 35 户 / 任务数 * 20 元/人"],
    ["x = a in[60%..80%) or b in (外呼专员、客服专员)", "x = a in [60% .. 80%) or b in (外呼专员, 客服专员)"],
    ["x ＝ ？ CNY/人", "x = ? CNY/人"],
  ])("%s", (written, canonical) => {
    expect(reprint(written)).toBe(canonical);
  });

  test("sets the columns of a grid by East Asian width", () => {
    const written = [
      "table first assumed “缺失”",
      "| 档 | 完成率 | => 系数(分) |",
      "| 良好 | [60% .. 80%) | 1 |",
      "| A | - | -2 |",
    ].join("\n");
    expect(reprint(written)).toBe(
      [
        'table first assumed "缺失"',
        "| 档   | 完成率       | => 系数 (分) |",
        "| 良好 | [60% .. 80%) | 1            |",
        "| A    | -            | -2           |",
      ].join("\n"),
    );
  });

  test("what could not be read prints as nothing", () => {
    const unreadable: Statement = { kind: "unreadable", clause: CLAUSE, span: span(0, 3), names: [] };
    expect(printStatement(unreadable)).toBe("");
  });
});
