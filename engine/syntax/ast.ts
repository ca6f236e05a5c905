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
  | WindowExpression
  | CalendarPlace
  | Peers
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
/**
 * Looks back over the agent's months: `average(上门人数) over previous quarter where C, at least 2 months`,
 * `联系率 over this year` (a rate, which has no aggregate), `months in previous quarter` (no operand).
 */
export interface WindowExpression {
  readonly kind: "window";
  readonly aggregate?: Identifier;
  readonly operand?: Expression;
  readonly period: Period;
  readonly condition?: Expression;
  /** How many months must be in the window; fewer are a row error. */
  readonly atLeast?: number;
  readonly span: Span;
}
/** `rank(总分) within 部门`, `average(总分) within all`: looks at the others of this month. */
export interface Peers {
  readonly kind: "peers";
  readonly aggregate: Identifier;
  readonly operand: Expression;
  /** Attributes that the agents of a group share; empty for `all`. */
  readonly group: readonly Identifier[];
  readonly span: Span;
}
export type CalendarUnit = "month" | "quarter" | "year";
export type Period =
  /** `last 3 months` ends with this month, `previous 3 months` with the one before. */
  | { readonly kind: "months"; readonly which: "last" | "previous"; readonly count: number; readonly span: Span }
  /** `this quarter` is to date: no window reads a later month. */
  | {
      readonly kind: "calendar";
      readonly which: "this" | "previous";
      readonly unit: CalendarUnit;
      readonly span: Span;
    };
/** `first month of quarter` asks whether this month is that; `last day of previous quarter` is a date. */
export interface CalendarPlace {
  readonly kind: "calendar";
  readonly edge: "first" | "last";
  readonly part: "month" | "day";
  /** Only with `day`. */
  readonly which?: "this" | "previous";
  readonly unit: CalendarUnit;
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
  | TiersStatement
  | DeductStatement
  | VetoStatement
  | DistributeStatement
  | ExceptStatement
  | ActionStatement
  | ReportStatement
  | BudgetStatement
  | AssertStatement
  | ExamplesStatement
  | MetricsStatement
  | RatesStatement
  | LogStatement
  | AggregatesStatement
  | UnitsStatement
  | RequireStatement
  | DeadlineStatement
  | HeldStatement
  | WaiveStatement
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
  readonly shown?: ShownDecimals;
}
export interface ShownDecimals {
  readonly decimals: number;
  readonly span: Span;
}

