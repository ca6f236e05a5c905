import type { Language } from "../../../engine/index.ts";
import { language } from "../../app/preferences.ts";

const zh = {
  title: (month: string) => `${month}全员结果`,
  agent: "员工",
  place: "部门与岗位",
  actions: "人事行动",
  following: (people: number) => `${people} 人`,
  separator: "、",
  reason: "算不出的原因",
  none: "算不出",
  total: "合计",
  partialTotal: "可算合计",
  mean: "平均",
  waiting: "正在计算",
  empty: "这个月没有员工数据",
  range: (first: number, last: number, count: number) => `第 ${first}–${last} 行，共 ${count} 行`,
  sorted: (column: string, descending: boolean) => `按${column}${descending ? "从高到低" : "从低到高"}`,
  unsorted: "按数据顺序",
  failedOnly: (count: number) => `只看算不出的 ${count} 人`,
  everyone: "看全员",
  noneFailed: "全员可算",
  provisional: (count: number) => `${count} 人的结果暂定：同组有人算不出`,
  against: (base: string) => `差异比 ${base}`,
  sortBy: (column: string) => `按${column}排序`,
};

const en: typeof zh = {
  title: (month) => `Everyone, ${month}`,
  agent: "Agent",
  place: "Department, position",
  actions: "Actions",
  following: (people) => `${people} ${people === 1 ? "agent" : "agents"}`,
  separator: ", ",
  reason: "Why there is no result",
  none: "No result",
  total: "Total",
  partialTotal: "Total computed",
  mean: "Mean",
  waiting: "Computing",
  empty: "No agents in this month",
  range: (first, last, count) => `Rows ${first}–${last} of ${count}`,
  sorted: (column, descending) => `by ${column}, ${descending ? "highest" : "lowest"} first`,
  unsorted: "in the order of the data",
  failedOnly: (count) => `Only the ${count} without a result`,
  everyone: "Show everyone",
  noneFailed: "All computed",
  provisional: (count) => `${count} provisional: peers without a result are left out`,
  against: (base) => `Differences vs ${base}`,
  sortBy: (column) => `Sort by ${column}`,
};

const texts: Readonly<Record<Language, typeof zh>> = { zh, en };

/** The table's texts in the chosen language; reactive where it is read. */
export const m = (): typeof zh => texts[language()];
