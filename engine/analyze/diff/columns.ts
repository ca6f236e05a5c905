/** Grids of two versions brought under the same header, so that their cells can be compared and exchanged. */
import type * as ast from "../../syntax/ast.ts";
import { printUnit } from "../../syntax/print.ts";

/** The same statements with the newer one's columns in the older one's order, and units in the cells where headers state different ones. */
export interface Aligned {
  readonly older: ast.Statement;
  readonly newer: ast.Statement;
  /** Whether units had to be put into the cells. */
  readonly unitsInCells: boolean;
}

/** @returns undefined where one has a column that the other has not */
export function alignColumns(older: ast.Statement, newer: ast.Statement): Aligned | undefined {
  if (older.kind === "table" && newer.kind === "table") return alignTables(older, newer);
  if (older.kind === "tiers" && newer.kind === "tiers") return alignTiers(older, newer);
  if (older.kind === "examples" && newer.kind === "examples") return alignExamples(older, newer);
  return { older, newer, unitsInCells: false };
}

/** For each name the index it has in the other list; `undefined` where the lists differ. */
function orderOf(wanted: readonly string[], found: readonly string[]): number[] | undefined {
  const places = wanted.map((name) => found.indexOf(name));
  const same = wanted.length === found.length && new Set(places).size === places.length && !places.includes(-1);
  return same ? places : undefined;
}

const inOrder = <T>(list: readonly T[], order: readonly number[]): T[] => order.flatMap((at) => list[at] ?? []);

function alignTables(older: ast.TableStatement, newer: ast.TableStatement): Aligned | undefined {
  const names = (headers: readonly ast.ColumnHeader[]): string[] => headers.map(({ name }) => name.name);
  const inputs = orderOf(names(older.inputs), names(newer.inputs));
  const outputs = orderOf(names(older.outputs), names(newer.outputs));
  if (!inputs || !outputs) return undefined;
  const ordered: ast.TableStatement = {
    ...newer,
    inputs: inOrder(newer.inputs, inputs),
    outputs: inOrder(newer.outputs, outputs),
    rows: newer.rows.map((row) => ({
      ...row,
      tests: inOrder(row.tests, inputs),
      results: inOrder(row.results, outputs),
    })),
  };
  const sameUnits = [...older.inputs, ...older.outputs].every((header, at) =>
    isSameUnit(header.unit, [...ordered.inputs, ...ordered.outputs][at]?.unit),
  );
  return sameUnits ? { older, newer: ordered, unitsInCells: false } : inCells(older, ordered);
}

function alignTiers(older: ast.TiersStatement, newer: ast.TiersStatement): Aligned {
  const same = isSameUnit(older.fromUnit, newer.fromUnit) && isSameUnit(older.valueUnit, newer.valueUnit);
  return same ? { older, newer, unitsInCells: false } : inCells(older, newer);
}

const inCells = (older: ast.Statement, newer: ast.Statement): Aligned => ({
  older: unitsInCells(older),
  newer: unitsInCells(newer),
  unitsInCells: true,
});

function alignExamples(older: ast.ExamplesStatement, newer: ast.ExamplesStatement): Aligned | undefined {
  const keys = (columns: readonly ast.ExampleColumn[]): string[] =>
    columns.map((column) => `${column.kind} ${"name" in column ? column.name.name : ""}`);
  const order = orderOf(keys(older.columns), keys(newer.columns));
  if (!order) return undefined;
  const rows = newer.rows.map((row) => ({ ...row, cells: order.map((at) => row.cells[at]) }));
  return { older, newer: { ...newer, columns: inOrder(newer.columns, order), rows }, unitsInCells: false };
}

const isSameUnit = (a: ast.UnitExpression | undefined, b: ast.UnitExpression | undefined): boolean =>
  (a && printUnit(a)) === (b && printUnit(b));

// ── units in cells ───────────────────────────────────────────────────────────────────────────────

/** The same grid with the units of its header behind the bare numbers of its cells. */
export function unitsInCells(statement: ast.Statement): ast.Statement {
  if (statement.kind === "table") {
    const { inputs, outputs, rows } = statement;
    return {
      ...statement,
      inputs: inputs.map(withoutUnit),
      outputs: outputs.map(withoutUnit),
      rows: rows.map((row) => ({
        ...row,
        tests: row.tests.map((test, at) => testWithUnit(test, inputs[at]?.unit)),
        results: row.results.map((result, at) => withUnit(result, outputs[at]?.unit)),
      })),
    };
  }
  if (statement.kind === "tiers") {
    const { fromUnit, valueUnit, ...rest } = statement;
    return {
      ...rest,
      rows: rest.rows.map(({ from, value, ...row }) => ({
        ...row,
        ...(from && { from: withUnit(from, fromUnit) }),
        value: withUnit(value, valueUnit),
      })),
    };
  }
  return statement;
}

const withoutUnit = ({ name, span }: ast.ColumnHeader): ast.ColumnHeader => ({ name, span });

function withUnit(expression: ast.Expression, unit: ast.UnitExpression | undefined): ast.Expression {
  if (!unit) return expression;
  switch (expression.kind) {
    case "number":
    case "hole":
      return expression.unit || (expression.kind === "number" && expression.percent)
        ? expression
        : { ...expression, unit };
    case "negate":
      return { ...expression, operand: withUnit(expression.operand, unit) };
    case "if": {
      const [consequent, alternative] = [expression.consequent, expression.alternative];
      return {
        ...expression,
        consequent: withUnit(consequent, unit),
        alternative: withUnit(alternative, unit),
      };
    }
    default:
      return expression;
  }
}

function testWithUnit(test: ast.Test, unit: ast.UnitExpression | undefined): ast.Test {
  switch (test.kind) {
    case "any":
      return test;
    case "compare":
      return { ...test, bound: withUnit(test.bound, unit) };
    case "range":
      return { ...test, lower: withUnit(test.lower, unit), upper: withUnit(test.upper, unit) };
    case "one-of":
      return { ...test, tests: test.tests.map((part) => testWithUnit(part, unit)) };
    case "not":
      return { ...test, test: testWithUnit(test.test, unit) };
  }
}
