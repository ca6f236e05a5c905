import type { Language } from "../../../engine/index.ts";
import type { ReportList } from "../../../server/api-types.ts";
import { language } from "../../app/preferences.ts";

type State = ReportList["state"];

const zh = {
  title: "名单",
  loading: "正在读取",
  none: "还没有名单",
  noneHint: "月份锁定以后，由人力资源按方案生成，如《专员季度级别确认名单》。",
  columns: { name: "名单", month: "月份", version: "方案版本", agents: "人数", state: "状态" },
  states: { made: "待签字", signed: "待归档", filed: "已归档" } as Record<State, string>,
  people: (count: number) => `${count} 人`,
  agent: "工号",
  empty: "名单上没有人",
  more: "显示更多",
  sign: "签字确认",
  signTitle: (name: string) => `签字确认《${name}》？`,
  signHint: (count: number, month: string) => `${month}，共 ${count} 人。签的是现在看到的内容；签字后内容不能再变。`,
  signed: "已签字",
  file: "归档",
  fileTitle: (name: string) => `归档《${name}》？`,
  fileHint: "归档后留存，不能再改。",
  filed: "已归档",
  made: (name: string, when: string) => `生成：${name}，${when}`,
  signedBy: (name: string, when: string) => `签字：${name}，${when}`,
  filedBy: (name: string, when: string) => `归档：${name}，${when}`,
  fingerprint: (hash: string) => `内容指纹 ${hash}`,
  print: "打印",
  notYours: "这份名单上有不是你下属的人，由他们共同的上级签字。",
  make: "生成名单",
  making: "正在生成名单",
  makeFailed: (why: string) => `名单没有生成完：${why}`,
  noneIssued: "这个月的方案没有要出的名单，或还没有生成。",
  blank: "（空）",
};

const en: typeof zh = {
  title: "Lists",
  loading: "Loading",
  none: "No lists yet",
  noneHint: "HR makes them for a locked month, as the schemes say: the quarterly list of levels, for one.",
  columns: { name: "List", month: "Month", version: "Scheme version", agents: "People", state: "Status" },
  states: { made: "To be signed", signed: "To be filed", filed: "Filed" },
  people: (count) => `${count} people`,
  agent: "Number",
  empty: "Nobody stands on the list",
  more: "Show more",
  sign: "Sign",
  signTitle: (name) => `Sign “${name}”?`,
  signHint: (count, month) =>
    `${month}, ${count} people. What you see now is what you sign; it cannot change afterwards.`,
  signed: "Signed",
  file: "File",
  fileTitle: (name) => `File “${name}”?`,
  fileHint: "Once filed, it is kept as it is.",
  filed: "Filed",
  made: (name, when) => `Made: ${name}, ${when}`,
  signedBy: (name, when) => `Signed: ${name}, ${when}`,
  filedBy: (name, when) => `Filed: ${name}, ${when}`,
  fingerprint: (hash) => `Fingerprint ${hash}`,
  print: "Print",
  notYours: "Not everyone on this list reports to you: the superior of all of them signs it.",
  make: "Make lists",
  making: "Making the lists",
  makeFailed: (why) => `The lists were not finished: ${why}`,
  noneIssued: "The schemes issue no list for this month, or none has been made yet.",
  blank: "(blank)",
};

const languages: Readonly<Record<Language, typeof zh>> = { zh, en };

export const m = (): typeof zh => languages[language()];
