/**
 * Computes with domains, forwards and backwards: `evaluate` gives all that a term can be, `narrow`
 * leaves of each name only what can make the term lie within a target. Neither ever loses a value
 * that can occur.
 */

import { FUNCTIONS } from "../../ir/functions.ts";
import type { ColumnDefinition, Row } from "../../ir/program.ts";
import type { Term } from "../../ir/term.ts";
import { holds } from "../../reference/evaluate.ts";
import type { ComparisonOperator } from "../../syntax/ast.ts";
import { compare, divide, isInteger, isZero, ONE, ZERO } from "../../values/rational.ts";
import {
  absDomain,
  addDomains,
  divideDomains,
  maxDomains,
  minDomains,
  multiplyDomains,
  negateDomain,
  roundDomain,
  scaleDomain,
  unroundDomain,
} from "./arithmetic.ts";
import { above, below, compareDomains, negateTruth, truthOf } from "./comparison.ts";
import {
  type Domain,
  EITHER,
  EMPTY,
  holdsValue,
  intersect,
  intervalOf,
  isEmpty,
  isNumber,
  only,
  rangeOf,
  stepOf,
  TRUE,
  theValue,
  union,
  unionOf,
  valuesOf,
  without,
} from "./domain.ts";
import type { Equation, Model } from "./model.ts";
import { Scope } from "./scope.ts";

/** The domain of every name of the program, over all inputs it admits. */
export function domainsOf(model: Model): Scope {
  const scope = new Scope(model);
  for (const name of model.order) {
    const equation = model.equation(name);
    if (equation) scope.define(name, evaluateEquation(equation, scope));
  }
  return scope;
}

// ── forwards ─────────────────────────────────────────────────────────────────────────────────────

export function evaluate(term: Term, scope: Scope): Domain {
  const known = scope.memo.get(term);
  if (known) return known;
  scope.model.work += 1;
  const domain = compute(term, scope);
  scope.memo.set(term, domain);
  return domain;
}

function compute(term: Term, scope: Scope): Domain {
  switch (term.kind) {
    case "broken":
      return EMPTY;
    case "literal":
      return only(term.value);
    case "reference":
      return scope.get(term.name);
    case "negate":
      return negateDomain(evaluate(term.operand, scope));
    case "not":
      return negateTruth(evaluate(term.operand, scope));
    case "convert":
      return scaleDomain(evaluate(term.operand, scope), term.factor);
    case "arithmetic": {
      const [left, right] = [evaluate(term.left, scope), evaluate(term.right, scope)];
      return ARITHMETIC[term.operator](left, right);
    }
    case "compare": {
      const [left, right] = [evaluate(term.left, scope), evaluate(term.right, scope)];
      return compareDomains(term.operator, left, right, term.left.type);
    }
    case "logic": {
      const left = evaluate(term.left, scope);
      const deciding = term.operator === "or";
      const decided = holdsValue(left, deciding) ? only(deciding) : EMPTY;
      const assumed = assume(term.left, !deciding, scope);
      return assumed ? union(decided, evaluate(term.right, assumed)) : decided;
    }
    case "member": {
      const operand = evaluate(term.operand, scope);
      const some = (passes: boolean) => !isEmpty(scope.model.passing(operand, term.test, term.operand.type, passes));
      return truthOf(some(true), some(false));
    }
    case "if":
      return unionOf(branchesOf(term).map((branch) => evaluateBranch(branch, scope)));
    case "call":
      return evaluateCall(term, scope);
    case "window":
      return evaluateWindow(term, scope);
    case "peers":
      return evaluatePeers(term, scope);
    case "streak": {
      const now = theValue(evaluate(term.condition, scope));
      return now === false ? only(ZERO) : intervalOf(now === true ? FROM_ONE : NOT_NEGATIVE, ONE);
    }
    case "elapsed":
      return intervalOf({ lower: undefined, upper: undefined }, ONE);
    case "calendar":
      return term.place.part === "month" ? EITHER : EVERY_DATE;
  }
}

const NOT_NEGATIVE = { lower: { value: ZERO, included: true }, upper: undefined };
const FROM_ONE = { lower: { value: ONE, included: true }, upper: undefined };
/** Days of the calendar: compared with other dates, they may come out either way. */
const EVERY_DATE = intervalOf({ lower: undefined, upper: undefined }, undefined);

