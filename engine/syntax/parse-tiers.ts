import { diagnostic } from "../diagnostics/diagnostic.ts";
import type { Expression, GridCell, GridRow, TierRow, TiersStatement, UnitExpression } from "./ast.ts";
import { assumptionIn, readColumns } from "./grid-columns.ts";
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

const withoutUnit = (title: string): string => title.replace(/[(（].*$/, "").trimEnd();

/** `tiers NAME marginal|slab|interpolated of BASE [ends held|error] [assumed "…"]` and its grid. */
export function parseTiers(context: StatementContext): TiersStatement {
  const { cursor, base } = context;
  const name = parseIdentifier(cursor);
  const method = METHODS.find((word) => cursor.accept(word));
  if (!method) cursor.fail({ zh: METHODS.join("、"), en: METHODS.join(" or ") });
  cursor.expect("of");
  const subject = parseExpression(cursor);
  const isCurve = method === "interpolated";
  const ends =
    isCurve && cursor.accept("ends") ? (["held", "error"] as const).find((word) => cursor.accept(word)) : undefined;
  if (isCurve && ends === undefined) {
    cursor.fail({
      zh: "两端以外怎么算：ends held（取端点值）或 ends error",
      en: "what holds beyond the ends: ends held or ends error",
    });
  }
  const end = parseEnd(cursor);
  const { grid, complete } = requireGrid(context, "tiers");
  const second: Column = isCurve ? "value" : "rate";
  const { [isCurve ? "rate" : "value"]: _, ...titles } = TIER_COLUMNS;
  const columns = readColumns<Column>(cursor, grid.header, titles, ["from", second], withoutUnit);
  const rows = grid.rows.map((row) => readTier(context, row, columns, second));
  return {
    kind: "tiers",
    ...base,
    ...end,
    name,
    method: method ?? "marginal",
    subject,
    ...(ends && { ends }),
    ...readUnits(context, grid.header, columns),
    rows,
    complete,
  };
}

/** The units that stand in brackets after the two headers. */
function readUnits(
  context: StatementContext,
  header: GridRow,
  columns: ReadonlyMap<Column, number>,
): Pick<TiersStatement, "fromUnit" | "valueUnit"> {
  const unitOf = (column: Column): UnitExpression | undefined => {
    const cell = header.cells[columns.get(column) ?? -1];
    if (!cell) return undefined;
    const cursor = cellCursor(context, cell);
    cursor.take();
    const unit = parseUnitInBrackets(cursor);
    cursor.expectEnd();
    return unit;
  };
  const [fromUnit, valueUnit] = [unitOf("from"), unitOf("rate") ?? unitOf("value")];
  return { ...(fromUnit && { fromUnit }), ...(valueUnit && { valueUnit }) };
}

function readTier(
  context: StatementContext,
  row: GridRow,
  columns: ReadonlyMap<Column, number>,
  second: Column,
): TierRow {
  const cellOf = (column: Column): GridCell | undefined => row.cells[columns.get(column) ?? -1];
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
  const assumed = assumptionIn(cellOf("assumed"));
  return { ...(from && { from }), value: expression(second), ...(assumed && { assumed }), span: row.span };
}
