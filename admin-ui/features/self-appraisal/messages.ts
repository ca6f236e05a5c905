import type { Language } from "../../../engine/index.ts";
import { language } from "../../app/preferences.ts";

const zh = {
  title: "自评",
  month: "月份",
  loading: "正在读取自评",
  noAgent: "您的账号没有工号",
  noAgentHint: "自评要记在工号下；请管理员补上。",
  lastDay: (day: string) => `请在 ${day} 前（含当日）提交；过后提交记为迟交。`,
  text: "这个月做得怎样",
  save: "存为草稿",
  handIn: "提交",
  saved: "草稿已保存，只有您自己看得到",
  handedIn: (at: string) => `已于 ${at} 提交，不能再改；您的直接上级和人力资源看得到。`,
  late: "迟交",
  handInTitle: "提交这个月的自评？",
  handInHint: "提交后不能再改。您的直接上级和人力资源能看到。",
  done: "自评已提交",
};

const en: typeof zh = {
  title: "Self-appraisal",
  month: "Month",
  loading: "Reading the self-appraisal",
  noAgent: "Your account has no agent ID",
  noAgentHint: "A self-appraisal is kept by agent ID; ask an administrator to add yours.",
  lastDay: (day) => `Hand it in by ${day}, that day included; after that it counts as late.`,
  text: "How the month went",
  save: "Save as a draft",
  handIn: "Hand in",
  saved: "The draft is saved; only you see it",
  handedIn: (at) => `Handed in on ${at}; it cannot change. Your superior and HR see it.`,
  late: "Late",
  handInTitle: "Hand in this month’s self-appraisal?",
  handInHint: "It cannot change after that. Your superior and HR see it.",
  done: "The self-appraisal is handed in",
};

const texts: Readonly<Record<Language, typeof zh>> = { zh, en };

/** The page's texts in the chosen language; reactive where it is read. */
export const m = (): typeof zh => texts[language()];
