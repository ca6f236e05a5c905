import type { Localized } from "../diagnostics/localized.ts";
import type { Completion } from "./types.ts";

/** What may begin a statement, with places to fill in. */
const STARTERS: readonly (readonly [keyword: string, template: string, detail: Localized])[] = [
  ["input", "input ‹指标›", { zh: "从指标目录读取指标", en: "metrics read from the catalogue" }],
  ["param", "param ‹名称› = ‹1› range [‹0› .. ‹100›]", { zh: "可以调整的常数", en: "a constant that can be tuned" }],
  ["output", "output ‹名称› = ‹0›", { zh: "要保存和显示的结果", en: "a result to store and show" }],
  [
    "choice",
    "choice ‹名称›: ‹甲›, ‹乙›",
    { zh: "算出来的名称可取哪些值", en: "the values that a computed name can take" },
  ],
  [
    "table",
    ["table", "| ‹指标› | => ‹结果› |", "| < ‹60%› | ‹0› |", "| >= ‹60%› | ‹1› |"].join("\n"),
    { zh: "决策表：每行一种情形", en: "decision table: one case a row" },
  ],
  [
    "score",
    [
      "score ‹总分› (分)",
      "| 指标 | 权重 | 得分 | 下限 | 上限 |",
      "| ‹甲› | ‹60%› | ‹甲得分› | 0 | 100 |",
      "| ‹乙› | ‹40%› | ‹乙得分› | 0 | 100 |",
    ].join("\n"),
    { zh: "加权评分，权重合计 100%", en: "weighted indicators, weights of 100% in all" },
  ],
  [
    "deduct",
    "deduct ‹扣分› from ‹总分› = ‹5 分› at most ‹20 分›",
    { zh: "扣分：从评分里减去，最多多少", en: "a deduction: taken off a score, at most so much" },
  ],
  [
    "veto",
    "veto ‹重大违规› of ‹总分› = ‹0 分› when ‹条件›",
    { zh: "一票否决：条件成立时评分就是这个值", en: "a veto: the score is this value while a condition holds" },
  ],
  [
    "distribute",
    [
      "distribute ‹等级› by ‹总分› within ‹部门›",
      "  places rounded, ties better, smallest group ‹5›, otherwise ‹B›",
      "| 等级 | 比例 |",
      "| ‹A› | ‹20%› |",
      "| ‹B› | ‹80%› |",
    ].join("\n"),
    { zh: "强制分布：组内按名次分等级", en: "forced distribution: grades by rank within a group" },
  ],
  [
    "except",
    "except when ‹条件›\n  ‹名称› = ‹0›",
    { zh: "例外：条件成立时改用另一个值", en: "an exception: another value while a condition holds" },
  ],
  [
    "action",
    "action ‹名称› may ‹部门经理› when ‹条件›",
    { zh: "行动：条件成立时可以或应当做的事", en: "an action: what may or must follow from a condition" },
  ],
  [
    "report",
    "report ‹名单› in first month of quarter: ‹名称›",
    { zh: "名单：每人一行，列出几项", en: "a list: some values of everyone" },
  ],
  [
    "budget",
    "budget sum(‹名称›) each month <= ‹100000› CNY",
    { zh: "预算：全体一个月合计的上限", en: "a budget: the most that all may come to in a month" },
  ],
  ["held", "held to ‹制度›", { zh: "遵守一项制度的要求", en: "submits the scheme to an institution's requirements" }],
  [
    "waive",
    'waive ‹requirement-indicators› "‹理由›"',
    { zh: "写明理由，接受一条检查结果", en: "accepts a finding, with the reason" },
  ],
  [
    "assert",
    "assert ‹名称› never falls as ‹指标› rises",
    { zh: "声明：对每个人每个月都须成立", en: "a property that must hold for everyone in every month" },
  ],
  [
    "examples",
    ["examples", "| 例 | ‹指标› | => ‹结果› |", "| ‹正常› | ‹0› | ‹1› |"].join("\n"),
    { zh: "示例：给定数据应得的结果", en: "cases with the results they must give" },
  ],
];

export const statementStarters = (): Completion[] =>
  STARTERS.map(([label, template, detail]) => ({
    label,
    kind: template.includes("\n") ? "snippet" : "keyword",
    ...fillIn(template),
    detail,
  }));

/**
 * A template with places in it, `‹name›`, as plain text and in the notation of editors, `${1:name}`.
 * Places of one name are filled in together.
 */
export function fillIn(template: string): { readonly insert: string; readonly snippet: string } {
  const places: string[] = [];
  const snippet = template.replace(/‹([^›]*)›/g, (_, place: string) => {
    if (!places.includes(place)) places.push(place);
    return `\${${places.indexOf(place) + 1}:${place}}`;
  });
  return { insert: template.replace(/[‹›]/g, ""), snippet };
}
