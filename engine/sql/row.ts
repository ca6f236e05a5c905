/** Expressions in whole numbers as expressions of a query: what looks at nothing but its own row. */
import { type Node, operandsOf } from "../lower/nodes.ts";
import type { Cause, Flag, Lowered, Step, Text, Whole } from "../lower/whole.ts";
import type { Rational } from "../values/rational.ts";
import type { Cell } from "./cells.ts";
import type { Dialect } from "./dialect.ts";
import type { Sql, Write } from "./expression.ts";
import type { Arithmetic, Case, Integer, Truth } from "./integer.ts";

/** What a step left in each row; as `Lowered`. */
export interface Left {
  readonly cause: Integer;
  /** Of a number; also a choice's or date's code. */
  readonly numerator?: Integer;
  readonly denominator?: Integer;
  readonly holds?: Truth;
  readonly text?: Sql;
  /** False where it is the same for every row of a month, so that a row that stands twice has it, too. */
  readonly looksAtRow?: boolean;
}

/** What every row has. */
export interface Ground {
  readonly sql: Write;
  readonly dialect: Dialect;
  readonly arithmetic: Arithmetic;
  readonly agent: Sql;
  /** Months since year 0, as the database counts. */
  readonly month: Sql;
  /** Whether the agent has another row in the month. */
  readonly isTwice: Sql;
  readonly cells: ReadonlyMap<string, Cell>;
  readonly params: ReadonlyMap<string, Rational>;
  readonly causes: readonly Cause[];
  readonly mostMonth: bigint;
}

type Made = Integer | Truth | Sql;

/** The cause after the program's own: a row of another agent stands twice. */
export const peerTwice = (causes: readonly Cause[]): number => causes.length + 1;

/**
 * A cause is its place among the program's; where it stands for whatever a cell holds, the cell's
 * own error times this is added, so that a later month still knows which.
 */
export const causesBase = (causes: readonly Cause[]): bigint => BigInt(causes.length + 2);

export class Row {
  readonly ground: Ground;
  readonly #left: ReadonlyMap<string, Left>;
  readonly #made = new Map<Node, Made>();
  readonly #causes = new Map<Whole, Integer>();

  /** `left` may still grow: each step is there before it is looked at. */
  constructor(ground: Ground, left: ReadonlyMap<string, Left>) {
    this.ground = ground;
    this.#left = left;
  }

  left(step: string): Left {
    const left = this.#left.get(step);
    if (!left) throw new TypeError(`the step ${step} comes later`);
    return left;
  }

  lowered(lowered: Lowered): Left {
    const cause = this.#cause(lowered.cause);
    switch (lowered.kind) {
      case "number":
        return { cause, numerator: this.whole(lowered.numerator), denominator: this.whole(lowered.denominator) };
      case "code":
        return { cause, numerator: this.whole(lowered.code) };
      case "truth":
        return { cause, holds: this.flag(lowered.holds) };
      case "text":
        return { cause, text: this.#text(lowered.text) };
    }
  }

  whole(whole: Whole): Integer {
    return this.#make(whole) as Integer;
  }

  flag(flag: Flag): Truth {
    return this.#make(flag) as Truth;
  }

  #text(text: Text): Sql {
    return this.#make(text) as Sql;
  }

  /** Operands first and without recursion: a table of thousands of rows is a deep expression. */
  #make(node: Node): Made {
    const waiting: Node[] = [node];
    for (let next = waiting.at(-1); next; next = waiting.at(-1)) {
      const missing = this.#made.has(next) ? [] : operandsOf(next).filter((each) => !this.#made.has(each));
      if (missing.length > 0) waiting.push(...missing);
      else {
        if (!this.#made.has(next)) this.#made.set(next, this.#render(next));
        waiting.pop();
      }
    }
    const made = this.#made.get(node);
    if (made === undefined) throw new TypeError("an operand is missing");
    return made;
  }

