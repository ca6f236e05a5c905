import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readDocument } from "../source/read-document.ts";
import { applyEdits } from "../source/span.ts";
import { formatDocument } from "./format.ts";
import { parseBlocks } from "./parse.ts";
import { printStatement } from "./print.ts";
import { statements, withoutSpans } from "./testing/arbitrary.ts";

/** Milliseconds that a property may take on a busy machine. */
const PATIENCE = 60_000;

const inBlock = (rules: string): string => `## 一、规则\n\n说明 ，a*b 。\n\n\`\`\`kpi\n${rules}\n\`\`\`\n`;
const format = (text: string): string => applyEdits(text, formatDocument(text));
const formatRules = (rules: string): string => format(inBlock(rules)).slice(inBlock("").indexOf("```kpi") + 7, -5);
const meaning = (text: string): unknown => {
  const { statements: parsed, diagnostics } = parseBlocks(readDocument(text));
  return withoutSpans({ parsed, codes: diagnostics.map(({ code }) => code) });
};

const lines = (...all: readonly string[]): string => all.join("\n");

describe("formatDocument", () => {
  test("writes Chinese typing in ASCII signs and one spacing", () => {
    const written = lines(
      "input   A类客户数，Ｂ类客户数   # 客户 ，两类",
      "output 绩效系数＝round((A类客户数/任务数+B类客户数÷35户)×－1,2)  shown 2 decimals",
      "x = a in[60％ .. 80%)and b in（外呼专员、客服专员） assumed “缺失”",
      "y=if a≥0 then-a else ? CNY/人",
      "z=35户<b-c/20元/人+max(-1,range-a)",
    );
    expect(formatRules(written)).toBe(
      lines(
        "input A类客户数, B类客户数  # 客户 ，两类",
        "output 绩效系数 = round((A类客户数 / 任务数 + B类客户数 / 35 户) * -1, 2) shown 2 decimals",
        'x = a in [60% .. 80%) and b in (外呼专员, 客服专员) assumed "缺失"',
        "y = if a >= 0 then -a else ? CNY/人",
        "z = 35 户 < b - c / 20 元/人 + max(-1, range - a)",
      ),
    );
  });

  test("sets neighbouring params and formulas in columns", () => {
    const written = lines(
      "param 绩效奖金基数 = 400 CNY",
      "param 提成比例 = 1% range [0% .. 5%] step 0.1%",
      "",
      "param a = 1",
      "目标 = a",
      "# 说明",
      "月目标完成率 = b",
      "率 = c  # 尾注",
    );
    expect(formatRules(written)).toBe(
      lines(
        "param 绩效奖金基数 = 400 CNY",
        "param 提成比例     = 1%      range [0% .. 5%] step 0.1%",
        "",
        "param a = 1",
        "目标 = a",
        "# 说明",
        "月目标完成率 = b",
        "率           = c  # 尾注",
      ),
    );
  });

  test("keeps comments, blank lines, line breaks and deeper indentation", () => {
    const written = lines("＃ 注释  ", "x=a  # 一", "   # 二", "    +b", " -c", "   ", "except when a", "\tx=0");
    expect(formatRules(written)).toBe(
      lines("# 注释", "x = a  # 一", "   # 二", "    + b", "  - c", "", "except when a", "  x = 0"),
    );
  });

  test("pads grids and leaves prose in cells as written", () => {
    const written = lines(
      "score 总分(分)",
      "|指标|权重 |得分|数据来源|",
      "|销售能力|50％|a+1|CRM，a-b ×2  | # 备注",
      "|专业|50%|专业知识评分||",
    );
    expect(formatRules(written)).toBe(
      lines(
        "score 总分 (分)",
        "| 指标     | 权重 | 得分         | 数据来源    |",
        "| 销售能力 | 50%  | a + 1        | CRM，a-b ×2 |  # 备注",
        "| 专业     | 50%  | 专业知识评分 |             |",
      ),
    );
  });

  test("leaves alone what cannot be read, and only that", () => {
    const written = lines("param  a  = = 3", "x=1", "table  t", "| a|=> b |", "| 1 |", " y=1", "z=2");
    expect(formatRules(written)).toBe(
      lines("param  a  = = 3", "x = 1", "table  t", "| a|=> b |", "| 1 |", " y=1", "z = 2"),
    );
  });

  test("keeps line ends and prose", () => {
    const text = inBlock("x=1").replaceAll("\n", "\r\n");
    expect(format(text)).toBe(text.replace("x=1", "x = 1"));
  });

  describe("properties", () => {
    /** The same rules as a hurried author types them. */
    const typed = fc
      .tuple(fc.array(statements, { minLength: 1, maxLength: 3 }), fc.infiniteStream(fc.nat(7)))
      .map(([all, choices]) => {
        let quoted = false;
        const mangle = (character: string): string => {
          if (character === '"') quoted = !quoted;
          const choice = choices.next().value ?? 0;
          if (character === "\n" && choice === 0) return "  # 注释 “x\n";
          if (quoted || character === "\n") return character;
          if (character === " ") return " ".repeat(1 + (choice % 3));
          return choice === 0 && /[!-~]/.test(character) && character !== '"'
            ? String.fromCharCode(character.charCodeAt(0) + 0xfee0)
            : character;
        };
        return inBlock([...all.map(printStatement).join("\n")].map(mangle).join(""));
      });

    test(
      "the meaning stays",
      () => {
        fc.assert(
          fc.property(typed, (text) => {
            expect(meaning(format(text))).toEqual(meaning(text));
          }),
          { numRuns: 100 },
        );
      },
      PATIENCE,
    );

    test(
      "formatting again changes nothing",
      () => {
        fc.assert(
          fc.property(typed, (text) => {
            expect(formatDocument(format(text))).toEqual([]);
          }),
          { numRuns: 100 },
        );
      },
      PATIENCE,
    );

    test(
      "a printed statement is in canonical form",
      () => {
        fc.assert(
          fc.property(statements, (statement) => {
            expect(formatDocument(inBlock(printStatement(statement)))).toEqual([]);
          }),
        );
      },
      PATIENCE,
    );

    test(
      "never throws",
      () => {
        const pieces = fc.constantFrom(
          "```kpi\n",
          "\n",
          "|",
          '"',
          "=> ",
          "x",
          "=",
          "#",
          " ",
          "table",
          "5~9",
          "（",
          "\r",
        );
        fc.assert(
          fc.property(fc.array(fc.oneof(pieces, fc.string({ unit: "binary" })), { maxLength: 40 }), (parts) => {
            const text = inBlock(parts.join(""));
            expect(formatDocument(format(text))).toEqual([]);
          }),
          { numRuns: 40 },
        );
      },
      PATIENCE,
    );
  });
});
