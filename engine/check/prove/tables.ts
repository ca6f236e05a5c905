/** Findings on decision tables: what no row covers, what several rows hold, rows that never decide. */
import { type Diagnostic, diagnostic, type Witness } from "../../diagnostics/diagnostic.ts";
import type { AgentMonth, ColumnDefinition, DecisionTable } from "../../ir/program.ts";
import { referencesOf } from "../../ir/walk.ts";
import { Reference } from "../../reference/reference.ts";
import { TRUTH } from "../../values/type.ts";
import { isRowError, type RowErrorCode } from "../../values/value.ts";
import { type Axis, axisOf, domainOfRuns } from "./axis.ts";
import type { Context } from "./context.ts";
import { emptyRows, type Overlap, overlapsOf, type Region, sweep } from "./coverage.ts";
import { FALSE, only, TRUE } from "./domain.ts";
import type { Model } from "./model.ts";
import { describeRegion } from "./region.ts";
import type { Scope } from "./scope.ts";
import { type Goal, meets, type Search, seek } from "./seek.ts";
import { simplestOf } from "./simplest.ts";
import { steadyMonths } from "./steady.ts";
import { anchorOf, gapFixes, overlapFixes } from "./table-fixes.ts";
import { witnessFor } from "./witness.ts";

export function proveTable(context: Context, table: DecisionTable): Diagnostic[] {
  const { model } = context.scope;
  const columns = columnsOf(context, table);
  if (columns.length === 0 || !model.isReadable(table)) return [];
  const axes = table.inputs.map(({ name }, column) => axisOf(model, table, column, context.scope.get(name)));
  if (axes.some(({ pieces }) => pieces.length === 0)) return [];

  const covered = sweep(axes, table.rows.length);
  const gaps = (covered?.gaps ?? []).flatMap((region) => gap(context, table, columns, axes, region));
  const overlaps = table.policy === "first" ? [] : overlapsOf(axes, table.rows.length);
  const intricate = covered ? [] : [diagnostic("table-intricate", table.span, { table: table.name })];
  return [
    ...intricate,
    ...gaps,
    ...overlaps.flatMap((found) => overlap(context, table, columns, axes, found)),
    ...idleRows(context, table, axes, covered?.deciding),
  ];
}

/** The output columns that are computed, those without exceptions first. */
function columnsOf({ scope: { model } }: Context, table: DecisionTable): ColumnDefinition[] {
  return table.outputs
    .map(({ name }) => model.program.definitions.get(name))
    .filter((definition) => definition?.kind === "column")
    .filter((definition) => definition.table === table)
    .sort((a, b) => a.exceptions.length - b.exceptions.length);
}

function gap(
  context: Context,
  table: DecisionTable,
  columns: readonly ColumnDefinition[],
  axes: readonly Axis[],
  region: Region,
): Diagnostic[] {
  const search = replayed(context, columns, sidesOf(table, axes, region), "no-row-matches");
  if (search.kind === "impossible") return [];
  const anchor = anchorOf(table, axes, region);
  const where = anchor?.row.span ?? table.span;
  const args = { table: table.name, region: describeRegion(axes, region) };
  if (search.kind === "undecided") return [diagnostic("table-undecided", where, args)];
  const fixes = gapFixes({ text: context.text, model: context.scope.model, table, axes }, region);
  return [diagnostic("table-gap", where, args, { witness: witnessOf(context, table, search), fixes })];
}

function overlap(
  context: Context,
  table: DecisionTable,
  columns: readonly ColumnDefinition[],
  axes: readonly Axis[],
  found: Overlap,
): Diagnostic[] {
  const rows = [table.rows[found.first], table.rows[found.second]].filter((row) => row !== undefined);
  const sides = sidesOf(table, axes, found.region);
  const tested = sides.flatMap(({ term: operand }, at) =>
    rows.flatMap(({ tests }): Goal[] => {
      const test = tests[at];
      return test ? [{ term: { kind: "member", operand, test, type: TRUTH, span: test.span }, target: TRUE }] : [];
    }),
  );
  const search = replayed(context, columns, [...sides, ...tested], "several-rows-match");
  if (search.kind === "impossible") return [];
  const where = rows[1]?.span ?? table.span;
  const [first, second] = [String(found.first + 1), String(found.second + 1)];
  const args = { table: table.name, first, second, region: describeRegion(axes, found.region) };
  if (search.kind === "undecided") return [diagnostic("table-overlap-undecided", where, args)];
  const fixes = overlapFixes({ text: context.text, model: context.scope.model, table, axes }, found);
  return [diagnostic("table-overlap", where, args, { witness: witnessOf(context, table, search), fixes })];
}

