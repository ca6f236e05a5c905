/** Puts edits of a meaning diff into the older text: all of them give a text that says what the newer one says. */
import { readDocument } from "../../source/read-document.ts";
import { applyEdits, type Span, span, type TextEdit } from "../../source/span.ts";
import type { Statement } from "../../syntax/ast.ts";
import { parseBlocks } from "../../syntax/parse.ts";
import type { Change, Edit } from "./edit.ts";
import { clauseOf } from "./match.ts";
import type { MeaningDiff } from "./meaning-diff.ts";
import { regionOf } from "./prose.ts";
import { renameIn } from "./renames.ts";
import { type RowNode, rowsOf, withRows } from "./rows.ts";
import { type Item, itemsOf, printItems, type Version } from "./version.ts";

/**
 * The older text with some of the edits made; all of them where none are named. Rules, comments and
 * layout that no edit touches stay as they are.
 *
 * Not every choice of edits leaves a valid scheme: see `editGroups`.
 */
export function replay(diff: MeaningDiff, edits: Iterable<Edit> = diff.edits): string {
  const changes = [...edits].flatMap((edit) => edit.changes);
  const renames = changes.filter((change) => change.kind === "rename");
  const text = renames.length > 0 ? renameIn(diff.older, renames) : diff.older.text;
  return new Replay(diff, text).run(changes);
}

type ChangeOf<Kind extends Change["kind"]> = Extract<Change, { kind: Kind }>;
type Parsed = Pick<Version, "text" | "document" | "statements">;

function parse(text: string): Parsed {
  const document = readDocument(text);
  return { text, document, statements: parseBlocks(document).statements };
}

class Replay {
  readonly #diff: MeaningDiff;
  readonly #older: Parsed;
  readonly #items: readonly Item[];
  readonly #newerItems: readonly Item[];
  readonly #edits: TextEdit[] = [];
  /** What comes to stand at one place of the text, in the order of the newer version. */
  readonly #insertions = new Map<number, { readonly order: number; readonly text: string }[]>();

  constructor(diff: MeaningDiff, text: string) {
    this.#diff = diff;
    this.#older = text === diff.older.text ? diff.older : parse(text);
    this.#items = itemsOf(this.#older);
    this.#newerItems = itemsOf(diff.newer);
  }

  run(changes: readonly Change[]): string {
    const of = <Kind extends Change["kind"]>(kind: Kind): ChangeOf<Kind>[] =>
      changes.filter((change): change is ChangeOf<Kind> => change.kind === kind);
    for (const { key, value } of of("header")) this.#header(key, value);
    for (const { clause, text } of of("heading")) this.#heading(clause, text);

    const items = this.#changedItems(changes);
    const moves = of("move");
    const gone = new Set([...of("remove"), ...moves].map(({ item }) => item));
    this.#statements(items, gone);
    const placed = [
      ...of("insert").map(({ at, item }) => ({ at, item })),
      ...moves.flatMap(({ at, item }) => {
        const moved = items.get(item) ?? this.#items[item];
        return moved ? [{ at, item: moved }] : [];
      }),
    ].sort((a, b) => a.at - b.at);
    this.#place(placed, of("new-heading"));

    const insertions = [...this.#insertions].map(([at, parts]): TextEdit => {
      const ordered = parts.toSorted((a, b) => a.order - b.order);
      return { span: span(at, at), text: ordered.map(({ text }) => text).join("") };
    });
    // What is inserted where something else goes comes first.
    return applyEdits(this.#older.text, [...insertions, ...this.#edits]);
  }

  // ── statements ──────────────────────────────────────────────────────────────────────────────────

