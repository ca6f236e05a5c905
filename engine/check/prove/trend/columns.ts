import type { ColumnDefinition, DecisionTable } from "../../../ir/program.ts";
import type { Term } from "../../../ir/term.ts";
import { TRUTH } from "../../../values/type.ts";
import { isEmpty, only, TRUE } from "../domain.ts";
import type { Scope } from "../scope.ts";
import type { Goal } from "../seek.ts";
import { extentOf, isOrdered } from "./extent.ts";
import { type Lines, orderAlong } from "./lines.ts";
import { type Movement, type Piece, slopeOfOrder } from "./movement.ts";
import { ANYHOW, directionOf, hullOf, isLevel, LEVEL, neverFalls, neverRises, type Slope, turned } from "./slope.ts";

/** Along the columns that move, from row to row, and within the rows whose results move themselves. */
export function slopeOfColumn(definition: ColumnDefinition, scope: Scope, at: Movement): Slope {
  const { table, type } = definition;
  if (!scope.model.isReadable(table)) return LEVEL;
  const pieces = piecesOf(definition, scope, at);
  const within = hullOf([...pieces.values()].map(({ slope }) => slope));
  const inputs = table.inputs.map((input) => directionOf(at.slope({ kind: "reference", ...input }, scope)));
  const moving = inputs.flatMap((slope, column) => (isLevel(slope) ? [] : [{ column, slope }]));
  if (moving.length === 0) return within;
  if (table.inputs.some(({ name }) => isEmpty(scope.get(name)))) return LEVEL;
  const axes = at.facts.axes(table, scope);
  if (!isOrdered(type) || axes.some(({ pieces }) => pieces.length === 0)) return ANYHOW;
  const extents = new Map([...pieces].map(([row, { domain }]) => [row, extentOf(domain, type)]));
  const lines: Lines = {
    axes,
    policy: table.policy,
    rowCount: table.rows.length,
    extent: (row) => extents.get(row),
    relate: (low, high) => {
      const [a, b] = [pieces.get(low), pieces.get(high)];
      // Between two columns that move, the other may have moved already.
      if (!a || !b || moving.length > 1) return { up: false, down: false };
      const jump = at.jump(a, b, type, scope);
      return { up: neverFalls(jump), down: neverRises(jump) };
    },
  };
  const jumps = moving.map(({ column, slope }): Slope => {
    const order = orderAlong(lines, column);
    for (const [low, high] of order?.suspects ?? []) at.suspect(goalsOf(table, column, low, high));
    // From row to row along one column and then along the next, each must have a value on the way.
    if (!order || (moving.length > 1 && !order.complete)) return ANYHOW;
    const jump = slopeOfOrder(order);
    if (isLevel(jump) || neverFalls(slope)) return jump;
    return neverRises(slope) ? turned(jump) : ANYHOW;
  });
  return hullOf([within, ...jumps]);
}

/** What each row comes to, by its place; a row whose result is constant may be one that can never decide. */
function piecesOf(definition: ColumnDefinition, scope: Scope, at: Movement): Map<number, Piece> {
  const { table, column } = definition;
  const pieces = new Map<number, Piece>();
  for (const [place, { results }] of table.rows.entries()) {
    const result = results[column];
    if (!result) continue;
    const constant = scope.model.constant(result);
    if (constant !== undefined) {
      pieces.set(place, { scope, slope: LEVEL, domain: only(constant), term: result });
      continue;
    }
    const branch = at.facts.rows(definition, scope).get(place);
    if (branch) pieces.set(place, at.pieceOf(result, branch));
  }
  return pieces;
}

/** Where the input stands in one row of a table, and with more of it may come into another. */
function goalsOf(table: DecisionTable, moving: number, low: number, high: number): Goal[] {
  return table.inputs.flatMap(({ name, type, span }, at): Goal[] => {
    const operand: Term = { kind: "reference", name, type, span };
    const rows = at === moving ? [low] : [low, high];
    return rows.flatMap((row) => {
      const test = table.rows[row]?.tests[at];
      return test ? [{ term: { kind: "member", operand, test, type: TRUTH, span: test.span }, target: TRUE }] : [];
    });
  });
}
