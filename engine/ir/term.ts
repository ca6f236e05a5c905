/** Typed expressions: names resolved, units settled, conversions made explicit. */

import type { Span } from "../source/span.ts";
import type { ArithmeticOperator, ComparisonOperator, LogicOperator } from "../syntax/ast.ts";
import type { Rational } from "../values/rational.ts";
import type { Type } from "../values/type.ts";
import type { Value } from "../values/value.ts";

export type Term =
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
  | {
      readonly kind: "call";
      readonly name: FunctionName;
      readonly args: readonly Term[];
      readonly type: Type;
      readonly span: Span;
    };

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
