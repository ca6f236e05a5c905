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
  ColumnData,
  Compilation,
  Coverage,
  CurveJump,
  CurvePoint,
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
  TextEdit,
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

/** Who an agent is, as far as the data set says; empty where it does not. */
export interface Person {
  readonly agent: string;
  /** What the data set calls 姓名, 部门, 岗位. */
  readonly name: string;
  readonly department: string;
  readonly position: string;
}

/** What all agents of the chosen month come to under the text: small, so that it is there first. */
export interface PopulationTotals {
  readonly revision: Revision;
  readonly month: string;
  readonly columns: readonly OutputColumn[];
  /** One for each column; absent for what is no number. Values that cannot be had are not in it. */
  readonly totals: readonly (Total | undefined)[];
  /** How many agents have an output or an action that cannot be had. */
  readonly failed: number;
  /** For how many agents an action follows; absent where the scheme has no actions. */
  readonly following?: number;
}

/**
 * Every agent of the chosen month under the text, and what changed against the base version. What is
 * held of each agent stands in arrays, by place in `people`; `population-rows.ts` makes lines of it.
 */
export interface Population extends PopulationTotals {
  /** In the order of the data; the same array as long as these are the same people. */
  readonly people: readonly Person[];
  /** By column. */
  readonly cells: readonly ColumnData[];
  /** By column what the base has under the same name; absent without a base or such numbers. */
  readonly baseCells: readonly (ColumnData | undefined)[];
  /** Names of the scheme's actions, in the order of the text. */
  readonly actions: readonly string[];
  /** By action. */
  readonly verdicts: readonly ColumnData[];
  /** 1 for each agent with an output or an action that cannot be had. */
  readonly failing: Uint8Array;
  /** Agents whose results leave out peers who have an error. */
  readonly provisional: number;
  /** Against the base, by the headline column; absent without a base or without a headline column. */
  readonly changes?: Changes;
  /** How many of them each row, tier and exception decides. */
  readonly coverage: Coverage;
  /** What those are paid whom each row, tier, exception and veto decides. */
  readonly bands: Bands;
  readonly milliseconds: number;
}

/** Why an agent has no result. */
export interface Reasons {
  /** By column; absent where it has a value. */
  readonly columns: readonly (RowError | undefined)[];
  /** By action. */
  readonly actions: readonly (RowError | undefined)[];
}

/** The rules of the text with the agents of the month whom each decides, by the addresses of `Coverage`. */
export interface Bands {
  /** Tables and tiers. */
  readonly grids: ReadonlyMap<string, GridFigures>;
  /** Exceptions and vetoes: those for whom it holds. */
  readonly overrides: ReadonlyMap<string, BandFigures>;
}

export interface GridFigures {
  /** By place of the row or tier. */
  readonly rows: readonly BandFigures[];
  /** All whom one of the rows decides. */
  readonly all: BandFigures;
  /** Agents in a gap, and those for whom several rows hold: neither has a result. */
  readonly uncovered: number;
  readonly several: number;
}

export interface BandFigures {
  readonly people: number;
  /**
   * What they are paid in all by the headline column, and against what the base pays the same people; absent
   * where the text puts out no number. `counted` is less than `people` where some have no result.
   */
  readonly paid?: Total;
}

/** What is paid along one figure in the chosen month, under the text and its base. */
export interface Curve {
  /** The figure along which pay is shown, and its type. */
  readonly figure: string;
  readonly type: Type;
  /** All figures along which it could be. */
  readonly figures: readonly string[];
  /** What is paid. */
  readonly pay: OutputColumn;
  /** Whose month is replayed along the line: the one in the middle of all by what the base pays them. */
  readonly who: { readonly agent: string; readonly name: string };
  readonly points: readonly CurvePoint[];
  /** The largest jump first. */
  readonly jumps: readonly CurveJump[];
  /** The same agent under the base; absent without one, and where it has no such figure. */
  readonly base?: readonly CurvePoint[];
  /** Agents who have the figure; of very many, some. */
  readonly agents: readonly CurveAgent[];
  /** How many agents the month has. */
  readonly people: number;
}

