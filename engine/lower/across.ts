/**
 * What looks at other rows becomes a step of its own: operands and conditions are steps, too, which
 * hold in each row what they give there, and a window looks at their columns in other rows.
 */
import type { PeersTerm, Term, WindowAggregate, WindowTerm } from "../ir/term.ts";
import type { Period } from "../syntax/ast.ts";
import { divide, ONE, type Rational, rational, ZERO } from "../values/rational.ts";
import { PLAIN_NUMBER } from "../values/type.ts";
import { Beyond } from "./beyond.ts";
import { absoluteBounds, hull, isNotNegative, isPositive, multiplyBounds, negateBounds } from "./bounds.ts";
import { hullOfRanges, quotientRange, type Range } from "./range.ts";
import type { Scope } from "./scope.ts";
import { amountOf, unknownType, type Value } from "./value.ts";
import type { Bounds, Lowered } from "./whole.ts";

/** What a step leaves: `factor · numerator / denominator`. */
interface Left {
  readonly numerator: Bounds;
  readonly denominator?: Bounds;
  readonly factor?: Rational;
  readonly range?: Range;
}

const NOTHING: Bounds = { least: 0n, greatest: 0n };
const ONE_ONLY: Bounds = { least: 1n, greatest: 1n };
const QUARTER = 3;
const YEAR = 12;

const upTo = (greatest: number): Bounds => ({ least: 0n, greatest: BigInt(greatest) });
const from1To = (greatest: number): Bounds => ({ least: 1n, greatest: BigInt(Math.max(1, greatest)) });
/** The most months a window holds. */
function lengthOf(period: Period): number {
  if (period.kind === "months") return period.count;
  return period.unit === "month" ? 1 : period.unit === "quarter" ? QUARTER : YEAR;
}

const neverFails = ({ cause }: Lowered): boolean => cause.op === "constant" && cause.value === 0n;

/** A number whose denominator is the same in every row. */
function scaled(value: Lowered): { numerator: Bounds; scale: bigint } {
  if (value.kind === "number" && value.denominator.op === "constant") {
    return { numerator: value.numerator, scale: value.denominator.value };
  }
  throw new Beyond("分母不同的商不能逐月或逐人相加", "quotients with different denominators are not added across rows");
}

const leftIn = (
  name: string,
  { numerator, denominator, factor, range }: Left,
  fails: boolean,
  { values }: Scope,
): Value => {
  const { graph, amounts } = values;
  const amount = amounts.of(
    graph.step(name, "numerator", numerator),
    factor,
    denominator && graph.step(name, "denominator", denominator),
    range,
  );
  return values.number(amount, fails ? values.causeLeftBy(name) : values.sound);
};

// ── windows ──────────────────────────────────────────────────────────────────────────────────────

export function lowerWindow(term: WindowTerm, scope: Scope): Value {
  const { aggregate, operand } = term;
  if (aggregate !== "average") return lowerLook({ ...term, aggregate }, scope);
  return operand ? lowerAverage(term, operand, scope) : lowerLook({ ...term, aggregate: "months" }, scope);
}

/** A sum over the number of months, which other names often ask for as well. */
function lowerAverage({ atLeast, ...term }: WindowTerm, operand: Term, scope: Scope): Value {
  const { values, owner } = scope;
  const { amounts } = values;
  const { operand: _, ...look } = term;
  const sum = lowerLook({ ...term, aggregate: "sum", ...(atLeast !== undefined && { atLeast }) }, scope);
  const months = lowerLook({ ...look, aggregate: "months" }, scope);
  const { quotient, zero } = amounts.divide(amountOf(sum), amountOf(months), []);
  const empty = mayBeEmpty(term) ? values.causeWhere(zero, "empty-window", owner) : values.sound;
  const range = rangeOf(scope.stepOf(operand).value);
  const amount = quotient.flatMap((each) => amounts.of(each.numerator, each.factor, each.denominator, range));
  return values.number(amount, values.first(sum.cause, empty));
}

const mayBeEmpty = ({ condition, period }: Pick<WindowTerm, "condition" | "period">): boolean =>
  condition !== undefined || !(period.which === "last" || period.which === "this");

/** Where an average of such numbers lies; of none it is 0. */
function rangeOf(operand: Lowered): Range {
  if (operand.kind !== "number") throw unknownType();
  return hullOfRanges({ least: ZERO, greatest: ZERO }, quotientRange(operand.numerator, operand.denominator));
}

/** An average is a sum over a number of months. */
type LookAggregate = Exclude<WindowAggregate, "average">;

