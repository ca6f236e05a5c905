/** Levers in the order in which people look for them. */
import type { Language } from "../../../engine/index.ts";
import type { StudyLever } from "../study/study-api.ts";

export type LeverKind = "param" | "table" | "weight";

export interface LeverGroup {
  readonly kind: LeverKind;
  readonly clauses: readonly { readonly heading: string; readonly levers: readonly StudyLever[] }[];
}

const KINDS: readonly LeverKind[] = ["param", "table", "weight"];

const kindOf = ({ kind }: StudyLever): LeverKind => (kind === "param" || kind === "weight" ? kind : "table");

/** Params first, then the edges and cells of tables, then weights; by clause as the text has them. @param filter words that all have to be found */
export function leverGroups(levers: readonly StudyLever[], filter: string, language: Language): readonly LeverGroup[] {
  const words = filter.normalize("NFKC").toLowerCase().split(/\s+/);
  const found = levers.filter(({ address, label, heading }) => {
    const text = `${label[language]} ${address} ${heading}`.normalize("NFKC").toLowerCase();
    return words.every((word) => text.includes(word));
  });
  return KINDS.flatMap((kind): LeverGroup[] => {
    const own = found.filter((lever) => kindOf(lever) === kind).sort((a, b) => a.start - b.start);
    if (own.length === 0) return [];
    const clauses = [...Map.groupBy(own, ({ heading }) => heading)].map(([heading, levers]) => ({ heading, levers }));
    return [{ kind, clauses }];
  });
}
