/**
 * What two versions of a scheme say differently, edit by edit. Layout, comments and the order of rules
 * that mean the same in any order make no edit; prose is listed apart.
 */
import type { Clause } from "../../source/document.ts";
import type { Span } from "../../source/span.ts";
import type { Statement } from "../../syntax/ast.ts";
import { printExpression } from "../../syntax/print.ts";
import { alignColumns, unitsInCells } from "./columns.ts";
import type { Change, Edit, Side } from "./edit.ts";
import type { EditKind } from "./edit-kind.ts";
import { headingEdits } from "./heading-edits.ts";
import { inCommon } from "./in-common.ts";
import {
  type ClausePairs,
  clauseOf,
  homesOf,
  matchClauses,
  matchItems,
  matchRows,
  type Pairs,
  tableName,
} from "./match.ts";
import { type ProseChange, proseChanges } from "./prose.ts";
import { type Rename, renameIn, renamesAmong } from "./renames.ts";
import { type Rows, rowsOf, rowText } from "./rows.ts";
import { slotsOf } from "./slots.ts";
import { type Item, itemsOf, type Meant, meantIn, printItem, readVersion, type Version } from "./version.ts";

export interface MeaningDiff {
  /** In the order of the newer text; what is gone stands where it was. */
  readonly edits: readonly Edit[];
  /** Clauses whose prose reads differently, which no rule does. */
  readonly prose: readonly ProseChange[];
  readonly older: Version;
  readonly newer: Version;
  /** What corresponds in the two; for `replay`. */
  readonly matching: Matching;
}

export interface Matching {
  readonly items: Pairs;
  readonly clauses: ClausePairs;
  /** Newer items that stay where the older version has them. */
  readonly staying: ReadonlySet<number>;
}

/** Of any two texts that were read: errors in either are no hindrance. */
export function diffVersions(older: Version, newer: Version): MeaningDiff {
  const { renamed, renames } = withRenames(older, newer);
  const comparison = new Comparison(older, renamed, newer, renames);
  return comparison.diff();
}

/** As often as names can hang together by others that are renamed. */
const MOST_ROUNDS = 8;

/** The older version with the newer one's names for what only has another name. */
function withRenames(older: Version, newer: Version): { renamed: Version; renames: Rename[] } {
  const renames: Rename[] = [];
  const newerItems = itemsOf(newer);
  let renamed: Version = older;
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const items = itemsOf(renamed);
    const found = renamesAmong(items, newerItems, matchItems(items, newerItems));
    if (found.length === 0) break;
    const next = readVersion(renameIn(renamed, found), older.program.catalogue);
    if (itemsOf(next).length !== items.length) break;
    renames.push(...found);
    renamed = next;
  }
  return { renamed, renames };
}

/** Kinds of statements whose order is that of what is put out. */
const ORDERED: ReadonlySet<Statement["kind"]> = new Set(["output", "action"]);

class Comparison {
  /** As it is; spans are told in it. */
  readonly #original: Version;
  readonly #older: Version;
  readonly #newer: Version;
  readonly #renames: readonly Rename[];
  readonly #originalItems: readonly Item[];
  readonly #olderItems: readonly Item[];
  readonly #newerItems: readonly Item[];
  readonly #was: Meant;
  readonly #is: Meant;
  readonly #items: Pairs;
  readonly #clauses: ClausePairs;
  /** With where each edit stands among the newer items. */
  readonly #found: { readonly at: number; readonly edit: Edit }[] = [];

