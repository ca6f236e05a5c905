/** Where two programs differ by numbers and nothing else. */
import type { Definition, ParamDefinition, Program } from "../../ir/program.ts";
import { equal, type Rational } from "../../values/rational.ts";
import { isRational } from "../../values/value.ts";
import type { NumberLiteral } from "../levers/numbers-as-params.ts";

/** A number of the one program that is another in the other. */
export interface ChangedNumber {
  /** The name that is computed with it. */
  readonly owner: string;
  readonly at: ParamDefinition | NumberLiteral;
  readonly after: Rational;
}

/** The names and all that they are computed from. */
export function upstreamOf({ definitions }: Program, names: Iterable<string>): ReadonlySet<string> {
  const found = new Set(names);
  for (const name of found) for (const other of definitions.get(name)?.dependencies ?? []) found.add(other);
  return found;
}

/**
 * The numbers by which what `names` are computed from differs in the two; `undefined` where it differs by
 * more than numbers, or where a number changes that is no literal and no param.
 */
export function changedNumbers(
  before: Program,
  after: Program,
  names: readonly string[],
): readonly ChangedNumber[] | undefined {
  const found: ChangedNumber[] = [];
  for (const name of upstreamOf(before, names)) {
    const [old, own] = [before.definitions.get(name), after.definitions.get(name)];
    if (!old && !own) continue;
    if (!old || !own || !compareParts(meaningOf(old), meaningOf(own), name, found, new Map())) return undefined;
  }
  return found;
}

/** Of a table, a name's own column. */
function meaningOf(definition: Definition): unknown {
  if (definition.kind !== "column") return definition;
  const { name, type, exceptions, column, table } = definition;
  const rows = table.rows.map(({ tests, results }) => [tests, results[column]]);
  return { kind: "column", name, type, exceptions, policy: table.policy, inputs: table.inputs, rows };
}

/** What says where something stands, how it is called or why it is there, but changes no value. */
const WITHOUT_EFFECT: ReadonlySet<string> = new Set([
  "span",
  "nameSpan",
  "valueSpan",
  "weightSpan",
  "clause",
  "assumed",
  "id",
  "label",
  "source",
  "ratedBy",
  "range",
  "step",
  "dependencies",
]);

type Part = Readonly<Record<string, unknown>>;
const isPart = (value: unknown): value is Part => typeof value === "object" && value !== null;

/** Programs are plain data: what is not known here as a number that may change must be the same. */
function compareParts(
  before: unknown,
  after: unknown,
  owner: string,
  found: ChangedNumber[],
  seen: Map<Part, Part>,
): boolean {
  if (before === after) return true;
  if (!isPart(before) || !isPart(after)) return false;
  if (seen.get(before) === after) return true;
  seen.set(before, after);
  const changed = changedNumber(before, after, owner);
  if (changed) found.push(changed);
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
  for (const key of keys) {
    if (WITHOUT_EFFECT.has(key) || (changed && key === "value")) continue;
    if (!compareParts(before[key], after[key], owner, found, seen)) return false;
  }
  return true;
}

function changedNumber(before: Part, after: Part, owner: string): ChangedNumber | undefined {
  if (before.kind !== after.kind || !isNumberOf(before) || !isNumberOf(after)) return undefined;
  const { value } = after;
  return equal(before.value, value) ? undefined : { owner, at: before, after: value };
}

type Numeric = (ParamDefinition | NumberLiteral) & { readonly value: Rational };

const isNumberOf = (part: unknown): part is Numeric => {
  if (!isPart(part) || (part.kind !== "param" && part.kind !== "literal")) return false;
  const { type, value } = part as unknown as NumberLiteral;
  return isPart(type) && type.kind === "number" && isPart(value) && isRational(value as unknown as Rational);
};
