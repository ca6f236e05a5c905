/** Edits of a grid that change nothing else of the text, and leave a grid in columns in its columns. */
import { type Span, span, type TextEdit } from "../source/span.ts";
import type { GridRow } from "./ast.ts";
import { isSpace } from "./characters.ts";
import { contentOf, splitCells } from "./chunk.ts";
import { displayWidth, padTo } from "./grid.ts";
import type { WrittenGrid } from "./written-grid.ts";

/** A row as it is to be. */
export interface NextRow {
  /** Which row of the grid it was, from 0; absent for a new one. */
  readonly from?: number;
  readonly cells: readonly string[];
}

/**
 * Whether a text can stand in a cell: on one line, without spaces around it, with every quotation mark
 * closed and no bar or comment sign outside of them.
 */
export function fitsCell(text: string): boolean {
  if (/[\r\n]/.test(text)) return false;
  const line = `|${text}|`;
  const whole = span(0, line.length);
  const [cell, ...others] = splitCells(line, whole).cells;
  return contentOf(line, whole).end === line.length && cell?.text === text && others.length === 0;
}

/**
 * The edits that make the rows of a grid into others: cells are replaced, rows inserted, taken away
 * and moved. A row that moves takes its comment along; comments between rows stay.
 *
 * @param next cells that `fitsCell`
 */
export function editGrid(text: string, grid: WrittenGrid, next: readonly NextRow[]): TextEdit[] {
  const stays = new Set(longestRise(next.map(({ from }) => from)));
  const kept = new Set([...stays].map((at) => next[at]?.from));
  const widths = widthsOf(text, grid, next);
  const edits: TextEdit[] = [];
  /** New lines by the row they follow, −1 for the header. */
  const inserted = new Map<number, string[]>();
  let last = -1;
  for (const [at, row] of next.entries()) {
    const before = grid.rows[row.from ?? -1];
    if (before && stays.has(at)) {
      last = row.from ?? -1;
      edits.push(...editRow(text, before, row.cells, widths));
    } else {
      const line = lineLike(text, before, grid.header, row.cells, widths);
      inserted.set(last, [...(inserted.get(last) ?? []), line]);
    }
  }
  edits.push(...editRow(text, grid.header, textsOf(grid.header), widths));
  const lineBreak = text.includes("\r\n") ? "\r\n" : "\n";
  for (const [after, lines] of inserted) {
    const { end } = lineOf(text, grid.rows[after] ?? grid.header);
    edits.push({ span: span(end, end), text: lines.map((line) => lineBreak + line).join("") });
  }
  for (const [at, row] of grid.rows.entries()) {
    if (!kept.has(at)) edits.push({ span: wholeLine(text, row), text: "" });
  }
  return edits.sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
}

const textsOf = ({ cells }: GridRow): readonly string[] => cells.map((cell) => cell.text);

// ── columns ──────────────────────────────────────────────────────────────────────────────────────

/** From the bar before each cell, which is not in it, to the bar behind. */
function segmentsOf(text: string, row: GridRow): readonly Span[] {
  let start = row.span.start + 1;
  return row.cells.map(({ span: cell }) => {
    let end = cell.end;
    while (end < row.span.end && isSpace(text.charAt(end))) end += 1;
    const segment = span(start, end);
    start = end + 1;
    return segment;
  });
}

/** How wide each column is to be; `undefined` where its bars do not stand one below the other anyway. */
function widthsOf(text: string, grid: WrittenGrid, next: readonly NextRow[]): readonly (number | undefined)[] {
  const rows = [grid.header, ...grid.rows];
  const segments = rows.map((row) => segmentsOf(text, row));
  const wanted = [textsOf(grid.header), ...next.map(({ cells }) => cells)];
  return grid.header.cells.map((_, column) => {
    const widest = (cells: readonly (readonly string[])[]): number =>
      cells.reduce((most, row) => Math.max(most, displayWidth(row[column] ?? "")), 0);
    const room = new Set(
      segments.map(({ [column]: segment }) => segment && displayWidth(text.slice(segment.start, segment.end)) - 2),
    );
    const [width] = room;
    if (room.size !== 1 || width === undefined) return undefined;
    const needed = widest(wanted);
    // What is set wider than it must be was meant so.
    return width > widest(rows.map(textsOf)) ? Math.max(width, needed) : needed;
  });
}

