/**
 * The typed program: what a scheme means once names, types and units are settled. Every evaluator
 * (reference, explain, later batch and sql) reads this and nothing before it.
 */
import type { Catalogue, Metric } from "../catalogue/metric.ts";
import type { Clause } from "../source/document.ts";
import type { Span } from "../source/span.ts";
import type { CalendarPlace } from "../syntax/ast.ts";
import type { Rational } from "../values/rational.ts";
import type { ChoiceType, NumberType, Type } from "../values/type.ts";
import type { Outcome, RowErrorCode, Value } from "../values/value.ts";
import type { PeersTerm, Term, TypedTest } from "./term.ts";

export interface Program {
  readonly header: SchemeHeader;
  readonly catalogue: Catalogue;
  /** Every name of the scheme, in the order of the text. */
  readonly definitions: ReadonlyMap<string, Definition>;
  /** The same names so that each stands after all it depends on. */
  readonly order: readonly string[];
  /** Every table whose rows could all be read, so that what is absent from it is a finding. */
  readonly tables: readonly DecisionTable[];
  /** What a run stores and a statement shows, in the order of the text. */
  readonly outputs: readonly Output[];
  /** Personnel consequences, in the order of the text; each is also a truth-valued definition. */
  readonly actions: readonly Action[];
  /** In the order of the text. */
  readonly reports: readonly Report[];
  readonly budgets: readonly Budget[];
  readonly assertions: readonly Assertion[];
  readonly examples: readonly Example[];
}

export interface SchemeHeader {
  readonly scheme: string;
  readonly title: string;
  readonly version: string;
  readonly period: "month";
  /** Base unit of money, such as CNY. */
  readonly currency: string;
  /** `YYYY-MM`: the first month it is meant for; absent where the text does not say. */
  readonly effective?: string;
}

export type Definition =
  | InputDefinition
  | ParamDefinition
  | FormulaDefinition
  | ColumnDefinition
  | ScoreDefinition
  | TiersDefinition
  | DistributionDefinition
  | BrokenDefinition;

interface DefinitionBase {
  readonly name: string;
  readonly nameSpan: Span;
  readonly type: Type;
  readonly clause: Clause;
  /** The whole statement. */
  readonly span: Span;
  /** Why its figure is assumed; absent where the source document gives it. */
  readonly assumed?: string;
  /** Overrides by `except`, in the order of the text; at most one may hold at a time. */
  readonly exceptions: readonly Override[];
  /** Every name its value may be computed from, exceptions included. */
  readonly dependencies: readonly string[];
}

/** Read from the agent's row of the month; a rate is computed from two other metrics. */
export interface InputDefinition extends DefinitionBase {
  readonly kind: "input";
  readonly metric: Metric;
  /** Taken where the row leaves the metric blank; without it a blank is a row error. */
  readonly fallback?: Value;
}
export interface ParamDefinition extends DefinitionBase {
  readonly kind: "param";
  readonly type: NumberType;
  readonly value: Rational;
  readonly valueSpan: Span;
  readonly range?: {
    readonly lower: Rational;
    readonly lowerIncluded: boolean;
    readonly upper: Rational;
    readonly upperIncluded: boolean;
  };
  readonly step?: Rational;
}
export interface FormulaDefinition extends DefinitionBase {
  readonly kind: "formula";
  readonly body: Term;
}
/** An output column of a decision table. */
export interface ColumnDefinition extends DefinitionBase {
  readonly kind: "column";
  readonly table: DecisionTable;
  readonly column: number;
}
export interface ScoreDefinition extends DefinitionBase {
  readonly kind: "score";
  readonly type: NumberType;
  readonly indicators: readonly WeightedIndicator[];
  /** Taken off the weighted sum, in the order of the text; each is a name of its own, already held to its limit. */
  readonly deductions: readonly Deduction[];
  /** Where one holds, the score is its value; two that hold with different values are a row error. */
  readonly vetoes: readonly Veto[];
}
export interface TiersDefinition extends DefinitionBase {
  readonly kind: "tiers";
  readonly method: "marginal" | "slab" | "interpolated";
  /** What is cut into tiers. */
  readonly base: Term;
  readonly tiers: readonly Tier[];
  /** Beyond the points of an interpolation: held at the end's value (in `body`), or a row error. */
  readonly ends?: "held" | "error";
  /** The same as arithmetic; below the first tier's start there is a row error instead. */
  readonly body: Term;
}
export interface Tier {
  /** Where it starts; its edge belongs to it. Absent where the first tier is open below. */
  readonly from?: Term;
  /** The rate of its part, or the value at the point. */
  readonly value: Term;
  readonly assumed?: string;
  readonly span: Span;
}

