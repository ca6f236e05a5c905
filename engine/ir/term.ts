/** Typed expressions: names resolved, units settled, conversions made explicit. */

import type { Span } from "../source/span.ts";
import type { ArithmeticOperator, CalendarPlace, ComparisonOperator, LogicOperator, Period } from "../syntax/ast.ts";
import type { Rational } from "../values/rational.ts";
import type { Type } from "../values/type.ts";
import type { Value } from "../values/value.ts";

export type Term =
  /** A hole of the source document, or what was reported as wrong: it cannot be computed. */
  | { readonly kind: "broken"; readonly because: "hole" | "error"; readonly type: Type; readonly span: Span }
  | { readonly kind: "literal"; readonly value: Value; readonly type: Type; readonly span: Span }
  | { readonly kind: "reference"; readonly name: string; readonly type: Type; readonly span: Span }
  | { readonly kind: "negate" | "not"; readonly operand: Term; readonly type: Type; readonly span: Span }
  | Pair<"arithmetic", ArithmeticOperator>
  | Pair<"compare", ComparisonOperator>
  /** Lazy: the right side is not looked at where the left decides. */
  | Pair<"logic", LogicOperator>
  | {
      readonly kind: "member";
      readonly operand: Term;
      readonly test: TypedTest;
      readonly type: Type;
      readonly span: Span;
    }
  /** `as`: the operand times a factor. */
  | {
      readonly kind: "convert";
      readonly operand: Term;
      readonly factor: Rational;
      readonly type: Type;
      readonly span: Span;
    }
  /** Lazy: only the branch taken is looked at. */
  | {
      readonly kind: "if";
      readonly condition: Term;
      readonly consequent: Term;
      readonly alternative: Term;
      readonly type: Type;
      readonly span: Span;
    }
  | WindowTerm
  /** In how many months in a row, up to this one, the condition has held; an absent month ends it. */
  | { readonly kind: "streak"; readonly condition: Term; readonly type: Type; readonly span: Span }
  | PeersTerm
  /** Whether this month is that month of its quarter or year; or a day of the calendar. */
  | { readonly kind: "calendar"; readonly place: CalendarPlace; readonly type: Type; readonly span: Span }
  /** `days(a, b)`, `full months(a, b)`: how long from one date to the other; negative where `to` is earlier. */
  | {
      readonly kind: "elapsed";
      readonly unit: "days" | "months";
      readonly from: Term;
      readonly to: Term;
      readonly type: Type;
      readonly span: Span;
    }
  | {
      readonly kind: "call";
      readonly name: FunctionName;
      readonly args: readonly Term[];
      readonly type: Type;
      readonly span: Span;
    };

/** Looks back over the agent's months, each of which has the names of the scheme. */
export interface WindowTerm {
  readonly kind: "window";
  readonly aggregate: WindowAggregate;
  /** What is aggregated, in each month; absent for `months`. */
  readonly operand?: Term;
  /** Of a ratio: the metrics whose sums are divided. */
  readonly rate?: { readonly numerator: string; readonly denominator: string };
  /** Only months in which it holds count. */
  readonly condition?: Term;
  readonly period: Period;
  /** Fewer months in the window are a row error. */
  readonly atLeast?: number;
  readonly type: Type;
  readonly span: Span;
}
export type WindowAggregate = "sum" | "average" | "count" | "min" | "max" | "months" | "ratio";

/** Looks at the agents who share the group's attributes in this month, this agent among them. */
export interface PeersTerm {
  readonly kind: "peers";
  /** `rank`: 1 and the number of those with more. `percentile`: the share of those with no more. */
  readonly aggregate: PeersAggregate;
  readonly operand: Term;
  readonly group: readonly Term[];
  readonly type: Type;
  readonly span: Span;
}
/** `ranked`, which nobody writes: how many take a place in the ranking of a forced distribution. */
export type PeersAggregate = "rank" | "percentile" | "sum" | "average" | "count" | "ranked";

interface Pair<Kind extends string, Operator extends string> {
  readonly kind: Kind;
  readonly operator: Operator;
  readonly left: Term;
  readonly right: Term;
  readonly type: Type;
  readonly span: Span;
}

/** The built-in functions; `functions.ts` declares signature, documentation and meaning together. */
export type FunctionName = "min" | "max" | "abs" | "round" | "floor" | "ceil" | "clamp";

/** Bounds are constant: literals, params, and arithmetic over them. */
export type TypedTest =
  | { readonly kind: "any"; readonly span: Span }
  | { readonly kind: "compare"; readonly operator: ComparisonOperator; readonly bound: Term; readonly span: Span }
  | {
      readonly kind: "range";
      readonly lower: Term;
      readonly lowerIncluded: boolean;
      readonly upper: Term;
      readonly upperIncluded: boolean;
      readonly span: Span;
    }
  | { readonly kind: "one-of"; readonly tests: readonly TypedTest[]; readonly span: Span }
  | { readonly kind: "not"; readonly test: TypedTest; readonly span: Span };