function evaluateWindow(
  { aggregate, operand }: Pick<Extract<Term, { kind: "window" }>, "aggregate" | "operand">,
  scope: Scope,
): Domain {
  if (!operand || aggregate === "count" || aggregate === "months") return intervalOf(NOT_NEGATIVE, ONE);
  const domain = evaluate(operand, scope.anyMonth);
  // What is never computed in any month leaves only the sum of no month.
  if (isEmpty(domain)) return aggregate === "sum" ? only(ZERO) : EMPTY;
  const { lower, upper } = rangeOf(domain);
  switch (aggregate) {
    case "min":
    case "max":
      return domain;
    case "average":
    case "ratio":
      return intervalOf({ lower, upper }, undefined);
    case "sum": {
      const none = { value: ZERO, included: true };
      const from = lower && compare(lower.value, ZERO) >= 0 ? none : undefined;
      const to = upper && compare(upper.value, ZERO) <= 0 ? none : undefined;
      return intervalOf({ lower: from, upper: to }, stepOf(domain));
    }
  }
}

function evaluatePeers({ aggregate, operand }: Extract<Term, { kind: "peers" }>, scope: Scope): Domain {
  const one = { value: ONE, included: true };
  switch (aggregate) {
    case "rank":
    case "ranked":
      return intervalOf({ lower: one, upper: undefined }, ONE);
    case "count":
      return intervalOf(NOT_NEGATIVE, ONE);
    case "percentile":
      return intervalOf({ lower: { value: ZERO, included: false }, upper: one }, undefined);
    case "sum":
    case "average":
      return evaluateWindow({ aggregate, operand }, scope);
  }
}

const ARITHMETIC = {
  "+": addDomains,
  "-": (a: Domain, b: Domain) => addDomains(a, negateDomain(b)),
  "*": multiplyDomains,
  "/": divideDomains,
};

function evaluateCall(term: Extract<Term, { kind: "call" }>, scope: Scope): Domain {
  const [first, ...rest] = term.args.map((arg) => evaluate(arg, scope));
  if (!first) return EMPTY;
  switch (term.name) {
    case "min":
      return rest.reduce(minDomains, first);
    case "max":
      return rest.reduce(maxDomains, first);
    case "clamp": {
      const [lowest, highest] = rest;
      return lowest && highest ? minDomains(maxDomains(first, lowest), highest) : first;
    }
    case "abs":
      return absDomain(first);
    case "round":
    case "floor":
    case "ceil":
      return roundDomain(first, decimalsIn(term, scope), FUNCTIONS.get(term.name)?.rounding ?? "half-away");
  }
}

/** The constant number of decimals a rounding is written with. */
function decimalsIn(term: Extract<Term, { kind: "call" }>, scope: Scope): number {
  const decimals = term.args[1] && scope.model.constant(term.args[1]);
  return decimals !== undefined && isNumber(decimals) && isInteger(decimals) ? Number(decimals.numerator) : 0;
}

// ── backwards ────────────────────────────────────────────────────────────────────────────────────

/** The scope in which the condition is what it is assumed to be; `undefined` where it cannot be. */
export function assume(condition: Term, truth: boolean, scope: Scope): Scope | undefined {
  if (!holdsValue(evaluate(condition, scope), truth)) return undefined;
  const branch = scope.branch();
  return narrow(condition, only(truth), branch) ? branch : undefined;
}

/** Leaves of each name what can make the term lie within the target. @returns false where nothing can */
export function narrow(term: Term, wanted: Domain, scope: Scope): boolean {
  const target = intersect(evaluate(term, scope), wanted);
  if (isEmpty(target)) return false;
  switch (term.kind) {
    case "broken":
      return false;
    case "literal":
      return true;
    case "reference":
      return scope.narrow(term.name, target);
    case "negate":
      return narrow(term.operand, negateDomain(target), scope);
    case "not":
      return narrow(term.operand, negateTruth(target), scope);
    case "convert":
      return isZero(term.factor) || narrow(term.operand, scaleDomain(target, divide(ONE, term.factor)), scope);
    case "arithmetic":
      return narrowArithmetic(term, target, scope);
    case "compare": {
      const truth = theValue(target);
      if (truth === undefined) return true;
      return narrowComparison(truth === true ? term.operator : OPPOSITE[term.operator], term, scope);
    }
    case "logic":
      return narrowLogic(term, target, scope);
    case "member": {
      const truth = theValue(target);
      if (truth === undefined) return true;
      const operand = evaluate(term.operand, scope);
      return narrow(term.operand, scope.model.passing(operand, term.test, term.operand.type, truth === true), scope);
    }
    case "if":
      return narrowBranches(branchesOf(term), target, scope);
    case "call":
      return narrowCall(term, target, scope);
    case "window":
      return narrowWindow(term, target, scope);
    case "streak":
      return holdsValue(target, ZERO) || narrow(term.condition, TRUE, scope);
    // What other months and other agents hold is not described here, so nothing about this month follows.
    case "peers":
    case "elapsed":
    case "calendar":
      return true;
  }
}

