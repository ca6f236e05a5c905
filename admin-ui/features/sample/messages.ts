import type { Language } from "../../../engine/index.ts";
import { language } from "../../app/preferences.ts";

const zh = {
  title: "实时样例",
  agent: "员工",
  dataSet: "数据",
  month: "月份",
  empty: "这个月没有员工数据",
  waiting: "正在计算",
  none: "算不出",
  current: (output: string) => `${output}，按当前文本`,
  against: (base: string) => `比 ${base}`,
  unchanged: "没有变化",
  steps: "结果怎么来的",
  goTo: (clause: string) => `转到条款 ${clause}`,
  assumed: "假定",
  exception: (condition: string) => `例外：${condition}`,
  rounded: (decimals: number, mode: "half-away" | "floor" | "ceil", before: string, after: string) => {
    const how = { "half-away": "四舍五入", floor: "向下取整", ceil: "向上取整" }[mode];
    const place = decimals >= 0 ? `到 ${decimals} 位` : `到 10 的 ${-decimals} 次方`;
    return `${how}${place}：${before} → ${after}`;
  },
  matched: (row: string) => `命中 ${row}`,
  noRow: "没有一档符合",
  holds: "符合",
  fails: "不符合",
  away: (distance: string) => `差 ${distance}`,
  atEdge: "恰在界上，不含",
  limited: { lower: "按下限", upper: "按上限" },
  points: "计分",
  reached: "到达",
  tiers: {
    marginal: (subject: string) => `${subject} 分段累计`,
    slab: (subject: string) => `${subject} 全额按所在档`,
    interpolated: (subject: string) => `${subject} 在两点之间推算`,
  },
  vetoed: (veto: string) => `一票否决：${veto}`,
  rankOf: (rank: number, size: number) => `${size} 人中第 ${rank} 名`,
  smallGroup: (size: number, smallest: number) => `只有 ${size} 人，不满 ${smallest} 人，不按名次`,
  ranks: (from: number, to: number) => (from === to ? `第 ${to} 名` : `第 ${from}–${to} 名`),
  noPlace: "没有名额",
  provisional: (count: number) => `暂定：${count} 人算不出，没有计入`,
  windowOf: (window: string) => `${window}：`,
  months: (found: number, outOf: number, which: string) => {
    const count = found === outOf ? `${outOf} 个月` : `${outOf} 个月中有 ${found} 个月`;
    return which === "" ? count : `${count}：${which}`;
  },
  actions: "人事行动",
  follows: "触发",
  followsNot: "未触发",
  mayOrder: (who: string) => `可由${who}决定`,
  examples: "示例",
  passed: (count: number) => `${count} 通过`,
  failed: (count: number) => `${count} 失败`,
  example: (number: number) => `例 ${number}`,
  expected: (name: string, value: string) => `${name} 应为 ${value}`,
  expectedError: (code: string) => `应报错 ${code}`,
  noExamples: "方案里还没有示例",
  touched: (month: string) => `${month}人员影响`,
  up: "上升",
  down: "下降",
  same: "不变",
};

const en: typeof zh = {
  title: "Live sample",
  agent: "Agent",
  dataSet: "Data",
  month: "Month",
  empty: "No agents in this month",
  waiting: "Computing",
  none: "No result",
  current: (output) => `${output}, by the current text`,
  against: (base) => `vs ${base}`,
  unchanged: "No change",
  steps: "How it came about",
  goTo: (clause) => `Go to clause ${clause}`,
  assumed: "assumed",
  exception: (condition) => `Exception: ${condition}`,
  rounded: (decimals, mode, before, after) => {
    const how = { "half-away": "round", floor: "round down", ceil: "round up" }[mode];
    const place = decimals >= 0 ? `to ${decimals} places` : `to the power ${-decimals} of 10`;
    return `${how} ${place}: ${before} → ${after}`;
  },
  matched: (row) => `hits ${row}`,
  noRow: "no row matches",
  holds: "holds",
  fails: "does not hold",
  away: (distance) => `off by ${distance}`,
  atEdge: "exactly on the edge, which is excluded",
  limited: { lower: "at the lower limit", upper: "at the upper limit" },
  points: "points",
  reached: "reached",
  tiers: {
    marginal: (subject) => `${subject}, each part at its own rate`,
    slab: (subject) => `${subject}, all at the rate of its tier`,
    interpolated: (subject) => `${subject}, between two points`,
  },
  vetoed: (veto) => `Veto: ${veto}`,
  rankOf: (rank, size) => `rank ${rank} of ${size}`,
  smallGroup: (size, smallest) => `only ${size} people, fewer than ${smallest}: not by rank`,
  ranks: (from, to) => (from === to ? `rank ${to}` : `ranks ${from}–${to}`),
  noPlace: "no place",
  provisional: (count) => `provisional: ${count} left out for want of a value`,
  windowOf: (window) => `${window}: `,
  months: (found, outOf, which) => {
    const count = found === outOf ? `${outOf} ${outOf === 1 ? "month" : "months"}` : `${found} of ${outOf} months`;
    return which === "" ? count : `${count}: ${which}`;
  },
  actions: "Actions",
  follows: "follows",
  followsNot: "does not follow",
  mayOrder: (who) => `may be ordered by ${who}`,
  examples: "Examples",
  passed: (count) => `${count} pass`,
  failed: (count) => (count === 1 ? "1 fails" : `${count} fail`),
  example: (number) => `Example ${number}`,
  expected: (name, value) => `${name} should be ${value}`,
  expectedError: (code) => `should give the error ${code}`,
  noExamples: "The scheme has no examples yet",
  touched: (month) => `Who it touches, ${month}`,
  up: "Up",
  down: "Down",
  same: "Same",
};

const texts: Readonly<Record<Language, typeof zh>> = { zh, en };

/** The panel's texts in the chosen language; reactive where it is read. */
export const m = (): typeof zh => texts[language()];
