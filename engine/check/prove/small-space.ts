/** Schemes with so few inputs that all of them can be tried. */
import type { AgentMonth } from "../../ir/program.ts";
import type { Term } from "../../ir/term.ts";
import { within } from "../../ir/walk.ts";
import { only } from "./domain.ts";
import type { Model } from "./model.ts";
import type { Scope } from "./scope.ts";
import { leavesOf, rowOf } from "./seek.ts";

/** Rows beyond this many are not tried. */
const MOST_ROWS = 4_096;

/** Every row of the figures; `undefined` where there are too many, or some cannot be listed. */
export function everyRow(scope: Scope, leaves: readonly string[]): AgentMonth[] | undefined {
  let pieces = [scope.branch()];
  for (const leaf of leaves) {
    const domain = scope.get(leaf);
    if (domain.kind !== "values" || pieces.length * domain.values.length > MOST_ROWS) return undefined;
    pieces = pieces.flatMap((piece) =>
      domain.values.map((value) => {
        const branch = piece.branch();
        branch.define(leaf, only(value));
        return branch;
      }),
    );
  }
  const rows = pieces.flatMap((piece) => rowOf(piece, leaves) ?? []);
  return rows.length === pieces.length ? rows : undefined;
}

/** Whether a row's own figures, listed one by one, are all that the terms and the names look at. */
export function isSelfContained(model: Model, terms: readonly Term[], names: readonly string[]): boolean {
  const listed = leavesOf(model, names).every((leaf) => {
    const kind = model.leaf(leaf)?.metric.type.kind;
    return kind === "number" || kind === "choice" || kind === "truth";
  });
  return listed && [...terms, ...names.flatMap((name) => model.termsBehind(name))].every(looksAtItself);
}

function looksAtItself(term: Term): boolean {
  for (const { kind } of within(term)) {
    if (kind === "window" || kind === "peers" || kind === "streak" || kind === "calendar" || kind === "elapsed")
      return false;
  }
  return true;
}