/** Shares of a group forced onto its members by their rank. */
export interface DistributionDefinition extends DefinitionBase {
  readonly kind: "distribution";
  readonly type: ChoiceType;
  /** Best first. */
  readonly grades: readonly Grade[];
  /** The agent's rank in the group, and how many take a place in it. */
  readonly rank: PeersTerm;
  readonly size: PeersTerm;
  /** Where fewer take a place, everyone has `otherwise`. */
  readonly smallest: number;
  readonly otherwise: Term;
  /** The same as ordinary conditions: the best grade whose places hold the rank. */
  readonly body: Term;
}
export interface Grade {
  readonly value: Term;
  /** Constant: literals and params. */
  readonly share: Term;
  /** How many of the group have this grade or a better one: a whole number. */
  readonly places: Term;
  readonly assumed?: string;
  readonly span: Span;
}

/** A name without a usable definition (a hole, a cycle, an unreadable statement): never computed. */
export interface BrokenDefinition extends DefinitionBase {
  readonly kind: "broken";
  /** `hole`: the document does not give the figure. `error`: the statement is wrong. */
  readonly because: "hole" | "error";
}

export interface Override {
  readonly condition: Term;
  readonly value: Term;
  /** The clause that makes the exception. */
  readonly clause: Clause;
  readonly span: Span;
}

export interface DecisionTable {
  /** The name given, else that of the first output column. */
  readonly name: string;
  readonly policy: "unique" | "first";
  readonly inputs: readonly { readonly name: string; readonly type: Type; readonly span: Span }[];
  readonly outputs: readonly { readonly name: string; readonly type: Type; readonly span: Span }[];
  readonly rows: readonly Row[];
  readonly clause: Clause;
  readonly span: Span;
}
export interface Row {
  /** The label written in the first column, else the canonical text of its input cells. */
  readonly id: string;
  readonly label?: string;
  readonly tests: readonly TypedTest[];
  readonly results: readonly Term[];
  readonly assumed?: string;
  readonly span: Span;
}

export interface WeightedIndicator {
  readonly name: string;
  readonly weight: Term;
  readonly weightSpan: Span;
  readonly score: Term;
  /** The score is held within these limits as a step of its own. */
  readonly lower?: Term;
  readonly upper?: Term;
  readonly source?: string;
  readonly ratedBy?: string;
  readonly span: Span;
}

export interface Deduction {
  readonly name: string;
  /** What is taken off, in the unit of the score. */
  readonly points: Term;
  readonly span: Span;
}
export interface Veto {
  readonly name: string;
  readonly condition: Term;
  readonly value: Term;
  /** The clause that vetoes. */
  readonly clause: Clause;
  readonly span: Span;
}

export interface Output {
  readonly name: string;
  readonly type: Type;
  /** Decimals of the display; money without it is shown with two. */
  readonly shown?: number;
  readonly span: Span;
}

export interface Action {
  readonly name: string;
  /** Who may order it; absent where it follows by itself. */
  readonly orderedBy?: string;
  readonly span: Span;
}

/** A list of the agents of a month. */
export interface Report {
  readonly name: string;
  /** The months it is issued for; absent where it is every month. */
  readonly place?: CalendarPlace;
  readonly columns: readonly Output[];
  readonly clause: Clause;
  readonly span: Span;
}

/** What the sum over all agents of a month may come to. */
export interface Budget {
  readonly name: string;
  readonly type: Type;
  /** Constant: literals and params. */
  readonly limit: Term;
  readonly clause: Clause;
  readonly span: Span;
}

/** What must hold for every agent in every month; never computed, only proven or refuted. */
export type Assertion = ConditionAssertion | TrendAssertion;
interface AssertionBase {
  readonly clause: Clause;
  /** The whole statement. */
  readonly span: Span;
}
export interface ConditionAssertion extends AssertionBase {
  readonly kind: "condition";
  readonly condition: Term;
}
/** Of two rows that differ only in the driver, the one with more of it never has less (or more) of the subject. */
export interface TrendAssertion extends AssertionBase {
  readonly kind: "trend";
  readonly subject: Term;
  readonly never: "falls" | "rises";
  /** A number that the scheme reads as an input. */
  readonly driver: string;
}

/** One row of an `examples` grid. */
export interface Example {
  readonly label?: string;
  /** Rows of one history look back on one another; a grid without 工号 and 月份 has one for each row. */
  readonly history: number;
  readonly agent: string;
  /** `YYYY-MM` */
  readonly month: string;
  readonly given: ReadonlyMap<string, Value>;
  readonly expected: ReadonlyMap<string, { readonly value: Value; readonly span: Span }>;
  readonly expectedError?: { readonly code: RowErrorCode; readonly span: Span };
  readonly span: Span;
}

/** An agent's row of one month, metrics by canonical name; a blank cell has no entry. */
export interface AgentMonth {
  readonly agent: string;
  readonly month: string;
  readonly values: ReadonlyMap<string, Outcome>;
}