  constructor(original: Version, older: Version, newer: Version, renames: readonly Rename[]) {
    this.#original = original;
    this.#older = older;
    this.#newer = newer;
    this.#renames = renames;
    [this.#originalItems, this.#olderItems, this.#newerItems] = [itemsOf(original), itemsOf(older), itemsOf(newer)];
    [this.#was, this.#is] = [meantIn(older.program), meantIn(newer.program)];
    this.#items = matchItems(this.#olderItems, this.#newerItems);
    const homes = homesOf(older, newer, this.#olderItems, this.#newerItems, this.#items);
    this.#clauses = matchClauses(older, newer, homes);
  }

  diff(): MeaningDiff {
    const [older, newer] = [this.#original, this.#newer];
    const staying = this.#staying();
    const moves = this.#moves(staying);
    const headings = headingEdits(older, newer, this.#clauses, (clause) =>
      moves.flatMap(({ item, at }) =>
        clauseOf(newer, this.#newerItems[at]) === clause &&
        this.#clauses.moved.get(clause) === clauseOf(this.#older, this.#olderItems[item])
          ? [{ kind: "move" as const, item, at }]
          : [],
      ),
    );
    this.#names();
    for (const [at, item] of this.#newerItems.entries()) {
      const before = this.#items.get(at);
      if (before === undefined) this.#inserted(at, item);
      else this.#changed(at, before, item);
    }
    const carried = new Set(
      headings.flatMap(({ changes }) => changes.flatMap((change) => (change.kind === "move" ? [change.at] : []))),
    );
    for (const move of moves) if (!carried.has(move.at)) this.#moved(move, moves);
    this.#removed();
    const edits = this.#found.sort((a, b) => a.at - b.at).map(({ edit }) => edit);
    const matching = { items: this.#items, clauses: this.#clauses, staying };
    return {
      edits: [...headings, ...edits],
      prose: proseChanges(older, newer, this.#clauses.kept),
      older,
      newer,
      matching,
    };
  }

  // ── where items stand ───────────────────────────────────────────────────────────────────────────

  #staying(): Set<number> {
    const sameClause = [...this.#items].filter(([after, before]) => {
      const [to, from] = [
        clauseOf(this.#newer, this.#newerItems[after]),
        clauseOf(this.#older, this.#olderItems[before]),
      ];
      return this.#clauses.kept.get(to) === from;
    });
    const staying = new Set(sameClause.map(([after]) => after));
    for (const kind of ORDERED) {
      const pairs = sameClause.filter(([after]) => this.#newerItems[after]?.statement.kind === kind);
      const byOlder = pairs.toSorted(([, a], [, b]) => a - b).map(([, before]) => String(before));
      const byNewer = pairs.toSorted(([a], [b]) => a - b);
      const kept = new Set(
        inCommon(
          byOlder,
          byNewer.map(([, before]) => String(before)),
        ).map(([, at]) => at),
      );
      for (const [at, [after]] of byNewer.entries()) if (!kept.has(at)) staying.delete(after);
    }
    return staying;
  }

  #moves(staying: ReadonlySet<number>): Move[] {
    return [...this.#items].flatMap(([at, item]) => (staying.has(at) ? [] : [{ item, at }]));
  }

  // ── edits ───────────────────────────────────────────────────────────────────────────────────────

  #add(at: number, edit: Omit<Edit, "clause">, clause: Clause | undefined): void {
    this.#found.push({ at, edit: { ...edit, ...(clause && { clause }) } });
  }

  #names(): void {
    for (const { from, to } of this.#renames) {
      const at = this.#newerItems.findIndex(({ statement }) => namesOf(statement).includes(to));
      const before = this.#originalItems.find(({ statement }) => namesOf(statement).includes(from));
      const after = this.#newerItems[at];
      this.#add(
        at,
        {
          kind: "name",
          address: from,
          subject: from,
          ...(before && { before: { text: from, span: before.statement.span } }),
          ...(after && { after: { text: to, span: after.statement.span } }),
          changes: [{ kind: "rename", from, to }],
        },
        after?.statement.clause,
      );
    }
  }

  #inserted(at: number, item: Item): void {
    const { statement } = item;
    const address = addressOf(item, this.#newerItems);
    const edit = {
      kind: KINDS[statement.kind],
      address,
      subject: address,
      after: { text: wholeText(item, this.#is), span: statement.span },
      changes: [{ kind: "insert", at, item } as const],
    };
    this.#add(at, edit, statement.clause);
  }

  #removed(): void {
    const matched = new Map([...this.#items].map(([after, before]) => [before, after]));
    let at = -1;
    for (const [index, item] of this.#olderItems.entries()) {
      const after = matched.get(index);
      if (after !== undefined) {
        at = after;
        continue;
      }
      const { statement } = this.#originalItems[index] ?? item;
      const address = addressOf(item, this.#olderItems);
      const edit = {
        kind: KINDS[statement.kind],
        address,
        subject: address,
        before: { text: wholeText(item, this.#was), span: statement.span },
        changes: [{ kind: "remove", item: index } as const],
      };
      this.#add(at + 0.5, edit, this.#clauseNow(statement.clause));
    }
  }

  /** What the newer version has for a clause of the older one; itself where it has nothing. */
  #clauseNow(clause: Clause): Clause {
    const before = this.#original.document.clauses.indexOf(clause);
    const after = [...this.#clauses.kept, ...this.#clauses.moved].find(([, from]) => from === before)?.[0];
    return (after === undefined ? undefined : this.#newer.document.clauses[after]) ?? clause;
  }

  /** An output goes along with its formula. */
  #moved({ item, at }: Move, moves: readonly Move[]): void {
    const isPair = (formula: Move, output: Move): boolean => {
      const [first, second] = [this.#newerItems[formula.at], this.#newerItems[output.at]];
      return first?.source === second?.source && formula.at + 1 === output.at && second?.statement.kind === "output";
    };
    if (moves.some((other) => isPair(other, { item, at }))) return;
    const along = moves.filter((other) => isPair({ item, at }, other));
    const [before, after] = [this.#originalItems[item], this.#newerItems[at]];
    if (!before || !after) return;
    const to = after.statement.clause;
    const isOrder = this.#clauses.kept.get(clauseOf(this.#newer, after)) === clauseOf(this.#original, before);
    const side = ({ statement }: Item): Side => ({ text: citationOf(statement.clause), span: statement.span });
    const address = addressOf(after, this.#newerItems);
    const edit: Omit<Edit, "clause"> = {
      // Within one clause only the order of what is put out says something.
      kind: isOrder ? KINDS[after.statement.kind] : "clause",
      address,
      subject: address,
      before: side(before),
      after: side(after),
      movedTo: to,
      changes: [{ item, at }, ...along].map((move) => ({ kind: "move", ...move }) as const),
    };
    this.#add(at, edit, to);
  }

  #changed(at: number, index: number, after: Item): void {
    const [before, original] = [this.#olderItems[index], this.#originalItems[index]];
    if (!before || !original || printItem(before) === printItem(after)) return;
    const isWhole = before.unread !== undefined || after.unread !== undefined;
    const aligned = isWhole ? undefined : alignColumns(before.statement, after.statement);
    if (!aligned) {
      this.#replaced(at, index, before, after);
      return;
    }
    const place = {
      at,
      index,
      address: addressOf(before, this.#olderItems),
      clause: after.statement.clause,
      within: after.statement.span,
      first: aligned.unitsInCells ? [{ kind: "statement", item: index, take: unitsInCells } as const] : [],
    };
    for (const slot of slotsOf(after.statement.kind)) {
      const [was, is] = [slot.read(aligned.older, this.#was), slot.read(aligned.newer, this.#is)];
      if (was?.text === is?.text) continue;
      const from = slot.read(original.statement, () => undefined)?.span;
      const { newer } = aligned;
      const take = (into: Statement): Statement => slot.take(into, newer);
      this.#add(
        at,
        {
          kind: slot.kind,
          address: [place.address, slot.name].filter((part) => part !== "").join("/"),
          subject: place.address,
          ...(slot.name !== "" && { part: slot.name }),
          within: place.within,
          ...(was && { before: { text: was.text, span: from ?? original.statement.span } }),
          ...(is && { after: { text: is.text, span: is.span ?? after.statement.span } }),
          changes: [...place.first, { kind: "statement", item: index, take }],
        },
        after.statement.clause,
      );
    }
    const [olderRows, newerRows] = [rowsOf(aligned.older), rowsOf(aligned.newer)];
    if (olderRows && newerRows) this.#rows(place, olderRows, newerRows, rowsOf(original.statement));
  }

  #replaced(at: number, index: number, before: Item, after: Item): void {
    const original = this.#originalItems[index] ?? before;
    const address = addressOf(before, this.#olderItems);
    const edit = {
      kind: KINDS[after.statement.kind],
      address,
      subject: address,
      before: { text: withColumns(before, this.#was), span: original.statement.span },
      after: { text: withColumns(after, this.#is), span: after.statement.span },
      changes: [{ kind: "replace", item: index, by: after } as const],
    };
    this.#add(at, edit, after.statement.clause);
  }

  #rows(
    { at, index, address, clause, within, first }: Place,
    older: Rows,
    newer: Rows,
    original: Rows | undefined,
  ): void {
    const pairs = matchRows(older, newer, this.#was, this.#is);
    const moved = older.ordered ? movedRows(pairs) : new Set<number>();
    const add = (edit: Omit<Edit, "clause">): void =>
      this.#add(at, { ...edit, within, changes: [...first, ...edit.changes] }, clause);
    let last = 0;
    for (const [to, row] of newer.list.entries()) {
      const from = pairs.get(to);
      const was = from === undefined ? undefined : older.list[from];
      const insertion = { kind: "insert-row", item: index, after: last, at: to, row } as const;
      const after = { text: rowText(newer, row, this.#is), span: row.span };
      if (from === undefined || !was) {
        const id = newer.id(row, this.#is);
        add({ kind: older.kind, address: `${address}/${id}`, subject: address, row: id, after, changes: [insertion] });
        continue;
      }
      const id = older.id(was, this.#was);
      const originalRow = original?.list[from];
      if (moved.has(to)) {
        const before = { text: rowText(older, was, this.#was), span: originalRow?.span ?? was.span };
        const changes: Change[] = [{ kind: "remove-row", item: index, row: from }, insertion];
        add({ kind: older.kind, address: `${address}/${id}`, subject: address, row: id, before, after, changes });
        continue;
      }
      last = from + 1;
      for (const slot of older.slots) {
        const [x, y] = [slot.read(was, this.#was), slot.read(row, this.#is)];
        if (x?.text === y?.text) continue;
        const where = originalRow && slot.read(originalRow, () => undefined)?.span;
        add({
          kind: slot.kind,
          address: [address, id, slot.name].filter((part) => part !== "").join("/"),
          subject: address,
          row: id,
          ...(slot.name !== "" && { part: slot.name }),
          ...(x && { before: { text: x.text, span: where ?? originalRow?.span ?? was.span } }),
          ...(y && { after: { text: y.text, span: y.span ?? row.span } }),
          changes: [{ kind: "cell", item: index, row: from, take: (into) => slot.take(into, row) }],
        });
      }
    }
    const kept = new Set(pairs.values());
    for (const [from, row] of older.list.entries()) {
      if (kept.has(from)) continue;
      const id = older.id(row, this.#was);
      const before = { text: rowText(older, row, this.#was), span: original?.list[from]?.span ?? row.span };
      const changes: Change[] = [{ kind: "remove-row", item: index, row: from }];
      add({ kind: older.kind, address: `${address}/${id}`, subject: address, row: id, before, changes });
    }
  }
}

/** An older item that stands elsewhere, and its index among the newer items. */
interface Move {
  readonly item: number;
  readonly at: number;
}

interface Place {
  readonly at: number;
  readonly index: number;
  readonly address: string;
  readonly clause: Clause;
  readonly within: Span;
  /** What comes before every change of the statement. */
  readonly first: readonly Change[];
}

/** Rows that stand in another order. */
function movedRows(pairs: Pairs): Set<number> {
  const byNewer = [...pairs].sort(([a], [b]) => a - b);
  const byOlder = byNewer.toSorted(([, a], [, b]) => a - b);
  const keys = (list: readonly (readonly [number, number])[]): string[] => list.map(([, before]) => String(before));
  const kept = new Set(inCommon(keys(byOlder), keys(byNewer)).map(([, at]) => at));
  return new Set(byNewer.flatMap(([after], at) => (kept.has(at) ? [] : [after])));
}

// ── addresses and texts ──────────────────────────────────────────────────────────────────────────

const KINDS: Readonly<Record<Statement["kind"], EditKind>> = {
  input: "input",
  param: "value",
  choice: "choice",
  formula: "formula",
  output: "output",
  table: "table",
  tiers: "tiers",
  score: "score",
  deduct: "deduction",
  veto: "veto",
  distribute: "distribution",
  except: "exception",
  action: "action",
  report: "report",
  budget: "budget",
  assert: "assertion",
  examples: "examples",
  metrics: "table",
  rates: "table",
  units: "table",
  log: "table",
  aggregates: "table",
  require: "governance",
  deadline: "governance",
  held: "governance",
  waive: "governance",
  unreadable: "formula",
};

function namesOf(statement: Statement): string[] {
  if (statement.kind === "table") return statement.outputs.map(({ name }) => name.name);
  return "name" in statement && statement.name ? [statement.name.name] : [];
}

/** Of the statement, see `ir/address.ts`; what the language gives no address has one of the same style. */
export function addressOf({ statement }: Item, items: readonly Item[]): string {
  switch (statement.kind) {
    case "input":
      return statement.names[0]?.name ?? "";
    case "table":
      return tableName(statement);
    case "except":
      return exceptionAddress(statement, items);
    case "budget":
      return `sum(${statement.name.name})`;
    case "assert":
      return `assert ${printExpression(statement.subject)}`;
    case "held":
      return `held to ${statement.institution.name}`;
    case "waive":
      return `waive ${statement.code.name}`;
    default:
      return "name" in statement ? statement.name.name : statement.kind;
  }
}

/** The first name it overrides, and the how-manieth of that name's exceptions it is. */
function exceptionAddress(exception: Extract<Statement, { kind: "except" }>, items: readonly Item[]): string {
  const name = exception.overrides[0]?.name.name ?? "";
  const before = items.filter(
    ({ statement }) =>
      statement.kind === "except" &&
      statement.span.start <= exception.span.start &&
      statement.overrides.some((override) => override.name.name === name),
  );
  return `${name}/except ${before.length}`;
}

/** On one line; of a grid what its rows say. */
function wholeText(item: Item, meant: Meant): string {
  const rows = item.unread === undefined && item.statement.kind !== "except" ? rowsOf(item.statement) : undefined;
  if (rows?.kind === "examples") return rows.list.map((row) => rows.id(row, meant)).join("; ");
  if (rows) return rows.list.map((row) => rowText(rows, row, meant)).join("; ");
  return printItem(item).replaceAll(/\s*\n\s*/g, " ");
}

/** The same with the columns of a grid: for grids that have different ones. */
function withColumns(item: Item, meant: Meant): string {
  const { statement } = item;
  const names = (headers: readonly { readonly name: { readonly name: string } }[]): string =>
    headers.map(({ name }) => name.name).join(", ");
  if (item.unread !== undefined) return wholeText(item, meant);
  if (statement.kind === "table") {
    return `${names(statement.inputs)} => ${names(statement.outputs)}: ${wholeText(item, meant)}`;
  }
  if (statement.kind === "examples") return names(statement.columns.filter((column) => "name" in column));
  return wholeText(item, meant);
}

export const citationOf = ({ number, title }: Clause): string =>
  [number, title].filter((part) => part !== "").join(" ");
