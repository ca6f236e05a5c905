/**
 * Makes expressions in whole numbers. Equal expressions are the same object; constants are folded,
 * and what bounds decide is decided here, so that only what data can change is left.
 */
import { LIMITS } from "../limits.ts";
import { greatestCommonDivisor } from "../values/rational.ts";
import { Beyond } from "./beyond.ts";
import {
  absoluteBounds,
  addBounds,
  bounds,
  ceilDivide,
  floorDivide,
  floorDivideBounds,
  hull,
  isNotNegative,
  maxBounds,
  minBounds,
  multiplyBounds,
  negateBounds,
} from "./bounds.ts";
import { decide, SHALLOW } from "./facts.ts";
import type { Bounds, Flag, Text, Whole } from "./whole.ts";

/** A node without its number and bounds. */
type Bare<Node> = Node extends unknown ? Omit<Node, "id" | "least" | "greatest"> : never;
type StepPart = (Whole & { op: "step" })["part"];

const LARGEST = 1n << BigInt(LIMITS.bits);

/** Of so few conditions each pair is looked at, which may show that they exclude one another. */
const FEW = 8;

export class Graph {
  readonly #nodes = new Map<string, Whole | Flag | Text>();
  readonly #conditions = new Map<string, Flag>();
  readonly zero: Whole;
  readonly one: Whole;
  readonly never: Flag;
  readonly always: Flag;

  constructor() {
    this.zero = this.constant(0n);
    this.one = this.constant(1n);
    this.never = this.truth(false);
    this.always = this.truth(true);
  }

  // ── integers ───────────────────────────────────────────────────────────────────────────────────

  constant(value: bigint): Whole {
    return this.#whole(`${value}`, { op: "constant", value }, bounds(value, value));
  }

  input(metric: string, within: Bounds): Whole {
    return this.#whole(`input ${metric}`, { op: "input", metric }, within);
  }

  param(name: string, scale: bigint, within: Bounds): Whole {
    return this.#whole(`param ${name}`, { op: "param", name, scale }, within);
  }

  month(within: Bounds): Whole {
    return this.#whole("month", { op: "month" }, within);
  }

  step(step: string, part: StepPart, within: Bounds): Whole {
    return this.#whole(`step ${part} ${step}`, { op: "step", step, part }, within);
  }

  add(left: Whole, right: Whole): Whole {
    if (left.op === "constant" && right.op === "constant") return this.constant(left.value + right.value);
    if (left.op === "constant") return this.add(right, left);
    if (right.op === "constant") {
      if (right.value === 0n) return left;
      if (left.op === "add" && left.right.op === "constant") {
        return this.add(left.left, this.constant(left.right.value + right.value));
      }
    }
    if (left.op === "negate") return this.subtract(right, left.operand);
    if (right.op === "negate") return this.subtract(left, right.operand);
    const [a, b] = right.op === "constant" || left.id <= right.id ? [left, right] : [right, left];
    return this.#pair("add", a, b, addBounds(a, b));
  }

  subtract(left: Whole, right: Whole): Whole {
    if (right.op === "constant") return this.add(left, this.constant(-right.value));
    if (left === right) return this.zero;
    if (left.op === "constant" && left.value === 0n) return this.negate(right);
    if (right.op === "negate") return this.add(left, right.operand);
    return this.#pair("subtract", left, right, addBounds(left, negateBounds(right)));
  }

  negate(operand: Whole): Whole {
    if (operand.op === "constant") return this.constant(-operand.value);
    if (operand.op === "negate") return operand.operand;
    if (operand.op === "subtract") return this.subtract(operand.right, operand.left);
    return this.#whole(`negate ${operand.id}`, { op: "negate", operand }, negateBounds(operand));
  }

  multiply(left: Whole, right: Whole): Whole {
    if (left.op === "constant" && right.op === "constant") return this.constant(left.value * right.value);
    if (left.op === "constant") return this.multiply(right, left);
    if (right.op === "constant") {
      if (right.value === 0n) return this.zero;
      if (right.value === 1n) return left;
      if (right.value === -1n) return this.negate(left);
      if (left.op === "negate") return this.multiply(left.operand, this.constant(-right.value));
      if (left.op === "multiply" && left.right.op === "constant") {
        return this.multiply(left.left, this.constant(left.right.value * right.value));
      }
      if (left.op === "choose" && left.then.op === "constant" && left.otherwise.op === "constant") {
        return this.choose(left.when, this.multiply(left.then, right), this.multiply(left.otherwise, right));
      }
    }
    const [a, b] = right.op === "constant" || left.id <= right.id ? [left, right] : [right, left];
    const within = a === b ? multiplyBounds(absoluteBounds(a), absoluteBounds(a)) : multiplyBounds(a, b);
    return this.#pair("multiply", a, b, within);
  }

