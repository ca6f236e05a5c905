import type { Language } from "../../../engine/index.ts";
import type { CorrectionProposal } from "../../../server/api-types.ts";
import { language } from "../../app/preferences.ts";

type State = CorrectionProposal["state"];

const zh = {
  title: "往月更正",
  loading: "正在读取",
  dataSet: "数据集",
  intro:
    "数据在月份公布之后改过，公布的月份不会动：这里按当时的版本重算各月，差额作为下一个未结月份的更正行补发或扣回。",
  propose: "重算已公布的月份",
  proposeTitle: "重算已公布的月份",
  proposeHint: "只计算，不改任何东西；看过逐人的差额之后，再决定是否计入。",
  reason: "更正原因",
  columns: {
    made: "发起",
    reason: "原因",
    state: "状态",
    lines: "差额行",
    agents: "人数",
    difference: "差额合计（元）",
  },
  states: { computing: "计算中", proposed: "待计入", applied: "已计入" } as Record<State, string>,
  stale: "已过时",
  staleHint: "之后又有数据、更正或公布，请重新计算一次。",
  none: "还没有更正",
  noneHint: "公布之后改了数据，到这里重算。",
  noDataSets: "还没有数据",
  upTo: (month: string, revision: number) => `算到${month}，数据第 ${revision} 版`,
  computing: "正在重算",
  progress: (done: number, total: number) => `${done} / ${total}`,
  failed: (why: string) => `没有算完：${why}`,
  lines: "逐人差额",
  noLines: "没有差额：改过的数据不影响已公布的月份。",
  problems: (count: number) => `${count} 行现在算不出，不计入`,
  lineColumns: {
    month: "月份",
    agent: "员工",
    version: "版本",
    paid: "已发（元）",
    owed: "应发（元）",
    difference: "差额（元）",
  },
  cannot: "算不出",
  more: "显示更多",
  apply: "计入下一个未结月份",
  applyTitle: "计入下一个未结月份",
  applyHint: (lines: number, agents: number, difference: string) =>
    `${agents} 人、${lines} 行，合计 ${difference} 元，会成为下一个未结月份的更正行，各带原月份与版本。计入后不能撤回。`,
  applied: "已计入",
  appliedIn: "看所在的月份",
  by: (name: string, when: string) => `${name}，${when}`,
};

const en: typeof zh = {
  title: "Corrections",
  loading: "Loading",
  dataSet: "Data set",
  intro:
    "Data may change after a month was published; the published month does not. Here those months are computed again with the versions of their time, and the differences become lines of the next open month.",
  propose: "Compute published months again",
  proposeTitle: "Compute published months again",
  proposeHint: "Nothing is changed yet: look at each difference first, then decide whether it is paid.",
  reason: "Reason for the correction",
  columns: {
    made: "Begun",
    reason: "Reason",
    state: "Status",
    lines: "Lines",
    agents: "People",
    difference: "Difference (CNY)",
  },
  states: { computing: "Computing", proposed: "To be decided", applied: "Applied" },
  stale: "Outdated",
  staleHint: "Data, corrections or publications have come since: compute again.",
  none: "No corrections yet",
  noneHint: "Where data have changed after publication, compute the months again here.",
  noDataSets: "There are no data yet",
  upTo: (month, revision) => `up to ${month}, data revision ${revision}`,
  computing: "Computing again",
  progress: (done, total) => `${done} / ${total}`,
  failed: (why) => `It did not finish: ${why}`,
  lines: "Differences by person",
  noLines: "No differences: what changed in the data does not reach a published month.",
  problems: (count) =>
    `${count} ${count === 1 ? "line" : "lines"} cannot be computed now and ${count === 1 ? "is" : "are"} left out`,
  lineColumns: {
    month: "Month",
    agent: "Agent",
    version: "Version",
    paid: "Paid (CNY)",
    owed: "Owed (CNY)",
    difference: "Difference (CNY)",
  },
  cannot: "No result",
  more: "Show more",
  apply: "Pay with the next open month",
  applyTitle: "Pay with the next open month",
  applyHint: (lines, agents, difference) =>
    `${agents} people, ${lines} lines, ${difference} CNY in all become lines of the next open month, each with its own month and version. This cannot be taken back.`,
  applied: "Applied",
  appliedIn: "See the month",
  by: (name, when) => `${name}, ${when}`,
};

const languages: Readonly<Record<Language, typeof zh>> = { zh, en };

export const m = (): typeof zh => languages[language()];
