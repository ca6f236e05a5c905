import { diagnostic } from "../diagnostics/diagnostic.ts";
import type {
  Assumption,
  ColumnHeader,
  Expression,
  GridCell,
  GridRow,
  Identifier,
  TableRow,
  TableStatement,
  Test,
} from "./ast.ts";
import { canonicalName } from "./characters.ts";
import { type Cursor, Unreadable } from "./cursor.ts";
import { assumptionIn } from "./grid-columns.ts";
import { parseCellTest, parseExpression, parseIdentifier } from "./parse-expression.ts";
import {
  cellMark,
  headerNames,
  parseEnd,
  parseUnitInBrackets,
  readCell,
  readHeaderCell,
  requireGrid,
  type StatementContext,
} from "./statement-parts.ts";

type Column =
  | { readonly kind: "label" }
  | { readonly kind: "input" | "output"; readonly header: ColumnHeader }
  | { readonly kind: "assumed" }
  /** Its header was reported; its cells are not looked at. */
  | { readonly kind: "unreadable" };

const LABEL_HEADERS: ReadonlySet<string> = new Set(["档", "row"]);
const ASSUMED_HEADERS: ReadonlySet<string> = new Set(["假定", "assumed"]);

/** `table [NAME] [first] [assumed "…"]` and its grid. */
export function parseTable(context: StatementContext): TableStatement {
  const { cursor, base } = context;
  const named = cursor.token.kind === "name" && !cursor.is("first") && !cursor.is("unique") && !cursor.is("assumed");
  const name = named ? parseIdentifier(cursor) : undefined;
  const policy = cursor.accept("first") ? "first" : "unique";
  if (policy === "unique") cursor.accept("unique");
  const end = parseEnd(cursor);

  const { grid, complete } = requireGrid(context, "table");
  const columns = readHeaders(context, grid.header);
  const headers = (kind: "input" | "output"): ColumnHeader[] =>
    columns.flatMap((column) => (column.kind === kind ? [column.header] : []));
  const outputs = headers("output");
  const readable = columns.every(({ kind }) => kind !== "unreadable");
  if (outputs.length === 0 && readable) cursor.abort(diagnostic("table-without-output", grid.header.span, {}));
  return {
    kind: "table",
    ...base,
    ...end,
    ...(name && { name }),
    policy,
    inputs: headers("input"),
    outputs,
    rows: grid.rows.map((row) => readRow(context, row, columns)),
    complete: complete && readable,
  };
}

function readHeaders(context: StatementContext, { cells }: GridRow): Column[] {
  const isNew = headerNames(context);
  return cells.map((cell, at) => {
    const column = readHeader(context, cell, at, cells.length);
    const known = column.kind === "input" || column.kind === "output" ? isNew(column.header.name) : true;
    return known ? column : { kind: "unreadable" };
  });
}

function readHeader(context: StatementContext, cell: GridCell, at: number, count: number): Column {
  if (at === 0 && LABEL_HEADERS.has(canonicalName(cell.text))) return { kind: "label" };
  if (at === count - 1 && ASSUMED_HEADERS.has(canonicalName(cell.text))) return { kind: "assumed" };
  const column = readHeaderCell(context, cell, (cursor): Column => {
    const kind = cursor.accept("=>") ? "output" : "input";
    const name = parseIdentifier(cursor);
    const unit = parseUnitInBrackets(cursor);
    return { kind, header: { name, ...(unit && { unit }), span: cell.span } };
  });
  return column ?? { kind: "unreadable" };
}

function readRow(context: StatementContext, row: GridRow, columns: readonly Column[]): TableRow {
  const tests: Test[] = [];
  const results: Expression[] = [];
  const parts: { label?: Identifier; assumed?: Assumption } = {};
  row.cells.forEach((cell, at) => {
    const column = columns[at];
    switch (column?.kind) {
      case "label": {
        const label = cell.text === "" ? undefined : readCell(context, cell, parseLabel, undefined);
        if (label) parts.label = label;
        return;
      }
      case "assumed": {
        const assumed = assumptionIn(cell);
        if (assumed) parts.assumed = assumed;
        return;
      }
      case "input":
        tests.push(readTest(context, cell, column.header));
        return;
      case "output":
        results.push(readResult(context, cell, column.header));
    }
  });
  return { ...parts, tests, results, span: row.span };
}

const parseLabel = (cursor: Cursor): Identifier => parseIdentifier(cursor, { zh: "档名", en: "a label" });

function readTest(context: StatementContext, cell: GridCell, header: ColumnHeader): Test {
  const bound = { kind: "unreadable", span: cell.span } as const;
  const unreadable: Test = { kind: "compare", operator: "=", bound, explicit: false, span: cell.span };
  return readCell(
    context,
    cell,
    (cursor) => {
      if (cursor.atEnd) rejectBlank(context, cell, header.name.name);
      return parseCellTest(cursor);
    },
    unreadable,
  );
}

function readResult(context: StatementContext, cell: GridCell, header: ColumnHeader): Expression {
  return readCell<Expression>(
    context,
    cell,
    (cursor) => {
      if (cursor.atEnd) rejectBlank(context, cell, header.name.name);
      return parseExpression(cursor);
    },
    { kind: "unreadable", span: cell.span },
  );
}

function rejectBlank({ cursor }: StatementContext, cell: GridCell, column: string): never {
  cursor.report(diagnostic("grid-cell-empty", cellMark(cell), { column }));
  throw new Unreadable();
}
