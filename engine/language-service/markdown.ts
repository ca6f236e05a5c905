/** Markdown of the texts that hovers and completions show. */
import type { Localized } from "../diagnostics/localized.ts";
import type { Clause } from "../source/document.ts";

/** The text with every sign that Markdown would read as markup made plain. */
export const plain = (text: string): string => text.replace(/[\\`*_{}[\]()#+\-.!|<>~&]/g, "\\$&");

/** Rules as they stand in the text. */
export const rules = (source: string): string => `\`\`\`\`kpi\n${source}\n\`\`\`\``;

/** Both languages of a text that is the same in both. */
export const same = (text: string): Localized => ({ zh: text, en: text });

/** Paragraphs, those that are absent left out. */
export function paragraphs(parts: readonly (Localized | undefined)[]): Localized {
  const present = parts.filter((part) => part !== undefined);
  return { zh: present.map(({ zh }) => zh).join("\n\n"), en: present.map(({ en }) => en).join("\n\n") };
}

/** One line, its parts set apart by dots. */
export const line = (parts: readonly (Localized | undefined)[]): Localized => {
  const present = parts.filter((part) => part !== undefined);
  return { zh: present.map(({ zh }) => zh).join(" · "), en: present.map(({ en }) => en).join(" · ") };
};

/** A term with what it says; absent where it says nothing. */
export const field = (zh: string, en: string, value: Localized | string | undefined): Localized | undefined => {
  if (value === undefined || value === "") return undefined;
  const said = typeof value === "string" ? same(plain(value)) : { zh: plain(value.zh), en: plain(value.en) };
  return { zh: `${zh}：${said.zh}`, en: `${en}: ${said.en}` };
};

/** Lines below each other; absent where there are none. */
export function list(items: readonly (Localized | undefined)[]): Localized | undefined {
  const present = items.filter((item) => item !== undefined);
  if (present.length === 0) return undefined;
  return {
    zh: present.map(({ zh }) => `- ${zh}`).join("\n"),
    en: present.map(({ en }) => `- ${en}`).join("\n"),
  };
}

/** `三 绩效奖金`, as a rule's clause is cited; absent for a heading without text. */
export function clauseOf({ number, title }: Clause): Localized | undefined {
  const heading = [number, title].filter((part) => part !== "").join(" ");
  return heading === "" ? undefined : { zh: `条款 ${plain(heading)}`, en: `clause ${plain(heading)}` };
}
