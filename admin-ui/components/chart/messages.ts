import type { Language } from "../../../engine/index.ts";
import { language } from "../../app/preferences.ts";

const zh = {
  chart: "图",
  table: "数据表",
  show: (title: string) => `${title}：显示为`,
  loading: "正在画图",
  sortBy: (column: string) => `按${column}排序`,
};

const en: typeof zh = {
  chart: "Chart",
  table: "Table",
  show: (title) => `${title}: show as`,
  loading: "Drawing",
  sortBy: (column) => `Sort by ${column}`,
};

const languages: Readonly<Record<Language, typeof zh>> = { zh, en };

/** The texts of charts in the chosen language. */
export const m = (): typeof zh => languages[language()];
