import type { Language } from "../../../engine/index.ts";
import { language } from "../../app/preferences.ts";

const zh = {
  view: "怎样看",
  sentences: "改了什么",
  text: "文本对照",
  textOf: "左边是服务器上的文本，右边是我的",
  theirs: "别人改了",
  mine: "我改了",
  mineAgainstTheirs: "我的文本与服务器上的不同",
  merge: "合并两边的修改",
  overlaps: (count: number) => `${count} 处两边都改了，合并时用我的；别人的 → 我的：`,
};

const en: typeof zh = {
  view: "Show as",
  sentences: "What changed",
  text: "Texts side by side",
  textOf: "Left the text on the server, right mine",
  theirs: "They changed",
  mine: "I changed",
  mineAgainstTheirs: "What my text says differently from the server’s",
  merge: "Merge both sides",
  overlaps: (count) =>
    `${count === 1 ? "1 place was" : `${count} places were`} changed by both; merging takes mine. Theirs → mine:`,
};

const texts: Readonly<Record<Language, typeof zh>> = { zh, en };

export const conflictTexts = (): typeof zh => texts[language()];
