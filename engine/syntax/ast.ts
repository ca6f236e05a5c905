/**
 * The syntax tree of a rule block: what the author wrote, with spans, before names and units mean
 * anything. Names are NFKC-normalised; everything else keeps the author's form.
 */
import type { Clause } from "../source/document.ts";
import type { Span } from "../source/span.ts";
import type { Rational } from "../values/rational.ts";

export interface Identifier {
  readonly name: string;
  readonly span: Span;
}

/** `元/人`, `km^2` is not needed: factors with exponents 1 and −1 in the order written. */
export interface UnitExpression {
  readonly factors: readonly { readonly unit: Identifier; readonly exponent: number }[];
  readonly span: Span;
}

// ── expressions ──────────────────────────────────────────────────────────────────────────────────

export type Expression =
  | NumberLiteral
  | TextLiteral
  | NameReference
  | Negation
  | Not
  | Binary
  | Membership
  | Conversion
  | Conditional
  | Call
  | Hole
  | Unreadable;

export interface NumberLiteral {
  readonly kind: "number";
  /** The number meant: `60%` is 3/5. A unit's factor (万元) is not in it. */
  readonly value: Rational;
  readonly percent: boolean;
  readonly unit?: UnitExpression;
  readonly span: Span;
}
export interface TextLiteral {
  readonly kind: "text";
  readonly value: string;
  readonly span: Span;
}
/** A name, or a value of a choice: only the checker knows which. */
export interface NameReference extends Identifier {
  readonly kind: "name";
}
export interface Negation {
  readonly kind: "negate";
  readonly operand: Expression;
  readonly span: Span;
}
export interface Not {
  readonly kind: "not";
  readonly operand: Expression;
  readonly span: Span;
}
export type ArithmeticOperator = "+" | "-" | "*" | "/";
export type ComparisonOperator = "=" | "!=" | "<" | "<=" | ">" | ">=";
export type LogicOperator = "and" | "or";
export interface Binary {
  readonly kind: "binary";
  readonly operator: ArithmeticOperator | ComparisonOperator | LogicOperator;
  readonly left: Expression;
  readonly right: Expression;
  readonly operatorSpan: Span;
  readonly span: Span;
}
/** `x in [1 .. 3)`, `岗位 in (外呼专员, 客服专员)`. */
export interface Membership {
  readonly kind: "in";
  readonly operand: Expression;
  readonly test: Test;
  readonly span: Span;
}
/** `x as 分钟`. */
export interface Conversion {
  readonly kind: "as";
  readonly operand: Expression;
  readonly unit: UnitExpression;
  readonly span: Span;
}
export interface Conditional {
  readonly kind: "if";
  readonly condition: Expression;
  readonly consequent: Expression;
  readonly alternative: Expression;
  readonly span: Span;
}
export interface Call {
  readonly kind: "call";
  readonly callee: Identifier;
  readonly args: readonly Expression[];
  readonly span: Span;
}
/** `?`: the source document does not give this figure. `? CNY/人` states its unit. */
export interface Hole {
  readonly kind: "hole";
  readonly unit?: UnitExpression;
  readonly span: Span;
}
/** Text that could not be read and was reported; nothing further is said about it. */
export interface Unreadable {
  readonly kind: "unreadable";
  readonly span: Span;
}

// ── tests (cells of a decision table, and what follows `in`) ─────────────────────────────────────

export type Test = AnyTest | CompareTest | RangeTest | OneOfTest | NotTest;

/** `-`: every value passes. */
export interface AnyTest {
  readonly kind: "any";
  readonly span: Span;
}
/** `< 60%`, `= 质检专员`, or a bare value, which means `=`. */
export interface CompareTest {
  readonly kind: "compare";
  readonly operator: ComparisonOperator;
  readonly bound: Expression;
  /** False where the cell is a bare value. */
  readonly explicit: boolean;
  readonly span: Span;
}
/** `[60% .. 80%)`: a square bracket includes its end, a round one does not. */
export interface RangeTest {
  readonly kind: "range";
  readonly lower: Expression;
  readonly lowerIncluded: boolean;
  readonly upper: Expression;
  readonly upperIncluded: boolean;
  readonly span: Span;
}
/** `外呼专员, 客服专员`: passes if one of them passes. */
export interface OneOfTest {
  readonly kind: "one-of";
  readonly tests: readonly Test[];
  readonly span: Span;
}
export interface NotTest {
  readonly kind: "not";
  readonly test: Test;
  readonly span: Span;
}

// ── statements ───────────────────────────────────────────────────────────────────────────────────

export type Statement =
  | InputStatement
  | ParamStatement
  | ChoiceStatement
  | FormulaStatement
  | OutputStatement
  | TableStatement
  | ScoreStatement
  | ExceptStatement
  | ExamplesStatement
  | MetricsStatement
  | RatesStatement
  | UnitsStatement
  | UnreadableStatement;

