import type { RunStatus } from "../../runs/lifecycle.ts";
import type { LineOutcome } from "../../runs/line.ts";

export interface RunTables {
  runs: RunRow;
  run_revisions: RunRevisionRow;
  run_computations: RunComputationRow;
  run_lines: RunLineRow;
  run_adjustments: RunAdjustmentRow;
}

/** The pay of one month, computed from one data set. */
export interface RunRow {
  id: string;
  data_set: string;
  /** `YYYY-MM`; one run for each month of a data set. */
  month: string;
  /** The newest of its revisions; the others are replaced. */
  revision: number;
  /** Counts what was done to the run; the ETag. */
  changes: number;
  opened_by: string;
  opened_at: string;
}

export interface RunRevisionRow {
  run: string;
  /** 1, 2, 3, …: unlocking begins the next. */
  number: number;
  status: RunStatus | "replaced";
  /** The computation that is under way; what another brings is not taken. Null while none is. */
  computing: string | null;
  /** The computation whose lines are the revision's; null until there is one. */
  computation: string | null;
  /** Who began the revision, and why: null for the first, else why the one before was unlocked. */
  begun_by: string;
  begun_at: string;
  reason: string | null;
  reviewed_by: string | null;
  reviewed_at: string | null;
  /** How many lines without a result the reviewer confirmed. */
  confirmed: number | null;
  locked_by: string | null;
  locked_at: string | null;
  /** SHA-256 over the computation's hash and all that is paid beside it, as locked. */
  seal: string | null;
  published_by: string | null;
  published_at: string | null;
}

/** One computing of a revision. Its lines are seen by nobody before it is complete and the revision's. */
export interface RunComputationRow {
  id: string;
  run: string;
  revision: number;
  /** Of the run's data set. */
  data_revision: number;
  requested_by: string;
  requested_at: string;
  /** Null, as all that follows, until every line is there. */
  completed_at: string | null;
  /** Which of the language's meanings computed it. */
  language_version: string | null;
  /** The first month whose data were read; null also where all were, because a streak has no end. */
  first_month: string | null;
  /** JSON array of `UsedVersion`. */
  versions: string | null;
  lines: number | null;
  /** Lines of another outcome than `computed`. */
  without_result: number | null;
  /** Sum of the lines, in fen. */
  payout: number | null;
  /** SHA-256 of what was computed from and of every line. */
  hash: string | null;
}

/** What one agent comes to; never changed, and kept for ever once the revision is locked. */
export interface RunLineRow {
  computation: string;
  agent: string;
  /** As of the month; null where nobody has said. */
  department: string | null;
  /** The version the agent is assigned to in the month; null where none is. */
  version: string | null;
  outcome: LineOutcome;
  /** JSON array of `[metric, cell]`: what the month's row holds of what the version reads, blanks left out. */
  inputs: string;
  /** JSON array of `[name, exact value]` of all that the version puts out and that has a value. */
  outputs: string;
  /** In fen; null where there is no result, or the version pays nothing. */
  payout: number | null;
  /** JSON array of `LineError`. */
  errors: string;
  hash: string;
}

/** An amount added by hand to what an agent is paid; survives recomputation and unlocking. */
export interface RunAdjustmentRow {
  id: string;
  run: string;
  agent: string;
  /** In fen, not 0; negative takes away. */
  amount: number;
  reason: string;
  /** The revision that first has it. */
  added_in: number;
  added_by: string;
  added_at: string;
  /** The revision that first has it no more; null, as what follows, while it stands. */
  taken_back_in: number | null;
  taken_back_by: string | null;
  taken_back_at: string | null;
  taken_back_reason: string | null;
}
