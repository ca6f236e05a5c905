export interface CorrectionTables {
  correction_proposals: CorrectionProposalRow;
  corrections: CorrectionRow;
}

/** What corrected data makes of months that are published. */
export interface CorrectionProposalRow {
  id: string;
  data_set: string;
  /** The revision of the data set that the months were computed again from. */
  data_revision: number;
  /** The last published month then. */
  last_month: string;
  /** How many proposals of the data set had been applied then: another one makes this one stale. */
  applied_before: number;
  /** `computing`: its lines are being written. Once it is `applied` triggers keep it and its lines as they are. */
  state: "computing" | "proposed" | "applied";
  /** Why: what was corrected. */
  reason: string;
  made_by: string;
  made_at: string;
  /** The run that its lines are paid with; null until it is applied. */
  run: string | null;
  applied_by: string | null;
  applied_at: string | null;
}

/** One agent's closed month that should have been paid otherwise. */
export interface CorrectionRow {
  proposal: string;
  /** Place in the list: by closed month, then by agent. */
  position: number;
  closed_month: string;
  agent: string;
  /** The scheme version that both figures are computed with; null where the agent has none. */
  version: string | null;
  /** The revision of the data that the month was published from. */
  published_revision: number;
  /** In fen: what the run's line and earlier corrections came to; 0 where the line had no figure. */
  paid: number;
  /** In fen: what it comes to now; null where it cannot be computed. */
  owed: number | null;
  /** JSON, both languages: why it cannot be computed; null where it can. */
  problem: string | null;
}
