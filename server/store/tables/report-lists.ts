export interface ReportListTables {
  report_lists: ReportListRow;
  report_list_rows: ReportListRowRow;
}

/** A list that a scheme has issued, computed from a run. */
export interface ReportListRow {
  id: string;
  run: string;
  /** Of the run: another one makes another list. */
  revision: number;
  /** The scheme version that declares it. */
  version: string;
  name: string;
  /** `computing`: its rows are being written. From `made` on triggers keep the rows, once signed also the list. */
  state: "computing" | "made" | "signed" | "filed";
  /** JSON: name and kind of each column. */
  columns: string;
  /** SHA-256 over columns and rows: what is signed; empty while computing. */
  hash: string;
  made_by: string;
  made_at: string;
  signed_by: string | null;
  signed_at: string | null;
  filed_by: string | null;
  filed_at: string | null;
}

export interface ReportListRowRow {
  list: string;
  /** From 0, by agent. */
  position: number;
  agent: string;
  /** JSON array: a text for each column, null where there is no value. */
  cells: string;
  /** JSON, both languages: why the first of them has none. */
  problem: string | null;
}
