import type { Language } from "../../../engine/index.ts";
import { language } from "../../app/preferences.ts";
import { groupDigits } from "../../i18n/format.ts";

const zh = {
  months: "月份",
  lastMonths: (count: number) => `最近 ${count} 个月`,
  allMonths: "全部月份",
  pickEnd: "再点一个月份，作为另一头",
  pickBoth: "点起点和终点",
  dataSet: "数据集",
  people: "人员",
  everyone: "全体",
  everyoneOf: (count: number) => `全体 ${groupDigits(String(count))} 人`,
  some: (values: string, count: number | undefined) => (count === undefined ? values : `${values} · ${count} 人`),
  noAttributes: "这份数据里没有可以分组的属性",
};

const en: typeof zh = {
  months: "Months",
  lastMonths: (count) => `Last ${count} months`,
  allMonths: "All months",
  pickEnd: "Now the month at the other end",
  pickBoth: "Pick the two ends",
  dataSet: "Data set",
  people: "People",
  everyone: "Everyone",
  everyoneOf: (count) => `Everyone (${groupDigits(String(count))})`,
  some: (values, count) => (count === undefined ? values : `${values} · ${count}`),
  noAttributes: "These data have no attributes to group by",
};

const texts: Readonly<Record<Language, typeof zh>> = { zh, en };

/** The pickers' texts in the chosen language; reactive where it is read. */
export const m = (): typeof zh => texts[language()];
