/** Weights and bands of a scheme: what institutions may want unchanged. */
import type { Program } from "../ir/program.ts";
import type { Term } from "../ir/term.ts";
import { boundsOf, referencesOf } from "../ir/walk.ts";
import type { Edit } from "./diff/edit.ts";
import type { EditKind } from "./diff/edit-kind.ts";

/** Parts of scores, tables, tiers and distributions. */
const PARTS: ReadonlySet<EditKind> = new Set(["edge", "cell", "row", "weight", "limit", "share"]);
const WHOLE: ReadonlySet<EditKind> = new Set(["table", "tiers", "score", "distribution"]);

/**
 * Whether the edit changes a weight or a band, or a param that these are made of.
 *
 * @param params see `paramsOfStandards`
 */
export function isOfStandards({ kind, subject, row, part }: Edit, params: ReadonlySet<string>): boolean {
  if (kind === "value") return part === undefined && params.has(subject);
  if (PARTS.has(kind)) return kind !== "row" || part === undefined;
  return WHOLE.has(kind) && row === undefined && part === undefined;
}

/** The params that weights and bands are made of. */
export const paramsOfStandards = (program: Program): Set<string> =>
  new Set(
    [...termsOfStandards(program)]
      .flatMap((term) => [...referencesOf(term)].map(({ name }) => name))
      .filter((name) => program.definitions.get(name)?.kind === "param"),
  );

function* termsOfStandards({ tables, definitions }: Program): Generator<Term> {
  for (const { tests, results } of tables.flatMap(({ rows }) => rows)) yield* [...tests.flatMap(boundsOf), ...results];
  for (const definition of definitions.values()) {
    if (definition.kind === "score") {
      for (const { weight, lower, upper } of definition.indicators) {
        yield* [weight, lower, upper].filter((term) => term !== undefined);
      }
    }
    if (definition.kind === "tiers") {
      for (const { from, value } of definition.tiers) yield* from ? [from, value] : [value];
    }
    if (definition.kind === "distribution") for (const { share } of definition.grades) yield share;
  }
}
