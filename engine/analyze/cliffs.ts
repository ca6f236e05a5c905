/**
 * Pay cliffs: edges at which one step more of a figure makes an output jump. Each is shown on two
 * situations that differ in nothing else, computed by the reference.
 */
import { domainsOf } from "../check/prove/interpret.ts";
import { Model } from "../check/prove/model.ts";
import type { Scope } from "../check/prove/scope.ts";
import type { Program } from "../ir/program.ts";
import { abs, compare } from "../values/rational.ts";
import { isMoney } from "../values/show.ts";
import { type Cliff, EdgeSearch, type Side } from "./edge-search.ts";
import { type Edge, edgesOf } from "./edges.ts";
import { type Base, examplesOf, samplesOf, soughtFor } from "./situations.ts";

export interface Cliffs {
  /** Money first, then other numbers, then grades; the largest jump first. */
  readonly cliffs: readonly Cliff[];
  /** Edges on whose two sides no output could be computed, so that nothing is known of them. */
  readonly unknown: readonly Edge[];
}

export function payCliffs(program: Program): Cliffs {
  const model = new Model(program);
  const outputs = program.outputs.filter(({ type }) => type.kind === "number" || type.kind === "choice");
  const bases = examplesOf(program, outputs);
  const edges = edgesOf(program).flatMap((edge) => {
    const reached = new Set(edge.decides.flatMap((name) => model.outputsFrom(name)));
    const concerned = outputs.filter(({ name }) => reached.has(name));
    return concerned.length > 0 ? [{ edge, outputs: concerned }] : [];
  });
  const share = Math.max(2, Math.floor(MOST_TRIALS / Math.max(1, edges.length)));
  // Where the examples do for every edge, nothing else is looked for.
  let scope: Scope | undefined;
  let samples: readonly Base[] | undefined;
  const cliffs: Cliff[] = [];
  const unknown: Edge[] = [];
  for (const { edge, outputs } of edges) {
    const search = new EdgeSearch(model, edge, outputs);
    for (const base of evenly(bases, share)) search.try(base);
    if (!search.isKnown) {
      scope ??= domainsOf(model);
      samples ??= samplesOf(scope);
      for (const base of evenly(samples, share)) search.try(base);
    }
    if (!search.isKnown && scope) for (const base of soughtFor(scope, edge, outputs)) search.try(base);
    if (!search.isKnown) unknown.push(edge);
    cliffs.push(...search.cliffs());
  }
  return { cliffs: ranked(withoutTwins(cliffs), program.header.currency), unknown };
}

/** Edges times the situations tried on each. */
const MOST_TRIALS = 4_000;

/** So many of the items, from all parts of the list. */
const evenly = <T>(items: readonly T[], most: number): readonly T[] =>
  items.length <= most
    ? items
    : Array.from({ length: most }, (_, at) => items[Math.floor((at * items.length) / most)]).filter(
        (item) => item !== undefined,
      );

/** Of `[5 .. 9]` and then `[10 .. 19]` between counts, the step from 9 to 10 crosses two edges: the second has it. */
function withoutTwins(cliffs: readonly Cliff[]): Cliff[] {
  const keyOf = ({ output, figure, below, edge }: Cliff): string =>
    [
      output.name,
      figure,
      edge.subject.kind === "reference" ? edge.subject.name : edge.span.start,
      showKey(below),
    ].join();
  const showKey = ({ figure }: Side): string => `${figure.numerator}/${figure.denominator}`;
  const belonging = new Set(cliffs.filter(({ edge }) => edge.belongsAbove).map(keyOf));
  return cliffs.filter((cliff) => cliff.edge.belongsAbove || !belonging.has(keyOf(cliff)));
}

function ranked(cliffs: readonly Cliff[], currency: string): Cliff[] {
  const rank = ({ output: { type } }: Cliff): number => (type.kind === "choice" ? 2 : isMoney(type, currency) ? 0 : 1);
  return cliffs.toSorted(
    (a, b) => rank(a) - rank(b) || compare(abs(b.jump), abs(a.jump)) || a.edge.span.start - b.edge.span.start,
  );
}
