import type { Localized, RowErrorCode } from "../../engine/index.ts";
import { sha256 } from "../canonical-json.ts";

/**
 * `computed`: every output and action has a value. `missing-data`: the agent has no row in the month, or a
 * figure that is needed is blank. `no-scheme`: nobody has assigned the agent a version that is in effect.
 * `error`: something else keeps it from being computed.
 */
export const LINE_OUTCOMES = ["computed", "missing-data", "no-scheme", "error"] as const;
export type LineOutcome = (typeof LINE_OUTCOMES)[number];

/** Why one name has no value. */
export interface LineError {
  /** Which of the version's results. */
  readonly output: string;
  readonly code: RowErrorCode | "payout-too-large";
  /** Whose value failed first: the metric that is blank, the table that has no row. */
  readonly name: string;
  readonly message: Localized;
}

/** Who a run is for. */
export interface Member {
  readonly agent: string;
  /** As of the month; null where nobody has said. */
  readonly department: string | null;
  /** The id of the version assigned; null where none is in effect for the agent. */
  readonly version: string | null;
}

/** What one agent comes to in a run. */
export interface RunLine extends Member {
  readonly outcome: LineOutcome;
  /** What the month's row holds of the metrics that the version reads, blanks left out. */
  readonly inputs: readonly (readonly [metric: string, cell: string])[];
  /** All that the version puts out and that has a value, exactly: `0.6`, `1/3`, `true`, a text as it is. */
  readonly outputs: readonly (readonly [name: string, value: string])[];
  /** In fen; null where there is no result, or the version pays nothing. */
  readonly payout: number | null;
  readonly errors: readonly LineError[];
  /** See `lineHash`. */
  readonly hash: string;
}

/** The order in which the lines of a run are hashed: of code units, the same on every machine. */
export const byAgent = (a: Member, b: Member): number => (a.agent < b.agent ? -1 : 1);

/**
 * SHA-256 of what the line means, the same for as long as the language means the same: by which text the agent was
 * computed and not its id, which names failed and not the sentences that say so.
 *
 * @param versionHash the content hash of the line's version; null where it has none
 */
export const lineHash = (line: Omit<RunLine, "hash" | "version">, versionHash: string | null): string =>
  sha256(
    JSON.stringify([
      line.agent,
      line.department,
      versionHash,
      line.outcome,
      line.inputs,
      line.outputs,
      line.payout,
      line.errors.map(({ output, code, name }) => [output, code, name]),
    ]),
  );
