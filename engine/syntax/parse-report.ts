import type { CalendarPlace, ReportColumn, Statement } from "./ast.ts";
import { type Cursor, isWord } from "./cursor.ts";
import { parseCalendarPlace, parseIdentifier } from "./parse-expression.ts";
import { parseEnd, parseShown, parseWhole, type StatementContext } from "./statement-parts.ts";

/** `report X [in first month of quarter]: col, col shown 2 decimals, …`. */
export function parseReport({ cursor, base }: StatementContext): Statement {
  const name = parseIdentifier(cursor);
  const place = cursor.accept("in") ? parsePlace(cursor) : undefined;
  cursor.expect(":");
  const columns = [parseColumn(cursor)];
  while (cursor.accept(",")) columns.push(parseColumn(cursor));
  return { kind: "report", ...base, name, ...(place && { place }), columns, ...parseEnd(cursor) };
}

function parseColumn(cursor: Cursor): ReportColumn {
  const name = parseIdentifier(cursor);
  return cursor.is("shown") ? { name, shown: parseShown(cursor) } : { name };
}

/** The month that a list is issued for. */
function parsePlace(cursor: Cursor): CalendarPlace {
  const found = isWord(cursor.peek(1), "month") ? parseCalendarPlace(cursor) : undefined;
  return found ?? cursor.fail({ zh: "月份，如 first month of quarter", en: "a month such as first month of quarter" });
}

/** `budget sum(X) each month <= AMOUNT`. */
export function parseBudget({ cursor, base }: StatementContext): Statement {
  const { text, span } = cursor.expect("sum");
  cursor.expect("(");
  const name = parseIdentifier(cursor);
  cursor.expect(")");
  cursor.expect("each");
  cursor.expect("month");
  cursor.expect("<=");
  const limit = parseWhole(cursor, ["assumed"]);
  return { kind: "budget", ...base, aggregate: { name: text, span }, name, limit, ...parseEnd(cursor) };
}