  times(operand: Whole, factor: bigint): Whole {
    return this.multiply(operand, this.constant(factor));
  }

  min(left: Whole, right: Whole): Whole {
    if (left === right || isAtMost(left, right)) return left;
    if (isAtMost(right, left)) return right;
    const [a, b] = left.id <= right.id ? [left, right] : [right, left];
    return this.#pair("min", a, b, minBounds(a, b));
  }

  max(left: Whole, right: Whole): Whole {
    if (left === right || isAtMost(right, left)) return left;
    if (isAtMost(left, right)) return right;
    const [a, b] = left.id <= right.id ? [left, right] : [right, left];
    return this.#pair("max", a, b, maxBounds(a, b));
  }

  absolute(operand: Whole): Whole {
    if (isNotNegative(operand)) return operand;
    if (operand.greatest !== undefined && operand.greatest <= 0n) return this.negate(operand);
    return this.#whole(`absolute ${operand.id}`, { op: "absolute", operand }, absoluteBounds(operand));
  }

  /** The divisor is positive. */
  floorDivide(left: Whole, right: Whole): Whole {
    if (right.op === "constant") {
      if (right.value === 1n) return left;
      if (left.op === "constant") return this.constant(floorDivide(left.value, right.value));
      const divisor = contentOf(left, right.value);
      if (divisor > 1n) return this.floorDivide(this.#shrunk(left, divisor), this.constant(right.value / divisor));
    }
    return this.#pair("floor-divide", left, right, floorDivideBounds(left, right));
  }

  /** The remainder of a division by a positive constant, from 0 up. */
  modulo(left: Whole, divisor: bigint): Whole {
    const whole = this.times(this.floorDivide(left, this.constant(divisor)), divisor);
    return this.within(this.subtract(left, whole), bounds(0n, divisor - 1n));
  }

  choose(when: Flag, then: Whole, otherwise: Whole): Whole {
    if (when.op === "constant") return when.value ? then : otherwise;
    if (then === otherwise) return then;
    if (when.op === "not") return this.choose(when.operand, otherwise, then);
    if (then.op === "choose" && then.when === when) return this.choose(when, then.then, otherwise);
    if (otherwise.op === "choose" && otherwise.when === when) return this.choose(when, then, otherwise.otherwise);
    const key = `choose ${when.id} ${then.id} ${otherwise.id}`;
    return this.#whole(key, { op: "choose", when, then, otherwise }, hull(then, otherwise));
  }

  /** The same integer, of which more is known than interval arithmetic finds. */
  within(operand: Whole, { least, greatest }: Bounds): Whole {
    const isKnown =
      (least === undefined || (operand.least !== undefined && operand.least >= least)) &&
      (greatest === undefined || (operand.greatest !== undefined && operand.greatest <= greatest));
    if (isKnown || operand.op === "constant") return operand;
    const { id: _, least: from, greatest: to, ...bare } = operand;
    const tighter = bounds(
      from === undefined || (least !== undefined && least > from) ? least : from,
      to === undefined || (greatest !== undefined && greatest < to) ? greatest : to,
    );
    return this.#whole(`${operand.id} within ${tighter.least} ${tighter.greatest}`, bare, tighter);
  }

  // ── truths ─────────────────────────────────────────────────────────────────────────────────────

  truth(value: boolean): Flag {
    return this.#flag(`${value}`, { op: "constant", value });
  }

  inputFlag(metric: string): Flag {
    return this.#flag(`holds ${metric}`, { op: "input", metric });
  }

  absent(metric: string): Flag {
    return this.#flag(`absent ${metric}`, { op: "absent", metric });
  }

  invalid(metric: string): Flag {
    return this.#flag(`invalid ${metric}`, { op: "invalid", metric });
  }

  /** The truth that a step left; `holds` is what the step computes it from. */
  stepFlag(step: string, holds?: Flag): Flag {
    if (holds) this.#conditions.set(step, holds);
    return this.#flag(`holds step ${step}`, { op: "step", step });
  }

  conditionOf = (step: string): Flag | undefined => this.#conditions.get(step);

  equal(left: Whole, right: Whole): Flag {
    if (left === right) return this.always;
    if (isBelow(left, right) || isBelow(right, left)) return this.never;
    if (left.op === "constant" && right.op === "constant") return this.truth(left.value === right.value);
    if (left.op === "constant") return this.equal(right, left);
    if (right.op === "constant") {
      const simpler = this.#throughConstants(left, (value) => value === right.value);
      if (simpler) return simpler;
      if (left.op === "add" && left.right.op === "constant") {
        return this.equal(left.left, this.constant(right.value - left.right.value));
      }
      const factor = contentOf(left, 0n);
      if (factor > 1n) {
        if (right.value % factor !== 0n) return this.never;
        return this.equal(this.#shrunk(left, factor), this.constant(right.value / factor));
      }
    }
    const [a, b] = right.op === "constant" || left.id <= right.id ? [left, right] : [right, left];
    return this.#comparison("equal", a, b);
  }

  /** Beside a constant a comparison is always `less(x, constant)` or `atMost(constant, x)`. */
  less(left: Whole, right: Whole): Flag {
    if (left === right || isAtMost(right, left)) return this.never;
    if (isBelow(left, right)) return this.always;
    if (left.op === "constant") return this.atMost(this.constant(left.value + 1n), right);
    if (right.op === "constant") return this.#lessThan(left, right.value);
    const divisor = greatestCommonDivisor(contentOf(left, 0n), contentOf(right, 0n));
    if (divisor > 1n) return this.less(this.#shrunk(left, divisor), this.#shrunk(right, divisor));
    return this.#comparison("less", left, right);
  }

  #lessThan(left: Whole, limit: bigint): Flag {
    const simpler = this.#throughConstants(left, (value) => value < limit);
    if (simpler) return simpler;
    if (left.op === "negate") return this.atMost(this.constant(1n - limit), left.operand);
    if (left.op === "add" && left.right.op === "constant") {
      return this.less(left.left, this.constant(limit - left.right.value));
    }
    const factor = contentOf(left, 0n);
    if (factor > 1n) return this.less(this.#shrunk(left, factor), this.constant(ceilDivide(limit, factor)));
    return this.#comparison("less", left, this.constant(limit));
  }

  atMost(left: Whole, right: Whole): Flag {
    return left.op === "constant" || right.op === "constant"
      ? this.#atMostConstant(left, right)
      : this.#atMostOther(left, right);
  }

  #atMostConstant(left: Whole, right: Whole): Flag {
    if (isAtMost(left, right)) return this.always;
    if (isBelow(right, left)) return this.never;
    if (right.op === "constant") return this.less(left, this.constant(right.value + 1n));
    if (left.op !== "constant") return this.#comparison("less-or-equal", left, right);
    const below = this.less(right, left);
    // `less` has simplified; where it is still a comparison with a constant, say it the other way round.
    return this.not(below);
  }

  #atMostOther(left: Whole, right: Whole): Flag {
    return this.not(this.less(right, left));
  }

  not(operand: Flag): Flag {
    switch (operand.op) {
      case "constant":
        return this.truth(!operand.value);
      case "not":
        return operand.operand;
      case "less":
        return this.#comparison("less-or-equal", operand.right, operand.left);
      case "less-or-equal":
        return this.#comparison("less", operand.right, operand.left);
      default:
        return this.#flag(`not ${operand.id}`, { op: "not", operand });
    }
  }

  and(left: Flag, right: Flag): Flag {
    if (left.op === "constant") return left.value ? right : left;
    if (right.op === "constant") return right.value ? left : right;
    const known = decide(right, [left], this.conditionOf, SHALLOW);
    if (known !== undefined) return known ? left : this.never;
    if (decide(left, [right], this.conditionOf, SHALLOW) === true) return right;
    const [a, b] = left.id <= right.id ? [left, right] : [right, left];
    return this.#flag(`and ${a.id} ${b.id}`, { op: "and", left: a, right: b });
  }

  or(left: Flag, right: Flag): Flag {
    if (left.op === "constant") return left.value ? left : right;
    if (right.op === "constant") return right.value ? right : left;
    const known = decide(right, [this.not(left)], this.conditionOf, SHALLOW);
    if (known !== undefined) return known ? this.always : left;
    if (decide(left, [this.not(right)], this.conditionOf, SHALLOW) === false) return right;
    const [a, b] = left.id <= right.id ? [left, right] : [right, left];
    return this.#flag(`or ${a.id} ${b.id}`, { op: "or", left: a, right: b });
  }

  /** Whether at least one holds; in halves, so that many nest only a little. */
  any(flags: readonly Flag[]): Flag {
    if (flags.length <= 1) return flags[0] ?? this.never;
    const middle = flags.length >> 1;
    return this.or(this.any(flags.slice(0, middle)), this.any(flags.slice(middle)));
  }

  /** Whether at least two hold. */
  anyTwo(flags: readonly Flag[]): Flag {
    if (flags.length <= FEW) {
      return this.any(flags.flatMap((flag, at) => flags.slice(at + 1).map((other) => this.and(flag, other))));
    }
    const middle = flags.length >> 1;
    const [some, others] = [flags.slice(0, middle), flags.slice(middle)];
    return this.any([this.anyTwo(some), this.anyTwo(others), this.and(this.any(some), this.any(others))]);
  }

  chooseFlag(when: Flag, then: Flag, otherwise: Flag): Flag {
    if (then === otherwise) return then;
    return this.or(this.and(when, then), this.and(this.not(when), otherwise));
  }

  // ── texts ──────────────────────────────────────────────────────────────────────────────────────

  text(value: string): Text {
    return this.#text(`"${value}`, { op: "constant", value });
  }

  inputText(metric: string): Text {
    return this.#text(`text ${metric}`, { op: "input", metric });
  }

  stepText(step: string): Text {
    return this.#text(`text step ${step}`, { op: "step", step });
  }

  chooseText(when: Flag, then: Text, otherwise: Text): Text {
    if (when.op === "constant") return when.value ? then : otherwise;
    if (then === otherwise) return then;
    return this.#text(`choose text ${when.id} ${then.id} ${otherwise.id}`, { op: "choose", when, then, otherwise });
  }

  sameText(left: Text, right: Text): Flag {
    if (left === right) return this.always;
    if (left.op === "constant" && right.op === "constant") return this.never;
    const [a, b] =
      right.op === "constant" || (left.op !== "constant" && left.id <= right.id) ? [left, right] : [right, left];
    return this.#flag(`same ${a.id} ${b.id}`, { op: "same-text", left: a, right: b });
  }

  // ── making ─────────────────────────────────────────────────────────────────────────────────────

  #pair(
    op: "add" | "subtract" | "multiply" | "min" | "max" | "floor-divide",
    left: Whole,
    right: Whole,
    within: Bounds,
  ): Whole {
    return this.#whole(`${op} ${left.id} ${right.id}`, { op, left, right }, within);
  }

