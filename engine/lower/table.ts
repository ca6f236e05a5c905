/**
 * Decision tables as choices. Each input column is cut into stretches in which every test of the
 * column holds or fails throughout; a tree of choices, column by column and in halves within one,
 * leads to the rows that match. It shows which combinations no row or several rows match, so that
 * only those can fail. Where a column cannot be cut (an edge is a param that may pass another edge),
 * each row is tested by itself instead.
 */
import type { ColumnDefinition, DecisionTable } from "../ir/program.ts";
import type { Type } from "../values/type.ts";
import { axisOf } from "./axis.ts";
import { passes } from "./comparison.ts";
import { given, type Scope } from "./scope.ts";
import type { Value } from "./value.ts";
import type { Flag, Whole } from "./whole.ts";

/** The row that is taken, or why none is. */
type Match = number | "none" | "several";
type Tree = Match | Fork;
interface Fork {
  readonly when: Flag;
  readonly yes: Tree;
  readonly no: Tree;
}

/** How often a row may be looked at in telling combinations of stretches apart: some tens of milliseconds. */
const MOST_LOOKS = 4_000_000;

export function lowerColumn({ name, table, column, type }: ColumnDefinition, scope: Scope): Value {
  const { values } = scope;
  const inputs = table.inputs.map((input) => scope.valueOf(input.name));
  const tree = treeByColumns(table, inputs, scope) ?? treeByRows(table, inputs, scope);
  const results = new Map<Match, Value>([
    ["none", values.failing(values.cause("no-row-matches", name), type)],
    ["several", values.failing(values.cause("several-rows-match", name), type)],
  ]);
  for (const row of rowsIn(tree)) {
    const term = table.rows[row]?.results[column];
    if (term) results.set(row, scope.lower(term, given(scope, ...testsOf(table, row, inputs, scope))));
  }
  return values.after(chosen(tree, results, type, scope), ...inputs.map(({ cause }) => cause));
}

const testsOf = ({ rows }: DecisionTable, row: number, inputs: readonly Value[], scope: Scope): Flag[] =>
  (rows[row]?.tests ?? []).flatMap((test, at) => {
    const input = inputs[at];
    return input ? [passes(test, input, scope)] : [];
  });

function rowsIn(tree: Tree, seen = new Set<Tree>()): number[] {
  if (seen.has(tree)) return [];
  seen.add(tree);
  if (typeof tree === "object") return [...rowsIn(tree.yes, seen), ...rowsIn(tree.no, seen)];
  return typeof tree === "number" ? [tree] : [];
}

// ── the value ────────────────────────────────────────────────────────────────────────────────────

function chosen(tree: Tree, results: ReadonlyMap<Match, Value>, type: Type, { values }: Scope): Value {
  const { graph, amounts } = values;
  const cause =
    fold<Whole>(
      tree,
      (match) => results.get(match)?.cause,
      (when, a, b) => graph.choose(when, a, b),
    ) ?? values.sound;
  const taken = new Map([...results].filter(([match]) => typeof match === "number"));
  const numbers = amounts.aligned([...taken.values()].flatMap((each) => (each.kind === "number" ? [each.amount] : [])));
  if (type.kind === "number" && numbers) {
    // Numbers on one scale are chosen as integers and scaled once.
    const integers = new Map([...taken.keys()].map((match, at) => [match, numbers.integers[at]]));
    const integer = fold<Whole>(
      tree,
      (match) => integers.get(match),
      (when, a, b) => graph.choose(when, a, b),
    );
    return values.number(amounts.of(integer ?? graph.zero, numbers.factor), cause);
  }
  const value = fold<Value>(
    tree,
    (match) => taken.get(match),
    (when, a, b) => values.choose(when, a, b),
  );
  return { ...(value ?? values.failing(cause, type)), cause };
}

/** What the tree leads to; where a leaf has nothing, its neighbour's will do. */
function fold<T>(
  tree: Tree,
  leaf: (match: Match) => T | undefined,
  join: (when: Flag, then: T, otherwise: T) => T,
  known = new Map<Fork, T | undefined>(),
): T | undefined {
  if (typeof tree !== "object") return leaf(tree);
  if (known.has(tree)) return known.get(tree);
  const [yes, no] = [fold(tree.yes, leaf, join, known), fold(tree.no, leaf, join, known)];
  const joined = yes !== undefined && no !== undefined ? join(tree.when, yes, no) : (yes ?? no);
  known.set(tree, joined);
  return joined;
}

// ── the rows that match ──────────────────────────────────────────────────────────────────────────

function treeByColumns(table: DecisionTable, inputs: readonly Value[], scope: Scope): Tree | undefined {
  const axes = inputs.flatMap((input, at) => {
    const axis = axisOf(
      table.rows.flatMap(({ tests }) => tests[at] ?? []),
      input,
      scope,
    );
    return axis ? [axis] : [];
  });
  if (axes.length < inputs.length) return undefined;
  const known = new Map<string, Tree>();
  let looks = 0;
  const grow = (rows: readonly number[], column: number): Tree => {
    const axis = axes[column];
    const isDecided = rows.length === 0 || (table.policy === "first" && isAnyFrom(table, rows[0] ?? 0, column));
    if (!axis || isDecided) return matchOf(table, rows);
    const key = `${column}:${rows.join()}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    const stretches = Array.from({ length: axis.stretches }, (_, stretch): Tree => {
      looks += 1 + rows.length;
      if (looks > MOST_LOOKS) return "none";
      const left = rows.filter((row) => {
        const test = table.rows[row]?.tests[column];
        return test !== undefined && axis.passes(test, stretch);
      });
      return grow(left, column + 1);
    });
    const tree = axis.choose<Tree>(stretches, (when, yes, no) => (yes === no ? yes : { when, yes, no }));
    known.set(key, tree);
    return tree;
  };
  const tree = grow([...table.rows.keys()], 0);
  return looks > MOST_LOOKS ? undefined : tree;
}

const isAnyFrom = ({ rows }: DecisionTable, row: number, column: number): boolean =>
  rows[row]?.tests.slice(column).every(({ kind }) => kind === "any") ?? false;

function matchOf({ policy }: DecisionTable, rows: readonly number[]): Match {
  const [first] = rows;
  if (first === undefined) return "none";
  return rows.length === 1 || policy === "first" ? first : "several";
}

/** Whether any of a stretch of rows holds, whether two do, and which is the first. */
interface Tested {
  readonly any: Flag;
  readonly several: Flag;
  readonly first: Tree;
}

function treeByRows(table: DecisionTable, inputs: readonly Value[], scope: Scope): Tree {
  const { graph } = scope.values;
  const holds = table.rows.map((_, row) =>
    testsOf(table, row, inputs, scope).reduce((all, one) => graph.and(all, one), graph.always),
  );
  const test = (from: number, to: number): Tested => {
    if (to - from === 1) return { any: holds[from] ?? graph.never, several: graph.never, first: from };
    const middle = (from + to) >> 1;
    const [a, b] = [test(from, middle), test(middle, to)];
    return {
      any: graph.or(a.any, b.any),
      several: graph.any([a.several, b.several, graph.and(a.any, b.any)]),
      first: { when: a.any, yes: a.first, no: b.first },
    };
  };
  if (holds.length === 0) return "none";
  const { any, several, first } = test(0, holds.length);
  const unique: Tree = table.policy === "first" ? first : { when: several, yes: "several", no: first };
  return { when: any, yes: unique, no: "none" };
}
