/**
 * A program in whole numbers: what `batch` and `sql` compute with. Every number is a quotient of two
 * integers whose scale is known beforehand (2.35 CNY is 235 over 100), so that machines that know
 * only integers compute exactly what the reference does. Expressions over one agent-month are
 * directed graphs: equal expressions are the same object, so each is computed once.
 *
 * Whether an integer fits a machine's numbers is not decided here: every expression says between
 * which bounds it lies, and each machine refuses what is too large for it.
 */

import type { Localized } from "../diagnostics/localized.ts";
import type { PeersAggregate, WindowAggregate } from "../ir/term.ts";
import type { Period } from "../syntax/ast.ts";
import type { Type } from "../values/type.ts";
import type { RowErrorCode } from "../values/value.ts";

/** Bounds of an integer; an absent end is not known. */
export interface Bounds {
  readonly least?: bigint;
  readonly greatest?: bigint;
}

/** An integer of one agent-month. */
export type Whole = Bounds & { readonly id: number } & (
    | { readonly op: "constant"; readonly value: bigint }
    /**
     * What the row holds: a number times 10^places, a choice's place in its type's values, a date as
     * days since 1970-01-01. Unspecified where the cell is `absent`.
     */
    | { readonly op: "input"; readonly metric: string }
    /** A param's value times its scale; a slot that can be set without building anything anew. */
    | { readonly op: "param"; readonly name: string; readonly scale: bigint }
    /** Months since year 0 of the row. */
    | { readonly op: "month" }
    /** What an earlier step left in its column; unspecified where that step failed. */
    | { readonly op: "step"; readonly step: string; readonly part: "numerator" | "denominator" | "code" | "cause" }
    | {
        readonly op: "add" | "subtract" | "multiply" | "min" | "max";
        readonly left: Whole;
        readonly right: Whole;
      }
    /** Towards minus infinity; the divisor is positive. */
    | { readonly op: "floor-divide"; readonly left: Whole; readonly right: Whole }
    | { readonly op: "negate" | "absolute"; readonly operand: Whole }
    /** Both sides may be computed: neither can trap. */
    | { readonly op: "choose"; readonly when: Flag; readonly then: Whole; readonly otherwise: Whole }
  );

/** A truth of one agent-month. */
export type Flag = { readonly id: number } & (
  | { readonly op: "constant"; readonly value: boolean }
  | { readonly op: "equal" | "less" | "less-or-equal"; readonly left: Whole; readonly right: Whole }
  | { readonly op: "and" | "or"; readonly left: Flag; readonly right: Flag }
  | { readonly op: "not"; readonly operand: Flag }
  /** A truth value that the row holds; unspecified where the cell is `absent`. */
  | { readonly op: "input"; readonly metric: string }
  /** Blank, or no permitted value. */
  | { readonly op: "absent"; readonly metric: string }
  /** No permitted value: the cell holds a row error of its own. */
  | { readonly op: "invalid"; readonly metric: string }
  | { readonly op: "step"; readonly step: string }
  | { readonly op: "same-text"; readonly left: Text; readonly right: Text }
);

/** A free text of one agent-month: it may only be compared for equality and grouped by. */
export type Text = { readonly id: number } & (
  | { readonly op: "constant"; readonly value: string }
  | { readonly op: "input"; readonly metric: string }
  | { readonly op: "step"; readonly step: string }
  | { readonly op: "choose"; readonly when: Flag; readonly then: Text; readonly otherwise: Text }
);

/**
 * A value and why it may be missing. `cause` is 0 where there is a value, else a place (from 1) in
 * the program's `causes`; the value is then unspecified.
 */
export type Lowered = { readonly type: Type; readonly cause: Whole } & (
  | { readonly kind: "number"; readonly numerator: Whole /** Positive. */; readonly denominator: Whole }
  /** A choice or a date. */
  | { readonly kind: "code"; readonly code: Whole }
  | { readonly kind: "truth"; readonly holds: Flag }
  | { readonly kind: "text"; readonly text: Text }
);

/**
 * One column more for every agent-month. `row` looks at nothing but the row and earlier columns;
 * the others look at earlier columns in other rows, which they name, and leave a number in whole
 * numbers:
 *
 * | step | numerator | denominator |
 * |---|---|---|
 * | window or peers `sum` | the sum of the operand's numerators | absent |
 * | peers `average` | the same sum | how many were added |
 * | window `min`, `max` | the numerator of that month | its denominator, where the operand's is no constant |
 * | window `ratio` | sum of the operand's numerators, negated where that of the denominators is negative | sum of the denominator's numerators, without its sign |
 * | window `count`, `months`; `streak`; peers `rank`, `ranked`, `count` | how many | absent |
 * | peers `percentile` | how many have no more | how many have a value |
 *
 * The operand's own constant denominator is left out: who reads the column knows it. Where the step
 * fails, its numerator is 0 and its denominator 1; `fails` says whether it has a column `cause`.
 */
export type Step = { readonly name: string; readonly type: Type } & (
  | { readonly kind: "row"; readonly value: Lowered }
  | {
      readonly kind: "window";
      /** An average is a sum over the number of months. */
      readonly aggregate: Exclude<WindowAggregate, "average">;
      /** The step aggregated; of a ratio the numerator's. Absent for `months`. */
      readonly operand?: string;
      /** Of a ratio. */
      readonly denominator?: string;
      /** The step of the condition; months in which it does not hold are left out. */
      readonly condition?: string;
      readonly period: Period;
      readonly atLeast?: number;
      readonly causes: { readonly empty: number; readonly tooFew: number; readonly zero: number };
      readonly fails: boolean;
    }
  | { readonly kind: "streak"; readonly condition: string; readonly fails: boolean }
  | {
      readonly kind: "peers";
      readonly aggregate: PeersAggregate;
      readonly operand: string;
      readonly group: readonly string[];
      readonly fails: boolean;
    }
);

export interface Cause {
  /** `cell`: the row error that the cell of the metric `name` itself holds. */
  readonly code: RowErrorCode | "cell";
  readonly name: string;
}

/** The cause of an agent-month that stands twice, in every program; its error's name is the agent. */
export const DUPLICATE = 1;

export interface WholeProgram {
  /** In an order in which each stands after the columns it looks at. */
  readonly steps: readonly Step[];
  /** The steps that hold the value of a name of the scheme. */
  readonly names: ReadonlyMap<string, string>;
  /** Names that cannot be put in whole numbers, and why: only the reference computes them. */
  readonly beyond: ReadonlyMap<string, Localized>;
  readonly causes: readonly Cause[];
  /** The slots that hold params: their value times the scale, and within which bounds it may be set. */
  readonly params: ReadonlyMap<string, Required<Bounds> & { readonly value: bigint; readonly scale: bigint }>;
  /** The metrics that are read, and how many decimal places each number is scaled by. */
  readonly inputs: ReadonlyMap<string, { readonly places: number }>;
}
