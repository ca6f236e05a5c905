/** What looks at other months, other agents or the calendar, as a policy would say it. */
import type { CalendarPlace, CalendarUnit, Language, Peers, Period, WindowExpression } from "../../../engine/index.ts";
import { language } from "../../app/preferences.ts";

/** The parts of a phrase, already readable. */
interface WindowParts {
  readonly aggregate: string | undefined;
  readonly operand: string;
  readonly period: string;
  readonly condition: string | undefined;
}

interface Phrases {
  readonly period: (period: Period) => string;
  readonly window: (parts: WindowParts) => string;
  readonly atLeast: (months: number) => string;
  readonly group: (attributes: readonly string[]) => string;
  readonly peers: (aggregate: string, operand: string, group: string) => string;
  readonly month: (edge: CalendarPlace["edge"], unit: CalendarUnit) => string;
  readonly day: (edge: CalendarPlace["edge"], which: "this" | "previous", unit: CalendarUnit) => string;
  readonly streak: (condition: string) => string;
  readonly days: (from: string, to: string) => string;
  readonly fullMonths: (from: string, to: string) => string;
}

const ZH_PERIODS = {
  this: { month: "本月", quarter: "本季度", year: "本年" },
  previous: { month: "上月", quarter: "上季度", year: "上年" },
} as const;

const ZH_SUMMARY: ReadonlyMap<string, string> = new Map([
  ["sum", "之和"],
  ["average", "的平均"],
  ["min", "的最低值"],
  ["max", "的最高值"],
]);

const zh: Phrases = {
  period: (period) => {
    if (period.kind === "calendar") return ZH_PERIODS[period.which][period.unit];
    if (period.count === 1) return period.which === "last" ? "本月" : "上月";
    return period.which === "last" ? `近 ${period.count} 个月` : `此前 ${period.count} 个月`;
  },
  window: ({ aggregate, operand, period, condition }) => {
    const chosen = condition === undefined ? period : `${period}中“${condition}”的`;
    if (aggregate === undefined) return `${chosen}${condition === undefined ? "" : "各月"}合计的${operand}`;
    if (aggregate === "months") return condition === undefined ? `${period}有记录的月数` : `${chosen}月数`;
    if (aggregate === "count") return `${chosen}${condition === undefined ? "中" : "各月里"}“${operand}”的月数`;
    return `${chosen}各月${operand}${ZH_SUMMARY.get(aggregate) ?? ` ${aggregate}`}`;
  },
  atLeast: (months) => `（至少 ${months} 个月）`,
  group: (attributes) => (attributes.length === 0 ? "全体" : `同${attributes.join("、同")}`),
  peers: (aggregate, operand, group) => {
    if (aggregate === "rank") return `${operand}在${group}中的名次`;
    if (aggregate === "percentile") return `${operand}在${group}中的百分位`;
    if (aggregate === "count") return `${group}中“${operand}”的人数`;
    return `${group}${operand}${ZH_SUMMARY.get(aggregate) ?? ` ${aggregate}`}`;
  },
  month: (edge, unit) => `${{ month: "月", quarter: "季度", year: "年度" }[unit]}${edge === "first" ? "首月" : "末月"}`,
  day: (edge, which, unit) => `${ZH_PERIODS[which][unit]}${edge === "first" ? "首日" : "末日"}`,
  streak: (condition) => `“${condition}”连续成立的月数`,
  days: (from, to) => `从${from}到${to}的天数`,
  fullMonths: (from, to) => `从${from}到${to}的整月数`,
};

const EN_SUMMARY: ReadonlyMap<string, string> = new Map([
  ["sum", "sum of"],
  ["average", "average of"],
  ["min", "lowest"],
  ["max", "highest"],
  ["rank", "rank of"],
  ["percentile", "percentile of"],
]);

const en: Phrases = {
  period: (period) => {
    if (period.kind === "calendar") return `${period.which === "this" ? "this" : "the previous"} ${period.unit}`;
    if (period.count === 1) return period.which === "last" ? "this month" : "the previous month";
    return `the ${period.which} ${period.count} months`;
  },
  window: ({ aggregate, operand, period, condition }) => {
    const chosen = condition === undefined ? "" : ` in the months with “${condition}”`;
    if (aggregate === undefined) return `${operand} over ${period} as a whole${chosen}`;
    if (aggregate === "months") {
      return `number of months ${condition === undefined ? "with a record" : `with “${condition}”`} in ${period}`;
    }
    if (aggregate === "count") return `number of months with “${operand}” in ${period}${chosen}`;
    return `${EN_SUMMARY.get(aggregate) ?? aggregate} ${operand} over ${period}${chosen}`;
  },
  atLeast: (months) => `, at least ${months} ${months === 1 ? "month" : "months"}`,
  group: (attributes) => (attributes.length === 0 ? "all agents" : `the same ${attributes.join(" and ")}`),
  peers: (aggregate, operand, group) => {
    if (aggregate === "count") return `number of agents with “${operand}” within ${group}`;
    return `${EN_SUMMARY.get(aggregate) ?? aggregate} ${operand} within ${group}`;
  },
  month: (edge, unit) => `${edge} month of the ${unit}`,
  day: (edge, which, unit) => `${edge} day of ${which === "this" ? "this" : "the previous"} ${unit}`,
  streak: (condition) => `months in a row with “${condition}”`,
  days: (from, to) => `days from ${from} to ${to}`,
  fullMonths: (from, to) => `full months from ${from} to ${to}`,
};

const phrases = (): Phrases => ({ zh, en })[language() satisfies Language];

/** `operand` and `condition` are those of the window, already readable. */
export function windowText(window: WindowExpression, operand: string, condition: string | undefined): string {
  const { period, window: say, atLeast } = phrases();
  const text = say({ aggregate: window.aggregate?.name, operand, period: period(window.period), condition });
  return window.atLeast === undefined ? text : `${text}${atLeast(window.atLeast)}`;
}

/** Whom an agent is held against. */
export const groupText = (attributes: readonly string[]): string => phrases().group(attributes);

export const peersText = ({ aggregate, group }: Peers, operand: string): string =>
  phrases().peers(aggregate.name, operand, groupText(group.map(({ name }) => name)));

export const placeText = ({ part, edge, which, unit }: CalendarPlace): string =>
  part === "month" ? phrases().month(edge, unit) : phrases().day(edge, which ?? "this", unit);

/** Calls that look at months or dates; `undefined` for those that are arithmetic. */
export function timeCallText(callee: string, [first = "", second = ""]: readonly string[]): string | undefined {
  if (callee === "streak") return phrases().streak(first);
  if (callee === "days") return phrases().days(first, second);
  return callee === "full months" ? phrases().fullMonths(first, second) : undefined;
}

/** Whether such a phrase ends visibly, so that arithmetic around it needs no brackets. */
export const phrasesStandAlone = (): boolean => language() === "zh";
