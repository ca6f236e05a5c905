/** What a column holds; each database has its own name for it. */
export type ColumnType = "text" | "decimal" | "integer" | "date" | "truth";

export interface ColumnOf {
  readonly name: string;
  readonly type: ColumnType;
}

/** Cells as text; NULL where there is nothing. */
export type Cells = readonly (string | null)[];

/** A real database in this process or beside it, empty at the start. */
export interface Database {
  /** Makes the table anew. */
  load(table: string, columns: readonly ColumnOf[], rows: readonly Cells[]): Promise<void>;
  /** Truth values are `true` and `false`, whatever the database calls them. */
  query(text: string): Promise<Cells[]>;
  close(): Promise<void>;
}

/** INSERT statements for the rows, some hundred kilobytes each. */
export function* inserts(into: string, rows: readonly Cells[], literal: (text: string) => string): Generator<string> {
  let values: string[] = [];
  let length = 0;
  for (const row of rows) {
    const text = `(${row.map((cell) => (cell === null ? "NULL" : literal(cell))).join(", ")})`;
    values.push(text);
    length += text.length;
    if (length < 200_000) continue;
    yield `INSERT INTO ${into} VALUES ${values.join(", ")}`;
    values = [];
    length = 0;
  }
  if (values.length > 0) yield `INSERT INTO ${into} VALUES ${values.join(", ")}`;
}

export const asCell = (value: unknown): string | null => {
  if (value === null || value === undefined) return null;
  if (typeof value === "boolean" || typeof value === "bigint" || typeof value === "number") return String(value);
  if (typeof value === "string") return value;
  throw new TypeError(`a database gave ${typeof value}`);
};
