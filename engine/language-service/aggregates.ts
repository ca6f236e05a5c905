import type { Localized } from "../diagnostics/localized.ts";

/** What looks at other months or other agents, and so is no function of numbers. */
export interface Aggregate {
  readonly signature: string;
  readonly documentation: Localized;
}

const WINDOW = "over previous quarter";

/** By the word that is written. */
export const AGGREGATES: ReadonlyMap<string, Aggregate> = new Map([
  [
    "sum",
    {
      signature: `sum(x) ${WINDOW}\nsum(x) within 部门`,
      documentation: {
        zh: "各月或各人的合计；没有月份时为 0",
        en: "the total of the months or agents; 0 for no month",
      },
    },
  ],
  [
    "average",
    {
      signature: `average(x) ${WINDOW}\naverage(x) within 部门`,
      documentation: {
        zh: "有记录的各月或各人的平均；没有月份时算不出",
        en: "the mean of the months that have a row, or of the agents; none for no month",
      },
    },
  ],
  [
    "count",
    {
      signature: `count(条件) ${WINDOW}\ncount(条件) within 部门`,
      documentation: { zh: "条件成立的月数或人数", en: "in how many months, or for how many agents, it holds" },
    },
  ],
  [
    "rank",
    {
      signature: "rank(x) within 部门",
      documentation: {
        zh: "当月在组内的名次，最高为 1；并列的名次相同",
        en: "the place in the group this month, the highest being 1; equals share it",
      },
    },
  ],
  [
    "percentile",
    {
      signature: "percentile(x) within 部门",
      documentation: { zh: "组内不高于本人的人所占的比例", en: "the share of the group that is not higher" },
    },
  ],
  [
    "streak",
    {
      signature: "streak(条件)",
      documentation: {
        zh: "到本月为止连续成立几个月；缺一个月就断",
        en: "how many months in a row it has held, this one the last; an absent month breaks it",
      },
    },
  ],
  [
    "days",
    {
      signature: "days(a, b)",
      documentation: { zh: "从 a 到 b 的天数", en: "the days from date a to date b" },
    },
  ],
  [
    "full months",
    {
      signature: "full months(a, b)",
      documentation: { zh: "从 a 到 b 满几个月", en: "the whole months from date a to date b" },
    },
  ],
]);
