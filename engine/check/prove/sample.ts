import type { AgentMonth } from "../../ir/program.ts";
import { add, multiply, ONE, rational } from "../../values/rational.ts";
import type { Value } from "../../values/value.ts";
import { type Domain, holdsValue, only } from "./domain.ts";
import type { Scope } from "./scope.ts";
import { leavesOf, rowOf } from "./seek.ts";
import { simplestOf } from "./simplest.ts";

/** Rows to look at. */
const ROWS = 64;
/** How many steps a figure lies from the simplest one, at most. */
const SPREAD = 1_000;

/**
 * Figures for every input, the same ones each time: crooked rather than simple.
 * @param magnitudes of how many powers of ten they are, from the smallest up
 */
export function* sampleRows(scope: Scope, magnitudes = 1): Generator<AgentMonth> {
  const leaves = leavesOf(scope.model, scope.model.order);
  let state = 1;
  const next = (limit: number): number => {
    // The minimal standard generator of Park and Miller.
    state = (state * 48_271) % 2_147_483_647;
    return state % limit;
  };
  for (let at = 0; at < ROWS; at += 1) {
    const piece = scope.branch();
    for (const leaf of leaves) {
      const value = pick(scope.get(leaf), next, magnitudes);
      if (value !== undefined) piece.define(leaf, only(value));
    }
    const row = rowOf(piece, leaves);
    if (row) yield row;
  }
}

function pick(domain: Domain, next: (limit: number) => number, magnitudes: number): Value | undefined {
  if (domain.kind === "values") return domain.values[next(Math.max(1, domain.values.length))];
  const simplest = simplestOf(domain);
  if (typeof simplest !== "object") return undefined;
  const power = magnitudes > 1 ? 10 ** next(magnitudes) : 1;
  const moved = add(simplest, multiply(domain.step ?? ONE, rational(next(SPREAD) * power)));
  return holdsValue(domain, moved) ? moved : simplest;
}
