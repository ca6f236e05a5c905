import type { Catalogue } from "../../catalogue/metric.ts";
import { type Diagnostic, diagnostic } from "../../diagnostics/diagnostic.ts";
import type { Example } from "../../ir/program.ts";
import { cover } from "../../source/span.ts";
import type { ExampleRow, ExamplesStatement, Expression } from "../../syntax/ast.ts";
import { isMonth } from "../../values/month.ts";
import type { Type } from "../../values/type.ts";
import type { RowErrorCode, Value } from "../../values/value.ts";
import { ROW_ERROR_CODES } from "../../values/value.ts";
import { type Scope, withSuggestion } from "./scope.ts";
import { TRUTHS, type Typing } from "./typing.ts";

/** Turns the rows of an `examples` grid into values. A column that means nothing is reported once. */
export function resolveExamples(
  statement: ExamplesStatement,
  typing: Typing,
  scope: Scope,
  catalogue: Catalogue,
  types: ReadonlyMap<string, Type>,
): Example[] {
  const columnTypes = statement.columns.map((column): Type | undefined => {
    switch (column.kind) {
      case "given": {
        const metric = catalogue.metrics.get(column.name.name);
        if (metric) return metric.type;
        if (scope.declarations.has(column.name.name)) {
          const { name, span } = column.name;
          const fix = {
            title: { zh: `改为 => ${name}`, en: `write => ${name}` },
            edits: [{ span, text: `=> ${name}` }],
          };
          typing.fitting.report(diagnostic("example-column", span, { name }, { fixes: [fix] }));
          return undefined;
        }
        const nearest = typing.nearestMetric(column.name.name);
        typing.fitting.report(diagnostic("metric-unknown", column.name.span, ...withSuggestion(column.name, nearest)));
        return undefined;
      }
      case "expected": {
        const type = types.get(column.name.name);
        if (type || scope.declarations.has(column.name.name) || scope.unread.has(column.name.name)) return type;
        const nearest = typing.nearestName(column.name.name);
        typing.fitting.report(diagnostic("name-unknown", column.name.span, ...withSuggestion(column.name, nearest)));
        return undefined;
      }
      case "label":
      case "agent":
      case "month":
      case "error":
        return undefined;
      default:
        return column satisfies never;
    }
  });

  // A row without all that was meant to be given would only fail for what was reported already.
  const givenColumns = statement.columns.flatMap((column, at) => (column.kind === "given" ? [at] : []));
  if (givenColumns.some((at) => !columnTypes[at])) return [];
  if (statement.complete) reportUnchecked(statement, typing.fitting.report);
  const isHistory = statement.columns.some(({ kind }) => kind === "agent" || kind === "month");
  const examples = statement.rows.flatMap(({ cells, span }): Example[] => {
    const place = placeOf(statement, { cells, span }, typing);
    if (!place) return [];
    let complete = true;
    const given = new Map<string, Value>();
    const expected = new Map<string, { value: Value; span: Expression["span"] }>();
    const parts: { label?: string; expectedError?: Example["expectedError"] & object } = {};
    statement.columns.forEach((column, at) => {
      const cell = cells[at];
      if (!cell) return;
      if (column.kind === "label") {
        if (cell.kind === "text") parts.label = cell.value;
      } else if (column.kind === "error") {
        const code = cell.kind === "text" ? errorCode(cell.value) : undefined;
        if (code) parts.expectedError = { code, span: cell.span };
        else {
          const known = ROW_ERROR_CODES.join(", ");
          const found = cell.kind === "text" ? cell.value : "";
          typing.fitting.report(
            diagnostic("unexpected-text", cell.span, { found, expectedZh: ` ${known}`, expectedEn: known }),
          );
        }
      } else if (column.kind === "given" || column.kind === "expected") {
        const type = columnTypes[at];
        const value = type && literal(cell, column.kind === "expected" ? withoutPercent(type) : type, typing);
        if (value === undefined) {
          if (column.kind === "given") complete = false;
          return;
        }
        if (column.kind === "given") given.set(column.name.name, value);
        else expected.set(column.name.name, { value, span: cell.span });
      }
    });
    const history = isHistory ? statement.span.start : span.start;
    return complete ? [{ ...parts, history, ...place, given, expected, span }] : [];
  });
  // Without one of its rows a history is another one than was meant.
  return isHistory && examples.length < statement.rows.length ? [] : examples;
}

/** Stands where no month is given; what the row checks then looks at none. */
const SOME_MONTH = "2025-01";

/** Whose row it is, and of which month; what cannot be read is reported, and the row left out. */
function placeOf(
  { columns }: ExamplesStatement,
  { cells, span }: ExampleRow,
  typing: Typing,
): { agent: string; month: string } | undefined {
  const read = (kind: "agent" | "month", otherwise: string): string => {
    const at = columns.findIndex((column) => column.kind === kind);
    if (at < 0) return otherwise;
    const cell = cells[at];
    return cell?.kind === "text" ? cell.value : "";
  };
  const [agent, month] = [read("agent", "T1"), read("month", SOME_MONTH)];
  const wrong = agent === "" ? "agent" : isMonth(month) ? undefined : "month";
  if (!wrong) return { agent, month };
  const [column, expected, found] = wrong === "agent" ? ["工号", "T1001", agent] : ["月份", "2025-01", month];
  const cell = cells[columns.findIndex(({ kind }) => kind === wrong)];
  typing.fitting.report(diagnostic("example-place", cell?.span ?? span, { column, expected, found }));
  return undefined;
}

/** An example that checks nothing would be taken for one that passes; in a history it serves the others. */
function reportUnchecked({ columns, rows, span }: ExamplesStatement, report: (found: Diagnostic) => void): void {
  const checked = columns.map(({ kind }) => kind === "expected" || kind === "error");
  const isHistory = columns.some(({ kind }) => kind === "agent" || kind === "month");
  const unchecked = rows.filter(
    ({ cells }) => !isHistory && !cells.some((cell, at) => cell !== undefined && checked[at]),
  );
  const [first, last] = [columns[0]?.span ?? span, columns.at(-1)?.span ?? span];
  const places = checked.includes(true) ? unchecked.map((row) => row.span) : [cover(first, last)];
  for (const where of places) report(diagnostic("example-checks-nothing", where, {}));
}

/** A result may be written as 1.0455 or as 104.55%: there is nothing to mistake. */
const withoutPercent = (type: Type): Type => (type.kind === "number" ? { ...type, percent: false } : type);

const errorCode = (text: string): RowErrorCode | undefined => ROW_ERROR_CODES.find((code) => code === text);

function literal(cell: Expression, type: Type, typing: Typing): Value | undefined {
  if (type.kind === "text" && cell.kind === "name") return cell.name;
  if (type.kind === "truth" && cell.kind === "name" && !TRUTHS.has(cell.name)) {
    const args = { found: typing.fitting.source(cell.span), expectedZh: "是或否", expectedEn: "是 or 否" };
    typing.fitting.report(diagnostic("unexpected-text", cell.span, args));
    return undefined;
  }
  const term = typing.value(cell, type);
  if (term.kind === "literal") return term.value;
  if (term.kind !== "broken") typing.fitting.report(diagnostic("literal-required", cell.span, {}));
  return undefined;
}