export interface CurveAgent {
  readonly agent: string;
  readonly name: string;
  readonly x: Rational;
  /** What they are paid; absent where that cannot be had. */
  readonly y?: Rational;
  /** Without `y`: what the base pays them. */
  readonly before?: Rational;
}

/** What edits of the text would do to the chosen month, by the headline column of the edited text. */
export interface EditEffect {
  /** Absent where the edited text puts out no number. */
  readonly column?: OutputColumn;
  /** The sum after the edits; `difference` against the text as it stands. */
  readonly total?: Total;
  /** Agents with a result before and after. */
  readonly up: number;
  readonly down: number;
  readonly same: number;
  /** Agents without a result after the edits, and before. */
  readonly failed: number;
  readonly failedBefore: number;
  /** Errors of the edited text; with them it could not be run. */
  readonly errors: readonly Diagnostic[];
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
  /** All agent-months that there are, as the server's Arrow stream; absent where it has none. */
  readonly data: Blob | undefined;
  readonly month: string;
  /** The pinned agent; the first of the month where it is not in it. */
  readonly agent: string | undefined;
  readonly base: BaseVersion | undefined;
}

export interface EngineListener {
  analysis?(analysis: Analysis): void;
  totals?(totals: PopulationTotals): void;
  population?(population: Population): void;
  sample?(sample: SampleExplanation): void;
  status?(status: EngineStatus): void;
}

export interface EngineClient {
  /** Pushes a new text; results follow for the newest only: totals first, then population, analysis and sample. */
  update(text: string): Revision;
  /** Whether no newer text has been pushed. */
  isNewest(revision: Revision): boolean;
  set(state: Partial<WorkbenchState>): void;
  /** Resolves with `undefined` where the text changed meanwhile or the worker stopped. */
  ask<R extends LanguageRequest>(request: R, ...args: LanguageArguments<R>): Promise<LanguageAnswer<R> | undefined>;
  /**
   * What edits of the present text would pay, before they are made. Resolves with `undefined` where it is given
   * up, the text changed meanwhile, there are no data, or the worker stopped.
   */
  effectOf(edits: readonly TextEdit[], signal?: AbortSignal): Promise<EditEffect | undefined>;
  /**
   * Why the agents at these places of the newest population have no result; `undefined` where the text changed
   * meanwhile or the worker stopped.
   */
  reasons(places: readonly number[]): Promise<readonly Reasons[] | undefined>;
  /**
   * What is paid along a figure, the one with most edges where it is left open. Resolves with `undefined` where
   * there is no such figure or nobody who has it, and as `effectOf` does.
   */
  curve(figure: string | undefined, signal?: AbortSignal): Promise<Curve | undefined>;
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
    }
  | { readonly kind: "effect"; readonly id: number; readonly edits: readonly TextEdit[] }
  | { readonly kind: "reasons"; readonly id: number; readonly places: readonly number[] }
  | { readonly kind: "curve"; readonly id: number; readonly figure: string | undefined }
  /** Nobody waits for the answer any longer. */
  | { readonly kind: "give-up"; readonly id: number };

export type FromWorker =
  | { readonly kind: "analysis"; readonly analysis: Analysis }
  | { readonly kind: "totals"; readonly totals: PopulationTotals }
  /** Before the first population that is about them. */
  | { readonly kind: "people"; readonly people: readonly Person[] }
  | { readonly kind: "population"; readonly population: Omit<Population, "people"> }
  | { readonly kind: "sample"; readonly sample: SampleExplanation }
  | { readonly kind: "answer"; readonly id: number; readonly answer: unknown }
  /** Sent when the worker has started and between chunks of long work, so that the page knows it is alive. */
  | { readonly kind: "alive" }
  /** The first `handled` messages have been worked off. */
  | { readonly kind: "idle"; readonly handled: number };
