import { unreadable } from "../table-file.ts";
import { readCellPlace } from "./cell-place.ts";

/** A merged cell over more than one row. */
export interface Merge {
  /** From 1. */
  readonly top: number;
  readonly bottom: number;
  /** From 0. */
  readonly column: number;
}

const MERGE = /<(?:\w+:)?mergeCell\s[^>]*?ref\s*=\s*["']([A-Za-z]+\d+):([A-Za-z]+\d+)["']/g;
/** Longer than a tag, so that one cut in two by the end of a piece is found with the next piece. */
const OVERLAP = 256;
const MOST_MERGES = 100_000;

/**
 * The merged cells of a sheet that reach over several rows, from top to bottom. They stand behind the rows, so the
 * sheet is searched for them before its rows are read.
 *
 * @throws UserError where there are more than a table can have
 */
export async function findMerges(pieces: AsyncIterable<Buffer>, file: string, sheet: string): Promise<Merge[]> {
  const merges: Merge[] = [];
  let found = 0;
  let rest = "";
  for await (const piece of pieces) {
    const text = rest + piece.toString("latin1");
    let end = Math.max(0, text.length - OVERLAP);
    for (const match of text.matchAll(MERGE)) {
      found += 1;
      if (found > MOST_MERGES) {
        throw unreadable(
          file,
          { sheet },
          `合并单元格超过 ${MOST_MERGES} 处；请取消合并再上传`,
          `more than ${MOST_MERGES} merged cells; unmerge them`,
        );
      }
      end = Math.max(end, match.index + match[0].length);
      const [first, last] = [readCellPlace(match[1]), readCellPlace(match[2])];
      if (first && last && last.line > first.line) {
        merges.push({ top: first.line, bottom: last.line, column: first.column });
      }
    }
    rest = text.slice(end);
  }
  return merges.sort((one, other) => one.top - other.top);
}
