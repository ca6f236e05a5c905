import type { Language } from "../../../engine/index.ts";
import { language } from "../../app/preferences.ts";

const zh = {
  compareWith: (version: string) => `对比 ${version}`,
  versions: "版本与对比",
  title: (title: string) => `「${title}」的版本`,
  hint: "选两个版本，看后一个改了什么。",
  older: "前一个",
  newer: "后一个",
  sentences: "逐条",
  text: "文本",
  view: "怎样看",
  compare: "按数据对比",
  same: "两个版本是同一个，请另选一个。",
  onlyOne: "这个方案只有一个版本，还没有可比的。",
  loading: "正在比较",
  textOf: (older: string, newer: string) => `${older} 与 ${newer} 的文本`,
  changes: (count: number) => (count === 0 ? "没有不同" : `${count} 处不同`),
  print: "打印文档",
  swap: "交换前后",
};

const en: typeof zh = {
  compareWith: (version) => `Compare ${version}`,
  versions: "Versions and differences",
  title: (title) => `Versions of “${title}”`,
  hint: "Choose two versions to see what the newer one changed.",
  older: "Older",
  newer: "Newer",
  sentences: "Sentences",
  text: "Text",
  view: "Show as",
  compare: "Compare on data",
  same: "Both are the same version; choose another one.",
  onlyOne: "This scheme has one version only: there is nothing to compare yet.",
  loading: "Comparing",
  textOf: (older, newer) => `Texts of ${older} and ${newer}`,
  changes: (count) => (count === 0 ? "No difference" : count === 1 ? "1 difference" : `${count} differences`),
  print: "Print the document",
  swap: "Swap the two",
};

const texts: Readonly<Record<Language, typeof zh>> = { zh, en };

/** Texts about the versions of a scheme in the chosen language; reactive where it is read. */
export const m = (): typeof zh => texts[language()];
