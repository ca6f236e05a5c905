/** Names that are only called something else: their rules are the same in both versions. */
import { applyEdits, type TextEdit } from "../../source/span.ts";
import type { Statement } from "../../syntax/ast.ts";
import { visitStatement } from "../../syntax/visit.ts";
import type { Pairs } from "./match.ts";
import { type Item, printItem, type Version } from "./version.ts";

export interface Rename {
  readonly from: string;
  readonly to: string;
}

/** Of what only one of the versions has, the names whose definitions differ in nothing but the name. */
export function renamesAmong(older: readonly Item[], newer: readonly Item[], pairs: Pairs): Rename[] {
  const matched = new Set(pairs.values());
  const known = new Set([...older, ...newer].flatMap(({ statement }) => definedNames(statement)));
  const kept = new Set(newer.flatMap(({ statement }) => definedNames(statement)));
  const had = new Set(older.flatMap(({ statement }) => definedNames(statement)));
  const gone = Map.groupBy(
    older.filter((_, at) => !matched.has(at)),
    shapeOf,
  );
  const renames = new Map<string, string>();
  for (const item of newer.filter((_, at) => !pairs.has(at))) {
    const before = gone.get(shapeOf(item));
    const names = definedNames(item.statement);
    if (names.length === 0) continue;
    const found = before?.findIndex(({ statement }) =>
      definedNames(statement).every((name, at) => name === names[at] || (!kept.has(name) && !had.has(names[at] ?? ""))),
    );
    const [same] = before && found !== undefined && found >= 0 ? before.splice(found, 1) : [];
    for (const [at, from] of (same ? definedNames(same.statement) : []).entries()) {
      const to = names[at];
      if (to !== undefined && to !== from && known.has(from) && !renames.has(from)) renames.set(from, to);
    }
  }
  return [...renames].map(([from, to]) => ({ from, to }));
}

/** The names that a statement gives a meaning to and may call as it likes: not those of metrics. */
export function definedNames(statement: Statement): string[] {
  switch (statement.kind) {
    case "param":
    case "formula":
    case "score":
    case "tiers":
    case "deduct":
    case "veto":
    case "distribute":
    case "action":
      return [statement.name.name];
    case "table":
      return statement.outputs.map(({ name }) => name.name);
    default:
      return [];
  }
}

const NAMELESS = "·";

/** What the item says, whatever it calls what it defines. */
function shapeOf(item: Item): string {
  const { statement } = item;
  const unnamed = <Named extends { readonly name: { readonly name: string } }>(named: Named): Named => ({
    ...named,
    name: { ...named.name, name: NAMELESS },
  });
  switch (statement.kind) {
    case "param":
    case "formula":
    case "score":
    case "tiers":
    case "deduct":
    case "veto":
    case "distribute":
    case "action":
      return printItem({ ...item, statement: unnamed(statement) });
    case "table":
      return printItem({ ...item, statement: { ...statement, outputs: statement.outputs.map(unnamed) } });
    default:
      return printItem(item);
  }
}

/** The text with other names wherever they stand in its rules. */
export function renameIn(
  { text, statements }: Pick<Version, "text" | "statements">,
  renames: readonly Rename[],
): string {
  const names = new Map(renames.map(({ from, to }) => [from, to]));
  const edits = new Map<number, TextEdit>();
  for (const statement of statements) {
    visitStatement(statement, {
      name: ({ name, span }, role) => {
        const to = role === "define" || role === "refer" ? names.get(name) : undefined;
        if (to === undefined) return;
        // A name in brackets has them in its span.
        const bracketed = /^[(（]/.test(text.charAt(span.start));
        edits.set(span.start, { span, text: bracketed ? `(${to})` : to });
      },
    });
  }
  return applyEdits(text, [...edits.values()]);
}
