import { best, type Match } from "./match.ts";
import type { Action, Place } from "./offers.ts";
import type { Scope } from "./scope.ts";

export type Result = { readonly found: Match["found"] } & (
  | { readonly kind: "place"; readonly place: Place }
  | { readonly kind: "action"; readonly action: Action }
);

export interface ResultGroup {
  readonly name: "go" | "act" | "problem";
  readonly results: readonly Result[];
}

/** So many of a group where everything is looked for, and where only one kind is. */
const SOME = 8;
const MANY = 60;

/** What is found, in groups; groups without results are left out. */
export function results(
  { scope, words }: { readonly scope: Scope; readonly words: string },
  places: readonly Place[],
  actions: readonly Action[],
): readonly ResultGroup[] {
  const most = scope === "all" ? SOME : MANY;
  const isWanted = ({ kind }: Place): boolean =>
    scope === "all"
      ? // Before anything is typed, people and clauses would only hide the pages.
        kind !== "problem" && (words !== "" || kind === "page" || kind === "scheme")
      : scope === "agents"
        ? kind === "agent"
        : scope === "clauses" && kind === "clause";
  const placed = (wanted: readonly Place[]): Result[] =>
    best(words, wanted, ({ label, hint = "", tag = "" }) => [label, `${hint} ${tag}`], most).map(({ one, found }) => ({
      kind: "place",
      place: one,
      found,
    }));
  const done = scope === "all" || scope === "actions" ? actions : [];
  const groups: ResultGroup[] = [
    { name: "go", results: placed(places.filter(isWanted)) },
    {
      name: "act",
      results: best(words, done, ({ label, hint = "" }) => [label, hint], most).map(({ one, found }) => ({
        kind: "action",
        action: one,
        found,
      })),
    },
    { name: "problem", results: scope === "all" ? placed(places.filter(({ kind }) => kind === "problem")) : [] },
  ];
  return groups.filter((group) => group.results.length > 0);
}
