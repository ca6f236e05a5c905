export interface ScenarioTables {
  scenarios: ScenarioRow;
}

/** What somebody tried with a version's figures. Nobody is paid by it. */
export interface ScenarioRow {
  id: string;
  name: string;
  version: string;
  /** What it is held against: a version's id, or `runs` for what was paid; null: the version as it is written. */
  baseline: string | null;
  data_set: string;
  from_month: string;
  to_month: string;
  /** JSON array of attributes, each with the values that count; empty: everybody. */
  people: string;
  /** JSON array of addresses in the version's text, each with the value in its place. */
  moves: string;
  /** A decimal, for all the months, in the unit of pay. */
  budget: string | null;
  note: string | null;
  /** The ETag. */
  revision: number;
  made_by: string;
  made_at: string;
  updated_at: string;
}