/** Each input column within its side of the region. */
const sidesOf = ({ inputs }: DecisionTable, axes: readonly Axis[], region: Region): Goal[] =>
  inputs.flatMap(({ name, type, span }, at): Goal[] => {
    const axis = axes[at];
    return axis
      ? [{ term: { kind: "reference", name, type, span }, target: domainOfRuns(axis, region[at] ?? []) }]
      : [];
  });

/** How long to look for the simplest values before any will do. */
const FEW_PIECES = 100;

/** Looks for inputs on which one of the table's columns really fails so, the simplest column values first. */
function replayed(
  { scope, reference }: Context,
  columns: readonly ColumnDefinition[],
  goals: readonly Goal[],
  code: RowErrorCode,
): SteadySearch {
  let undecided = false;
  for (const { name, exceptions } of columns) {
    const confirms = (row: AgentMonth): boolean => {
      const outcome = reference.value(name, row);
      if (!isRowError(outcome) || outcome.code !== code || outcome.name !== name) return false;
      return goals.every((goal) => meets(reference, goal, row));
    };
    const unexcepted = exceptions.map(({ condition }): Goal => ({ term: condition, target: FALSE }));
    const simplest = goals.flatMap(({ term, target }): Goal[] => {
      const value = term.kind === "reference" ? simplestOf(target) : undefined;
      return value === undefined ? [] : [{ term, target: only(value) }];
    });
    const needed = [...goals, ...unexcepted];
    const attempt = seek(scope, { goals: [...needed, ...simplest], confirms, patience: FEW_PIECES });
    const search = attempt.kind === "found" ? attempt : seek(scope, { goals: needed, confirms });
    if (search.kind === "found") return search;
    const steady = search.kind === "undecided" ? seekSteady(scope, name, code, needed, simplest) : search;
    if (steady.kind === "found") return steady;
    undecided ||= search.kind === "undecided" && isWhole(scope.model, [...goals, ...unexcepted]);
    if (exceptions.length === 0) break;
  }
  return { kind: undecided ? "undecided" : "impossible" };
}

type SteadySearch = Search | { readonly kind: "found"; readonly row: AgentMonth; readonly reference: Reference };

/** Where windows decide, figures that are the same in every month they look at. */
function seekSteady(
  scope: Scope,
  name: string,
  code: RowErrorCode,
  needed: readonly Goal[],
  simplest: readonly Goal[],
): SteadySearch {
  let reference = new Reference(scope.model.program, []);
  const confirms = (row: AgentMonth): boolean => {
    reference = new Reference(scope.model.program, steadyMonths(row));
    const outcome = reference.value(name, row);
    if (!isRowError(outcome) || outcome.code !== code || outcome.name !== name) return false;
    return needed.every((goal) => meets(reference, goal, row));
  };
  for (const goals of [[...needed, ...simplest], needed]) {
    const search = seek(scope, { goals, confirms, steady: true, patience: FEW_PIECES });
    if (search.kind === "found") return { ...search, reference };
  }
  return { kind: "undecided" };
}

/** Whether the goals depend on nothing that is itself reported as wrong or missing. */
const isWhole = (model: Model, goals: readonly Goal[]): boolean =>
  goals.every(({ term }) => [...referencesOf(term)].every(({ name }) => model.isWhole(name)));

function idleRows(
  { scope: { model } }: Context,
  table: DecisionTable,
  axes: readonly Axis[],
  deciding: ReadonlySet<number> | undefined,
): Diagnostic[] {
  if (!table.inputs.every(({ name }) => model.isWhole(name))) return [];
  const decides = (row: number): boolean => table.policy === "unique" || !deciding || deciding.has(row);
  const never = axes.length > 0 ? emptyRows(axes, table.rows.length) : [];
  return table.rows.flatMap((row, at) => {
    if (!never.includes(at) && decides(at)) return [];
    return [diagnostic("table-row-unreachable", row.span, { table: table.name, row: String(at + 1) })];
  });
}

function witnessOf(
  context: Context,
  { inputs }: DecisionTable,
  found: Extract<SteadySearch, { kind: "found" }>,
): Witness {
  const names = inputs.map(({ name }) => name);
  return "reference" in found
    ? { ...witnessFor(found.reference, names, found.row), steady: true }
    : witnessFor(context.reference, names, found.row);
}
