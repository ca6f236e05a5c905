/** A cell of a decision table that is one stretch of numbers, taken apart into its two ends and put together again. */
import { span } from "../source/span.ts";
import type { Expression, Test } from "./ast.ts";
import { Cursor, Unreadable } from "./cursor.ts";
import { parseCellTest } from "./parse-expression.ts";

/** One end as it is written, without its bracket or sign. */
export interface WrittenEnd {
  readonly text: string;
  readonly included: boolean;
}

/** What is absent is open: `< 60%` has no lower end, `-` has none at all. */
export interface CellEnds {
  readonly lower?: WrittenEnd;
  readonly upper?: WrittenEnd;
}

/** `-`, `20`, `< 5`, `>= 30`, `(70 .. 80)`. */
export function describeEnds(lower: WrittenEnd | undefined, upper: WrittenEnd | undefined): string {
  if (lower && upper) {
    if (lower.text === upper.text) return lower.text;
    const [open, close] = [lower.included ? "[" : "(", upper.included ? "]" : ")"];
    return `${open}${lower.text} .. ${upper.text}${close}`;
  }
  if (lower) return `${lower.included ? ">=" : ">"} ${lower.text}`;
  if (upper) return `${upper.included ? "<=" : "<"} ${upper.text}`;
  return "-";
}

/** @returns `undefined` for a single value, a list, a word, and for what cannot be read */
export function readEnds(cell: string): CellEnds | undefined {
  const test = readTest(cell);
  const end = (bound: Expression, included: boolean): WrittenEnd => ({
    text: cell.slice(bound.span.start, bound.span.end),
    included,
  });
  switch (test?.kind) {
    case "any":
      return {};
    case "range":
      return { lower: end(test.lower, test.lowerIncluded), upper: end(test.upper, test.upperIncluded) };
    case "compare":
      if (test.operator === "<" || test.operator === "<=") return { upper: end(test.bound, test.operator === "<=") };
      if (test.operator === ">" || test.operator === ">=") return { lower: end(test.bound, test.operator === ">=") };
      return undefined;
    default:
      return undefined;
  }
}

/** `undefined` where the text is anything but one test. */
function readTest(cell: string): Test | undefined {
  let sound = true;
  const cursor = new Cursor(cell, span(0, cell.length), () => {
    sound = false;
  });
  try {
    const test = parseCellTest(cursor);
    cursor.expectEnd();
    return sound ? test : undefined;
  } catch (error) {
    if (error instanceof Unreadable) return undefined;
    throw error;
  }
}
