import type { Definition } from "../ir/program.ts";
import type { Clause } from "../source/document.ts";
import type { Span } from "../source/span.ts";
import type { Rational, RoundingMode } from "../values/rational.ts";
import type { Type } from "../values/type.ts";
import type { Outcome } from "../values/value.ts";

/** How each output of one agent and month came about. */
export interface Explanation {
  readonly agent: string;
  readonly month: string;
  /** One tree for each output, in the order of the scheme. */
  readonly outputs: readonly Step[];
}

/**
 * One name with its value and the reasons for it. The same name used twice is the same object
 * twice: the tree is a graph without cycles.
 */
export interface Step {
  readonly name: string;
  readonly kind: Definition["kind"];
  readonly type: Type;
  readonly outcome: Outcome;
  /** The value as people read it, with its unit or %; for an error, "—". */
  readonly shown: string;
  readonly clause: Clause;
  /** The statement in the scheme's text. */
  readonly span: Span;
  readonly assumed?: string;
  /** The expression that was computed, and the same with values for names. Absent for inputs and params. */
  readonly formula?: { readonly text: string; readonly filled: string };
  /** Each rounding that changed a value, in the order it happened. */
  readonly roundings: readonly Rounding[];
  /** For a table column: what each row said. */
  readonly decision?: Decision;
  /** For a score: each indicator's part. */
  readonly parts?: readonly ScorePart[];
  /** Set where an exception gave the value; the step's clause is then that of the exception. */
  readonly exception?: { readonly condition: string; readonly span: Span };
  /** What the value was computed from, in the order of first use; branches not taken are left out. */
  readonly operands: readonly Step[];
}

export interface Rounding {
  readonly before: Rational;
  readonly after: Rational;
  readonly decimals: number;
  readonly mode: RoundingMode;
}

/** What json-rules-engine decided for each row of a table. */
export interface Decision {
  readonly table: string;
  readonly rows: readonly RowDecision[];
  /** Index of the row that decided; absent where none did. */
  readonly decided?: number;
}
export interface RowDecision {
  readonly id: string;
  readonly span: Span;
  readonly holds: boolean;
  readonly cells: readonly {
    readonly column: string;
    /** The test as written. */
    readonly test: string;
    readonly value: string;
    readonly holds: boolean;
    /** For a numeric test that fails: how far the value is from the nearest that passes; 0 at an open end. */
    readonly distance?: Rational;
  }[];
}

export interface ScorePart {
  readonly indicator: string;
  readonly weight: Rational;
  readonly score: Outcome;
  /** After the limits. */
  readonly held: Outcome;
  readonly limited?: "lower" | "upper";
  /** Weight times the held score. */
  readonly points: Outcome;
  readonly span: Span;
}
