/** What both versions compute alike and what they compute otherwise from: along these the differences are told. */
import { ascending } from "../../check/prove/domain.ts";
import type { Model } from "../../check/prove/model.ts";
import { pointRange, type Range } from "../../check/prove/range.ts";
import type { Scope } from "../../check/prove/scope.ts";
import type { Term } from "../../ir/term.ts";
import { boundsOf, partsOf } from "../../ir/walk.ts";
import type { Rational } from "../../values/rational.ts";
import type { Type } from "../../values/type.ts";
import { isRational, type Value } from "../../values/value.ts";
import type { BothVersions } from "./both-versions.ts";
import type { Extent } from "./extent.ts";
import { endsOfTiers } from "./reduced.ts";

/** A name, and the pieces within which no rule that differs, or that reads what differs, changes its answer. */
export interface Driver {
  readonly name: string;
  readonly type: Type;
  readonly pieces: readonly Extent[];
}

/** Beyond so many values a list is not cut. */
const MOST_VALUES = 40;

export function driversOf({ program, affected, results }: BothVersions, model: Model, base: Scope): Driver[] {
  const bounds = new Map<string, Value[]>();
  const reached = reachedFrom(
    results.flatMap(({ name, older }) => [name, older]),
    affected,
    model,
  );
  const note = (name: string, values: readonly (Value | undefined)[]): void => {
    const definition = program.definitions.get(name);
    if (!definition || definition.kind === "param" || affected.has(name)) return;
    bounds.set(name, [...(bounds.get(name) ?? []), ...values.filter((value) => value !== undefined)]);
  };
  for (const name of reached) {
    for (const term of model.termsBehind(name)) {
      for (const part of hereWithin(term)) {
        if (part.kind === "reference") note(part.name, []);
        if (part.kind === "member" && part.operand.kind === "reference") {
          note(
            part.operand.name,
            boundsOf(part.test).map((bound) => model.constant(bound)),
          );
        }
        if (part.kind !== "compare") continue;
        const { left, right } = part;
        if (left.kind === "reference") note(left.name, [model.constant(right)]);
        if (right.kind === "reference") note(right.name, [model.constant(left)]);
      }
    }
    const definition = program.definitions.get(name);
    if (definition?.kind === "tiers" && definition.base.kind === "reference") {
      note(
        definition.base.name,
        endsOfTiers(definition).map((end) => end && model.constant(end)),
      );
    }
    const body = model.equation(name)?.body;
    if (body?.kind !== "column") continue;
    for (const [at, input] of body.table.inputs.entries()) {
      const tests = body.table.rows.flatMap((row) => row.tests[at] ?? []);
      note(
        input.name,
        tests.flatMap((test) => boundsOf(test).map((bound) => model.constant(bound))),
      );
    }
  }
  return [...bounds].map(([name, values]) => {
    const type = program.definitions.get(name)?.type ?? { kind: "unknown" as const };
    return { name, type, pieces: piecesOf(name, type, values, base) };
  });
}

/** The names that differ, as far as results are computed from them. */
function reachedFrom(names: readonly string[], affected: ReadonlySet<string>, { program }: Model): Set<string> {
  const found = new Set(names);
  for (const name of found) {
    for (const other of program.definitions.get(name)?.dependencies ?? []) if (affected.has(other)) found.add(other);
  }
  return found;
}

/** The term and all within it that looks at this month of this agent. */
function* hereWithin(term: Term): Generator<Term> {
  yield term;
  if (term.kind === "window" || term.kind === "peers" || term.kind === "streak") return;
  for (const part of partsOf(term)) yield* hereWithin(part);
}

function piecesOf(name: string, type: Type, values: readonly Value[], base: Scope): Extent[] {
  if (values.length === 0 && type.kind !== "truth") return [];
  if (type.kind === "number") return cut(ascending(values.filter(isRational)));
  // Texts and dates that no rule names have no list.
  if (type.kind !== "choice" && type.kind !== "truth") return [];
  const domain = base.get(name);
  if (domain.kind !== "values" || domain.values.length > MOST_VALUES) return [];
  return domain.values.map((value) => ({ kind: "values", values: [value] }));
}

/** Each edge alone, and what lies between. */
function cut(edges: readonly Rational[]): Extent[] {
  const open = (value: Rational | undefined) => value && { value, included: false };
  const ranges: Range[] = edges.flatMap((edge, at) => [
    { lower: open(edges[at - 1]), upper: open(edge) },
    pointRange(edge),
  ]);
  const last = edges.at(-1);
  if (last) ranges.push({ lower: open(last), upper: undefined });
  return ranges.map((range) => ({ kind: "ranges", ranges: [range] }));
}
