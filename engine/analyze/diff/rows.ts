/** Statements that have rows: how these are named, told apart and put together again. */
import type * as ast from "../../syntax/ast.ts";
import { DISTRIBUTION_COLUMNS } from "../../syntax/distribution-columns.ts";
import { TIER_COLUMNS } from "../../syntax/parse-tiers.ts";
import { printExpression, printTest } from "../../syntax/print.ts";
import { SCORE_COLUMNS } from "../../syntax/score-columns.ts";
import type { EditKind } from "./edit-kind.ts";
import { identifier, meantExpression, meantTest, prose, reason, type Slot, slotsFor } from "./slots.ts";
import type { Meant } from "./version.ts";

type Override = ast.ExceptStatement["overrides"][number];
export type RowNode = ast.TableRow | ast.TierRow | ast.Indicator | ast.GradeShare | ast.ExampleRow | Override;

/** The rows of one statement. */
export interface Rows {
  readonly list: readonly RowNode[];
  /** Of an edit of a whole row. */
  readonly kind: Extract<EditKind, "row" | "exception" | "examples">;
  /** Whether their order says something. */
  readonly ordered: boolean;
  readonly slots: readonly Slot<RowNode>[];
  /** As in addresses. */
  id(row: RowNode, meant: Meant): string;
  /** What it is recognised by in another version, the surest first; empty for nothing. */
  keys(row: RowNode, meant: Meant): readonly string[];
}

/** @returns undefined for a statement without rows */
export function rowsOf(statement: ast.Statement): Rows | undefined {
  switch (statement.kind) {
    case "table":
      return tableRows(statement);
    case "tiers":
      return tierRows(statement);
    case "score":
      return named("row", statement.indicators, INDICATOR_SLOTS, ({ name }) => name.name);
    case "distribute":
      return { ...named("row", statement.rows, GRADE_SLOTS, ({ grade }) => grade.name), ordered: true };
    case "except":
      return named("exception", statement.overrides, OVERRIDE_SLOTS, ({ name }) => name.name);
    case "examples":
      return exampleRows(statement);
    default:
      return undefined;
  }
}

/** The statement with other rows of the same kind. */
export function withRows(statement: ast.Statement, rows: readonly RowNode[]): ast.Statement {
  switch (statement.kind) {
    case "table":
      return { ...statement, rows: rows.filter((row) => "tests" in row) };
    case "tiers":
      return { ...statement, rows: rows.filter((row): row is ast.TierRow => !("name" in row) && "value" in row) };
    case "score":
      return { ...statement, indicators: rows.filter((row) => "weight" in row) };
    case "distribute":
      return { ...statement, rows: rows.filter((row) => "grade" in row) };
    case "except":
      return { ...statement, overrides: rows.filter((row): row is Override => "name" in row && "value" in row) };
    case "examples":
      return { ...statement, rows: rows.filter((row) => "cells" in row) };
    default:
      return statement;
  }
}

/** What a row says, its name and remarks left out. */
export const rowText = (rows: Rows, row: RowNode, meant: Meant): string =>
  rows.slots
    .filter(({ kind }) => kind !== "assumption" && kind !== "attribute" && kind !== "row")
    .map((slot) => slot.read(row, meant)?.text ?? "-")
    .join(" | ");

function named<Row extends RowNode>(
  kind: Rows["kind"],
  list: readonly Row[],
  slots: readonly Slot<Row>[],
  nameOf: (row: Row) => string,
): Rows {
  const rows = { kind, list, ordered: false, slots, id: nameOf, keys: (row: Row) => [nameOf(row)] };
  return rows as Rows;
}

const indicator = slotsFor<ast.Indicator>();
const INDICATOR_SLOTS = [
  indicator("weight", SCORE_COLUMNS.weight[0], "weight", meantExpression),
  indicator("formula", SCORE_COLUMNS.score[0], "score", meantExpression),
  indicator("limit", SCORE_COLUMNS.lower[0], "lower", meantExpression),
  indicator("limit", SCORE_COLUMNS.upper[0], "upper", meantExpression),
  indicator("attribute", SCORE_COLUMNS.source[0], "source", prose),
  indicator("attribute", SCORE_COLUMNS.ratedBy[0], "ratedBy", prose),
  indicator("assumption", SCORE_COLUMNS.assumed[0], "assumed", reason),
];

const grade = slotsFor<ast.GradeShare>();
const GRADE_SLOTS = [
  grade("share", DISTRIBUTION_COLUMNS.share[0], "share", meantExpression),
  grade("assumption", DISTRIBUTION_COLUMNS.assumed[0], "assumed", reason),
];

