import { diagnostic } from "../diagnostics/diagnostic.ts";
import type { Localized } from "../diagnostics/localized.ts";
import type { DistributeStatement, Expression, GradeShare, GridCell, GridRow, PlaceRounding } from "./ast.ts";
import type { Cursor } from "./cursor.ts";
import { DISTRIBUTION_COLUMNS, type DistributionColumn } from "./distribution-columns.ts";
import { assumptionIn, readColumns } from "./grid-columns.ts";
import { parseExpression, parseIdentifier } from "./parse-expression.ts";
import { parseGroup } from "./parse-window.ts";
import { cellMark, parseEnd, readCell, requireGrid, type StatementContext } from "./statement-parts.ts";

/**
 * `distribute X by Y within G places rounded [up|down], ties better, smallest group N, otherwise GRADE`
 * and its grid of grades, best first. Everything that decides who gets what is written out.
 */
export function parseDistribute(context: StatementContext): DistributeStatement {
  const { cursor, base } = context;
  const name = parseIdentifier(cursor);
  cursor.expect("by");
  const by = parseIdentifier(cursor);
  cursor.expect("within");
  const group = parseGroup(cursor);
  cursor.expect("places");
  const places = parsePlaces(cursor);
  cursor.expect(",");
  expectWords(cursor, ["ties", "better"], {
    zh: "“ties better”：并列的人都取较好的等级",
    en: '"ties better": equals take the better grade',
  });
  cursor.expect(",");
  expectWords(cursor, ["smallest", "group"], {
    zh: "“smallest group 5, otherwise 等级”：人数不足的组怎么定",
    en: '"smallest group 5, otherwise GRADE": what holds in a group of fewer people',
  });
  const smallest = parseHeadCount(cursor);
  cursor.expect(",");
  cursor.expect("otherwise");
  const otherwise = parseIdentifier(cursor);
  const end = parseEnd(cursor);
  const { grid, complete } = requireGrid(context, "distribute");
  const columns = readColumns(cursor, grid.header, DISTRIBUTION_COLUMNS, ["grade", "share"]);
  const rows = grid.rows.flatMap((row) => readRow(context, row, columns) ?? []);
  return {
    kind: "distribute",
    ...base,
    ...end,
    name,
    by,
    group,
    places,
    smallest,
    otherwise,
    rows,
    complete: complete && rows.length === grid.rows.length,
  };
}

function expectWords(cursor: Cursor, words: readonly string[], expected: Localized): void {
  for (const word of words) if (!cursor.accept(word)) cursor.fail(expected);
}

function parsePlaces(cursor: Cursor): PlaceRounding {
  cursor.expect("rounded");
  if (cursor.accept("up")) return "rounded up";
  return cursor.accept("down") ? "rounded down" : "rounded";
}

/** `5`: a whole number of people, from 1. */
function parseHeadCount(cursor: Cursor): number {
  const { token } = cursor;
  if (token.kind !== "number" || !/^[1-9]\d{0,5}$/.test(token.text)) {
    return cursor.fail({ zh: "人数，如 5", en: "a number of people such as 5" });
  }
  cursor.take();
  return Number(token.text);
}

/** `undefined` where the row has no grade that can be read. */
function readRow(
  context: StatementContext,
  row: GridRow,
  columns: ReadonlyMap<DistributionColumn, number>,
): GradeShare | undefined {
  const cellOf = (column: DistributionColumn): GridCell | undefined => row.cells[columns.get(column) ?? -1];
  const filled = <T>(column: DistributionColumn, read: (cursor: Cursor) => T): T | undefined => {
    const cell = cellOf(column);
    if (!cell) return undefined;
    const whole = (cursor: Cursor): T =>
      cursor.atEnd
        ? cursor.abort(diagnostic("grid-cell-empty", cellMark(cell), { column: DISTRIBUTION_COLUMNS[column][0] }))
        : read(cursor);
    return readCell<T | undefined>(context, cell, whole, undefined);
  };
  const grade = filled("grade", parseIdentifier);
  const share: Expression | undefined = filled("share", parseExpression);
  if (!grade || !share) return undefined;
  const assumed = assumptionIn(cellOf("assumed"));
  return { grade, share, ...(assumed && { assumed }), span: row.span };
}