  #changedItems(changes: readonly Change[]): Map<number, Item> {
    const items = new Map<number, Item>();
    const rows = new Map<number, RowChange[]>();
    for (const change of changes) {
      if (change.kind === "replace") items.set(change.item, change.by);
      if (change.kind === "statement") {
        const item = items.get(change.item) ?? this.#items[change.item];
        if (item) items.set(change.item, { ...item, statement: change.take(item.statement) });
      }
      if (change.kind === "cell" || change.kind === "remove-row" || change.kind === "insert-row") {
        rows.set(change.item, [...(rows.get(change.item) ?? []), change]);
      }
    }
    for (const [at, rowChanges] of rows) {
      const item = items.get(at) ?? this.#items[at];
      if (item) items.set(at, { ...item, statement: changeRows(item.statement, rowChanges) });
    }
    return items;
  }

  /** Writes the statements anew of which a part changes. */
  #statements(changed: ReadonlyMap<number, Item>, gone: ReadonlySet<number>): void {
    const touched = new Set([...changed.keys(), ...gone].map((at) => this.#items[at]?.source));
    for (const source of touched) {
      const statement = source === undefined ? undefined : this.#older.statements[source];
      if (!statement) continue;
      const parts = [...this.#items.entries()].filter(([, item]) => item.source === source);
      const rest = parts.flatMap(([at, item]) => (gone.has(at) ? [] : [changed.get(at) ?? item]));
      if (rest.length > 0) this.#edits.push({ span: statement.span, text: printItems(rest) });
      else this.#edits.push({ span: this.#lines(statement.span), text: "" });
    }
  }

  // ── what is new ─────────────────────────────────────────────────────────────────────────────────

  /** Puts items where the newer version has them: after the item before them, else below their heading. */
  #place(items: readonly { at: number; item: Item }[], headings: readonly ChangeOf<"new-heading">[]): void {
    const below = new Map<number, { at: number; item: Item }[]>();
    for (const placed of items) {
      const anchor = this.#anchorOf(placed.at);
      if (anchor) {
        this.#insert(this.#lines(anchor.span).end, placed.at, `${printItems([placed.item])}\n`);
        continue;
      }
      const clause = clauseOf(this.#diff.newer, this.#newerItems[placed.at]);
      below.set(clause, [...(below.get(clause) ?? []), placed]);
    }
    const titles = new Map(headings.map(({ clause, text }) => [clause, text]));
    for (const clause of new Set([...below.keys(), ...titles.keys()])) {
      const parts = below.get(clause) ?? [];
      const rules = printItems(parts.map(({ item }) => item));
      const block = rules === "" ? "" : `\n\`\`\`kpi\n${rules}\n\`\`\`\n`;
      const kept = this.#diff.matching.clauses.kept.get(clause);
      const heading = titles.get(clause);
      const text = `${heading === undefined ? "" : `\n${heading}\n`}${block}\n`;
      if (kept === undefined) this.#insert(this.#endBefore(clause), clause, text);
      else this.#insert(this.#lines(this.#older.document.clauses[kept]?.span ?? span(0, 0)).end, -1, text);
    }
  }

  /** The statement of the older version after which the newer item comes to stand. */
  #anchorOf(at: number): Statement | undefined {
    const { items, staying } = this.#diff.matching;
    const own = this.#newerItems[at];
    const output = this.#newerItems[at + 1];
    // A formula stands with its output, and outputs among themselves in the order in which they are put out.
    const joined = own?.statement.kind === "formula" && output?.source === own.source;
    const kind = joined ? "output" : own?.statement.kind;
    const isOrdered = kind === "output" || kind === "action";
    const clause = clauseOf(this.#diff.newer, own);
    for (let before = at - 1; before >= 0; before -= 1) {
      const item = this.#newerItems[before];
      if (clauseOf(this.#diff.newer, item) !== clause) return undefined;
      const older = staying.has(before) ? items.get(before) : undefined;
      if (older === undefined || (isOrdered && item?.statement.kind !== kind)) continue;
      return this.#older.statements[this.#items[older]?.source ?? -1];
    }
    return undefined;
  }

  /** The end of what stands before a new heading. */
  #endBefore(clause: number): number {
    const { kept } = this.#diff.matching.clauses;
    for (let before = clause - 1; before >= 0; before -= 1) {
      const older = kept.get(before);
      if (older !== undefined) return regionOf({ ...this.#diff.older, ...this.#older }, older).end;
    }
    return this.#older.document.clauses[0]?.span.start ?? this.#older.text.length;
  }

  #insert(at: number, order: number, text: string): void {
    const startsLine = at === 0 || /[\r\n]/.test(this.#older.text.charAt(at - 1));
    const parts = this.#insertions.get(at) ?? [];
    parts.push({ order, text: startsLine ? text : `\n${text}` });
    this.#insertions.set(at, parts);
  }

  // ── headings and front matter ───────────────────────────────────────────────────────────────────

  #heading(clause: number, text: string | undefined): void {
    const heading = this.#older.document.clauses[clause];
    if (!heading) return;
    this.#edits.push(text === undefined ? { span: this.#lines(heading.span), text: "" } : { span: heading.span, text });
  }

  #header(key: string, value: string | undefined): void {
    const { frontMatter } = this.#older.document;
    const entry = [...frontMatter].find(([name]) => name === key)?.[1];
    if (entry && value !== undefined) this.#edits.push({ span: entry.span, text: value });
    else if (entry) this.#edits.push({ span: this.#lines(entry.span), text: "" });
    else {
      const last = Math.max(0, ...[...frontMatter.values()].map(({ span: where }) => where.end));
      this.#insert(this.#lines(span(last, last)).end, 0, `${key}: ${value ?? ""}\n`);
    }
  }

  /** The whole lines of a span, the last line break included. */
  #lines({ start, end }: Span): Span {
    const { text } = this.#older;
    let from = start;
    while (from > 0 && !/[\r\n]/.test(text.charAt(from - 1))) from -= 1;
    const rest = /^[^\r\n]*(?:\r\n|\r|\n)?/.exec(text.slice(end))?.[0].length ?? 0;
    return span(from, end + rest);
  }
}

type RowChange = ChangeOf<"cell"> | ChangeOf<"remove-row"> | ChangeOf<"insert-row">;

function changeRows(statement: Statement, changes: readonly RowChange[]): Statement {
  const rows = rowsOf(statement);
  if (!rows) return statement;
  const cells = changes.filter((change) => change.kind === "cell");
  const gone = new Set(changes.flatMap((change) => (change.kind === "remove-row" ? [change.row] : [])));
  const added = changes.filter((change) => change.kind === "insert-row").sort((a, b) => a.at - b.at);
  const addedAfter = (count: number): RowNode[] => added.flatMap(({ after, row }) => (after === count ? [row] : []));
  const kept = rows.list.flatMap((row, at): RowNode[] => {
    const own = gone.has(at)
      ? []
      : [cells.reduce((changed, change) => (change.row === at ? change.take(changed) : changed), row)];
    return [...own, ...addedAfter(at + 1)];
  });
  return withRows(statement, [...addedAfter(0), ...kept]);
}
