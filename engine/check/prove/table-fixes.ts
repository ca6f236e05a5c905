/** Edits that put a gap or an overlap of a decision table right, within the layout of its grid. */
import type { QuickFix } from "../../diagnostics/diagnostic.ts";
import type { DecisionTable, Row } from "../../ir/program.ts";
import type { Term, TypedTest } from "../../ir/term.ts";
import { boundsOf } from "../../ir/walk.ts";
import { contains, type Span, span, type TextEdit } from "../../source/span.ts";
import { describeEnds, type WrittenEnd } from "../../syntax/cell-ends.ts";
import { isSpace } from "../../syntax/characters.ts";
import { splitCells } from "../../syntax/chunk.ts";
import { displayWidth, padTo } from "../../syntax/grid.ts";
import { equal, toExact } from "../../values/rational.ts";
import { type Axis, coversAxis, type Run, rangeOfRun } from "./axis.ts";
import type { Overlap, Region } from "./coverage.ts";
import { isNumber } from "./domain.ts";
import type { Model } from "./model.ts";
import { type Bound, isPointRange } from "./range.ts";
import { describeRuns, type Write, writeEnd } from "./region.ts";

interface Place {
  readonly text: string;
  readonly model: Model;
  readonly table: DecisionTable;
  readonly axes: readonly Axis[];
}

export function gapFixes(place: Place, region: Region): QuickFix[] {
  return [...extensions(place, region), ...insertion(place, region)];
}

// ── a row for the gap ────────────────────────────────────────────────────────────────────────────

function insertion({ text, model, table, axes }: Place, region: Region): QuickFix[] {
  const anchor = anchorOf(table, axes, region);
  // A text or date stands for all that no row names, which no cell can say.
  const sayable = axes.every(
    (axis, at) => !["text", "date"].includes(axis.type.kind) || coversAxis(axis, region[at] ?? []),
  );
  if (!anchor || !sayable) return [];
  const { row, after } = anchor;
  const cells = splitCells(text, row.span).cells.map(({ span: where }) => {
    const column = row.tests.findIndex((test) => contains(where, test.span.start) && contains(where, test.span.end));
    const axis = axes[column];
    if (axis) return describeRuns(axis, region[column] ?? [], writtenAs(text, model, table, column));
    return row.results.some((result) => contains(where, result.span.start)) ? "?" : "";
  });
  const edit = { span: insertionPoint(text, row, after), text: rowLike(text, row, cells, after) };
  return [
    { title: { zh: "为空缺加一行，结果待填", en: "add a row for the gap, its result to be filled in" }, edits: [edit] },
  ];
}

