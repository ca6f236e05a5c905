import { describe, expect, test } from "vitest";
import { at, SCHEME, service } from "./testing/scheme.ts";

/** The hover over the first place of `word` in the scheme, `skip` characters into it. */
const hoverOver = (context: string, word: string) => {
  const { compilation, text } = at(SCHEME);
  const offset = text.indexOf(context) + context.indexOf(word);
  const hover = service.hover(compilation, offset);
  if (hover) expect(text.slice(hover.span.start, hover.span.end)).toBe(word);
  return hover?.text;
};

describe("hover", () => {
  test("a param: kind, unit, clause, definition, range and step", () => {
    const text = hoverOver("param 任务数", "任务数");
    expect(text?.zh.split("\n")[0]).toBe("**任务数** · 参数 · 单位为 户 的数 · 条款 一 规则");
    expect(text?.en.split("\n")[0]).toBe("**任务数** · param · a number in 户 · clause 一 规则");
    expect(text?.zh).toContain("param 任务数 = 35 户 range [1 .. 200] step 1");
    expect(text?.zh).toContain("- 可调范围：\\[1 \\.\\. 200\\]\n- 步长：1");
    expect(text?.en).toContain("- range: \\[1 \\.\\. 200\\]\n- step: 1");
  });

  test("an input: what the catalogue says", () => {
    const text = hoverOver("input 岗位, A类客户数", "A类客户数");
    expect(text?.zh).toContain("三个月内有需求");
    expect(text?.zh).toContain(
      "- 允许值：\\[0 \\.\\. 10000\\]\n- 小数位：0\n- 方向：越大越好\n- 来源：CRM\n- 别名：A类\\_客户",
    );
    expect(text?.en).toContain("- permitted: \\[0 \\.\\. 10000\\]\n- decimals: 0\n- direction: more is better");
  });

  test("a result of a table: that it is an output, and its exceptions", () => {
    const text = hoverOver("=> 奖金 (CNY)", "奖金");
    expect(text?.zh.split("\n")[0]).toBe("**奖金** · 表格结果 · 单位为 CNY 的数 · 输出 · 条款 一 规则");
    expect(text?.zh).toContain("- 例外见条款 一 规则");
    expect(text?.en).toContain("- exception in clause 一 规则");
  });

  test.each([
    ["round(系数", "round", "round(x[, decimals])"],
    ["= 质检专员", "质检专员", "“岗位”的取值：外呼专员, 质检专员"],
    ["choice 等级: 优, 良", "良", "“等级”的取值：优, 良"],
    ["35 户", "户", "**户** · 单位"],
    ["| 高 |", "高", "**高** · 用于引用表格或其中一行"],
  ])("%s: %s", (context, word, expected) => {
    expect(hoverOver(context, word)?.zh).toContain(expected);
  });

  test("nothing over signs, keywords, prose and unknown names", () => {
    const { compilation, offset } = at("output x = if ▮a > 1 then 2 else 3");
    expect(service.hover(compilation, offset)).toBeUndefined();
    expect(service.hover(compilation, offset - 2)).toBeUndefined();
    expect(service.hover(compilation, 0)).toBeUndefined();
  });

  test("markup in the scheme's words stays plain", () => {
    const { compilation, offset } = at('output a_b_c▮ = 1 assumed "*强调* `x`"');
    expect(service.hover(compilation, offset)?.text.zh).toContain("**a\\_b\\_c**");
  });
});
