/**
 * A program in whole numbers, computed row by row with big integers: slow, and near enough to what
 * `whole.ts` says to be checked by eye. Faster evaluators and the lowering itself are tested with it.
 */
import type { Catalogue } from "../../catalogue/metric.ts";
import type { AgentMonth } from "../../ir/program.ts";
import { monthsIn } from "../../values/calendar.ts";
import { monthIndex } from "../../values/month.ts";
import { compare, multiply, type Rational, rational } from "../../values/rational.ts";
import type { Type } from "../../values/type.ts";
import { isRowError, type Value } from "../../values/value.ts";
import { floorDivide, larger, magnitude, smaller } from "../bounds.ts";
import {
  type Cause,
  DUPLICATE,
  type Flag,
  type Lowered,
  type Step,
  type Text,
  type Whole,
  type WholeProgram,
} from "../whole.ts";
import { integerOf } from "./ground-of-rows.ts";

/** What one step holds in one row. */
interface Held {
  readonly numerator: bigint;
  readonly denominator: bigint;
  readonly code: bigint;
  readonly holds: boolean;
  readonly text: string;
  readonly cause: number;
}
const NOTHING: Held = { numerator: 0n, denominator: 1n, code: 0n, holds: false, text: "", cause: 0 };
const failed = (cause: number): Held => ({ ...NOTHING, cause });

interface Row {
  readonly at: AgentMonth;
  readonly month: number;
  readonly isTwice: boolean;
  readonly held: Map<string, Held>;
}

export class Interpreter {
  readonly #program: WholeProgram;
  readonly #catalogue: Catalogue;
  readonly #params: ReadonlyMap<string, Rational>;
  readonly #rows: readonly Row[];
  readonly #byMonth: ReadonlyMap<number, Row[]>;

