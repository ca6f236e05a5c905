import type { Language } from "../../../engine/index.ts";
import type { Appeal } from "../../../server/api-types.ts";
import { language } from "../../app/preferences.ts";

type State = Appeal["state"];

const zh = {
  title: "申诉",
  loading: "正在读取",
  none: "没有申诉",
  noneHint: "员工对已公布的工资单提出的申诉，会列在这里。",
  more: "再读一些",
  filter: "按进度筛选",
  all: "全部",
  states: { filed: "待答复", answered: "已答复", escalated: "待裁定", ruled: "已裁定" } as Record<State, string>,
  taken: { filed: "提出申诉", answered: "人力资源部答复", escalated: "提请裁定", ruled: "领导小组裁定" } as Record<
    State,
    string
  >,
  decisions: { accepted: "采纳", rejected: "不采纳" },
  appealOf: (month: string) => `${month}的申诉`,
  statement: "看工资单",
  answer: "答复",
  rule: "裁定",
  answerTitle: "答复申诉",
  ruleTitle: "裁定申诉",
  answerHint: "采纳的，写明会怎样更正；不采纳的，写明理由。员工看得到全文。",
  ruleHint: "裁定为最终结果。员工看得到全文。",
  decision: "结论",
  text: "说明",
  escalate: "提请领导小组裁定",
  escalateHint: "写明为什么不同意答复。裁定为最终结果。",
  until: (day: string) => `${day} 前可提请裁定（含当日）`,
  over: "提请裁定的期限已过",
  done: { answer: "已答复", rule: "已裁定", escalate: "已提请裁定" },
};

const en: typeof zh = {
  title: "Appeals",
  loading: "Reading",
  none: "No appeals",
  noneHint: "What agents object to in their published statements is listed here.",
  more: "Read more",
  filter: "Filter by state",
  all: "All",
  states: { filed: "To answer", answered: "Answered", escalated: "To rule on", ruled: "Ruled on" },
  taken: { filed: "Appeal", answered: "HR’s answer", escalated: "Ruling asked for", ruled: "Ruling" },
  decisions: { accepted: "Accepted", rejected: "Rejected" },
  appealOf: (month) => `Appeal against ${month}`,
  statement: "Statement",
  answer: "Answer",
  rule: "Rule",
  answerTitle: "Answer the appeal",
  ruleTitle: "Rule on the appeal",
  answerHint: "Accepted: what will be done. Rejected: why. The agent reads all of it.",
  ruleHint: "The ruling is final. The agent reads all of it.",
  decision: "Decision",
  text: "Text",
  escalate: "Ask for a ruling",
  escalateHint: "Say why you do not agree with the answer. The ruling is final.",
  until: (day) => `A ruling can be asked for until the end of ${day}`,
  over: "The time to ask for a ruling has ended",
  done: { answer: "Answered", rule: "Ruled on", escalate: "A ruling is asked for" },
};

const texts: Readonly<Record<Language, typeof zh>> = { zh, en };

/** The texts of appeals in the chosen language; reactive where it is read. */
export const m = (): typeof zh => texts[language()];
