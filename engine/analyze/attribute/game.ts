import type { MonthSlots } from "../../batch/totals.ts";
import type { Columns } from "../../columns/columns.ts";
import type { Program } from "../../ir/program.ts";
import type { Span } from "../../source/span.ts";
import type { Extent } from "../compare/rows-within.ts";
import type { Coalition } from "./coalition.ts";
import type { Worth } from "./shapley.ts";

/** Two versions of a scheme, and all that lies between them. */
export interface Between {
  /** Groups of edits, none of which needs another; at most `MOST_PLAYERS`. */
  readonly players: number;
  /** The older version with the edits of these players and no others. */
  program(coalition: Coalition): Program;
  /** Whose edit writes something else where this stands in the older version; absent where nothing knows. */
  playerAt?(span: Span): number | undefined;
}

export interface Question extends Extent {
  readonly between: Between;
  readonly columns: Columns;
  /** Of the columns; see `monthSlots`. */
  readonly months: MonthSlots;
  /** A number that both versions compute. */
  readonly output: string;
  /** The agent's place in the columns whose own shares are asked for. */
  readonly agent: number | undefined;
}

/** What each coalition pays. */
export interface Game {
  /** By month, all agents together; then by month the agent alone. Rows that fail are in none. */
  readonly worth: Worth;
  readonly denominator: bigint;
  /** Rows that some coalition cannot compute, each with one that cannot. */
  readonly failing: ReadonlyMap<number, Coalition>;
}
