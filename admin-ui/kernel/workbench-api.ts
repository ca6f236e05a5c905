/**
 * What the page and the engine's worker say to each other, and the client the page holds.
 *
 * The page pushes state (text, catalogue, agent-months, base version, month, agent); the worker
 * pushes results, each marked with the revision of the text it belongs to. Everything crosses the
 * border as plain data: bigints, Maps and shared objects survive the structured clone.
 */
import type {
  Action,
  AssertionResult,
  Compilation,
  Coverage,
  Diagnostic,
  Explanation,
  LanguageService,
  Output,
  Rational,
  RowError,
  RowErrorCode,
  SchemeHeader,
  SourceDocument,
  Span,
  Statement,
  Type,
  Value,
} from "../../engine/index.ts";

// ── results ──────────────────────────────────────────────────────────────────────────────────────

/** Which text a result belongs to; each `update` makes the next one, and older results are dropped. */
export type Revision = number;

/** What reading, checking and proving found in the text. */
export interface Analysis {
  readonly revision: Revision;
  /** The text that was analysed: all spans are offsets into it. */
  readonly text: string;
  readonly header: SchemeHeader;
  /** Front matter, clauses, blocks and the prose as mdast. */
  readonly document: SourceDocument;
  readonly statements: readonly Statement[];
  /** Titles of the institutions that the scheme is held to, by id. */
  readonly heldTo: ReadonlyMap<string, string>;
  readonly outputs: readonly Output[];
  readonly actions: readonly Action[];
  /** Decimal places that values of an input may have, by name; inputs without a limit are not in it. */
  readonly inputDecimals: ReadonlyMap<string, number>;
  /** In the order of the text. */
  readonly diagnostics: readonly Diagnostic[];
  readonly examples: readonly ExampleResult[];
  /** What became of each `assert`. */
  readonly assertions: readonly AssertionResult[];
  /** False where an error forbids running and submitting; values are still shown where they can be had. */
  readonly runnable: boolean;
  readonly milliseconds: number;
}

/** One row of an `examples` grid, computed. */
export interface ExampleResult {
  readonly label?: string;
  readonly span: Span;
  readonly passes: boolean;
  /** The error that the row must give. */
  readonly expectedError?: RowErrorCode;
  /** Each value the row expects, in the order of the columns. */
  readonly checks: readonly {
    readonly name: string;
    readonly expected: string;
    readonly actual: Shown;
    readonly passes: boolean;
  }[];
}

/** A value as people read it, with its exact value, or the reason why there is none. */
export interface Shown {
  /** Plain digits with `-`, without unit (`2322.60`, `112.04%`, `良`); empty where there is an error. */
  readonly text: string;
  readonly value?: Value;
  readonly error?: RowError;
}

export interface OutputColumn {
  readonly name: string;
  readonly type: Type;
  /** Base unit of money in the scheme, such as CNY. */
  readonly currency: string;
  /** An amount of money, and not, say, a rate in CNY/人. */
  readonly money: boolean;
  /** Decimals of the display, of the number meant (4 shows 93.75%); absent where all are shown. */
  readonly decimals?: number;
}

/** Every agent of the chosen month under the text, and what changed against the base version. */
export interface Population {
  readonly revision: Revision;
  readonly month: string;
  readonly columns: readonly OutputColumn[];
  /** Names of the scheme's actions, in the order of the text. */
  readonly actions: readonly string[];
  readonly rows: readonly PopulationRow[];
  /** One for each column; absent for what is no number. Values that cannot be had are not in it. */
  readonly totals: readonly (Total | undefined)[];
  /** Rows with at least one error. */
  readonly failed: number;
  /** Agents whose results leave out peers who have an error. */
  readonly provisional: number;
  /** Against the base, by the headline column; absent without a base or without a headline column. */
  readonly changes?: Changes;
  /** How many of them each row, tier and exception decides. */
  readonly coverage: Coverage;
  readonly milliseconds: number;
}

export interface PopulationRow {
  readonly agent: string;
  /** What the data set calls 姓名, 部门, 岗位; empty where it has none. */
  readonly name: string;
  readonly department: string;
  readonly position: string;
  /** One for each column. */
  readonly cells: readonly Shown[];
  /** Which actions follow, and of which it cannot be told; empty where the scheme has none. */
  readonly actions: { readonly following: readonly string[]; readonly errors: readonly RowError[] };
  /** This minus the base, for each column; absent where either is no number or there is no base. */
  readonly differences: readonly (Rational | undefined)[];
}

