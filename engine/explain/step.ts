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
  /** One tree for each action, whether it follows or not. */
  readonly actions: readonly Step[];
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
  /**
   * The expression that was computed, and the same with values for names. Absent for inputs and params,
   * where a table's row gives a plain value, and where nothing could be computed.
   */
  readonly formula?: { readonly text: string; readonly filled: string };
  /** Each rounding that changed a value, in the order it happened. */
  readonly roundings: readonly Rounding[];
  /** Which months each window looked at, and of which months each streak is made. */
  readonly windows: readonly WindowLook[];
  /** For a table column: what each row said. */
  readonly decision?: Decision;
  /** For a score: each indicator's part. */
  readonly parts?: readonly ScorePart[];
  /** For tiers: what each of them adds. */
  readonly tiers?: readonly TierPart[];
  /** Set where an exception gave the value; the step's clause is then that of the exception. */
  readonly exception?: { readonly condition: string; readonly span: Span };
  /** For a score: what was taken off the weighted sum. */
  readonly deductions?: readonly ScoreDeduction[];
  /** Set where a veto gave the score its value; the step's clause is then that of the veto. */
  readonly veto?: { readonly name: string; readonly span: Span };
  /** For a forced distribution: who got the places. */
  readonly placement?: Placement;
  /** What each look at the group counted. */
  readonly peers: readonly PeersLook[];
  /** What the value was computed from, in the order of first use; branches not taken are left out. */
  readonly operands: readonly Step[];
}

/** How many agents a rank, an average, … was taken over. */
export interface PeersLook {
  /** As written: `rank(总分) within 部门`. */
  readonly text: string;
  readonly counted: number;
  /** Rows that an error kept out of it: where there are any, the value is provisional. */
  readonly leftOut: number;
}

export interface Placement {
  /** 1 and the number of those with more; equals share it. */
  readonly rank: number;
  /** How many of the group take a place. */
  readonly size: number;
  /** Where `size` is below it, nobody is placed by rank. */
  readonly smallest: number;
  /** Best first. */
  readonly grades: readonly {
    readonly grade: string;
    /** The last rank that has this grade or a better one. */
    readonly upTo: number;
    readonly holds: boolean;
    readonly span: Span;
  }[];
  /** Index into `grades` of the best that holds the rank; absent in a group that is too small. */
  readonly decided?: number;
}

/** "2 of 3 months": a month without a row, or in which the condition fails, is not in the window. */
export interface WindowLook {
  /** The window as written. */
  readonly text: string;
  /** `YYYY-MM`, earliest first. */
  readonly months: readonly string[];
  /** How many months the window spans; of a streak, how many it has come to. */
  readonly outOf: number;
}

export interface Rounding {
  readonly before: Rational;
  readonly after: Rational;
  readonly decimals: number;
  readonly mode: RoundingMode;
}

/** What json-rules-engine decided for each row of a table; of a large one, the rows around the decision. */
export interface Decision {
  readonly table: string;
  readonly rows: readonly RowDecision[];
  /** Index into `rows` of the row that decided; absent where none did. */
  readonly decided?: number;
}
export interface RowDecision {
  readonly id: string;
  readonly span: Span;
  readonly holds: boolean;
  readonly cells: readonly {
    readonly column: string;
    /** The test in canonical form, its unit left to the value. */
    readonly test: string;
    readonly value: string;
    readonly holds: boolean;
    /** For a numeric test that fails: how far the value is from the nearest that passes; 0 at an open end. */
    readonly distance?: Rational;
  }[];
}

/** One tier, or one point of an interpolation. */
export interface TierPart {
  /** `[10000 .. 50000)`, `= 30` */
  readonly label: string;
  /** The rate, or the value at the point. */
  readonly value: Outcome;
  /** `value` as people read it, with its unit or %; for an error, "—". */
  readonly shown: string;
  /** Whether the amount reaches into it. */
  readonly reached: boolean;
  /** How much of the amount lies in it and what that comes to, as people read them; only of rates, where reached. */
  readonly share?: { readonly amount: string; readonly adds: string };
  readonly span: Span;
}

export interface ScoreDeduction {
  readonly name: string;
  readonly points: Outcome;
  readonly span: Span;
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
