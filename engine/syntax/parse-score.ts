import { diagnostic } from "../diagnostics/diagnostic.ts";
import type { Assumption, Expression, GridCell, GridRow, Identifier, Indicator, ScoreStatement } from "./ast.ts";
import { canonicalName } from "./characters.ts";
import { type Cursor, Unreadable } from "./cursor.ts";
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
  const columns = readColumns(context, grid.header);
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

function readColumns({ cursor }: StatementContext, header: GridRow): ReadonlyMap<ScoreColumn, number> {
  const columns = new Map<ScoreColumn, number>();
  let unknown = false;
  header.cells.forEach((cell, at) => {
    const found = (Object.keys(SCORE_COLUMNS) as ScoreColumn[]).find((column) =>
      SCORE_COLUMNS[column].some((title) => title === canonicalName(cell.text).toLowerCase()),
    );
    if (cell.text === "") {
      cursor.report(diagnostic("grid-header-blank", cellMark(cell), {}));
      unknown = true;
    } else if (!found) {
      unknown = true;
      const known = Object.values(SCORE_COLUMNS)
        .map(([zh]) => zh)
        .join("、");
      cursor.report(diagnostic("grid-column", cellMark(cell), { column: cell.text, known }));
    } else if (columns.has(found)) {
      cursor.report(diagnostic("grid-column-repeated", cell.span, { column: cell.text }));
    } else columns.set(found, at);
  });
  const missing = REQUIRED_SCORE_COLUMNS.find((column) => !columns.has(column));
  if (missing === undefined) return columns;
  // A column that was not recognised is most likely the one that is missing.
  if (unknown) throw new Unreadable();
  return cursor.abort(diagnostic("grid-column-missing", header.span, { column: SCORE_COLUMNS[missing][0] }));
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
  const [source, ratedBy, assumedCell] = [text("source"), text("ratedBy"), cellOf("assumed")];
  const assumed: Assumption | undefined = assumedCell?.text
    ? { reason: assumedCell.text.replace(/^["“]|["”]$/g, ""), span: assumedCell.span }
    : undefined;
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