  #render(node: Node): Made {
    const { arithmetic, sql } = this.ground;
    switch (node.op) {
      case "constant":
        if (typeof node.value === "bigint") return arithmetic.constant(node.value);
        if (typeof node.value === "string") return sql`${this.ground.dialect.literal(node.value)}`;
        return { sql: sql`${node.value ? "(1 = 1)" : "(1 = 0)"}`, partial: false };
      case "input":
        return this.#input(node);
      case "param":
        return arithmetic.constant(scaled(this.ground.params.get(node.name), node.scale));
      case "month":
        return arithmetic.known(this.ground.dialect.fromCount(sql, this.ground.month), 0n, this.ground.mostMonth);
      case "step":
        return this.#step(node);
      case "add":
        return arithmetic.add(this.whole(node.left), this.whole(node.right));
      case "subtract":
        return arithmetic.subtract(this.whole(node.left), this.whole(node.right));
      case "multiply":
        return arithmetic.multiply(this.whole(node.left), this.whole(node.right));
      case "floor-divide":
        return arithmetic.floorDivide(this.whole(node.left), this.whole(node.right));
      case "min":
        return arithmetic.min(this.whole(node.left), this.whole(node.right));
      case "max":
        return arithmetic.max(this.whole(node.left), this.whole(node.right));
      case "negate":
        return arithmetic.negate(this.whole(node.operand));
      case "absolute":
        return arithmetic.absolute(this.whole(node.operand));
      case "choose":
        return this.#choose(node);
      case "equal":
        return arithmetic.equal(this.whole(node.left), this.whole(node.right));
      case "less":
        return arithmetic.less(this.whole(node.left), this.whole(node.right));
      case "less-or-equal":
        return arithmetic.lessOrEqual(this.whole(node.left), this.whole(node.right));
      case "and":
      case "or": {
        const [left, right] = [this.flag(node.left), this.flag(node.right)];
        const operator = node.op === "and" ? "AND" : "OR";
        return { sql: sql`(${left.sql} ${operator} ${right.sql})`, partial: left.partial || right.partial };
      }
      case "not": {
        const { sql: operand, partial } = this.flag(node.operand);
        return { sql: sql`(NOT ${operand})`, partial };
      }
      case "absent": {
        const { blank, error } = this.#cell(node.metric);
        return { sql: sql`(${blank} OR ${error} <> 0)`, partial: false };
      }
      case "invalid":
        return { sql: sql`(${this.#cell(node.metric).error} <> 0)`, partial: false };
      case "same-text":
        return { sql: sql`(${this.#text(node.left)} = ${this.#text(node.right)})`, partial: false };
    }
  }

  #cell(metric: string): Cell {
    const cell = this.ground.cells.get(metric);
    if (!cell) throw new TypeError(`the metric ${metric} is not read`);
    return cell;
  }

  #input(node: Node & { op: "input" }): Made {
    const { number, truth, text } = this.#cell(node.metric);
    if (number) return number;
    if (truth) return { sql: truth, partial: false };
    if (text) return text;
    throw new TypeError(`the metric ${node.metric} has no value`);
  }

  #step(node: Node & { op: "step" }): Made {
    const left = this.left(node.step);
    if (!("part" in node)) {
      const made = left.holds ?? left.text;
      if (made) return made;
    } else {
      if (node.part === "cause") return left.cause;
      const number = node.part === "denominator" ? left.denominator : left.numerator;
      if (number) return number;
    }
    throw new TypeError(`the step ${node.step} leaves nothing of the kind`);
  }

  #choose(node: Node & { op: "choose" }): Made {
    const { sql, arithmetic } = this.ground;
    const when = this.flag(node.when);
    const [then, otherwise] = [this.#make(node.then), this.#make(node.otherwise)];
    if ("least" in then && "least" in otherwise) return arithmetic.choose([{ when, value: then }], otherwise);
    if (!("id" in then && "id" in otherwise)) throw new TypeError("a choice is between values of one kind");
    const unknown = when.partial ? [" WHEN ", when.sql, " IS NULL THEN NULL"] : [];
    return sql`CASE${unknown} WHEN ${when.sql} THEN ${then} ELSE ${otherwise} END`;
  }

  /** As any integer, but a constant for what a cell holds becomes what the cell holds. */
  #cause(whole: Whole): Integer {
    const known = this.#causes.get(whole) ?? this.#renderCause(whole);
    this.#causes.set(whole, known);
    return known;
  }

  #renderCause(whole: Whole): Integer {
    const { arithmetic, sql, dialect } = this.ground;
    if (whole.op === "constant") {
      const cause = this.ground.causes[Number(whole.value) - 1];
      if (cause?.code !== "cell") return arithmetic.constant(whole.value);
      const error = arithmetic.known(dialect.fromCount(sql, this.#cell(cause.name).error), 0n, MOST_CELL_ERRORS);
      const base = arithmetic.constant(causesBase(this.ground.causes));
      return arithmetic.add(arithmetic.constant(whole.value), arithmetic.multiply(base, error));
    }
    if (whole.op !== "choose") return this.whole(whole);
    const cases: Case[] = [];
    let rest: Whole = whole;
    for (; rest.op === "choose"; rest = rest.otherwise) {
      cases.push({ when: this.flag(rest.when), value: this.#cause(rest.then) });
    }
    return arithmetic.choose(cases, this.#cause(rest));
  }
}

export const MOST_CELL_ERRORS = 15n;

/** Whether the value comes from the row, and not from constants and the month alone. */
export function looksAtRow(step: Step): boolean {
  if (step.kind !== "row") return true;
  const { value } = step;
  const seen = new Set<Node>([value.cause]);
  if (value.kind === "number") seen.add(value.numerator).add(value.denominator);
  else seen.add(value.kind === "code" ? value.code : value.kind === "truth" ? value.holds : value.text);
  for (const node of seen) {
    const operands = operandsOf(node);
    if (operands.length === 0 && node.op !== "constant" && node.op !== "month") return true;
    for (const operand of operands) seen.add(operand);
  }
  return false;
}

function scaled(value: Rational | undefined, scale: bigint): bigint {
  if (!value || (value.numerator * scale) % value.denominator !== 0n)
    throw new TypeError("a param is not whole at its scale");
  return (value.numerator * scale) / value.denominator;
}
