import { eastAsianWidth } from "get-east-asian-width";

/** Columns that a text takes in a fixed-width font: a Chinese character two, a combining mark none. */
export function displayWidth(text: string): number {
  let width = 0;
  for (const character of text) {
    if (/\p{M}/u.test(character)) continue;
    width += eastAsianWidth(character.codePointAt(0) ?? 0);
  }
  return width;
}

/** The text filled up with spaces to a width. */
export const padTo = (text: string, width: number): string =>
  text + " ".repeat(Math.max(0, width - displayWidth(text)));

/**
 * Lines of a grid, `| a | b |`, with the bars of each column one below the other. Rows may differ in
 * length; each keeps its own number of cells.
 */
export function layOutGrid(rows: readonly (readonly string[])[]): string[] {
  const widths: number[] = [];
  for (const row of rows) {
    row.forEach((cell, column) => {
      widths[column] = Math.max(widths[column] ?? 0, displayWidth(cell));
    });
  }
  return rows.map((row) => `| ${row.map((cell, column) => padTo(cell, widths[column] ?? 0)).join(" | ")} |`);
}