function lowerLook(term: WindowTerm & { readonly aggregate: LookAggregate }, scope: Scope): Value {
  const { aggregate, period, atLeast, rate } = term;
  const { values, ground, owner } = scope;
  const condition = term.condition && scope.stepOf(term.condition);
  const operand = rate ? scope.stepOfCell(rate.numerator) : term.operand && scope.stepOf(term.operand);
  const denominator = rate && scope.stepOfCell(rate.denominator);
  const left = leftByWindow(aggregate, operand?.value, denominator?.value, lengthOf(period));
  const failsEmpty = !EMPTY_IS_ZERO.has(aggregate) && mayBeEmpty(term);
  const divides = denominator?.value.kind === "number" && !isPositive(denominator.value.numerator);
  const looksAt = [operand, denominator, condition].flatMap((each) => (each ? [each.value] : []));
  const fails = !ground.unique || !looksAt.every(neverFails) || (atLeast ?? 0) > 0 || failsEmpty || divides;
  const step = scope.addAcross((name) => ({
    name,
    type: term.type,
    kind: "window",
    aggregate,
    period,
    ...(operand && { operand: operand.step }),
    ...(denominator && { denominator: denominator.step }),
    ...(condition && { condition: condition.step }),
    ...(atLeast !== undefined && { atLeast }),
    causes: {
      empty: values.placeOf("empty-window", owner),
      tooFew: values.placeOf("too-few-months", owner),
      zero: values.placeOf("division-by-zero", owner),
    },
    fails,
  }));
  return leftIn(step, left, fails, scope);
}

const EMPTY_IS_ZERO: ReadonlySet<WindowAggregate> = new Set(["sum", "count", "months"]);

function leftByWindow(
  aggregate: LookAggregate,
  operand: Lowered | undefined,
  denominator: Lowered | undefined,
  most: number,
): Left {
  if (!operand || aggregate === "count" || aggregate === "months") return { numerator: upTo(most) };
  switch (aggregate) {
    case "sum":
      return sumOf(operand, most);
    case "min":
    case "max": {
      if (operand.kind !== "number") throw unknownType();
      if (operand.denominator.op !== "constant") {
        return { numerator: hull(NOTHING, operand.numerator), denominator: hull(ONE_ONLY, operand.denominator) };
      }
      return { numerator: hull(NOTHING, operand.numerator), factor: rational(1n, operand.denominator.value) };
    }
    case "ratio": {
      if (!denominator) throw unknownType();
      const [above, below] = [sumOf(operand, most), sumOf(denominator, most)];
      const signed = hull(above.numerator, negateBounds(above.numerator));
      return {
        numerator: !isNotNegative(below.numerator) ? signed : above.numerator,
        denominator: { ...hull(ONE_ONLY, absoluteBounds(below.numerator)), least: 1n },
        factor: divide(above.factor ?? ONE, below.factor ?? ONE),
      };
    }
  }
}

function sumOf(operand: Lowered, most: number): Left {
  const { numerator, scale } = scaled(operand);
  return { numerator: hull(NOTHING, multiplyBounds(numerator, from1To(most))), factor: rational(1n, scale) };
}

// ── streaks ──────────────────────────────────────────────────────────────────────────────────────

export function lowerStreak(condition: Term, scope: Scope): Value {
  const { ground } = scope;
  const { step: looked, value } = scope.stepOf(condition);
  const fails = !ground.unique || !neverFails(value);
  const step = scope.addAcross((name) => ({ name, type: PLAIN_NUMBER, kind: "streak", condition: looked, fails }));
  return leftIn(step, { numerator: upTo(ground.months.greatest - ground.months.least + 1) }, fails, scope);
}

// ── peers ────────────────────────────────────────────────────────────────────────────────────────

export function lowerPeers({ aggregate, operand, group, type }: PeersTerm, scope: Scope): Value {
  const { ground } = scope;
  const ranked = scope.stepOf(operand);
  const attributes = group.map((attribute) => scope.stepOf(attribute));
  const fails = !ground.unique || ![ranked, ...attributes].every(({ value }) => neverFails(value));
  const step = scope.addAcross((name) => ({
    name,
    type,
    kind: "peers",
    aggregate,
    operand: ranked.step,
    group: attributes.map((attribute) => attribute.step),
    fails,
  }));
  return leftIn(step, leftByPeers(aggregate, ranked.value, ground.agents), fails, scope);
}

function leftByPeers(aggregate: PeersTerm["aggregate"], operand: Lowered, agents: number): Left {
  switch (aggregate) {
    case "rank":
    case "ranked":
    case "count":
      return { numerator: upTo(agents) };
    case "percentile":
      return { numerator: upTo(agents), denominator: from1To(agents) };
    case "sum":
      return sumOf(operand, agents);
    case "average":
      return { ...sumOf(operand, agents), denominator: from1To(agents), range: rangeOf(operand) };
  }
}
