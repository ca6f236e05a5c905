import { diagnostic } from "../../diagnostics/diagnostic.ts";
import type { Tier } from "../../ir/program.ts";
import { sumOf } from "../../ir/sum.ts";
import type { Term } from "../../ir/term.ts";
import type { TiersStatement } from "../../syntax/ast.ts";
import { isZero } from "../../values/rational.ts";
import { type NumberType, numberOf, type Type, UNKNOWN } from "../../values/type.ts";
import { divideUnits, multiplyUnits } from "../../values/unit.ts";
import { isRational } from "../../values/value.ts";
import type { Typing } from "./typing.ts";

export interface ResolvedTiers {
  readonly base: Term;
  readonly tiers: readonly Tier[];
  readonly body: Term;
  readonly type: Type;
}

/**
 * Types a grid of tiers and writes out what it computes as ordinary arithmetic, so that every
 * evaluator and every proof knows it without being told.
 */
export function resolveTiers(statement: TiersStatement, typing: Typing): ResolvedTiers {
  const base = typing.fitting.numeric(typing.term(statement.subject));
  const fromUnit = statement.fromUnit && typing.unit(statement.fromUnit);
  const valueUnit = statement.valueUnit && typing.unit(statement.valueUnit);
  const values = statement.rows.map(({ value }) =>
    valueUnit ? typing.value(value, numberOf(valueUnit.unit), valueUnit.factor) : typing.term(value),
  );
  const [valueType, united] = typing.fitting.unify(values, { zh: "放在同一列", en: "put into one column" });
  const tiers = statement.rows.map(({ from, assumed, span }, at): Tier => {
    const start = from && typing.value(from, base.type, fromUnit?.factor);
    const rate = united[at] ?? typing.fitting.broken(span);
    return { ...(start && { from: start }), value: rate, ...(assumed && { assumed: assumed.reason }), span };
  });
  const readable = statement.complete && tiers.length > 0 && checkOpenTier(tiers, statement, typing);
  if (!readable || base.type.kind !== "number" || valueType.kind !== "number") {
    return { base, tiers, body: typing.fitting.broken(statement.span), type: UNKNOWN };
  }
  const type = statement.method === "interpolated" ? valueType : productType(base.type, valueType);
  const build = { marginal: marginalSum, slab: slabChoice, interpolated: interpolation }[statement.method];
  return { base, tiers, body: build(base, base.type, tiers, type), type };
}

/** Only the first tier may be open below, and an interpolated one never. */
function checkOpenTier(tiers: readonly Tier[], { method }: TiersStatement, typing: Typing): boolean {
  const open = tiers.findIndex(({ from }, at) => !from && (at > 0 || method === "interpolated"));
  const tier = tiers[open];
  if (tier) typing.fitting.report(diagnostic("tier-open", tier.span, {}));
  return !tier;
}

function productType(base: NumberType, rate: NumberType): NumberType {
  return numberOf(multiplyUnits(base.unit, rate.unit));
}

const arithmetic = (operator: "+" | "-" | "*" | "/", left: Term, right: Term, type: Type): Term => ({
  kind: "arithmetic",
  operator,
  left,
  right,
  type,
  span: left.span,
});

const either = (condition: Term, consequent: Term, alternative: Term, type: Type): Term => ({
  kind: "if",
  condition,
  consequent,
  alternative,
  type,
  span: condition.span,
});

const isAtLeast = (left: Term, right: Term): Term => ({
  kind: "compare",
  operator: ">=",
  left,
  right,
  type: { kind: "truth" },
  span: right.span,
});

const call = (name: "min" | "max", left: Term, right: Term, type: Type): Term => ({
  kind: "call",
  name,
  args: [left, right],
  type,
  span: right.span,
});

/** Each part of the base at the rate of its own tier. */
function marginalSum(base: Term, baseType: NumberType, tiers: readonly Tier[], type: Type): Term {
  const parts = tiers.map(({ from, value }, at): Term => {
    const next = tiers[at + 1]?.from;
    const below = next ? call("min", base, next, baseType) : base;
    if (!from) return arithmetic("*", value, below, type);
    const reached = call("max", below, from, baseType);
    const isFromZero = from.kind === "literal" && isRational(from.value) && isZero(from.value);
    return arithmetic("*", value, isFromZero ? reached : arithmetic("-", reached, from, baseType), type);
  });
  return sumOf(parts, type) ?? base;
}

/** The whole base at the rate of the tier that holds it; an edge belongs to the tier above. */
function slabChoice(base: Term, _: NumberType, tiers: readonly Tier[], type: Type): Term {
  const amounts = tiers.map(({ value }) => arithmetic("*", value, base, type));
  return chain(base, tiers, amounts, type);
}

/** On the straight line between two points; beyond the ends at the value of the end. */
function interpolation(base: Term, baseType: NumberType, points: readonly Tier[], type: Type): Term {
  const ratio = numberOf(divideUnits(baseType.unit, baseType.unit));
  const lines = points.map(({ from, value }, at): Term => {
    const next = points[at + 1];
    if (!next?.from || !from) return value;
    const done = arithmetic("-", base, from, baseType);
    const whole = arithmetic("-", next.from, from, baseType);
    const rise = arithmetic("-", next.value, value, type);
    return arithmetic("+", value, arithmetic("*", rise, arithmetic("/", done, whole, ratio), type), type);
  });
  const [first] = points;
  if (!first?.from) return lines[0] ?? base;
  return either(isAtLeast(base, first.from), chain(base, points, lines, type), first.value, type);
}

/** The amount of the last tier whose start the base has reached, found by halves; below all of them that of the first. */
function chain(base: Term, tiers: readonly Tier[], amounts: readonly Term[], type: Type): Term {
  const half = tiers.length >> 1;
  const from = tiers[half]?.from;
  if (half === 0 || !from) return amounts[0] ?? base;
  const above = chain(base, tiers.slice(half), amounts.slice(half), type);
  const below = chain(base, tiers.slice(0, half), amounts.slice(0, half), type);
  return either(isAtLeast(base, from), above, below, type);
}