type Widths = ReturnType<typeof widthsOf>;

function editRow(text: string, row: GridRow, cells: readonly string[], widths: Widths): TextEdit[] {
  if (cells.length !== row.cells.length) {
    const same = cells.every((cell, at) => cell === row.cells[at]?.text);
    return same ? [] : [{ span: row.span, text: lineOfCells(cells, widths) }];
  }
  return segmentsOf(text, row).flatMap((segment, at) => {
    const [cell, wanted = "", width] = [row.cells[at], cells[at], widths[at]];
    const written = text.slice(segment.start, segment.end);
    if (!cell || (width === undefined && cell.text === wanted)) return [];
    // The last bar may be missing: then nothing needs to be kept in its place.
    if (width !== undefined && segment.end < row.span.end)
      return difference(segment.start, written, ` ${padTo(wanted, width)} `);
    const around =
      cell.text === ""
        ? [" ", " "]
        : [text.slice(segment.start, cell.span.start), text.slice(cell.span.end, segment.end)];
    return difference(segment.start, written, around.join(wanted));
  });
}

/** The smallest edit that makes one text of the other; none where they are the same. */
function difference(start: number, before: string, after: string): TextEdit[] {
  if (before === after) return [];
  const shorter = Math.min(before.length, after.length);
  let [head, tail] = [0, 0];
  while (head < shorter && before[head] === after[head]) head += 1;
  while (tail < shorter - head && before.at(-1 - tail) === after.at(-1 - tail)) tail += 1;
  const where = span(start + head, start + before.length - tail);
  return [{ span: where, text: after.slice(head, after.length - tail) }];
}

// ── lines ────────────────────────────────────────────────────────────────────────────────────────

const lineOfCells = (cells: readonly string[], widths: Widths): string =>
  `| ${cells.map((cell, at) => padTo(cell, widths[at] ?? 0)).join(" | ")} |`;

/** A line for a row, as far in as the header, with the comment of the row it was. */
function lineLike(
  text: string,
  before: GridRow | undefined,
  header: GridRow,
  cells: readonly string[],
  widths: Widths,
): string {
  const indent = text.slice(lineOf(text, header).start, header.span.start);
  const comment = before ? text.slice(before.span.end, lineOf(text, before).end) : "";
  return indent + lineOfCells(cells, widths) + comment;
}

/** Without its line break. */
function lineOf(text: string, { span: row }: GridRow): Span {
  let { start, end } = row;
  while (start > 0 && !isBreak(text, start - 1)) start -= 1;
  while (end < text.length && !isBreak(text, end)) end += 1;
  return span(start, end);
}

/** With the line break behind it, or before it at the end of the text. */
function wholeLine(text: string, row: GridRow): Span {
  const { start, end } = lineOf(text, row);
  const behind = /^(?:\r\n|\r|\n)/.exec(text.slice(end, end + 2))?.[0].length ?? 0;
  if (behind > 0) return span(start, end + behind);
  return span(start - (/(?:\r\n|\r|\n)$/.exec(text.slice(Math.max(0, start - 2), start))?.[0].length ?? 0), end);
}

const isBreak = (text: string, at: number): boolean => text[at] === "\n" || text[at] === "\r";

/** Of numbers, places of a longest run that rises, in order; `undefined` is in none. */
function longestRise(numbers: readonly (number | undefined)[]): number[] {
  /** By length less one: the place of the least last number of a run of that length. */
  const ends: number[] = [];
  const before: (number | undefined)[] = [];
  for (const [at, number] of numbers.entries()) {
    if (number === undefined) continue;
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((numbers[ends[middle] ?? -1] ?? 0) < number) low = middle + 1;
      else high = middle;
    }
    before[at] = ends[low - 1];
    ends[low] = at;
  }
  const run: number[] = [];
  for (let at = ends.at(-1); at !== undefined; at = before[at]) run.push(at);
  return run.reverse();
}
