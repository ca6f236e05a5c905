import { displayWidth } from "../../engine/index.ts";

/**
 * Rows of cells below one another, the first column to the left, all others to the right; a character
 * of Chinese takes two places.
 */
export function textTable(rows: readonly (readonly string[])[], indent = "  "): string {
  const widths: number[] = [];
  for (const row of rows) {
    for (const [column, cell] of row.entries()) widths[column] = Math.max(widths[column] ?? 0, displayWidth(cell));
  }
  const pad = (cell: string, column: number): string => {
    const space = " ".repeat((widths[column] ?? 0) - displayWidth(cell));
    return column === 0 ? cell + space : space + cell;
  };
  return rows.map((row) => `${indent}${row.map(pad).join("  ")}`.trimEnd()).join("\n");
}
