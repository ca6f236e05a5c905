/** The rules of several schemes beside each other: what has the same name stands on one line. */
import type { Clause } from "../../source/document.ts";
import type { Span } from "../../source/span.ts";
import type { Statement } from "../../syntax/ast.ts";
import { addressOf } from "./meaning-diff.ts";
import { type Item, itemsOf, printItems, type Version } from "./version.ts";

/** All that schemes say of one name. */
export interface RuleBeside {
  /** As in addresses; what has no name goes by its kind (`examples`). */
  readonly name: string;
  /** In the first scheme that has it, of the statement that defines it. */
  readonly kind: Statement["kind"];
  /** By place of the scheme; `undefined` where it says nothing of the name. */
  readonly sides: readonly (RuleSide | undefined)[];
  /** Whether all say it, and in the same words. */
  readonly same: boolean;
}

export interface RuleSide {
  readonly clause: Clause;
  /** In canonical form, on one or more lines. */
  readonly text: string;
  /** Of the statement that defines it, in that scheme's text. */
  readonly span: Span;
}

/**
 * In the order of the first scheme; what only others have follows what stands before it there. Of any
 * texts that were read: errors in them do not hinder.
 */
export function rulesBeside(versions: readonly Version[]): RuleBeside[] {
  const schemes = versions.map(byName);
  return mergedOrder(schemes.map((rules) => [...rules.keys()])).flatMap((name) => {
    const sides = schemes.map((rules) => rules.get(name)).map((items) => items && sideOf(items));
    const first = sides.find((side) => side !== undefined);
    if (!first) return [];
    const same = sides.every((side) => side?.text === first.text);
    return [{ name, kind: first.kind, sides: sides.map((side) => side && toldOf(side)), same }];
  });
}

function byName(version: Version): Map<string, readonly Item[]> {
  const items = itemsOf(version);
  return Map.groupBy(items, (item) => addressOf(item, items));
}

interface Defined extends RuleSide {
  readonly kind: Statement["kind"];
}

function sideOf(items: readonly Item[]): Defined | undefined {
  // `output X` alone only says that a value is put out.
  const defining = items.find(({ statement }) => statement.kind !== "output") ?? items[0];
  if (!defining) return undefined;
  const { clause, span, kind } = defining.statement;
  return { kind, clause, span, text: printItems(items) };
}

const toldOf = ({ clause, text, span }: Defined): RuleSide => ({ clause, text, span });

/** What a list has before all that it shares with the order stands before that; where it shares nothing, at the end. */
function mergedOrder(lists: readonly (readonly string[])[]): string[] {
  const order: string[] = [];
  for (const list of lists) {
    const first = list.find((name) => order.includes(name));
    let next = first === undefined ? order.length : order.indexOf(first);
    for (const name of list) {
      const at = order.indexOf(name);
      if (at < 0) order.splice(next, 0, name);
      next = (at < 0 ? next : at) + 1;
    }
  }
  return order;
}
