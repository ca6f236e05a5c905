import type { Layer } from "./layers.ts";

/** A call and a CASE make one level, and a chain of operators as many as it has; brackets alone make none. */
const TOKEN = /'(?:[^']|'')*'|"(?:[^"]|"")*"|\w+|\|\||<=|>=|<>|<<|>>|\s+|./gsu;
const OPERATORS: ReadonlySet<string> = new Set(
  "AND OR NOT IS IN BETWEEN GLOB || <= >= <> << >> + - * / % = < > &".split(" "),
);
const SEPARATORS: ReadonlySet<string> = new Set(["WHEN", "THEN", "ELSE", ","]);

interface Group {
  /** What it adds itself. */
  readonly own: number;
  highest: number;
  operators: number;
  inner: number;
}

/** At least as many levels as a parser makes of the expression. */
function heightOf(text: string): number {
  const groups: Group[] = [{ own: 0, highest: 1, operators: 0, inner: 0 }];
  let before = "";
  const settle = (group: Group): number => {
    group.highest = Math.max(group.highest, group.operators + 1 + group.inner);
    group.operators = 0;
    group.inner = 0;
    return group.highest;
  };
  for (const [token] of text.matchAll(TOKEN)) {
    const group = groups.at(-1);
    if (!group) break;
    const isCall = token === "CASE" || /^\w/.test(before);
    if (token === "(" || token === "CASE") groups.push({ own: isCall ? 1 : 0, highest: 1, operators: 0, inner: 0 });
    else if (token === ")" || token === "END") {
      groups.pop();
      const around = groups.at(-1);
      if (around) around.inner = Math.max(around.inner, settle(group) + group.own);
    } else if (SEPARATORS.has(token)) settle(group);
    else if (OPERATORS.has(token)) group.operators += 1;
    if (token.trim() !== "") before = OPERATORS.has(token) || SEPARATORS.has(token) ? "" : token;
  }
  return Math.max(...groups.map(settle));
}

/** Levels that the rest of a query may add. */
const AROUND = 20;

/**
 * The layers that must be computed before the query reads the last, so that no more levels are
 * open at a time than the database takes: it counts those of a layer and of all that it reads.
 */
export function layersToComputeFirst(layers: readonly Layer[], mostLevels: number): number[] {
  const first: number[] = [];
  let open = AROUND;
  for (const [at, { columns }] of layers.entries()) {
    const levels = Math.max(0, ...columns.map(heightOf));
    if (open + levels > mostLevels) {
      first.push(at - 1);
      open = AROUND;
    }
    open += levels;
  }
  return first;
}