export interface TableStatement extends StatementBase {
  readonly kind: "table";
  readonly name?: Identifier;
  /** `unique`: rows must be disjoint. `first`: the first row that holds decides. */
  readonly policy: "unique" | "first";
  readonly inputs: readonly ColumnHeader[];
  readonly outputs: readonly ColumnHeader[];
  readonly rows: readonly TableRow[];
  /** False where a row could not be read and was left out. */
  readonly complete: boolean;
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
  /** False where a row could not be read and was left out. */
  readonly complete: boolean;
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

/**
 * `tiers X marginal of Y`: each part of Y at the rate of its tier; `slab`: all of Y at the rate of the
 * tier it reaches; `interpolated`: the value on the line between two points. An edge belongs to the
 * tier above.
 */
export interface TiersStatement extends StatementBase {
  readonly kind: "tiers";
  readonly name: Identifier;
  readonly method: "marginal" | "slab" | "interpolated";
  readonly subject: Expression;
  /** Beyond the points of an interpolation: the value of the end, or a row error. */
  readonly ends?: "held" | "error";
  /** The units that bare numbers of the columns take. */
  readonly fromUnit?: UnitExpression;
  readonly valueUnit?: UnitExpression;
  readonly rows: readonly TierRow[];
  /** False where a row could not be read and was left out. */
  readonly complete: boolean;
}
export interface TierRow {
  /** Absent for a first tier that is open below. */
  readonly from?: Expression;
  /** A rate, or the value of an interpolation at its point. */
  readonly value: Expression;
  readonly assumed?: Assumption;
  readonly span: Span;
}

/** `deduct X from S = AMOUNT [at most LIMIT]`: points taken off a score, as a name of its own. */
export interface DeductStatement extends StatementBase {
  readonly kind: "deduct";
  readonly name: Identifier;
  readonly score: Identifier;
  readonly amount: Expression;
  readonly atMost?: Expression;
}
/** `veto X of S = VALUE when C`: while C holds, the score is this value whatever its indicators say. */
export interface VetoStatement extends StatementBase {
  readonly kind: "veto";
  readonly name: Identifier;
  readonly score: Identifier;
  readonly value: Expression;
  readonly condition: Expression;
}

/**
 * `distribute X by Y within G`: each grade has places for a share of the group, the best grade first.
 * Equals in rank all take the better grade. In a group of fewer than `smallest` everyone has `otherwise`.
 */
export interface DistributeStatement extends StatementBase {
  readonly kind: "distribute";
  readonly name: Identifier;
  /** What is ranked, highest first. */
  readonly by: Identifier;
  /** The attributes that the agents of a group share; empty for `all`. */
  readonly group: readonly Identifier[];
  /** How the places up to and including a grade become a whole number. */
  readonly places: PlaceRounding;
  /** From 1. */
  readonly smallest: number;
  readonly otherwise: Identifier;
  readonly rows: readonly GradeShare[];
  /** False where a row could not be read and was left out. */
  readonly complete: boolean;
}
export type PlaceRounding = "rounded" | "rounded up" | "rounded down";
export interface GradeShare {
  readonly grade: Identifier;
  readonly share: Expression;
  readonly assumed?: Assumption;
  readonly span: Span;
}

/** `except when C`: while C holds, each named rule takes this value instead. */
export interface ExceptStatement extends StatementBase {
  readonly kind: "except";
  readonly condition: Expression;
  readonly overrides: readonly { readonly name: Identifier; readonly value: Expression; readonly span: Span }[];
}

/** `action X [may WHO] when C [for [exactly] N months]`: a personnel consequence. */
export interface ActionStatement extends StatementBase {
  readonly kind: "action";
  readonly name: Identifier;
  /** Who may order it; without, it follows by itself. */
  readonly orderedBy?: Identifier;
  readonly condition: Expression;
  /** The condition must hold in this month and each of the `months - 1` before; `exactly`: and not in the one before those. */
  readonly lasting?: { readonly months: number; readonly exactly: boolean; readonly span: Span };
}

/** `report X [in first month of quarter]: col, col, …`: a list of the agents of a month. */
export interface ReportStatement extends StatementBase {
  readonly kind: "report";
  readonly name: Identifier;
  /** The months it is issued for; absent where it is every month. */
  readonly place?: CalendarPlace;
  readonly columns: readonly ReportColumn[];
}
export interface ReportColumn {
  readonly name: Identifier;
  readonly shown?: ShownDecimals;
}

/** `budget sum(X) each month <= AMOUNT`: what all agents together may come to; judged by a run. */
export interface BudgetStatement extends StatementBase {
  readonly kind: "budget";
  /** Always `sum`. */
  readonly aggregate: Identifier;
  readonly name: Identifier;
  readonly limit: Expression;
}

/**
 * `assert CONDITION`, `assert X never falls as Y rises`: what must hold for every agent in every month;
 * the checker proves it, refutes it or leaves it undecided.
 */
export interface AssertStatement extends StatementBase {
  readonly kind: "assert";
  /** The condition, or with `trend` what never falls or never rises. */
  readonly subject: Expression;
  readonly trend?: { readonly never: "falls" | "rises"; readonly driver: Identifier };
}

export interface ExamplesStatement extends StatementBase {
  readonly kind: "examples";
  readonly columns: readonly ExampleColumn[];
  readonly rows: readonly ExampleRow[];
  /** False where a column could not be read and was left out, and so were the rows. */
  readonly complete: boolean;
}
export type ExampleColumn =
  | { readonly kind: "label"; readonly span: Span }
  /** `工号` and `月份`: whose row it is, and of which month; both hold texts. */
  | { readonly kind: "agent" | "month"; readonly span: Span }
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

/** `log 话务记录`: the columns of a file with one line for each call, order or visit. */
export interface LogStatement extends StatementBase {
  readonly kind: "log";
  readonly name: Identifier;
  readonly grid: Grid;
}
/** `aggregates 话务记录`: the metrics that are made of a log. */
export interface AggregatesStatement extends StatementBase {
  readonly kind: "aggregates";
  readonly log: Identifier;
  readonly grid: Grid;
}

/** `require …`: what an institution wants of each scheme that is held to it. */
export interface RequireStatement extends StatementBase {
  readonly kind: "require";
  readonly requirement: Requirement;
}
export type Requirement =
  /** `indicators in [6 .. 8]`: how many a score may have, both ends included. */
  | { readonly kind: "indicators"; readonly least: number; readonly most: number; readonly span: Span }
  /** `every indicator states limits, source`. */
  | { readonly kind: "attributes"; readonly attributes: readonly IndicatorAttribute[]; readonly span: Span }
  /** `weights and bands unchanged for 12 months`. */
  | { readonly kind: "unchanged"; readonly months: number; readonly span: Span };
export const INDICATOR_ATTRIBUTES = ["scoring method", "limits", "source", "weight"] as const;
export type IndicatorAttribute = (typeof INDICATOR_ATTRIBUTES)[number];

/** `deadline 申诉 = 7 days after publication`: by when something must be done. */
export interface DeadlineStatement extends StatementBase {
  readonly kind: "deadline";
  readonly name: Identifier;
  readonly due: Due;
}
export type Due =
  /** Calendar days after the day on which results are published; the last of them counts. */
  | { readonly kind: "after-publication"; readonly days: number; readonly span: Span }
  /** `day 3 of next month`: that day, included, of the month after the one that is appraised. */
  | { readonly kind: "next-month"; readonly day: number; readonly span: Span };

/** `held to ID`: the scheme submits to an institution. */
export interface HeldStatement extends StatementBase {
  readonly kind: "held";
  readonly institution: Identifier;
}

/** `waive CODE "why"`: accepts the findings of that code under the same clause, in the open. */
export interface WaiveStatement extends StatementBase {
  readonly kind: "waive";
  readonly code: Identifier;
  readonly reason: string;
}

/** A statement whose head could not be read; it was reported and stands for nothing. */
export interface UnreadableStatement extends StatementBase {
  readonly kind: "unreadable";
  /** Every name in its head and in the header of its grid; it may have been meant to define any of them. */
  readonly names: readonly string[];
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
