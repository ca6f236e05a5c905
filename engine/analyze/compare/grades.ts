import { numberAt, type ResultColumn } from "../../batch/result-column.ts";
import type { Type } from "../../values/type.ts";

/** Who goes from which grade to which. */
export interface Migration {
  readonly from: readonly string[];
  readonly to: readonly string[];
  /** By place in `from`, then in `to`: how many rows. */
  readonly counts: readonly (readonly number[])[];
  /** Rows whose grade differs. */
  readonly moved: number;
  /** Rows that have a grade under only one of the two. */
  readonly unmatched: number;
}

/** The words that the values of a type have in their order; `undefined` for a type that has no list of them. */
export function gradesOf(type: Type): readonly string[] | undefined {
  if (type.kind === "truth") return ["false", "true"];
  return type.kind === "choice" ? type.values : undefined;
}

/** @throws TypeError where one of the columns has no grades */
export function migrationOf(before: ResultColumn, after: ResultColumn, rows: Int32Array): Migration {
  const [from, to] = [wordsOf(before), wordsOf(after)];
  const [old, own] = [codesOf(before, from, rows), codesOf(after, to, rows)];
  const width = to.length;
  const cells = new Int32Array(from.length * width);
  let unmatched = 0;
  for (let at = 0; at < rows.length; at += 1) {
    const one = old[at] ?? NO_GRADE;
    const other = own[at] ?? NO_GRADE;
    if (one !== NO_GRADE && other !== NO_GRADE) cells[one * width + other] = (cells[one * width + other] ?? 0) + 1;
    else if (one !== other) unmatched += 1;
  }
  const counts = from.map((_, one) => Array.from(cells.subarray(one * width, (one + 1) * width)));
  const moved = counts.flatMap((row, one) => row.filter((_, other) => from[one] !== to[other]));
  return { from, to, counts, moved: moved.reduce((sum, count) => sum + count, 0), unmatched };
}

const NO_GRADE = -1;

function wordsOf({ name, type }: ResultColumn): readonly string[] {
  const words = gradesOf(type);
  if (!words) throw new TypeError(`${name} holds no grades`);
  return words;
}

/** Of the rows, in their order, the place of each grade. */
function codesOf({ values, missing, aside }: ResultColumn, words: readonly string[], rows: Int32Array): Int32Array {
  const codes = new Int32Array(rows.length);
  const held = values.kind === "code" ? values.codes : values.kind === "truth" ? values.holds : NO_GRADE;
  const isEverywhere = missing === 0;
  for (let at = 0; at < rows.length; at += 1) {
    const row = rows[at] ?? 0;
    codes[at] = isEverywhere || numberAt(missing, row) === 0 ? numberAt(held, row) : NO_GRADE;
  }
  if (aside.size > 0) {
    for (const [at, row] of rows.entries()) {
      const other = aside.get(row);
      if (other !== undefined) codes[at] = words.indexOf(String(other));
    }
  }
  return codes;
}
