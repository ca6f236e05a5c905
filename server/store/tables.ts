/** The tables as the migrations leave them. Times are UTC in ISO 8601; JSON is text. */
export interface Tables {
  schemes: SchemeRow;
  versions: VersionRow;
  catalogue: CatalogueRow;
  institutions: InstitutionRow;
  data_sets: DataSetRow;
  agent_months: AgentMonthRow;
}

export interface SchemeRow {
  /** The folder under rulesets/: `telemarketing-center`. */
  id: string;
  created_at: string;
}

/** One version of a scheme. Once it is no draft, a trigger refuses every change of the row. */
export interface VersionRow {
  id: string;
  scheme: string;
  /** Unique within the scheme. */
  version: string;
  title: string;
  status: "draft" | "published";
  text: string;
  hash: string;
  /** Counts the changes of the row; the ETag. */
  revision: number;
  /** The version it was copied from. */
  based_on: string | null;
  created_at: string;
  updated_at: string;
}

/** The metric catalogue: one row. */
export interface CatalogueRow {
  id: 1;
  text: string;
  hash: string;
  updated_at: string;
}

export interface InstitutionRow {
  /** As in its front matter. */
  id: string;
  text: string;
  hash: string;
  updated_at: string;
}

export interface DataSetRow {
  id: string;
  name: string;
  /** JSON array of metric names, in the order of `agent_months.cells`. */
  columns: string;
  created_at: string;
}

export interface AgentMonthRow {
  data_set: string;
  month: string;
  agent: string;
  /** Place in the source, so that rows come back in its order. */
  position: number;
  /** JSON array: for each column the value's canonical text, null where blank. */
  cells: string;
}