  constructor(
    program: WholeProgram,
    catalogue: Catalogue,
    rows: readonly AgentMonth[],
    params: ReadonlyMap<string, Rational>,
  ) {
    this.#program = program;
    this.#catalogue = catalogue;
    this.#params = params;
    const counts = Map.groupBy(rows, keyOf);
    this.#rows = rows.map((at) => ({
      at,
      month: monthIndex(at.month),
      isTwice: (counts.get(keyOf(at))?.length ?? 0) > 1,
      held: new Map(),
    }));
    this.#byMonth = Map.groupBy(this.#rows, ({ month }) => month);
    for (const step of program.steps) for (const row of this.#rows) row.held.set(step.name, this.#compute(step, row));
  }

  /** What a name of the scheme holds in each row. */
  column(name: string): (Value | Cause)[] {
    const step = this.#step(this.#program.names.get(name) ?? "");
    return this.#rows.map((row) => {
      const held = this.#of(row, step.name);
      const cause = this.#program.causes[held.cause - 1];
      return cause ?? valueIn(held, step);
    });
  }

  #step(name: string): Step {
    const step = this.#program.steps.find((each) => each.name === name);
    if (!step) throw new RangeError(`no step ${name}`);
    return step;
  }

  #of(row: Row, step: string): Held {
    if (row.isTwice) return failed(DUPLICATE);
    const held = row.held.get(step);
    if (!held) throw new RangeError(`${step} is read before it is computed`);
    return held;
  }

  #compute(step: Step, row: Row): Held {
    switch (step.kind) {
      case "row":
        return this.#lowered(step.value, row);
      case "window":
        return this.#window(step, row);
      case "streak":
        return this.#streak(step.condition, row);
      case "peers":
        return this.#peers(step, row);
    }
  }

  // ── one row ────────────────────────────────────────────────────────────────────────────────────

  #lowered(value: Lowered, row: Row): Held {
    const cause = Number(this.#whole(value.cause, row));
    switch (value.kind) {
      case "number":
        return {
          ...NOTHING,
          numerator: this.#whole(value.numerator, row),
          denominator: this.#whole(value.denominator, row),
          cause,
        };
      case "code":
        return { ...NOTHING, code: this.#whole(value.code, row), cause };
      case "truth":
        return { ...NOTHING, holds: this.#flag(value.holds, row), cause };
      case "text":
        return { ...NOTHING, text: this.#text(value.text, row), cause };
    }
  }

  /** @throws RangeError where an integer is not within its bounds */
  #whole(whole: Whole, row: Row): bigint {
    const value = this.#integer(whole, row);
    const { least, greatest } = whole;
    if ((least !== undefined && value < least) || (greatest !== undefined && value > greatest)) {
      throw new RangeError(`${whole.op} gives ${value}, not within ${least} and ${greatest}`);
    }
    return value;
  }

  #integer(whole: Whole, row: Row): bigint {
    const of = (part: Whole): bigint => this.#whole(part, row);
    switch (whole.op) {
      case "constant":
        return whole.value;
      case "input":
        return this.#input(whole, row);
      case "param": {
        const value = this.#params.get(whole.name);
        if (!value) throw new RangeError(`no value of ${whole.name}`);
        return multiply(value, rational(whole.scale)).numerator;
      }
      case "month":
        return BigInt(row.month);
      case "step": {
        const held = row.held.get(whole.step) ?? failed(0);
        return BigInt(held[whole.part]);
      }
      case "add":
        return of(whole.left) + of(whole.right);
      case "subtract":
        return of(whole.left) - of(whole.right);
      case "multiply":
        return of(whole.left) * of(whole.right);
      case "min":
        return smaller(of(whole.left), of(whole.right));
      case "max":
        return larger(of(whole.left), of(whole.right));
      case "floor-divide": {
        const divisor = of(whole.right);
        if (divisor <= 0n) throw new RangeError(`a divisor is ${divisor}`);
        return floorDivide(of(whole.left), divisor);
      }
      case "negate":
        return -of(whole.operand);
      case "absolute":
        return magnitude(of(whole.operand));
      case "choose": {
        const [then, otherwise] = [of(whole.then), of(whole.otherwise)];
        return this.#flag(whole.when, row) ? then : otherwise;
      }
    }
  }

  /** An absent cell holds anything within the bounds. */
  #input(whole: Whole & { op: "input" }, { at }: Row): bigint {
    const outcome = at.values.get(whole.metric);
    const metric = this.#catalogue.metrics.get(whole.metric);
    const places = this.#program.inputs.get(whole.metric)?.places ?? 0;
    if (outcome === undefined || isRowError(outcome) || !metric) return whole.greatest ?? whole.least ?? 0n;
    return integerOf(outcome, metric, places);
  }

  #flag(flag: Flag, row: Row): boolean {
    const of = (part: Whole): bigint => this.#whole(part, row);
    switch (flag.op) {
      case "constant":
        return flag.value;
      case "equal":
        return of(flag.left) === of(flag.right);
      case "less":
        return of(flag.left) < of(flag.right);
      case "less-or-equal":
        return of(flag.left) <= of(flag.right);
      case "and":
        return this.#flag(flag.left, row) && this.#flag(flag.right, row);
      case "or":
        return this.#flag(flag.left, row) || this.#flag(flag.right, row);
      case "not":
        return !this.#flag(flag.operand, row);
      case "input":
        return row.at.values.get(flag.metric) === true;
      case "absent": {
        const outcome = row.at.values.get(flag.metric);
        return outcome === undefined || isRowError(outcome);
      }
      case "invalid": {
        const outcome = row.at.values.get(flag.metric);
        return outcome !== undefined && isRowError(outcome);
      }
      case "step":
        return row.held.get(flag.step)?.holds ?? false;
      case "same-text":
        return this.#text(flag.left, row) === this.#text(flag.right, row);
    }
  }

  #text(text: Text, row: Row): string {
    switch (text.op) {
      case "constant":
        return text.value;
      case "input": {
        const outcome = row.at.values.get(text.metric);
        return typeof outcome === "string" ? outcome : "";
      }
      case "step":
        return row.held.get(text.step)?.text ?? "";
      case "choose":
        return this.#text(this.#flag(text.when, row) ? text.then : text.otherwise, row);
    }
  }

  // ── other rows ─────────────────────────────────────────────────────────────────────────────────

  #window(step: Step & { kind: "window" }, row: Row): Held {
    const { condition, operand, denominator, aggregate, causes } = step;
    const { first, last } = monthsIn(step.period, row.month);
    const months: Row[] = [];
    for (let month = first; month <= last; month += 1) {
      const past = this.#inMonth(row, month);
      if (past?.isTwice) return failed(DUPLICATE);
      const counts = past && condition !== undefined ? this.#of(past, condition) : { ...NOTHING, holds: true };
      if (counts.cause !== 0) return failed(counts.cause);
      if (past && counts.holds) months.push(past);
    }
    if (months.length < (step.atLeast ?? 0)) return failed(causes.tooFew);
    const number = BigInt(months.length);
    if (operand === undefined || aggregate === "months") return { ...NOTHING, numerator: number };
    const below = denominator === undefined ? [] : months.map((month) => this.#of(month, denominator));
    const above = months.map((month) => this.#of(month, operand));
    if (aggregate === "ratio") {
      const failing = below.find(({ cause }) => cause !== 0);
      if (failing) return failed(failing.cause);
      const divisor = sumOf(below);
      if (number === 0n) return failed(causes.empty);
      if (divisor === 0n) return failed(causes.zero);
      const other = above.find(({ cause }) => cause !== 0);
      if (other) return failed(other.cause);
      return { ...NOTHING, numerator: divisor < 0n ? -sumOf(above) : sumOf(above), denominator: magnitude(divisor) };
    }
    const failing = above.find(({ cause }) => cause !== 0);
    if (failing) return failed(failing.cause);
    if (aggregate === "count") return { ...NOTHING, numerator: BigInt(above.filter(({ holds }) => holds).length) };
    if (aggregate === "sum") return { ...NOTHING, numerator: sumOf(above) };
    const [head, ...rest] = above;
    if (!head) return failed(causes.empty);
    const wanted = aggregate === "max" ? 1 : -1;
    const best = rest.reduce((a, b) => (order(b, a) === wanted ? b : a), head);
    return { ...NOTHING, numerator: best.numerator, denominator: best.denominator };
  }

  #inMonth({ at }: Row, month: number): Row | undefined {
    return this.#byMonth.get(month)?.find((other) => other.at.agent === at.agent);
  }

  #streak(condition: string, row: Row): Held {
    let length = 0;
    for (let month: Row | undefined = row; month; month = this.#inMonth(row, row.month - length)) {
      const { cause, holds } = this.#of(month, condition);
      if (cause !== 0) return failed(cause);
      if (!holds) break;
      length += 1;
    }
    return { ...NOTHING, numerator: BigInt(length) };
  }

  #peers({ aggregate, operand, group }: Step & { kind: "peers" }, row: Row): Held {
    const own = this.#of(row, operand);
    const key = group.map((attribute) => this.#of(row, attribute));
    const failing = [own, ...key].find(({ cause }) => cause !== 0);
    if (failing) return failed(failing.cause);
    const found: Held[] = [];
    for (const peer of this.#byMonth.get(row.month) ?? []) {
      const look = (): Held | undefined => {
        for (const [at, attribute] of group.entries()) {
          const value = this.#of(peer, attribute);
          if (value.cause !== 0) return value;
          if (!isSame(value, key[at] ?? NOTHING)) return undefined;
        }
        return this.#of(peer, operand);
      };
      const looked = look();
      if (looked && looked.cause !== 0 && (aggregate === "sum" || aggregate === "count")) return failed(looked.cause);
      if (looked?.cause === 0) found.push(looked);
    }
    const number = BigInt(found.length);
    const many = (holds: (peer: Held) => boolean): bigint => BigInt(found.filter(holds).length);
    switch (aggregate) {
      case "rank":
        return { ...NOTHING, numerator: 1n + many((peer) => order(peer, own) > 0) };
      case "ranked":
        return { ...NOTHING, numerator: number };
      case "percentile":
        return { ...NOTHING, numerator: many((peer) => order(peer, own) <= 0), denominator: number };
      case "sum":
        return { ...NOTHING, numerator: sumOf(found) };
      case "average":
        return { ...NOTHING, numerator: sumOf(found), denominator: number };
      case "count":
        return { ...NOTHING, numerator: many(({ holds }) => holds) };
    }
  }
}

const keyOf = ({ agent, month }: AgentMonth): string => `${month} ${agent}`;
const sumOf = (all: readonly Held[]): bigint => all.reduce((sum, { numerator }) => sum + numerator, 0n);
const order = (a: Held, b: Held): number =>
  compare(rational(a.numerator, a.denominator), rational(b.numerator, b.denominator));
const isSame = (a: Held, b: Held): boolean =>
  a.text === b.text && a.code === b.code && a.holds === b.holds && order(a, b) === 0;

function valueIn(held: Held, step: Step): Value {
  if (step.kind !== "row") return rational(held.numerator, held.denominator);
  switch (step.value.kind) {
    case "number":
      return rational(held.numerator, held.denominator);
    case "truth":
      return held.holds;
    case "text":
      return held.text;
    case "code":
      return textOf(held.code, step.type);
  }
}

const DAY = 86_400_000;
const textOf = (code: bigint, type: Type): string =>
  type.kind === "choice" ? (type.values[Number(code)] ?? "") : new Date(Number(code) * DAY).toISOString().slice(0, 10);
