/**
 * What the pages for comparing and for what-if ask of the worker that holds a population.
 *
 * The worker loads the agent-months of some months once, keeps every scheme's evaluation over them,
 * and answers with figures that are ready to be shown. Everything crosses the border as plain data:
 * bigints, Maps and typed arrays survive the structured clone. Totals are exact (`Rational`); what
 * comes for each agent is an integer over a common scale.
 */
import type {
  Box,
  Diagnostic,
  Explanation,
  Goal,
  Group,
  Lever,
  Localized,
  Month,
  Move,
  Rational,
} from "../../../engine/index.ts";

export type { Box, Group };

// ── what is looked at ────────────────────────────────────────────────────────────────────────────

/** Agent-months of a data set; earlier months are loaded as well where rules look back. */
export interface PopulationSource {
  readonly dataset: string;
  /** The first and the last month that count. */
  readonly from: Month;
  readonly to: Month;
}

/** What schemes are compiled with. */
export interface Surroundings {
  /** Text of the metric catalogue. */
  readonly catalogue: string;
  /** Texts of all that a scheme may be held to. */
  readonly institutions: readonly string[];
}

export interface PopulationInfo {
  readonly source: PopulationSource;
  /** Of the data set. */
  readonly revision: number;
  /** That have rows, earliest first, within the source. */
  readonly months: readonly Month[];
  /** Agent-months within the source. */
  readonly rows: number;
  /** Everyone with a row within the source, in an order that all answers share. */
  readonly people: readonly StudyPerson[];
  /** Attributes by which people can be grouped, such as 部门 and 岗位, with the values that occur. */
  readonly attributes: readonly { readonly metric: string; readonly values: readonly string[] }[];
  readonly milliseconds: number;
}

export interface StudyPerson {
  readonly agent: string;
  /** Empty where the data have none. */
  readonly name: string;
  /** One for each of `attributes`: what the person has in the last of the months; absent where blank. */
  readonly attributes: readonly (string | undefined)[];
}

/** One side of a comparison, or what a what-if starts from. */
export type StudyScheme =
  | { readonly kind: "version"; readonly text: string }
  /** What locked or published runs pay; agents and months that are not in it have no value. It has no steps to explain. */
  | { readonly kind: "runs"; readonly paid: readonly PaidMonth[] };

export interface PaidMonth {
  readonly agent: string;
  readonly month: Month;
  /** Exact, in the currency's unit: `2322.60`, `-15`. */
  readonly amount: string;
}

/** Why a scheme cannot be studied. */
export interface SchemeProblem {
  readonly scheme: number;
  /** Errors of its text; empty where it pays nothing that could be compared. */
  readonly diagnostics: readonly Diagnostic[];
  readonly reason: Localized;
}

/** An integer for each agent, over `scale`; NaN where there is none. */
export interface AgentAmounts {
  readonly whole: Float64Array;
  readonly scale: number;
}

// ── comparing ────────────────────────────────────────────────────────────────────────────────────

export interface CompareQuestion {
  /** Two to four; the first is what the others are compared with. */
  readonly schemes: readonly StudyScheme[];
  readonly group?: Group;
  /** By place of the scheme the number that is compared; where absent, the last amount of money that all put out, else the last of each. */
  readonly pay?: readonly string[];
}

export interface Comparison {
  /** By place of the scheme. */
  readonly schemes: readonly SchemeFigures[];
  /** By place of the scheme less one. */
  readonly against: readonly SchemeAgainst[];
  /** Agent-months that count, and how many people have one. */
  readonly rows: number;
  readonly people: number;
  /** What is sold, in the catalogue's unit; absent where the data have none. */
  readonly sales?: { readonly metric: string; readonly total: Rational };
  /** Agent-months that some scheme cannot compute, at most a hundred, and how many there are in all. */
  readonly failures: { readonly count: number; readonly first: readonly StudyFailure[] };
  readonly milliseconds: number;
}

export interface SchemeFigures {
  /** What of it is compared, such as 应发工资; empty for runs. */
  readonly pay: string;
  readonly currency: string;
  readonly total: Rational;
  /** Per agent-month that has a value. */
  readonly perHead: Rational | undefined;
  readonly shareOfSales?: Rational;
  /** Agent-months that have a value. */
  readonly counted: number;
  readonly months: readonly { readonly month: Month; readonly total: Rational; readonly counted: number }[];
  /** What each agent comes to over the months that have a value. */
  readonly agents: AgentAmounts;
  /** What each agent is paid month by month: for each of the people one number for each of the population's months. */
  readonly agentMonths: AgentAmounts;
  /** By attribute of the population and then by its values: boxes of what an agent-month is paid. */
  readonly boxes: readonly (readonly Box[])[];
  /** Of runs: agent-months that they pay and the population does not have; they are in no figure. */
  readonly outside: number;
}

