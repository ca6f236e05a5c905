import type { Language } from "../../../engine/index.ts";
import { language } from "../../app/preferences.ts";

const zh = {
  title: "我的工资",
  loading: "正在读取",
  none: "还没有公布的月份",
  noneHint: "月份公布后，你的工资单会出现在这里。",
  noNumber: "你的账号没有关联工号",
  noNumberHint: "请联系管理员关联后再看。",
  months: "月份",
  publishedOn: (when: string) => `${when} 公布`,
  notPublished: "还没有公布",
  appealUntil: (day: string) => `${day} 前可申诉（含当日）`,
  appealOver: (day: string) => `申诉期到 ${day} 为止`,
  total: "应发合计（元）",
  composition: "构成",
  byScheme: "方案应发",
  adjustments: "调整",
  corrections: "往月更正",
  noResult: "算不出",
  why: "为什么没有结果",
  steps: "怎么算出来的",
  inputs: "用到的数据",
  noInputs: "没有用到当月数据",
  assumed: "假定",
  rounded: (decimals: number, mode: string, before: string, after: string) => {
    const how = { floor: "向下取整", ceil: "向上取整" }[mode] ?? "四舍五入";
    const place = decimals >= 0 ? `到 ${decimals} 位` : `到 10 的 ${-decimals} 次方`;
    return `${how}${place}：${before} → ${after}`;
  },
  matched: (row: string) => `命中 ${row}`,
  noRow: "没有一档符合",
  rank: (rank: number, size: number) => `${size} 人中第 ${rank} 名`,
  windowOf: (found: number, outOf: number, months: string) => `${outOf} 个月中有 ${found} 个月：${months}`,
  open: (name: string) => `展开${name}`,
  correctionOf: (month: string) => `${month}更正`,
  paidOwed: (paid: string, owed: string) => `原发 ${paid}，应为 ${owed}`,
  sources: "依据",
  scheme: "方案",
  data: (revision: number) => `数据第 ${revision} 版`,
  run: (revision: number) => `核算第 ${revision} 版`,
  schemeHash: "方案指纹",
  lineHash: "结果指纹",
  print: "打印或存为 PDF",
  appeal: "对结果有疑问",
  appealTitle: "提出申诉",
  appealHint: "写清哪一项不对、你认为应是多少、有什么依据。人力资源部先答复；仍有异议，可提请领导小组裁定。",
  appealText: "说明",
  submit: "提交申诉",
  filed: "申诉已提交",
  yes: "是",
  no: "否",
};

const en: typeof zh = {
  title: "My pay",
  loading: "Reading",
  none: "No month has been published yet",
  noneHint: "Your statement appears here once a month is published.",
  noNumber: "Your account is not linked to an agent",
  noNumberHint: "Please ask an administrator to link it.",
  months: "Months",
  publishedOn: (when) => `Published ${when}`,
  notPublished: "Not published yet",
  appealUntil: (day) => `Appeals until the end of ${day}`,
  appealOver: (day) => `The time for appeals ended on ${day}`,
  total: "Pay in all (CNY)",
  composition: "Made up of",
  byScheme: "By the scheme",
  adjustments: "Adjustments",
  corrections: "Corrections",
  noResult: "No result",
  why: "Why there is no result",
  steps: "How it came about",
  inputs: "Figures used",
  noInputs: "No figure of the month is used",
  assumed: "assumed",
  rounded: (decimals, mode, before, after) => {
    const how = { floor: "Rounded down", ceil: "Rounded up" }[mode] ?? "Rounded half up";
    const place = decimals >= 0 ? `to ${decimals} places` : `to 10 to the power of ${-decimals}`;
    return `${how} ${place}: ${before} → ${after}`;
  },
  matched: (row) => `Matched ${row}`,
  noRow: "No row holds",
  rank: (rank, size) => `Rank ${rank} of ${size}`,
  windowOf: (found, outOf, months) => `${found} of ${outOf} months: ${months}`,
  open: (name) => `Open ${name}`,
  correctionOf: (month) => `Correction of ${month}`,
  paidOwed: (paid, owed) => `Paid ${paid}, owed ${owed}`,
  sources: "Computed from",
  scheme: "Scheme",
  data: (revision) => `data revision ${revision}`,
  run: (revision) => `run revision ${revision}`,
  schemeHash: "Scheme hash",
  lineHash: "Result hash",
  print: "Print or save as PDF",
  appeal: "Question the result",
  appealTitle: "Appeal",
  appealHint:
    "Say what is wrong, what it should be and why. HR answers first; you can then ask the leading group to rule.",
  appealText: "Your objection",
  submit: "File the appeal",
  filed: "Your appeal is filed",
  yes: "Yes",
  no: "No",
};

const texts: Readonly<Record<Language, typeof zh>> = { zh, en };

/** The texts of pay statements in the chosen language; reactive where it is read. */
export const m = (): typeof zh => texts[language()];
