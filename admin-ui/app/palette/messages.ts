import type { Language } from "../../../engine/index.ts";
import { language } from "../preferences.ts";

const zh = {
  title: "搜索和命令",
  search: "搜索条款、员工、命令",
  placeholder: {
    all: "输入方案、条款、员工或命令",
    actions: "输入命令",
    agents: "输入姓名、工号或部门",
    clauses: "输入条款",
    sum: "输入一个式子，如 round(400 CNY * 41 / 35, 2)",
  },
  scopes: { all: "全部", actions: "命令", agents: "员工", clauses: "条款", sum: "算式" },
  nextScope: "换范围",
  groups: { go: "跳到", act: "操作", problem: "问题", sum: "结果" },
  choose: "选择",
  open: "打开",
  openBeside: "在新窗口打开",
  prefixes: "> 命令　@ 员工　# 条款　= 算一个式子",
  nothing: "没有找到",
  nothingOpen: "打开一个方案版本，就能在这里查它的条款。",
  loading: "正在读取",
  copyResult: "Enter 复制结果",
  copied: "结果已复制",
  paidUnder: (version: string) => `按 ${version} 计算`,
  shortcuts: "快捷键",
  shortcutsHint: "在任何一页都能用；正在输入文字时，只有带 Ctrl 或 ⌘ 的有效。",
};

const en: typeof zh = {
  title: "Search and commands",
  search: "Search or command",
  placeholder: {
    all: "A scheme, clause, person or command",
    actions: "A command",
    agents: "A name, number or department",
    clauses: "A clause",
    sum: "An expression, such as round(400 CNY * 41 / 35, 2)",
  },
  scopes: { all: "All", actions: "Commands", agents: "People", clauses: "Clauses", sum: "Expression" },
  nextScope: "Scope",
  groups: { go: "Go to", act: "Do", problem: "Problems", sum: "Result" },
  choose: "Choose",
  open: "Open",
  openBeside: "In a new window",
  prefixes: "> commands   @ people   # clauses   = calculate",
  nothing: "Nothing found",
  nothingOpen: "Open a version of a scheme to find its clauses here.",
  loading: "Reading",
  copyResult: "Enter copies the result",
  copied: "Result copied",
  paidUnder: (version) => `computed under ${version}`,
  shortcuts: "Shortcuts",
  shortcutsHint: "They work on every page; while you type text, only those with Ctrl or ⌘.",
};

const languages: Readonly<Record<Language, typeof zh>> = { zh, en };

/** The texts of the command palette in the chosen language. */
export const m = (): typeof zh => languages[language()];
