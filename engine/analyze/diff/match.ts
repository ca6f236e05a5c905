/** Which statements, rows and headings of two versions are the same ones. */
import type { Clause } from "../../source/document.ts";
import type { Statement } from "../../syntax/ast.ts";
import { printExpression } from "../../syntax/print.ts";
import { inCommon } from "./in-common.ts";
import type { RowNode, Rows } from "./rows.ts";
import { type Item, type Meant, printItem, type Version } from "./version.ts";

/** Indexes of the newer version with those of the older. */
export type Pairs = ReadonlyMap<number, number>;

/** Pairs what has the same key, in order, for one key after the other; empty keys say nothing. */
function pairByKeys(older: readonly (readonly string[])[], newer: readonly (readonly string[])[]): Map<number, number> {
  const pairs = new Map<number, number>();
  const taken = new Set<number>();
  const most = Math.max(0, ...[...older, ...newer].map(({ length }) => length));
  for (let level = 0; level < most; level += 1) {
    const open = Map.groupBy(
      [...older.keys()].filter((at) => !taken.has(at) && older[at]?.[level]),
      (at) => older[at]?.[level],
    );
    for (const [at, keys] of newer.entries()) {
      if (pairs.has(at) || !keys[level]) continue;
      const found = open.get(keys[level])?.shift();
      if (found === undefined) continue;
      pairs.set(at, found);
      taken.add(found);
    }
  }
  return pairs;
}

export const matchItems = (older: readonly Item[], newer: readonly Item[]): Map<number, number> =>
  pairByKeys(older.map(keysOf), newer.map(keysOf));

function keysOf(item: Item): string[] {
  const { statement } = item;
  if (item.unread !== undefined) return [item.unread.replaceAll(/\s+/g, " ")];
  switch (statement.kind) {
    case "input":
      return statement.names.map(({ name }) => `input ${name}`);
    case "param":
    case "formula":
    case "score":
    case "tiers":
    case "deduct":
    case "veto":
    case "distribute":
    case "action":
    case "choice":
    case "output":
    case "report":
    case "budget":
    case "deadline":
      return [`${statement.kind} ${statement.name.name}`];
    case "table": {
      const outputs = statement.outputs.map(({ name }) => name.name).sort();
      return [`table ${tableName(statement)}`, `columns ${outputs.join()}`];
    }
    case "except": {
      const names = statement.overrides.map(({ name }) => name.name).sort();
      return [printItem(item), `when ${printExpression(statement.condition)}`, `names ${names.join()}`];
    }
    case "assert":
      return [printItem(item), statement.trend ? `as ${statement.trend.driver.name}` : ""];
    case "examples":
      return [
        printItem(item),
        statement.columns.map((column) => `${column.kind} ${"name" in column ? column.name.name : ""}`).join(),
        "examples",
      ];
    case "waive":
      return [printItem(item), `waive ${statement.code.name}`];
    default:
      return [printItem(item)];
  }
}

/** As in addresses. */
export const tableName = ({ name, outputs }: Extract<Statement, { kind: "table" }>): string =>
  name?.name ?? outputs[0]?.name.name ?? "";

/** Rows are the same by what they are called, else by equal inputs, and what is left by order. */
export function matchRows(older: Rows, newer: Rows, was: Meant, is: Meant): Pairs {
  const pairs = pairByKeys(
    older.list.map((row) => older.keys(row, was)),
    newer.list.map((row) => newer.keys(row, is)),
  );
  const taken = new Set(pairs.values());
  const left = [...older.list.keys()].filter((at) => !taken.has(at) && isFree(older.list[at]));
  for (const [at, row] of newer.list.entries()) {
    if (pairs.has(at) || !isFree(row)) continue;
    const next = left.shift();
    if (next === undefined) break;
    pairs.set(at, next);
  }
  return pairs;
}

/** Whether a row may be recognised by its place alone: an indicator or a grade of another name is another one. */
const isFree = (row: RowNode | undefined): boolean =>
  row !== undefined && !("weight" in row) && !("grade" in row) && !("name" in row) && !("cells" in row);

// ── clauses ──────────────────────────────────────────────────────────────────────────────────────

export interface ClausePairs {
  /** Headings that are the same, in the same order in both. */
  readonly kept: Pairs;
  /** Headings that are the same, but stand elsewhere. */
  readonly moved: Pairs;
}

export function matchClauses(older: Version, newer: Version, items: ItemClauses): ClausePairs {
  const [was, is] = [older.document.clauses, newer.document.clauses];
  const kept = new Map<number, number>();
  for (const [before, after] of inCommon(was.map(clauseKey), is.map(clauseKey))) kept.set(after, before);
  const rest = pairByKeys(
    was.map((clause, at) => ([...kept.values()].includes(at) ? [] : looseKeys(clause, at))),
    is.map((clause, at) => (kept.has(at) ? [] : looseKeys(clause, items.get(at)))),
  );
  const moved = new Map<number, number>();
  for (const [after, before] of rest) {
    const crosses = [...kept].some(([y, x]) => y < after !== x < before);
    const [a, b] = [was[before], is[after]];
    if (!crosses) kept.set(after, before);
    else if (a && b && clauseKey(a) === clauseKey(b)) moved.set(after, before);
  }
  return { kept, moved };
}

/** For a clause of the newer version, the older one in which most of its rules stood. */
type ItemClauses = ReadonlyMap<number, number>;

export const clauseKey = ({ depth, number, title }: Clause): string => `${depth} ${number} ${title}`;

const looseKeys = (clause: Clause, home: number | undefined): string[] => [
  clauseKey(clause),
  `title ${clause.depth} ${clause.title}`,
  home === undefined ? "" : `rules ${home}`,
  clause.number === "" ? "" : `number ${clause.depth} ${clause.number}`,
  clause.depth === 1 ? "title" : "",
];

/** For each clause of the newer version that has rules, where most of them were. */
export function homesOf(
  older: Version,
  newer: Version,
  olderItems: readonly Item[],
  newerItems: readonly Item[],
  pairs: Pairs,
): ItemClauses {
  const counts = new Map<number, Map<number, number>>();
  for (const [after, before] of pairs) {
    const [to, from] = [clauseOf(newer, newerItems[after]), clauseOf(older, olderItems[before])];
    const found = counts.get(to) ?? new Map<number, number>();
    counts.set(to, found.set(from, (found.get(from) ?? 0) + 1));
  }
  return new Map(
    [...counts].flatMap(([to, from]) => {
      const [most] = [...from].sort(([, a], [, b]) => b - a);
      return most ? [[to, most[0]] as const] : [];
    }),
  );
}

/** Index of the clause that the item stands under. */
export const clauseOf = ({ document }: Version, item: Item | undefined): number =>
  item ? document.clauses.indexOf(item.statement.clause) : -1;
