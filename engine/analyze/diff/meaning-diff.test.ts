import { describe, expect, test } from "vitest";
import { compile } from "../../compile.ts";
import { catalogue } from "../../testing/catalogue.ts";
import { documentOf } from "../../testing/generate-scheme.ts";
import { canChangeValues, type Side } from "./edit.ts";
import { editGroups, isValidScheme } from "./groups.ts";
import { diffVersions } from "./meaning-diff.ts";
import { replay } from "./replay.ts";
import { describeEdit } from "./sentences.ts";
import { meaningOf } from "./testing/meaning.ts";
import { readVersion } from "./version.ts";

const RULES = `input 达成, 金额, 评分, 得分
param 比例 = 1% range [0% .. 5%] step 0.1%
table 系数表
| 达成          | => 倍数 |
| < 80%         | 0.5     |
| [80% .. 100%) | 0.8     |
| >= 100%       | 1       |
score 总分 (分)
| 指标 | 权重 | 得分 | 上限 |
| 甲   | 40%  | 评分 | 100  |
| 乙   | 60%  | 得分 | 100  |
基数 = 金额 * 比例
output 奖金 = round(基数 * 倍数, 2)
output 总分
except when 得分 < 20 分
  奖金 = 0 CNY`;

const replaced = (...edits: readonly (readonly [string, string])[]): string =>
  edits.reduce((rules, [from, to]) => {
    expect(rules).toContain(from);
    return rules.replace(from, to);
  }, RULES);

const textOf = (rules: string): string => documentOf([rules]);
const diffOf = (newer: string, older = RULES) =>
  diffVersions(readVersion(textOf(older), catalogue), readVersion(textOf(newer), catalogue));
const sentences = (newer: string, older = RULES): string[] =>
  diffOf(newer, older).edits.map((edit) => describeEdit(edit).en);

describe("edits as sentences", () => {
  test("a param and its range", () => {
    const newer = replaced(["param 比例 = 1% range [0% .. 5%]", "param 比例 = 1.5% range [0% .. 6%]"]);
    expect(sentences(newer)).toEqual(["比例 1% → 1.5%", "比例 range [0% .. 5%] → [0% .. 6%]"]);
    expect(diffOf(newer).edits.map((edit) => describeEdit(edit).zh)).toEqual([
      "比例 1% → 1.5%",
      "比例 取值范围 [0% .. 5%] → [0% .. 6%]",
    ]);
  });

  test("cells, edges and rows of a table", () => {
    const newer = replaced(
      ["| [80% .. 100%) | 0.8     |", "| [80% .. 100%) | 0.85    |\n| [100% .. 120%) | 1 |"],
      ["| >= 100%       | 1       |", "| >= 120%       | 1.2     |"],
    );
    expect(sentences(newer)).toEqual([
      "系数表 row [80% .. 100%): 倍数 0.8 → 0.85",
      "系数表 row >= 100%: 达成 >= 100% → [100% .. 120%)",
      "系数表 row inserted: >= 120% | 1.2",
    ]);
    expect(sentences(replaced(["| < 80%         | 0.5     |\n", ""]))).toEqual(["系数表 row removed: < 80% | 0.5"]);
  });

  test("weights and limits, formulas, exceptions, outputs", () => {
    const newer = replaced(
      ["40%  | 评分 | 100", "30%  | 评分 | 90"],
      ["60%", "70%"],
      ["金额 * 比例", "(金额 + 100 CNY) * 比例"],
      ["得分 < 20", "得分 < 30"],
      ["output 总分", "output 总分 shown 1 decimals"],
    );
    expect(sentences(newer)).toEqual([
      "总分 row 甲: 权重 40% → 30%",
      "总分 row 甲: 上限 100 分 → 90 分",
      "总分 row 乙: 权重 60% → 70%",
      "基数 金额 * 比例 → (金额 + 100 CNY) * 比例",
      "总分 display — → shown 1 decimals",
      "奖金/except 1 when 得分 < 20 分 → 得分 < 30 分",
    ]);
  });

  test("a name that is only called something else, wherever it stands", () => {
    const newer = RULES.replaceAll("比例", "提成比例").replaceAll("基数", "提成");
    expect(sentences(newer)).toEqual(["比例 is called 提成比例 now", "基数 is called 提成 now"]);
  });

  test("new and lost rules, and rules under another clause", () => {
    const text = textOf(RULES);
    const moved = text
      .replace("基数 = ", "```\n\n## 二、奖金\n\n```kpi\n基数 = ")
      .replace("except when 得分 < 20 分\n  奖金 = 0 CNY", "");
    const { edits } = diffVersions(readVersion(text, catalogue), readVersion(moved, catalogue));
    expect(edits.map((edit) => describeEdit(edit).en)).toEqual([
      "new clause 二、奖金",
      "基数: moved from 一 规则 to 二 奖金",
      "奖金: moved from 一 规则 to 二 奖金",
      "总分: moved from 一 规则 to 二 奖金",
      "removed exception: except when 得分 < 20 分 奖金 = 0 CNY",
    ]);
  });

  test("layout, comments, the form of numbers and units are silent; prose is told apart", () => {
    const newer = replaced(
      ["| 达成          | => 倍数 |", "| 达成 | => 倍数 |"],
      ["| < 80%         | 0.5     |", "| <80% | 0.50 |   # 半数"],
      ["param 比例 = 1%", "# 提成\nparam 比例 = 1.0%"],
    );
    expect(diffOf(newer)).toMatchObject({ edits: [], prose: [] });
    const text = textOf(RULES);
    const other = text.replace("## 一、规则\n", "## 一、规则\n\n提成按月计算。\n");
    expect(diffVersions(readVersion(text, catalogue), readVersion(other, catalogue))).toMatchObject({
      edits: [],
      prose: [{ clause: { title: "规则" }, before: { text: "" }, after: { text: "提成按月计算。" } }],
    });
  });

  test("each side is where it stands in its text", () => {
    const newer = replaced(["1% range", "1.5% range"]);
    const [edit] = diffOf(newer).edits;
    const cut = (text: string, side: Side | undefined): string =>
      side ? text.slice(side.span.start, side.span.end) : "";
    expect([edit?.address, edit?.kind, edit?.clause?.title]).toEqual(["比例", "value", "规则"]);
    expect([cut(textOf(RULES), edit?.before), cut(textOf(newer), edit?.after)]).toEqual(["1%", "1.5%"]);
  });
});

