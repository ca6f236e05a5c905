import type { Language } from "../../../engine/index.ts";
import type { Assignment } from "../../../server/api-types.ts";
import { language } from "../../app/preferences.ts";

type Kind = Assignment["kind"];

const zh = {
  title: "适用方案",
  loading: "正在读取",
  intro: "每人按自己的安排计酬，没有就随部门。从某月起的安排，到下一条为止；已公布的月份不能再改。",
  add: "安排",
  none: "还没有安排",
  noneHint: "给部门或员工安排方案以后，月度核算才知道按哪个方案算。",
  columns: { subject: "部门或员工", from: "起始月份", scheme: "方案", by: "最近改动", actions: "操作" },
  kinds: { department: "部门", agent: "员工" } as Record<Kind, string>,
  noScheme: { department: "不按任何方案", agent: "随部门" } as Record<Kind, string>,
  now: "现行",
  later: "将来",
  earlier: "以前",
  change: "更改",
  dialogTitle: "从某月起安排方案",
  dialogHint: "在同一月份已有的安排会被替换，其他月份不变。",
  kind: "安排给",
  subject: "部门或员工",
  from: "从哪个月起",
  scheme: "方案",
  save: "保存",
  saved: (subject: string) => `${subject}的安排已保存`,
  system: "初始数据",
};

const en: typeof zh = {
  title: "Assignments",
  loading: "Loading",
  intro:
    "People are paid by their own assignment, else by their department's. One holds from its month until the next; published months cannot change.",
  add: "Assign",
  none: "No assignments yet",
  noneHint: "A monthly run knows by which scheme to pay once departments or people have been assigned to one.",
  columns: { subject: "Department or agent", from: "From", scheme: "Scheme", by: "Last change", actions: "Actions" },
  kinds: { department: "Department", agent: "Agent" },
  noScheme: { department: "No scheme", agent: "As the department" },
  now: "Now",
  later: "Later",
  earlier: "Earlier",
  change: "Change",
  dialogTitle: "Assign a scheme from a month on",
  dialogHint: "It takes the place of what was said for the same month; other months stay.",
  kind: "Whom",
  subject: "Department or agent",
  from: "From which month",
  scheme: "Scheme",
  save: "Save",
  saved: (subject) => `The assignment of ${subject} is saved`,
  system: "First data",
};

const languages: Readonly<Record<Language, typeof zh>> = { zh, en };

export const m = (): typeof zh => languages[language()];