/** People are counted by what all their months come to. */
export interface SchemeAgainst {
  readonly change: Rational;
  readonly up: number;
  readonly down: number;
  readonly same: number;
  /** Change of each agent, over the months that both can compute. */
  readonly agents: AgentAmounts;
  /** By tenth of what the first scheme pays within the month, the lowest first; agent-months. */
  readonly tenths: readonly StudyTally[];
  /** By quarter of what people come to under the first and under this one, the highest first; people. */
  readonly quarters: readonly (readonly number[])[];
  /** Each person's quarter under the first and under this one: 0 the highest; −1 where none. */
  readonly quarterOf: { readonly before: Int8Array; readonly after: Int8Array };
  /** By attribute of the population, then by its values. */
  readonly attributes: readonly {
    readonly metric: string;
    readonly groups: readonly (StudyTally & { readonly value: string | undefined })[];
  }[];
  /** Grades, truths and actions that both put out. */
  readonly grades: readonly GradeMoves[];
}

export interface StudyTally {
  readonly up: number;
  readonly down: number;
  readonly same: number;
  readonly change: Rational;
}

export interface GradeMoves {
  readonly name: string;
  readonly from: readonly string[];
  readonly to: readonly string[];
  /** By place in `from`, then in `to`: agent-months. */
  readonly counts: readonly (readonly number[])[];
  readonly moved: number;
}

export interface StudyFailure {
  readonly agent: string;
  readonly month: Month;
  /** By place of the scheme; absent where it has a result. */
  readonly reasons: readonly (Localized | undefined)[];
}

/** How one agent's month comes about under two schemes. */
export interface PairExplained {
  /** Absent for runs. */
  readonly explanations: readonly [Explanation | undefined, Explanation | undefined];
  /** All months of the agent within the source, earliest first; an amount is absent where there is none. */
  readonly months: readonly {
    readonly month: Month;
    readonly amounts: readonly [Rational | undefined, Rational | undefined];
  }[];
  /** Names of the step on either side that makes what is paid differ; absent where it is the same, or one side is runs. */
  readonly firstDifference?: {
    readonly names: readonly [string, string];
    readonly sentence: Localized;
  };
}

// ── what-if ──────────────────────────────────────────────────────────────────────────────────────

/** A lever with all that a slider needs. */
export interface StudyLever extends Lever {
  /** What people call it: the param, or table, row and column in words. */
  readonly label: Localized;
  /** Number of the clause it stands under, such as 3.4.1 or 二, else its title; empty above all headings. */
  readonly clause: string;
  /** The same with its title: 3.4.1 c 全费提成奖金. */
  readonly heading: string;
  /** Ends of the slider: the range of a param, else what keeps neighbouring edges in order, or a spread around the value. */
  readonly least: Rational;
  readonly most: Rational;
}

export interface WhatIfQuestion {
  /** The version whose levers are moved. */
  readonly text: string;
  /** What it is held against: itself as written where absent. */
  readonly baseline?: StudyScheme;
  /** By address. */
  readonly move: Move;
  readonly group?: Group;
  /** The attribute of the heat map; where absent, the department, else the first. */
  readonly by?: string;
}

export interface WhatIf {
  readonly pay: string;
  readonly currency: string;
  /** Agent-months that count. */
  readonly rows: number;
  /** Totals of the agent-months that have a value, each side by itself. */
  readonly before: Rational;
  readonly after: Rational;
  readonly months: readonly { readonly month: Month; readonly before: Rational; readonly after: Rational }[];
  /** People by what all their months come to. */
  readonly up: number;
  readonly down: number;
  readonly same: number;
  /** Who gains and who loses most; absent where nobody does. */
  readonly largestGain?: { readonly person: number; readonly change: Rational };
  readonly largestLoss?: { readonly person: number; readonly change: Rational };
  /** Agent-months without a result after the move, and those with none before. */
  /** `first`: why, at most a hundred, on either side; empty while levers are being dragged. */
  readonly missing: { readonly before: number; readonly after: number; readonly first: readonly StudyFailure[] };
  /** What the scheme's own text would say against the move; absent while levers are being dragged. */
  readonly refused?: Diagnostic;
  /** Per person; only where `details` were asked for. */
  readonly details?: WhatIfDetails;
  readonly milliseconds: number;
}

