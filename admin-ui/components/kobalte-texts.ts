import { language } from "../app/preferences.ts";

/** Kobalte's type of the count knows one text only. */
type Count = "one option available";

const zh = {
  focusAnnouncement: (option: string, isSelected: boolean) => `${option}${isSelected ? "，已选" : ""}`,
  countAnnouncement: (count: number) => `有 ${count} 项可选` as Count,
  selectedAnnouncement: (option: string) => `已选 ${option}`,
  triggerLabel: "显示选项",
  listboxLabel: "选项",
};

const en: typeof zh = {
  focusAnnouncement: (option, isSelected) => `${option}${isSelected ? ", selected" : ""}`,
  countAnnouncement: (count) => (count === 1 ? "one option available" : (`${count} options available` as Count)),
  selectedAnnouncement: (option) => `${option}, selected`,
  triggerLabel: "Show options",
  listboxLabel: "Options",
};

/** What comboboxes say aloud by themselves. */
export const comboboxTexts = (): typeof zh => (language() === "zh" ? zh : en);