  #comparison(op: "equal" | "less" | "less-or-equal", left: Whole, right: Whole): Flag {
    return this.#flag(`${op} ${left.id} ${right.id}`, { op, left, right });
  }

  /** A truth about a choice between constants is its condition, or the contrary, or known. */
  #throughConstants(operand: Whole, holds: (value: bigint) => boolean): Flag | undefined {
    if (operand.op !== "choose" || operand.then.op !== "constant" || operand.otherwise.op !== "constant")
      return undefined;
    const [then, otherwise] = [holds(operand.then.value), holds(operand.otherwise.value)];
    if (then === otherwise) return this.truth(then);
    return then ? operand.when : this.not(operand.when);
  }

  /** `operand / divisor`, which divides its content. */
  #shrunk(operand: Whole, divisor: bigint): Whole {
    if (operand.op === "constant") return this.constant(operand.value / divisor);
    if (operand.op !== "multiply" || operand.right.op !== "constant") return operand;
    return this.multiply(operand.left, this.constant(operand.right.value / divisor));
  }

  #whole(key: string, bare: Bare<Whole>, within: Bounds): Whole {
    const known = this.#nodes.get(key) as Whole | undefined;
    if (known) return known;
    const { least, greatest } = within;
    if (least !== undefined && least === greatest && bare.op !== "constant") return this.constant(least);
    if ((least !== undefined && least <= -LARGEST) || (greatest !== undefined && greatest >= LARGEST)) {
      throw new Beyond("数可能过大", "a number may become too large");
    }
    const node = { ...bare, ...bounds(least, greatest), id: this.#nodes.size } as Whole;
    this.#nodes.set(key, node);
    return node;
  }

  #flag(key: string, bare: Bare<Flag>): Flag {
    const known = this.#nodes.get(key) as Flag | undefined;
    if (known) return known;
    const node = { ...bare, id: this.#nodes.size } as Flag;
    this.#nodes.set(key, node);
    return node;
  }

  #text(key: string, bare: Bare<Text>): Text {
    const known = this.#nodes.get(key) as Text | undefined;
    if (known) return known;
    const node = { ...bare, id: this.#nodes.size } as Text;
    this.#nodes.set(key, node);
    return node;
  }
}

const isAtMost = (a: Bounds, b: Bounds): boolean =>
  a.greatest !== undefined && b.least !== undefined && a.greatest <= b.least;
const isBelow = (a: Bounds, b: Bounds): boolean =>
  a.greatest !== undefined && b.least !== undefined && a.greatest < b.least;

/** The constant that the integer is plainly a multiple of, as far as it divides `other` (0: all of it). */
function contentOf(operand: Whole, other: bigint): bigint {
  if (operand.op === "constant") return greatestCommonDivisor(operand.value, other);
  if (operand.op !== "multiply" || operand.right.op !== "constant") return 1n;
  return greatestCommonDivisor(operand.right.value, other);
}
