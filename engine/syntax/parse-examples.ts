import type { ExampleColumn, ExampleRow, ExamplesStatement, Expression, GridCell, GridRow } from "./ast.ts";
import { canonicalName } from "./characters.ts";
import { parseExpression, parseIdentifier } from "./parse-expression.ts";
import {
  headerNames,
  parseEnd,
  readCell,
  readHeaderCell,
  requireGrid,
  type StatementContext,
} from "./statement-parts.ts";

const LABEL_HEADERS: ReadonlySet<string> = new Set(["例", "case"]);
/** Columns that put the rows of a grid into one history. */
const PLACE_HEADERS: ReadonlyMap<string, "agent" | "month"> = new Map([
  ["工号", "agent"],
  ["agent", "agent"],
  ["月份", "month"],
  ["month", "month"],
]);

/** `examples` and its grid: given values, then `=>` columns with what must come out. */
export function parseExamples(context: StatementContext): ExamplesStatement {
  const end = parseEnd(context.cursor);
  const { grid } = requireGrid(context, "examples");
  const columns = readHeaders(context, grid.header);
  const rows = grid.rows.map((row) => readRow(context, row, columns));
  const readable = columns.flatMap((column) => column ?? []);
  const complete = readable.length === columns.length;
  return {
    kind: "examples",
    ...context.base,
    ...end,
    columns: readable,
    // Without one of its columns a row is another example than the one that was meant.
    rows: complete ? rows : [],
    complete,
  };
}

/** `undefined` stands for a column whose header was reported. */
function readHeaders(context: StatementContext, { cells }: GridRow): (ExampleColumn | undefined)[] {
  const isNew = { given: headerNames(context), expected: headerNames(context) };
  return cells.map((cell, at) => {
    const column = readHeader(context, cell, at);
    if (column?.kind === "agent" || column?.kind === "month") {
      return isNew.given({ name: column.kind, span: column.span }) ? column : undefined;
    }
    if (column?.kind !== "given" && column?.kind !== "expected") return column;
    return isNew[column.kind](column.name) ? column : undefined;
  });
}

function readHeader(context: StatementContext, cell: GridCell, at: number): ExampleColumn | undefined {
  if (at === 0 && LABEL_HEADERS.has(canonicalName(cell.text))) return { kind: "label", span: cell.span };
  const place = PLACE_HEADERS.get(canonicalName(cell.text));
  if (place) return { kind: place, span: cell.span };
  return readHeaderCell(context, cell, (cursor): ExampleColumn => {
    const expected = cursor.accept("=>") !== undefined;
    const name = parseIdentifier(cursor);
    if (expected && name.name === "error") return { kind: "error", span: cell.span };
    return { kind: expected ? "expected" : "given", name, span: cell.span };
  });
}

function readRow(context: StatementContext, row: GridRow, columns: readonly (ExampleColumn | undefined)[]): ExampleRow {
  const cells = row.cells.map((cell, at): Expression | undefined => {
    if (cell.text === "" || !columns[at]) return undefined;
    switch (columns[at]?.kind) {
      case "label":
      case "agent":
      case "month":
        // As written: a month holds a hyphen, which would read as a minus sign.
        return { kind: "text", value: cell.text.replace(/^["“]|["”]$/g, ""), span: cell.span };
      case "error":
        // So do codes.
        return { kind: "text", value: cell.text, span: cell.span };
      default:
        return readCell<Expression>(context, cell, (cursor) => parseExpression(cursor), {
          kind: "unreadable",
          span: cell.span,
        });
    }
  });
  return { cells, span: row.span };
}
