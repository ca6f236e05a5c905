import type { Language } from "../../../engine/index.ts";
import { language } from "../../app/preferences.ts";

const zh = {
  filter: "筛选方案、版本、负责人",
  noMatch: (typed: string) => `没有与「${typed}」相符的方案`,
  showAll: "显示全部",
  columns: {
    effective: "生效月份",
    people: "人数",
    payout: "最近月发放（元）",
    trend: "近 6 个月",
    authors: "编制人",
  },
  sortBy: (column: string) => `按${column}排序`,
  from: (month: string) => `${month} 起`,
  between: (from: string, until: string) => `${from} 至 ${until}`,
  undecided: "未定",
  monthOf: (month: string) => `${month}发放`,
  trend: (points: string) => `各月发放：${points}`,
  paidNow: (month: string, count: number) => `${month}按它计发 ${count} 人`,
  import: "导入文档",
  assignments: "适用方案",
  importTitle: "导入方案文档",
  importHint: "选一个 .kpi.md 文件，作为某个方案的新草稿；文件里的版本行会改成下面的版本名。",
  file: "文档",
  fileMissing: "请选一个文件",
  unreadable: "文件读不出来，请重新选择",
  scheme: "属于方案",
  foreign: (id: string) => `文件写的方案是 ${id}，这里没有这个方案。请改文件的 scheme 一行，或换一个文件。`,
  noScheme: "文件开头没有写 scheme，这不是一份方案文档。",
  reason: "为什么起草（可不填）",
  importing: "正在导入",
  taken: (version: string) => `${version} 这个版本名已经用过，请另取一个`,
};

const en: typeof zh = {
  filter: "Filter schemes, versions, authors",
  noMatch: (typed) => `No scheme matches “${typed}”`,
  showAll: "Show all",
  columns: {
    effective: "In force",
    people: "People",
    payout: "Last month paid (CNY)",
    trend: "6 months",
    authors: "Authors",
  },
  sortBy: (column) => `Sort by ${column}`,
  from: (month) => `from ${month}`,
  between: (from, until) => `${from} to ${until}`,
  undecided: "Not decided",
  monthOf: (month) => `paid for ${month}`,
  trend: (points) => `Paid by month: ${points}`,
  paidNow: (month, count) => `${count} paid by it in ${month}`,
  import: "Import a document",
  assignments: "Assignments",
  importTitle: "Import a scheme document",
  importHint:
    "Choose a .kpi.md file to become a new draft of a scheme; its version line is rewritten to the name given below.",
  file: "Document",
  fileMissing: "Choose a file",
  unreadable: "The file could not be read; choose it again",
  scheme: "Scheme",
  foreign: (id) =>
    `The file says scheme ${id}, which is not known here. Change its scheme line, or choose another file.`,
  noScheme: "The file begins without a scheme line: it is not a scheme document.",
  reason: "Why it is begun (optional)",
  importing: "Importing",
  taken: (version) => `The version name ${version} is taken; choose another one`,
};

const texts: Readonly<Record<Language, typeof zh>> = { zh, en };

/** Texts of the list of schemes in the chosen language; reactive where it is read. */
export const m = (): typeof zh => texts[language()];
