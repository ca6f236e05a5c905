/** What a file of rows may be, so that reading it takes bounded memory and time. */
export interface FileLimits {
  /** Bytes of the file as uploaded. */
  readonly bytes: number;
  /** Bytes of all parts of a workbook that are read, counted while they are inflated: what a ZIP says of itself can lie. */
  readonly uncompressed: number;
  /** Bytes of a part that says what the workbook consists of: all but its sheets and texts. */
  readonly part: number;
  /** Parts of a workbook. */
  readonly entries: number;
  /** Characters of all different texts of a workbook. */
  readonly sharedText: number;
  readonly rows: number;
  /** Columns with content. */
  readonly columns: number;
  /** Rows times columns. */
  readonly cells: number;
  /** Characters of one cell: as many as Excel takes. */
  readonly cell: number;
}

export const FILE_LIMITS: FileLimits = {
  bytes: 100 * 1024 * 1024,
  uncompressed: 1024 * 1024 * 1024,
  part: 32 * 1024 * 1024,
  entries: 10_000,
  sharedText: 64 * 1024 * 1024,
  rows: 2_000_000,
  columns: 2_000,
  cells: 40_000_000,
  cell: 32_767,
};
