import { diagnostic } from "../diagnostics/diagnostic.ts";
import type { Assumption, Expression, GridCell, GridRow, TierRow, TiersStatement, UnitExpression } from "./ast.ts";
import { parseExpression, parseIdentifier } from "./parse-expression.ts";
import {
  cellCursor,
  cellMark,
  parseEnd,
  parseUnitInBrackets,
  readCell,
  requireGrid,
  type StatementContext,
} from "./statement-parts.ts";

/** The columns of a grid of tiers, each with its Chinese and English header; the second is a rate or, interpolated, a value. */
export const TIER_COLUMNS = {
  from: ["起点", "from"],
  rate: ["比例", "rate"],
  value: ["取值", "value"],
  assumed: ["假定", "assumed"],
} as const;
type Column = keyof typeof TIER_COLUMNS;

const METHODS = ["marginal", "slab", "interpolated"] as const;

/** `tiers NAME marginal|slab|interpolated of BASE [ends held|error] [assumed "…"]` and its grid. */
export function parseTiers(context: StatementContext): TiersStatement {
  const { cursor, base } = context;
  const name = parseIdentifier(cursor);
  const method = METHODS.find((word) => cursor.accept(word));
  if (!method) cursor.fail({ zh: METHODS.join("、"), en: METHODS.join(" or ") });
  cursor.expect("of");
  const subject = parseExpression(cursor);
  const ends = cursor.accept("ends") ? (["held", "error"] as const).find((word) => cursor.accept(word)) : undefined;
  if (method === "interpolated" && ends === undefined) {
    cursor.fail({
      zh: "两端以外怎么算：ends held（取端点值）或 ends error",
      en: "what holds beyond the ends: ends held or ends error",
    });
  }
  const end = parseEnd(cursor);
  const { grid, complete } = requireGrid(context, "tiers");
  const second: Column = method === "interpolated" ? "value" : "rate";
  const columns = readColumns(context, grid.header, second);
  const rows = grid.rows.map((row) => readTier(context, row, columns, second));
  return {
    kind: "tiers",
    ...base,
    ...end,
    name,
    method: method ?? "marginal",
    subject,
    ...(ends && { ends }),
    ...columns.units,
    rows,
    complete,
  };
}

interface Columns {
  readonly at: ReadonlyMap<Column, number>;
  readonly units: { readonly fromUnit?: UnitExpression; readonly valueUnit?: UnitExpression };
}

function readColumns(context: StatementContext, header: GridRow, second: Column): Columns {
  const at = new Map<Column, number>();
  const units: { fromUnit?: UnitExpression; valueUnit?: UnitExpression } = {};
  for (const [position, cell] of header.cells.entries()) {
    const cursor = cellCursor(context, cell);
    const { text } = cursor.take();
    const column = (["from", second, "assumed"] as const).find((each) =>
      TIER_COLUMNS[each].some((title) => title === text),
    );
    if (!column) {
      const known = (["from", second, "assumed"] as const).map((each) => TIER_COLUMNS[each][0]).join("、");
      return cursor.abort(diagnostic("grid-column", cellMark(cell), { column: cell.text, known }));
    }
    const unit = parseUnitInBrackets(cursor);
    cursor.expectEnd();
    if (unit && column === "from") units.fromUnit = unit;
    if (unit && column === second) units.valueUnit = unit;
    at.set(column, position);
  }
  for (const column of ["from", second] as const) {
    if (at.has(column)) continue;
    context.cursor.abort(diagnostic("grid-column-missing", header.span, { column: TIER_COLUMNS[column][0] }));
  }
  return { at, units };
}

function readTier(context: StatementContext, row: GridRow, { at }: Columns, second: Column): TierRow {
  const cellOf = (column: Column): GridCell | undefined => row.cells[at.get(column) ?? -1];
  const expression = (column: Column): Expression => {
    const cell = cellOf(column);
    const unreadable: Expression = { kind: "unreadable", span: cell?.span ?? row.span };
    if (!cell) return unreadable;
    return readCell<Expression>(
      context,
      cell,
      (cursor) => {
        if (cursor.atEnd) {
          cursor.abort(diagnostic("grid-cell-empty", cellMark(cell), { column: TIER_COLUMNS[column][0] }));
        }
        return parseExpression(cursor);
      },
      unreadable,
    );
  };
  const from = /^[-－−—]$/.test(cellOf("from")?.text ?? "") ? undefined : expression("from");
  const assumedCell = cellOf("assumed");
  const assumed: Assumption | undefined = assumedCell?.text
    ? { reason: assumedCell.text.replace(/^["“]|["”]$/g, ""), span: assumedCell.span }
    : undefined;
  return { ...(from && { from }), value: expression(second), ...(assumed && { assumed }), span: row.span };
}
