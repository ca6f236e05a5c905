/**
 * What follows from conditions that are known to hold, as far as it can be read off: bounds of an
 * integer, and whether another condition holds. A guarded division (`if d > 0 then n / d`) is safe
 * because of this, and rows of a table that exclude one another are seen to.
 */
import { bounds, meet } from "./bounds.ts";
import type { Bounds, Flag, Whole } from "./whole.ts";

/** What a step that holds a truth computes it from. */
export type ConditionOf = (step: string) => Flag | undefined;

/** How deep conditions are looked into: what is nested more deeply hardly tells anything. */
const DEPTH = 6;
/** For what is asked as often as a condition is made. */
export const SHALLOW = 2;

/** Conditions that all hold, taken apart. */
function* partsOf(facts: Iterable<Flag>, conditionOf: ConditionOf, depth = DEPTH): Generator<Flag> {
  for (const fact of facts) {
    yield fact;
    if (depth === 0) continue;
    if (fact.op === "and") yield* partsOf([fact.left, fact.right], conditionOf, depth - 1);
    if (fact.op === "not" && fact.operand.op === "or") {
      yield* partsOf([contrary(fact.operand.left), contrary(fact.operand.right)], conditionOf, depth - 1);
    }
    const condition = stepOf(fact, conditionOf);
    if (condition) yield* partsOf([condition], conditionOf, depth - 1);
  }
}

function stepOf(fact: Flag, conditionOf: ConditionOf): Flag | undefined {
  if (fact.op === "step") return conditionOf(fact.step);
  if (fact.op !== "not" || fact.operand.op !== "step") return undefined;
  const condition = conditionOf(fact.operand.step);
  return condition && contrary(condition);
}

/** Only to be looked at: it is not in the graph. */
function contrary(flag: Flag): Flag {
  if (flag.op === "not") return flag.operand;
  if (flag.op === "less") return { ...flag, id: -1, op: "less-or-equal", left: flag.right, right: flag.left };
  if (flag.op === "less-or-equal") return { ...flag, id: -1, op: "less", left: flag.right, right: flag.left };
  return { id: -1, op: "not", operand: flag };
}

/** The bounds of an integer where the facts hold. */
export function boundsUnder(operand: Whole, facts: readonly Flag[], conditionOf: ConditionOf, depth = DEPTH): Bounds {
  let within: Bounds = operand;
  for (const fact of partsOf(facts, conditionOf, depth)) within = meet(within, boundsBy(operand, fact));
  return within;
}

function boundsBy(operand: Whole, fact: Flag): Bounds {
  switch (fact.op) {
    case "less":
      if (fact.left === operand && fact.right.greatest !== undefined)
        return bounds(undefined, fact.right.greatest - 1n);
      if (fact.right === operand && fact.left.least !== undefined) return bounds(fact.left.least + 1n, undefined);
      return {};
    case "less-or-equal":
      if (fact.left === operand) return bounds(undefined, fact.right.greatest);
      return fact.right === operand ? bounds(fact.left.least, undefined) : {};
    case "equal":
      if (fact.left === operand) return bounds(fact.right.least, fact.right.greatest);
      return fact.right === operand ? bounds(fact.left.least, fact.left.greatest) : {};
    default:
      return {};
  }
}

/** Whether the flag holds where the facts do; undefined where they do not tell. */
export function decide(
  flag: Flag,
  facts: readonly Flag[],
  conditionOf: ConditionOf,
  depth = DEPTH,
): boolean | undefined {
  if (flag.op === "constant") return flag.value;
  for (const fact of partsOf(facts, conditionOf, depth)) {
    if (fact === flag) return true;
    if (isContrary(fact, flag)) return false;
    const other = byText(flag, fact);
    if (other !== undefined) return other;
  }
  switch (flag.op) {
    case "equal":
    case "less":
    case "less-or-equal":
      return byBounds(
        flag.op,
        boundsUnder(flag.left, facts, conditionOf, depth),
        boundsUnder(flag.right, facts, conditionOf, depth),
        flag.op === "equal" && isExcluded(flag.left, flag.right, facts),
      );
    case "not": {
      const known = decide(flag.operand, facts, conditionOf, depth);
      return known === undefined ? undefined : !known;
    }
    case "and":
    case "or": {
      if (depth === 0) return undefined;
      const decisive = flag.op === "or";
      const [left, right] = [flag.left, flag.right].map((part) => decide(part, facts, conditionOf, depth - 1));
      if (left === decisive || right === decisive) return decisive;
      return left === undefined || right === undefined ? undefined : !decisive;
    }
    default:
      return undefined;
  }
}

/** A text that is one constant is no other. */
function byText(flag: Flag, fact: Flag): boolean | undefined {
  if (flag.op !== "same-text" || fact.op !== "same-text" || flag.left !== fact.left) return undefined;
  return flag.right.op === "constant" && fact.right.op === "constant" && flag.right !== fact.right ? false : undefined;
}

const isExcluded = (left: Whole, right: Whole, facts: readonly Flag[]): boolean =>
  facts.some(
    (fact) =>
      fact.op === "not" && fact.operand.op === "equal" && fact.operand.left === left && fact.operand.right === right,
  );

function isContrary(fact: Flag, flag: Flag): boolean {
  if (fact.op === "not" && fact.operand === flag) return true;
  if (flag.op === "not" && flag.operand === fact) return true;
  const pairs =
    (fact.op === "less" && flag.op === "less-or-equal") || (fact.op === "less-or-equal" && flag.op === "less");
  return pairs && fact.left === flag.right && fact.right === flag.left;
}

function byBounds(
  op: "equal" | "less" | "less-or-equal",
  a: Bounds,
  b: Bounds,
  excluded: boolean,
): boolean | undefined {
  const below = a.greatest !== undefined && b.least !== undefined && a.greatest < b.least;
  const notAbove = a.greatest !== undefined && b.least !== undefined && a.greatest <= b.least;
  const above = a.least !== undefined && b.greatest !== undefined && a.least > b.greatest;
  const notBelow = a.least !== undefined && b.greatest !== undefined && a.least >= b.greatest;
  switch (op) {
    case "equal":
      if (below || above || excluded) return false;
      return notAbove && notBelow ? true : undefined;
    case "less":
      return below ? true : notBelow ? false : undefined;
    case "less-or-equal":
      return notAbove ? true : above ? false : undefined;
  }
}