/** The row next to which a row for the region belongs, by the order the rows have. */
export function anchorOf(
  { rows }: DecisionTable,
  axes: readonly Axis[],
  region: Region,
): { row: Row; after: boolean } | undefined {
  const at = Math.max(
    0,
    axes.findIndex((axis, column) => !coversAxis(axis, region[column] ?? [])),
  );
  const startOf = (row: number): number => axes[at]?.rows[row]?.[0]?.from ?? 0;
  const start = region[at]?.[0]?.from ?? 0;
  const alike = rows.flatMap((_, row) => {
    const beside = axes.every(
      ({ rows }, column) => column === at || overlapping(rows[row] ?? [], region[column] ?? []),
    );
    return beside ? [row] : [];
  });
  const candidates = alike.length > 0 ? alike : rows.map((_, row) => row);
  const [first, last] = [candidates[0], candidates.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  const rising = startOf(first) <= startOf(last);
  const before = candidates
    .filter((row) => startOf(row) < start)
    .sort((a, b) => startOf(a) - startOf(b))
    .at(-1);
  const found = rows[before ?? (rising ? first : last)];
  return found && { row: found, after: (before !== undefined) === rising };
}

const overlapping = (a: readonly Run[], b: readonly Run[]): boolean =>
  a.some((x) => b.some((y) => x.from <= y.to && y.from <= x.to));

function insertionPoint(text: string, row: Row, after: boolean): Span {
  if (!after) return span(row.span.start, row.span.start);
  const rest = /[\r\n]/.exec(text.slice(row.span.end));
  const end = rest ? row.span.end + rest.index : text.length;
  return span(end, end);
}

/** A row with other cells, its bars below those of the model row. */
function rowLike(text: string, row: Row, cells: readonly string[], after: boolean): string {
  let line = "|";
  let from = row.span.start + 1;
  splitCells(text, row.span).cells.forEach(({ span: where }, at) => {
    const end = endOfSpaces(text, where.end);
    const width = displayWidth(text.slice(from, end)) - 2;
    line += ` ${padTo(cells[at] ?? "", width)} |`;
    from = end + 1;
  });
  const lineBreak = text.includes("\r\n") ? "\r\n" : "\n";
  const indent = /[^\r\n]*$/.exec(text.slice(0, row.span.start))?.[0] ?? "";
  return after ? lineBreak + indent + line : line + lineBreak + indent;
}

function endOfSpaces(text: string, from: number): number {
  let at = from;
  while (isSpace(text.charAt(at))) at += 1;
  return at;
}

/** Numbers as some cell of the column writes them, so that signs, units and names of params stay. */
function writtenAs(text: string, model: Model, table: DecisionTable, column: number): Write {
  const bounds = table.rows.flatMap(({ tests }) => {
    const test = tests[column];
    return test ? boundsOf(test) : [];
  });
  return (value) => {
    const bound = bounds.find((term) => {
      const constant = model.constant(term);
      return constant !== undefined && isNumber(constant) && equal(constant, value);
    });
    return bound ? source(text, bound) : toExact(value);
  };
}

const source = (text: string, { span: { start, end } }: Term): string => text.slice(start, end);

// ── a neighbour that reaches over the gap ────────────────────────────────────────────────────────

function extensions({ text, model, table, axes }: Place, region: Region): QuickFix[] {
  const fixes: QuickFix[] = [];
  for (const [column, axis] of axes.entries()) {
    const [run, ...others] = region[column] ?? [];
    if (axis.type.kind !== "number" || !run || others.length > 0) continue;
    const gap = rangeOfRun(axis, run);
    const write = writtenAs(text, model, table, column);
    for (const [index, row] of table.rows.entries()) {
      const test = row.tests[column];
      const own = axis.rows[index] ?? [];
      const level = axes.every(({ rows }, at) => at === column || sameRuns(rows[index] ?? [], region[at] ?? []));
      const ends = test && endsOf(text, test);
      if (!ends || !level) continue;
      if (own.at(-1)?.to === run.from - 1) fixes.push(rewrite(text, test, ends.lower, writeEnd(gap.upper, write)));
      if (own[0]?.from === run.to + 1) fixes.push(rewrite(text, test, writeEnd(gap.lower, write), ends.upper));
    }
  }
  return fixes;
}

const sameRuns = (a: readonly Run[], b: readonly Run[]): boolean =>
  a.length === b.length && a.every(({ from, to }, at) => from === b[at]?.from && to === b[at]?.to);

interface Ends {
  readonly lower: WrittenEnd | undefined;
  readonly upper: WrittenEnd | undefined;
}

/** The ends of a test that is one stretch, as they are written. */
function endsOf(text: string, test: TypedTest): Ends | undefined {
  if (test.kind === "range") {
    return {
      lower: { text: source(text, test.lower), included: test.lowerIncluded },
      upper: { text: source(text, test.upper), included: test.upperIncluded },
    };
  }
  if (test.kind !== "compare" || test.operator === "!=") return undefined;
  const end = { text: source(text, test.bound), included: test.operator.includes("=") };
  return {
    lower: test.operator.startsWith("<") ? undefined : end,
    upper: test.operator.startsWith(">") ? undefined : end,
  };
}

function rewrite(text: string, test: TypedTest, lower: Ends["lower"], upper: Ends["upper"]): QuickFix {
  const before = text.slice(test.span.start, test.span.end);
  const after = describeEnds(lower, upper);
  const title = { zh: `把 ${before} 改为 ${after}`, en: `change ${before} to ${after}` };
  return { title, edits: [replaceInCell(text, test.span, after)] };
}

/** Gives or takes the spaces behind it, so that the bars of the column stay below each other. */
function replaceInCell(text: string, where: Span, replacement: string): TextEdit {
  const end = endOfSpaces(text, where.end);
  const room = displayWidth(text.slice(where.start, where.end)) - displayWidth(replacement);
  if (room >= 0) return { span: where, text: padTo(replacement, displayWidth(replacement) + room) };
  const spare = Math.max(0, end - where.end - 1);
  return { span: span(where.start, where.end + Math.min(spare, -room)), text: replacement };
}

// ── a bracket that gives up a shared edge ────────────────────────────────────────────────────────

/** Where two rows share one edge only, a row that is there no wider than the other leaves it to that one. */
export function overlapFixes({ text, model, table, axes }: Place, { first, second, region }: Overlap): QuickFix[] {
  return axes.flatMap((axis, column) => {
    const [run, ...others] = region[column] ?? [];
    const shared = run && run.from === run.to ? axis.pieces[run.from]?.range : undefined;
    if (!shared?.lower || !isPointRange(shared) || others.length > 0) return [];
    const point = shared.lower.value;
    return [first, second].flatMap((row) => {
      const test = table.rows[row]?.tests[column];
      const [range, ...more] = (test && model.ranges(test)) ?? [];
      const ends = test && endsOf(text, test);
      const level = axes.every(({ rows }, at) => at === column || sameRuns(rows[row] ?? [], region[at] ?? []));
      if (!range || !ends || !level || more.length > 0 || isPointRange(range)) return [];
      const endsHere = (bound: Bound | undefined) => bound?.included && equal(bound.value, point);
      const open = (end: WrittenEnd | undefined) => end && { ...end, included: false };
      if (endsHere(range.upper)) return [rewrite(text, test, ends.lower, open(ends.upper))];
      if (endsHere(range.lower)) return [rewrite(text, test, open(ends.lower), ends.upper)];
      return [];
    });
  });
}