/** Where all months are alike, an average is what each of them holds; else nothing about this month follows. */
function narrowWindow(
  { aggregate, operand, condition }: Extract<Term, { kind: "window" }>,
  target: Domain,
  scope: Scope,
): boolean {
  const isEach = aggregate === "average" || aggregate === "min" || aggregate === "max" || aggregate === "ratio";
  if (!scope.isSteady || !isEach || !operand) return true;
  return (!condition || narrow(condition, TRUE, scope)) && narrow(operand, target, scope);
}

const OPPOSITE: Readonly<Record<ComparisonOperator, ComparisonOperator>> = {
  "=": "!=",
  "!=": "=",
  "<": ">=",
  ">=": "<",
  ">": "<=",
  "<=": ">",
};

type Pair<Kind extends Term["kind"]> = Extract<Term, { kind: Kind }>;

function narrowArithmetic({ operator, left, right }: Pair<"arithmetic">, target: Domain, scope: Scope): boolean {
  const [a, b] = [evaluate(left, scope), evaluate(right, scope)];
  const both = (x: Domain, y: Domain) => narrow(left, x, scope) && narrow(right, y, scope);
  switch (operator) {
    case "+":
      return both(addDomains(target, negateDomain(b)), addDomains(target, negateDomain(a)));
    case "-":
      return both(addDomains(target, b), addDomains(a, negateDomain(target)));
    case "*": {
      // 0 = 0 × anything: a factor is known only where the product or the other factor is not 0.
      const factor = (other: Domain, own: Domain) =>
        holdsValue(target, ZERO) && holdsValue(other, ZERO) ? own : divideDomains(target, other);
      return both(factor(b, a), factor(a, b));
    }
    case "/": {
      const divisors = without(b, ZERO);
      const open = holdsValue(target, ZERO) && holdsValue(a, ZERO);
      return both(multiplyDomains(target, divisors), open ? divisors : divideDomains(a, target));
    }
  }
}

function narrowComparison(operator: ComparisonOperator, { left, right }: Pair<"compare">, scope: Scope): boolean {
  const [a, b] = [evaluate(left, scope), evaluate(right, scope)];
  const both = (x: Domain, y: Domain) => narrow(left, x, scope) && narrow(right, y, scope);
  if (left.type.kind !== "number") {
    if (a.kind !== "values" || b.kind !== "values") return true;
    const pairs = a.values.flatMap((x) => b.values.map((y) => [x, y] as const));
    const holding = pairs.filter(([x, y]) => holds(operator, x, y, left.type));
    return both(valuesOf(holding.map(([x]) => x)), valuesOf(holding.map(([, y]) => y)));
  }
  switch (operator) {
    case "=":
      return both(b, a);
    case "!=": {
      const [x, y] = [theValue(a), theValue(b)];
      return both(y === undefined ? a : without(a, y), x === undefined ? b : without(b, x));
    }
    case "<":
    case "<=":
      return both(below(b, operator === "<"), above(a, operator === "<"));
    case ">":
    case ">=":
      return both(above(b, operator === ">"), below(a, operator === ">"));
  }
}

function narrowLogic({ operator, left, right }: Pair<"logic">, target: Domain, scope: Scope): boolean {
  const truth = theValue(target);
  if (truth === undefined) return true;
  const deciding = operator === "or";
  if (truth !== deciding) return narrow(left, only(truth), scope) && narrow(right, only(truth), scope);
  const [canLeft, canRight] = [left, right].map((side) => holdsValue(evaluate(side, scope), deciding));
  if (canLeft && canRight) return true;
  if (canLeft) return narrow(left, only(deciding), scope);
  return narrow(left, only(!deciding), scope) && narrow(right, only(deciding), scope);
}

function narrowCall(term: Pair<"call">, target: Domain, scope: Scope): boolean {
  const [first] = term.args;
  if (!first) return true;
  switch (term.name) {
    case "min":
    case "max":
      return narrowExtreme(term, target, scope);
    case "clamp": {
      const [lowest, highest] = term.args.slice(1).map((arg) => evaluate(arg, scope));
      if (!lowest || !highest) return true;
      // A result strictly between the limits is the number itself.
      const [{ upper: bottom }, { lower: top }] = [rangeOf(lowest), rangeOf(highest)];
      const { lower, upper } = rangeOf(target);
      const inside = {
        lower: lower && bottom && compare(lower.value, bottom.value) > 0 ? lower : undefined,
        upper: upper && top && compare(upper.value, top.value) < 0 ? upper : undefined,
      };
      return narrow(first, intervalOf(inside, undefined), scope);
    }
    case "abs":
      return narrow(first, union(target, negateDomain(target)), scope);
    case "round":
    case "floor":
    case "ceil":
      return narrow(first, unroundDomain(target, decimalsIn(term, scope)), scope);
  }
}