/** `assumed "why"`: a figure that the source document does not give. */
export interface Assumption {
  readonly reason: string;
  readonly span: Span;
}

interface StatementBase {
  /** The clause (heading) the rule stands under, which explanations cite. */
  readonly clause: Clause;
  /** From the first token to the last, comments left out. */
  readonly span: Span;
  readonly assumed?: Assumption;
}

export interface InputStatement extends StatementBase {
  readonly kind: "input";
  readonly names: readonly Identifier[];
  readonly fallback?: Expression;
}
export interface ParamStatement extends StatementBase {
  readonly kind: "param";
  readonly name: Identifier;
  readonly value: Expression;
  readonly range?: RangeTest;
  readonly step?: Expression;
}
export interface ChoiceStatement extends StatementBase {
  readonly kind: "choice";
  readonly name: Identifier;
  readonly values: readonly Identifier[];
}
export interface FormulaStatement extends StatementBase {
  readonly kind: "formula";
  readonly name: Identifier;
  readonly body: Expression;
}
export interface OutputStatement extends StatementBase {
  readonly kind: "output";
  readonly name: Identifier;
  /** Absent where the name is defined by another statement. */
  readonly body?: Expression;
  /** Decimals of the display only; the value passed on keeps all its digits. */
  readonly shown?: { readonly decimals: number; readonly span: Span };
}

export interface TableStatement extends StatementBase {
  readonly kind: "table";
  readonly name?: Identifier;
  /** `unique`: rows must be disjoint. `first`: the first row that holds decides. */
  readonly policy: "unique" | "first";
  readonly inputs: readonly ColumnHeader[];
  readonly outputs: readonly ColumnHeader[];
  readonly rows: readonly TableRow[];
}
/** A column's name and the unit that its bare numbers take. */
export interface ColumnHeader {
  readonly name: Identifier;
  readonly unit?: UnitExpression;
  readonly span: Span;
}
export interface TableRow {
  readonly label?: Identifier;
  /** One for each input column. */
  readonly tests: readonly Test[];
  /** One for each output column. */
  readonly results: readonly Expression[];
  readonly assumed?: Assumption;
  /** The whole row, from its first bar to its last. */
  readonly span: Span;
}

export interface ScoreStatement extends StatementBase {
  readonly kind: "score";
  readonly name: Identifier;
  readonly unit?: UnitExpression;
  readonly indicators: readonly Indicator[];
}
export interface Indicator {
  readonly name: Identifier;
  readonly weight: Expression;
  readonly score: Expression;
  readonly lower?: Expression;
  readonly upper?: Expression;
  readonly source?: string;
  readonly ratedBy?: string;
  readonly assumed?: Assumption;
  readonly span: Span;
}

/** `except when C`: while C holds, each named rule takes this value instead. */
export interface ExceptStatement extends StatementBase {
  readonly kind: "except";
  readonly condition: Expression;
  readonly overrides: readonly { readonly name: Identifier; readonly value: Expression; readonly span: Span }[];
}

export interface ExamplesStatement extends StatementBase {
  readonly kind: "examples";
  readonly columns: readonly ExampleColumn[];
  readonly rows: readonly ExampleRow[];
}
export type ExampleColumn =
  | { readonly kind: "label"; readonly span: Span }
  | { readonly kind: "given"; readonly name: Identifier; readonly span: Span }
  | { readonly kind: "expected"; readonly name: Identifier; readonly span: Span }
  /** `=> error`: the code of the error that the row must give. */
  | { readonly kind: "error"; readonly span: Span };
export interface ExampleRow {
  /** One for each column; `undefined` is blank: a given value missing, an expected one not checked. */
  readonly cells: readonly (Expression | undefined)[];
  readonly span: Span;
}

/** A grid of the metric catalogue, cells kept as written; `catalogue/` gives them meaning. */
export interface MetricsStatement extends StatementBase {
  readonly kind: "metrics";
  readonly grid: Grid;
}
/** Rates of the catalogue: numerator over denominator. */
export interface RatesStatement extends StatementBase {
  readonly kind: "rates";
  readonly grid: Grid;
}
/** Units of the catalogue and how they convert. */
export interface UnitsStatement extends StatementBase {
  readonly kind: "units";
  readonly grid: Grid;
}

/** A statement whose head could not be read; it was reported and stands for nothing. */
export interface UnreadableStatement extends StatementBase {
  readonly kind: "unreadable";
}

// ── grids ────────────────────────────────────────────────────────────────────────────────────────

/** Rows between bars, as written. */
export interface Grid {
  readonly header: GridRow;
  readonly rows: readonly GridRow[];
  readonly span: Span;
}
export interface GridRow {
  readonly cells: readonly GridCell[];
  readonly span: Span;
}
export interface GridCell {
  /** Trimmed text; empty for a blank cell. */
  readonly text: string;
  readonly span: Span;
}