export interface WhatIfDetails {
  /** Over the months in which the agent has a value on both sides, so that the difference is that of the move. */
  readonly before: AgentAmounts;
  readonly after: AgentAmounts;
  /** By an attribute's values, blank last, then by month as in `months`: before and after, over agent-months with both. */
  readonly heat:
    | {
        readonly metric: string;
        readonly values: readonly (string | undefined)[];
        readonly cells: readonly (readonly { readonly before: Rational; readonly after: Rational }[])[];
      }
    | undefined;
}

/** The change from the text to a version with several edits, given to each of them whatever their order. */
export interface WhyAnswer {
  readonly before: Rational;
  readonly after: Rational;
  /** Beyond twelve edits they share by clause. */
  readonly by: "edits" | "clauses";
  /** Given out to the fen so that they sum to `after` less `before`. */
  readonly shares: readonly { readonly sentence: Localized; readonly clause: string; readonly amount: Rational }[];
  /** Agent-months that are in no sum, because something between the two has no result. */
  readonly apart: number;
}

/** A lever moved down and up: by its step, else by a tenth of its value. Those that move most come first. */
export interface TornadoBar {
  /** Its place among the levers of the text. */
  readonly lever: number;
  readonly down: TornadoSide;
  readonly up: TornadoSide;
}
export type TornadoSide = { readonly value: Rational } & (
  | { readonly change: Rational; readonly winners: number; readonly losers: number }
  | { readonly refused: Localized }
);

export interface SeekQuestion {
  readonly text: string;
  /** What stands already: goal-seek goes on from here. */
  readonly move: Move;
  readonly lever: string;
  readonly from?: Rational;
  readonly to?: Rational;
  readonly step?: Rational;
  /** All are to hold. `readGoal` reads what people write. */
  readonly goals: readonly Goal[];
  readonly group?: Group;
}

export interface SeekAnswer {
  readonly tried: number;
  /** What the first goal's aggregate is today. */
  readonly today: Rational | undefined;
  /** Unbroken runs of values at which all goals hold; none, one or several. */
  readonly ranges: readonly { readonly first: Rational; readonly last: Rational; readonly count: number }[];
  /** The nearest to today's value, and what the first goal comes to there. */
  readonly best?: { readonly value: Rational; readonly reached: Rational | undefined };
  /** One step further, where the goal no longer holds: what it comes to there. */
  readonly beyond?: { readonly value: Rational; readonly reached: Rational | undefined };
  readonly refused: number;
}

// ── the client ───────────────────────────────────────────────────────────────────────────────────

/** `done` of `total`, both in no unit. */
export type Progress = (done: number, total: number) => void;

export type Studied<T> = T | { readonly problem: SchemeProblem };

/** What can be asked, by name; questions of one name replace each other. */
export type StudyQuestion = "compare" | "explainPair" | "levers" | "whatIf" | "apply" | "why" | "tornado" | "seek";

/**
 * Questions of one kind replace each other: where a newer one is asked before the answer, or it is given
 * up, the older resolves with `undefined`. A worker that dies is replaced, and what it was asked is asked
 * again once; what breaks the second worker too is rejected with an Error.
 */
export interface StudyClient {
  /** Loads a population, unless it is there already; what is asked from then on is about it. @throws Error where the server does not give it */
  open(source: PopulationSource, around: Surroundings, progress?: Progress): Promise<PopulationInfo>;
  compare(question: CompareQuestion, progress?: Progress): Promise<Studied<Comparison> | undefined>;
  explainPair(
    schemes: readonly [StudyScheme, StudyScheme],
    agent: string,
    month: Month,
    pay?: readonly string[],
  ): Promise<Studied<PairExplained> | undefined>;
  levers(text: string): Promise<Studied<readonly StudyLever[]> | undefined>;
  /** `quick`: while a lever is dragged, headlines and months only. */
  whatIf(question: WhatIfQuestion, how: "quick" | "full"): Promise<Studied<WhatIf> | undefined>;
  /** The smallest edits of the text that make the move; what a new draft is made of. */
  apply(text: string, move: Move): Promise<{ readonly text: string } | { readonly refused: Diagnostic } | undefined>;
  why(from: string, to: string, group?: Group, progress?: Progress): Promise<Studied<WhyAnswer> | undefined>;
  tornado(
    text: string,
    move: Move,
    group?: Group,
    progress?: Progress,
  ): Promise<Studied<readonly TornadoBar[]> | undefined>;
  seek(question: SeekQuestion, progress?: Progress): Promise<Studied<SeekAnswer> | undefined>;
  /** The question that is being worked on resolves with `undefined`; the worker lets it be. */
  giveUp(question: StudyQuestion): void;
  dispose(): void;
}