export interface Total {
  readonly value: Rational;
  readonly text: string;
  /** Rows that are in it. */
  readonly counted: number;
  /** Against the base's total; absent without a base or where the base has no such column. */
  readonly difference?: Rational;
}

/** How many agents a text moves against its base, by the headline column. */
export interface Changes {
  readonly up: number;
  readonly down: number;
  readonly same: number;
  /** No result under the text. */
  readonly failed: number;
}

/** How the pinned agent's values of the month came about. */
export interface SampleExplanation {
  readonly revision: Revision;
  /** The text it was computed from: all spans are offsets into it. */
  readonly text: string;
  readonly agent: string;
  readonly month: string;
  readonly explanation: Explanation;
}

/** `stopped`: two workers crashed over the text or did not answer in time; the next edit starts another. */
export type EngineStatus =
  | { readonly kind: "idle" }
  | { readonly kind: "busy" }
  | { readonly kind: "stopped"; readonly because: "crash" | "timeout"; readonly detail: string };

// ── language service ─────────────────────────────────────────────────────────────────────────────

/** Questions about the text at the current revision, as the engine's language service answers them. */
export type LanguageRequest = Exclude<keyof LanguageService, "compile">;
export type LanguageArguments<R extends LanguageRequest> =
  Parameters<LanguageService[R]> extends [Compilation, ...infer Rest] ? Rest : never;
export type LanguageAnswer<R extends LanguageRequest> = ReturnType<LanguageService[R]>;

// ── the client ───────────────────────────────────────────────────────────────────────────────────

/** Rows of a data set as the server sends them: cells are canonical text, `null` is blank. */
export interface AgentMonthsTable {
  /** Metric names. */
  readonly columns: readonly string[];
  readonly rows: readonly {
    readonly month: string;
    readonly agent: string;
    readonly values: readonly (string | null)[];
  }[];
}

/** A version to compare with; its rows are computed once and kept. */
export interface BaseVersion {
  readonly text: string;
}

/** Everything the page pushes. A field left out of `set` stays as it is. */
export interface WorkbenchState {
  /** Of `metrics.kpi.md`. */
  readonly catalogue: string;
  /** Texts of all that the scheme may be held to. */
  readonly institutions: readonly string[];
  /** The chosen month and the earlier ones that rules may look back to. */
  readonly data: AgentMonthsTable;
  readonly month: string;
  /** The pinned agent; the first of the month where it is not in it. */
  readonly agent: string | undefined;
  readonly base: BaseVersion | undefined;
}

export interface EngineListener {
  analysis?(analysis: Analysis): void;
  population?(population: Population): void;
  sample?(sample: SampleExplanation): void;
  status?(status: EngineStatus): void;
}

export interface EngineClient {
  /** Pushes a new text; results follow for the newest only. */
  update(text: string): Revision;
  set(state: Partial<WorkbenchState>): void;
  /** Resolves with `undefined` where the text changed meanwhile or the worker stopped. */
  ask<R extends LanguageRequest>(request: R, ...args: LanguageArguments<R>): Promise<LanguageAnswer<R> | undefined>;
  listen(listener: EngineListener): () => void;
  dispose(): void;
}

// ── messages ─────────────────────────────────────────────────────────────────────────────────────

export type ToWorker =
  | { readonly kind: "text"; readonly revision: Revision; readonly text: string }
  | { readonly kind: "state"; readonly state: Partial<WorkbenchState> }
  | {
      readonly kind: "ask";
      readonly id: number;
      readonly request: LanguageRequest;
      readonly args: readonly unknown[];
    };

export type FromWorker =
  | { readonly kind: "analysis"; readonly analysis: Analysis }
  | { readonly kind: "population"; readonly population: Population }
  | { readonly kind: "sample"; readonly sample: SampleExplanation }
  | { readonly kind: "answer"; readonly id: number; readonly answer: unknown }
  /** Sent when the worker has started and between chunks of long work, so that the page knows it is alive. */
  | { readonly kind: "alive" }
  /** The first `handled` messages have been worked off. */
  | { readonly kind: "idle"; readonly handled: number };