/** No argument of `min` lies below the result, and one equals it; `max` the other way round. */
function narrowExtreme({ name, args }: Pair<"call">, target: Domain, scope: Scope): boolean {
  const { lower, upper } = rangeOf(target);
  const beyond = intervalOf(name === "min" ? { lower, upper: undefined } : { lower: undefined, upper }, undefined);
  const deciding = args.filter((arg) => !isEmpty(intersect(evaluate(arg, scope), target)));
  if (deciding.length === 0) return false;
  return args.every((arg) => narrow(arg, deciding.length === 1 && arg === deciding[0] ? target : beyond, scope));
}

// ── branches, tables and equations ───────────────────────────────────────────────────────────────

/** A value that holds where all its conditions are as assumed. */
interface Branch {
  readonly assumptions: readonly (readonly [condition: Term, truth: boolean])[];
  readonly value: Term | ColumnDefinition;
}

const branchesOf = ({ condition, consequent, alternative }: Pair<"if">): Branch[] => [
  { assumptions: [[condition, true]], value: consequent },
  { assumptions: [[condition, false]], value: alternative },
];

/** Each exception where its condition holds, the rule itself where none does. */
const equationBranches = ({ exceptions, body }: Equation): Branch[] => [
  ...exceptions.map(({ condition, value }): Branch => ({ assumptions: [[condition, true]], value })),
  { assumptions: exceptions.map(({ condition }) => [condition, false]), value: body },
];

function evaluateBranch({ assumptions, value }: Branch, scope: Scope): Domain {
  const branch = assumptions.length > 0 ? scope.branch() : scope;
  if (!assumptions.every(([condition, truth]) => narrow(condition, only(truth), branch))) return EMPTY;
  return value.kind === "column" ? evaluateColumn(value, branch) : evaluate(value, branch);
}

function narrowBranches(branches: readonly Branch[], target: Domain, scope: Scope): boolean {
  const possible = branches.filter((branch) => !isEmpty(intersect(evaluateBranch(branch, scope), target)));
  const [branch] = possible;
  if (!branch) return false;
  if (possible.length > 1) return true;
  return (
    branch.assumptions.every(([condition, truth]) => narrow(condition, only(truth), scope)) &&
    (branch.value.kind === "column" ? narrowColumn(branch.value, target, scope) : narrow(branch.value, target, scope))
  );
}

/** All that a name can be. */
export const evaluateEquation = (equation: Equation, scope: Scope): Domain =>
  unionOf(equationBranches(equation).map((branch) => evaluateBranch(branch, scope)));

export const narrowEquation = (equation: Equation, target: Domain, scope: Scope): boolean =>
  narrowBranches(equationBranches(equation), target, scope);

/** The rows that can decide, with the scope in which each does. */
export function rowsThatCanDecide({ table }: ColumnDefinition, scope: Scope): (readonly [Row, Scope])[] {
  if (!scope.model.isReadable(table)) return [];
  const possible: (readonly [Row, Scope])[] = [];
  const certain: (readonly [Row, Scope])[] = [];
  for (const row of table.rows) {
    scope.model.work += 1;
    const branch = scope.branch();
    let holds = true;
    const canHold = table.inputs.every(({ name, type }, at) => {
      const test = row.tests[at];
      if (!test || test.kind === "any") return true;
      const domain = scope.get(name);
      holds &&= isEmpty(scope.model.passing(domain, test, type, false));
      return branch.narrow(name, scope.model.passing(domain, test, type));
    });
    if (!canHold) continue;
    possible.push([row, branch]);
    if (holds) certain.push([row, branch]);
    if (holds && table.policy === "first") return possible;
  }
  // Beside a row that holds for certain no other may hold: that would be an error, not a value.
  if (table.policy === "first" || certain.length === 0) return possible;
  return certain.length === 1 ? certain : [];
}

function resultIn(row: Row, column: number, scope: Scope): Domain {
  const result = row.results[column];
  return result ? evaluate(result, scope) : EMPTY;
}

export function evaluateColumn(definition: ColumnDefinition, scope: Scope): Domain {
  const results: Domain[] = [];
  for (const [row, branch] of rowsThatCanDecide(definition, scope))
    results.push(resultIn(row, definition.column, branch));
  return unionOf(results);
}

function narrowColumn(definition: ColumnDefinition, target: Domain, scope: Scope): boolean {
  const { table, column } = definition;
  const possible = rowsThatCanDecide(definition, scope).filter(
    ([row, branch]) => !isEmpty(intersect(resultIn(row, column, branch), target)),
  );
  const [decided] = possible;
  if (!decided) return false;
  const narrowed = table.inputs.every(({ name }) =>
    scope.narrow(name, unionOf(possible.map(([, branch]) => branch.get(name)))),
  );
  const result = decided[0].results[column];
  return narrowed && (possible.length > 1 || !result || narrow(result, target, scope));
}