describe("groups of edits", () => {
  const older = compile(textOf(RULES), catalogue);
  const groupsOf = (newer: string) => {
    const diff = diffOf(newer);
    const groups = editGroups(diff, (text) => isValidScheme(text, older));
    return { diff, groups, texts: groups.map(({ edits }) => edits.map(({ address }) => address)) };
  };

  test("two weights, a moved edge with both its rows, a new name with what uses it", () => {
    const { diff, groups, texts } = groupsOf(
      replaced(
        ["40%", "30%"],
        ["60%  |", "70%  |"],
        ["< 80% ", "< 85% "],
        ["[80% .. ", "[85% .. "],
        ["基数 = 金额 * 比例", "加成 = 1.1\n基数 = 金额 * 比例 * 加成"],
        ["| 1       |", "| 1.1     |"],
      ),
    );
    expect(texts).toEqual([
      ["系数表/< 80%/达成", "系数表/[80% .. 100%)/达成"],
      ["系数表/>= 100%/倍数"],
      ["总分/甲/权重", "总分/乙/权重"],
      ["加成", "基数"],
    ]);
    expect(groups.every(({ edits }) => edits.every(canChangeValues))).toBe(true);
    for (let chosen = 0; chosen < 2 ** groups.length; chosen += 1) {
      const some = groups.filter((_, at) => chosen & (1 << at)).flatMap(({ edits }) => edits);
      expect(isValidScheme(replay(diff, some), older)).toBe(true);
    }
  });

  test("what must go together although no word says so", () => {
    // The rows overlap unless the one goes as the other comes.
    const { texts } = groupsOf(
      replaced(["| >= 100%       | 1       |", "| > 99.9%       | 1.5     |"], ["100%)", "99.9%]"]),
    );
    expect(texts).toEqual([["系数表/[80% .. 100%)/达成", "系数表/>= 100%/达成"], ["系数表/>= 100%/倍数"]]);
  });
});

test("applied one by one, edits leave all else of the text as it is", () => {
  const newer = replaced(["1% range", "1.5% range"], ["基数 = 金额", "# 说明\n基数 = 金额 * 2"]);
  const diff = diffOf(newer);
  const [first, second] = diff.edits;
  expect(replay(diff, first ? [first] : [])).toBe(textOf(replaced(["1% range", "1.5% range"])));
  expect(replay(diff, second ? [second] : [])).toBe(textOf(replaced(["基数 = 金额", "基数 = 金额 * 2"])));
  const both = readVersion(replay(diff), catalogue);
  expect(meaningOf(both.program)).toEqual(meaningOf(diff.newer.program));
});
