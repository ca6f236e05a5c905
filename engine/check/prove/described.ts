import type { Term } from "../../ir/term.ts";
import { within } from "../../ir/walk.ts";
import type { Model } from "./model.ts";

/**
 * Whether the domains of the names leave nothing out of the terms. Texts and dates are stood for by
 * those that rules name, which is enough to compare them with these, but not with one another.
 */
export const isDescribed = (model: Model, terms: readonly Term[], names: readonly string[]): boolean =>
  [...terms, ...names.flatMap((name) => model.termsBehind(name))].every((term) => !comparesSymbols(term, model));

function comparesSymbols(term: Term, model: Model): boolean {
  for (const part of within(term)) {
    if (part.kind !== "compare") continue;
    const { left, right } = part;
    if (left.type.kind !== "text" && left.type.kind !== "date") continue;
    if (model.constant(left) === undefined && model.constant(right) === undefined) return true;
  }
  return false;
}
