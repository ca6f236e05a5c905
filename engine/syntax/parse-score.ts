import { diagnostic } from "../diagnostics/diagnostic.ts";
import type { Expression, GridCell, GridRow, Identifier, Indicator, ScoreStatement } from "./ast.ts";
import type { Cursor } from "./cursor.ts";
import { assumptionIn, readColumns } from "./grid-columns.ts";
import { parseExpression, parseIdentifier } from "./parse-expression.ts";
import { REQUIRED_SCORE_COLUMNS, SCORE_COLUMNS, type ScoreColumn } from "./score-columns.ts";
import {
  cellMark,
  parseEnd,
  parseUnitInBrackets,
  readCell,
  requireGrid,
  type StatementContext,
} from "./statement-parts.ts";

/** `score NAME [(UNIT)] [assumed "…"]` and its grid of weighted indicators. */
export function parseScore(context: StatementContext): ScoreStatement {
  const { cursor, base } = context;
  const name = parseIdentifier(cursor);
  const unit = parseUnitInBrackets(cursor);
  const end = parseEnd(cursor);
  const { grid, complete } = requireGrid(context, "score");
  const columns = readColumns(cursor, grid.header, SCORE_COLUMNS, REQUIRED_SCORE_COLUMNS);
  const indicators = grid.rows.flatMap((row) => readIndicator(context, row, columns) ?? []);
  return {
    kind: "score",
    ...base,
    ...end,
    name,
    ...(unit && { unit }),
    indicators,
    complete: complete && indicators.length === grid.rows.length,
  };
}

function readIndicator(
  context: StatementContext,
  row: GridRow,
  columns: ReadonlyMap<ScoreColumn, number>,
): Indicator | undefined {
  const cellOf = (column: ScoreColumn): GridCell | undefined => row.cells[columns.get(column) ?? -1];
  const expression = (column: ScoreColumn): Expression | undefined => {
    const cell = cellOf(column);
    if (!cell || (cell.text === "" && !REQUIRED_SCORE_COLUMNS.includes(column))) return undefined;
    return readExpression(context, cell, SCORE_COLUMNS[column][0]);
  };
  const text = (column: ScoreColumn): string | undefined => cellOf(column)?.text || undefined;

  const nameCell = cellOf("name");
  const name = nameCell && readCell(context, nameCell, (cursor) => readName(cursor, nameCell), undefined);
  const [weight, score, lower, upper] = [
    expression("weight"),
    expression("score"),
    expression("lower"),
    expression("upper"),
  ];
  if (!name || !weight || !score) return undefined;
  const [source, ratedBy, assumed] = [text("source"), text("ratedBy"), assumptionIn(cellOf("assumed"))];
  return {
    name,
    weight,
    score,
    ...(lower && { lower }),
    ...(upper && { upper }),
    ...(source && { source }),
    ...(ratedBy && { ratedBy }),
    ...(assumed && { assumed }),
    span: row.span,
  };
}

function readName(cursor: Cursor, cell: GridCell): Identifier {
  if (cursor.atEnd)
    cursor.abort(diagnostic("catalogue-cell-missing", cellMark(cell), { column: SCORE_COLUMNS.name[0] }));
  return parseIdentifier(cursor);
}

function readExpression(context: StatementContext, cell: GridCell, column: string): Expression {
  return readCell<Expression>(
    context,
    cell,
    (cursor) => {
      if (cursor.atEnd) cursor.abort(diagnostic("grid-cell-empty", cellMark(cell), { column }));
      return parseExpression(cursor);
    },
    { kind: "unreadable", span: cell.span },
  );
}
