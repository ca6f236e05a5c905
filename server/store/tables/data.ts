export interface DataTables {
  data_sets: DataSetRow;
  data_revisions: DataRevisionRow;
  data_preparations: DataPreparationRow;
  agent_months: AgentMonthRow;
  agents: AgentRow;
  agent_facts: AgentFactRow;
  ratings: RatingRow;
  self_appraisals: SelfAppraisalRow;
}

export interface DataSetRow {
  id: string;
  name: string;
  /** The newest of its revisions. */
  revision: number;
  created_at: string;
}

/** Where a revision comes from. */
export type DataSource = "first-start" | "import" | "rating" | "edit";

/** A state of a data set that can be read for ever; triggers keep it from being changed or deleted. */
export interface DataRevisionRow {
  data_set: string;
  /** 0 (nothing in it), 1, 2, 3, … */
  number: number;
  /** JSON array of metric names, in the order of `agent_months.cells`; it begins with those of the revision before. */
  columns: string;
  /** JSON array of the months it has, in the order of time. */
  months: string;
  /** How many different agents, and how many agent-months. */
  agents: number;
  rows: number;
  source: DataSource;
  /** The id of the import; null for what has none. */
  reference: string | null;
  reason: string | null;
  /** The user's id, or `system`. */
  made_by: string;
  made_at: string;
}

/** The next revision of a data set while its rows are being written: one of a data set at most. */
export interface DataPreparationRow {
  data_set: string;
  number: number;
  /** Who may go on writing: each beginning has a new one. */
  token: string;
  /** As in the revision it becomes. */
  columns: string;
  months: string;
  agents: number;
  rows: number;
  /** JSON array: of each metric that is written its place in `columns`. */
  written: string;
  source: DataSource;
  reference: string | null;
  reason: string | null;
  made_by: string;
  /** When rows were written last: what has stood still for long was left by a crash. */
  touched_at: string;
}

/** One agent-month from one revision on, until another row stands in its place. */
export interface AgentMonthRow {
  data_set: string;
  month: string;
  agent: string;
  /** The first revision that has the row. */
  added_in: number;
  /** The first revision that has it no more; null while none. */
  replaced_in: number | null;
  /** JSON array: for each column the value's canonical text, null where blank; later columns may be lacking. */
  cells: string;
}

export interface AgentRow {
  /** 工号 */
  agent: string;
  /** The ETag: counts the changes of the agent's facts. */
  revision: number;
  created_at: string;
}

/** What is true of an agent from a month on, until the next such row. */
export interface AgentFactRow {
  agent: string;
  from_month: string;
  /** Counts the versions of the row: what was true once is kept. */
  number: number;
  name: string;
  department: string | null;
  position: string | null;
  /** The superior's 工号. */
  superior: string | null;
  /** `YYYY-MM-DD`, the first and the last day. */
  joined_on: string | null;
  left_on: string | null;
  made_by: string;
  made_at: string;
  /** Since when another version stands in its place; null while none. */
  replaced_at: string | null;
}

/** A rating as it was given; the value that counts is the data set's. */
export interface RatingRow {
  data_set: string;
  /** The revision of the data set that it made. */
  revision: number;
  month: string;
  agent: string;
  metric: string;
  /** null where a rating was taken back. */
  value: string | null;
  rated_by: string;
  rated_at: string;
}

export interface SelfAppraisalRow {
  agent: string;
  month: string;
  text: string;
  /** Null while it is a draft. */
  handed_in_at: string | null;
  /** 1: handed in after the deadline. */
  late: number;
  updated_at: string;
}
