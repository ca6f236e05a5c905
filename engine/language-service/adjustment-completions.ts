/** What can be written in the heads of deductions, vetoes and forced distributions. */
import type { Compilation } from "../compile.ts";
import type { Definition } from "../ir/program.ts";
import { choiceItems, nameItems, wordItems } from "./completion-items.ts";
import { choicesOf } from "./occurrences.ts";
import type { Place } from "./place.ts";
import type { Completion } from "./types.ts";

/** Before the `=` of `deduct X from S = …` and `veto X of S = …`. */
export function adjustmentHead(compilation: Compilation, { before }: Place, link: "from" | "of"): Completion[] {
  if (before.length === 2) return wordItems(link);
  return before.at(-1)?.text === link ? nameItems(compilation, ({ kind }) => kind === "score") : [];
}

/** `distribute X by Y within G places …`: after each word what it wants. */
export function distributionHead(compilation: Compilation, { before }: Place): Completion[] {
  const last = before.at(-1)?.text;
  const isOn = (word: string): boolean => before.some(({ text }) => text === word);
  const named = (fits: (definition: Definition) => boolean): Completion[] => nameItems(compilation, fits);
  switch (last) {
    case "distribute":
      return compilation.statements.flatMap((statement) =>
        statement.kind === "choice" ? [{ label: statement.name.name, kind: "name", detail: OF_CHOICE }] : [],
      );
    case "by":
      return named(({ type }) => type.kind === "number");
    case "within":
      return named(({ type }) => type.kind === "choice" || type.kind === "text");
    case "otherwise": {
      const choice = choicesOf(compilation).find(({ name }) => name === before[1]?.text);
      return choice ? choiceItems(choice) : [];
    }
  }
  if (before.length === 2) return wordItems("by");
  if (!isOn("within")) return isOn("by") ? wordItems("within") : [];
  return isOn("places") ? [] : wordItems("places");
}

const OF_CHOICE = { zh: "要分布的等级", en: "the grades to distribute" };
