/** What a chart shows, as a table: for who reads figures rather than marks, and for who cannot see them. */
export interface ChartTwin {
  readonly columns: readonly {
    readonly label: string;
    /** Figures are right-aligned. */
    readonly numeric?: boolean;
  }[];
  /** In the order to be read in; `key` is that of the datum drawn for the row. */
  readonly rows: readonly { readonly key: string; readonly cells: readonly string[] }[];
}
