import type { TableRow } from "../data/table-file.ts";
import { type HeaderMeaning, headerMeaning } from "./header-meaning.ts";
import type { Target } from "./target.ts";

/** Titles, notes and blank lines may stand above the header; a header further down is found by nobody. */
export const HEADER_WITHIN = 60;

export interface FoundHeader {
  readonly row: TableRow;
  /** How many of its cells mean something. */
  readonly known: number;
  /** It was told by its looks alone, since nothing in it is known. */
  readonly guessed: boolean;
}

/**
 * The header among the first rows of a sheet: the row with the most cells that mean something, below titles and to
 * the right of blank columns. Where none means anything, the first row of words that has figures below it.
 */
export function findHeader(rows: readonly TableRow[], target: Target): FoundHeader | undefined {
  let best: FoundHeader | undefined;
  for (const row of rows) {
    const meanings = row.cells.map((cell) => headerMeaning(cell, target));
    const known = new Set(
      meanings.flatMap((meaning) => (meaning ? [JSON.stringify([meaning.use, nameIn(meaning)])] : [])),
    ).size;
    if (known > (best?.known ?? 0)) best = { row, known, guessed: false };
  }
  // One known word may be a title such as 部门; a header has two, or one beside words that are not known.
  if (best && (best.known > 1 || filled(best.row) > 1)) return best;
  const at = rows.findIndex((row, index) => isWords(row) && (rows[index + 1]?.cells.some(isFigure) ?? false));
  const row = rows[at] ?? rows.find((one) => filled(one) > 1);
  return row && { row, known: 0, guessed: true };
}

const nameIn = (meaning: HeaderMeaning): string => {
  switch (meaning.use) {
    case "metric":
    case "rate":
      return meaning.metric.name;
    case "field":
      return meaning.field.name;
    case "fact":
      return meaning.fact;
    default:
      return "";
  }
};

const filled = ({ cells }: TableRow): number => cells.filter((cell) => cell !== "").length;

const isFigure = (cell: string): boolean => /\d/.test(cell) && !/\p{L}{2}/u.test(cell);

const isWords = (row: TableRow): boolean => filled(row) > 1 && !row.cells.some(isFigure);