const OVERRIDE_SLOTS = [slotsFor<Override>()("exception", "", "value", meantExpression)];

const tier = slotsFor<ast.TierRow>();

function tierRows({ method, rows: list }: ast.TiersStatement): Rows {
  const startOf = ({ from }: ast.TierRow, meant: Meant): string =>
    from ? (meant(from.span) ?? printExpression(from)) : "-";
  const value = TIER_COLUMNS[method === "interpolated" ? "value" : "rate"][0];
  const rows = {
    kind: "row",
    list,
    ordered: true,
    slots: [
      tier("edge", TIER_COLUMNS.from[0], "from", meantExpression),
      tier("cell", value, "value", meantExpression),
      tier("assumption", TIER_COLUMNS.assumed[0], "assumed", reason),
    ],
    id: startOf,
    keys: (row: ast.TierRow, meant: Meant) => [startOf(row, meant)],
  };
  return rows as Rows;
}

const tableRow = slotsFor<ast.TableRow>();

/** One element of a list that a row has. */
function element<Row, Value>(
  kind: Slot<Row>["kind"],
  name: string,
  at: number,
  list: (row: Row) => readonly Value[],
  read: (value: Value, meant: Meant) => ReturnType<Slot<Row>["read"]>,
  put: (row: Row, list: readonly Value[]) => Row,
): Slot<Row> {
  return {
    kind,
    name,
    read: (row, meant) => {
      const value = list(row)[at];
      return value === undefined ? undefined : read(value, meant);
    },
    take: (into, from) => {
      const value = list(from)[at];
      return value === undefined ? into : put(into, list(into).with(at, value));
    },
  };
}

function tableRows({ inputs, outputs, policy, rows: list }: ast.TableStatement): Rows {
  const written = (row: ast.TableRow, meant: Meant): string =>
    row.tests.map((test) => meantTest(test, meant).text).join(" & ");
  const results = (row: ast.TableRow, meant: Meant): string =>
    row.results.map((result) => meantExpression(result, meant).text).join(" & ");
  const rows = {
    kind: "row",
    list,
    ordered: policy === "first",
    slots: [
      tableRow("row", "row", "label", identifier),
      ...inputs.map(({ name }, at) =>
        element<ast.TableRow, ast.Test>(
          "edge",
          name.name,
          at,
          (row) => row.tests,
          meantTest,
          (row, tests) => ({ ...row, tests }),
        ),
      ),
      ...outputs.map(({ name }, at) =>
        element<ast.TableRow, ast.Expression>(
          "cell",
          name.name,
          at,
          (row) => row.results,
          meantExpression,
          (row, results) => ({ ...row, results }),
        ),
      ),
      tableRow("assumption", "assumed", "assumed", reason),
    ],
    id: ({ label, tests }: ast.TableRow) => label?.name ?? tests.map(printTest).join(" & "),
    keys: (row: ast.TableRow, meant: Meant) => [
      row.label?.name ?? "",
      `in ${written(row, meant)}`,
      // Where several columns decide, a row that gives the same need not be the same row.
      inputs.length === 1 ? `out ${results(row, meant)}` : "",
    ],
  };
  return rows as Rows;
}

function exampleRows({ columns, rows: list }: ast.ExamplesStatement): Rows {
  const cell = (value: ast.Expression | undefined): string =>
    value?.kind === "text" ? value.value : value ? printExpression(value) : "";
  const text = ({ cells }: ast.ExampleRow): string => cells.map(cell).join(" | ");
  const of =
    (...kinds: readonly ast.ExampleColumn["kind"][]) =>
    ({ cells }: ast.ExampleRow): string =>
      cells.flatMap((value, at) => (kinds.includes(columns[at]?.kind ?? "error") ? cell(value) : [])).join(" | ");
  const [label, given] = [of("label"), of("agent", "month", "given")];
  const rows = {
    kind: "examples",
    list,
    ordered: true,
    slots: [
      {
        kind: "examples" as const,
        name: "",
        read: (row: ast.ExampleRow) => ({ text: text(row), span: row.span }),
        take: (_: ast.ExampleRow, from: ast.ExampleRow) => from,
      },
    ],
    id: (row: ast.ExampleRow) => label(row) || given(row),
    keys: (row: ast.ExampleRow) => [text(row), label(row), given(row)],
  };
  return rows as Rows;
}
