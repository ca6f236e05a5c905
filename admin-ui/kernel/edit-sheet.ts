/**
 * A grid of the text as a spreadsheet: the columns that people see, and what typing into them makes of
 * the text's cells. A column of intervals that all close their ends alike is two columns, from and to.
 */
import {
  type CellEnds,
  describeEnds,
  fitsCell,
  type GridColumn,
  type NextRow,
  readEnds,
  type WrittenEnd,
  type WrittenGrid,
} from "../../engine/index.ts";

export interface SheetColumn {
  /** Unique within the sheet, and the same as long as the grid has these columns. */
  readonly key: string;
  /** Which cell of a written row it shows, and which part of that. */
  readonly cell: number;
  readonly part: "whole" | "lower" | "upper";
  /** `undefined` for a column that could not be read. */
  readonly role: GridColumn["kind"] | undefined;
  /** Of the header, without arrow and unit. */
  readonly title: string;
  /** As the header states it; empty where it states none. */
  readonly unit: string;
  /** Of an end: whether it belongs to the interval. */
  readonly included: boolean;
  /** A bare number typed here gets a percent sign, as all others of the column have it. */
  readonly percent: boolean;
  readonly numeric: boolean;
}

export interface SheetRow {
  /** One for each column, as people read and type it. */
  readonly cells: readonly string[];
  /** The cells of the text; may be more or fewer than the header's. */
  readonly written: readonly string[];
}

export interface Sheet {
  readonly columns: readonly SheetColumn[];
  readonly rows: readonly SheetRow[];
  /** How many cells the header has. */
  readonly width: number;
}

// ── reading ──────────────────────────────────────────────────────────────────────────────────────

/** @param roles of each cell of the header */
export function sheetOf(grid: WrittenGrid, roles: readonly (GridColumn | undefined)[]): Sheet {
  const written = grid.rows.map(({ cells }) => cells.map(({ text }) => text));
  const columns = grid.header.cells.flatMap(({ text }, cell): SheetColumn[] => {
    const role = roles[cell]?.kind;
    const texts = written.map((row) => row[cell] ?? "");
    const style = role === "test" ? endStyleOf(texts) : undefined;
    const about = { cell, role, ...headerParts(text) };
    if (!style) return [{ ...about, key: String(cell), part: "whole", included: false, ...kindOf(texts) }];
    return (["lower", "upper"] as const).map((part) => ({
      ...about,
      key: `${cell}/${part}`,
      part,
      included: style[part],
      percent: kindOf(texts.flatMap((each) => ends(each)?.[part]?.text ?? [])).percent,
      numeric: true,
    }));
  });
  const rows = written.map((row): SheetRow => ({ written: row, cells: columns.map((column) => shown(column, row)) }));
  return { columns, rows, width: grid.header.cells.length };
}

/** `=> 基本工资 (CNY)`: the name and the unit. */
function headerParts(header: string): Pick<SheetColumn, "title" | "unit"> {
  const [, title = header, unit = ""] = /^(?:[=＝][>＞]|⇒)?\s*(.*?)\s*(?:[(（]([^()（）]*)[)）])?$/.exec(header) ?? [];
  return { title, unit };
}

const PLAIN = /^[-−－]?[\d０-９]*[.．]?[\d０-９]+$/;
const NUMBER = /^[-−－]?[\d０-９][\d０-９.．,，]*\s*[%％]?/;

function kindOf(texts: readonly string[]): Pick<SheetColumn, "percent" | "numeric"> {
  const filled = texts.filter((text) => text !== "" && text !== "?" && text !== "-");
  const numbers = filled.filter((text) => NUMBER.test(text));
  return {
    numeric: numbers.length > 0 && numbers.length === filled.length,
    percent:
      numbers.length > 0 &&
      numbers.every((text) => /[%％]$/.test(text) || /^[0０]$/.test(text)) &&
      numbers.some((text) => /[%％]$/.test(text)),
  };
}

function shown(column: SheetColumn, written: readonly string[]): string {
  const text = written[column.cell] ?? "";
  if (column.part !== "whole") return ends(text)?.[column.part]?.text ?? "";
  return quoted(text) ?? text;
}

/** What stands between the quotation marks of a cell that is nothing but a text. */
const quoted = (text: string): string | undefined => /^["“]([^"“”]*)["”]$/.exec(text)?.[1];

type EndStyle = Readonly<Record<"lower" | "upper", boolean>>;

/** Whether ends are included, where all cells are intervals and agree on it. */
function endStyleOf(cells: readonly string[]): EndStyle | undefined {
  const found = { lower: new Set<boolean>(), upper: new Set<boolean>() };
  for (const cell of cells) {
    const both = ends(cell);
    if (!both) return undefined;
    if (both.lower) found.lower.add(both.lower.included);
    if (both.upper) found.upper.add(both.upper.included);
  }
  const [[lower], [upper]] = [found.lower, found.upper];
  if (found.lower.size !== 1 || found.upper.size !== 1 || lower === undefined || upper === undefined) return undefined;
  return { lower, upper };
}

const MOST_REMEMBERED = 20_000;
const remembered = new Map<string, CellEnds | undefined>();

/** Large tables are read again at every keystroke, and hold the same few hundred cells each time. */
function ends(cell: string): CellEnds | undefined {
  if (remembered.has(cell)) return remembered.get(cell);
  if (remembered.size >= MOST_REMEMBERED) remembered.clear();
  const read = readEnds(cell);
  remembered.set(cell, read);
  return read;
}

// ── typing ───────────────────────────────────────────────────────────────────────────────────────

/** Something typed into a cell; a row past the last one makes new rows. */
export interface Typed {
  readonly row: number;
  readonly column: number;
  readonly text: string;
}

/** What cannot stand in the cell it was typed into. */
export interface Refused {
  readonly refused: Typed;
}

export type NextRows = readonly NextRow[] | Refused;

export function typeInto(sheet: Sheet, typed: readonly Typed[]): NextRows {
  const rows = nextRows(sheet);
  for (const each of typed) {
    const column = sheet.columns[each.column];
    while (rows.length <= each.row) rows.push({ cells: blankRow(sheet, undefined) });
    const row = rows[each.row];
    if (!column || !row) continue;
    const cell = cellFrom(column, each.text, row.cells[column.cell] ?? "");
    if (cell === undefined) return { refused: each };
    rows[each.row] = { ...row, cells: withCell(row.cells, column.cell, cell, sheet.width) };
  }
  return rows;
}

/** The rows as they are. */
const nextRows = (sheet: Sheet): NextRow[] => sheet.rows.map(({ written }, from) => ({ from, cells: written }));

const withCell = (cells: readonly string[], at: number, cell: string, width: number): readonly string[] =>
  Array.from({ length: Math.max(width, cells.length) }, (_, each) => (each === at ? cell : (cells[each] ?? "")));

/** The text of a cell after something has been typed; `undefined` where it cannot be. */
function cellFrom(column: SheetColumn, typed: string, before: string): string | undefined {
  const text = normal(column, typed);
  if (column.part === "whole") {
    const cell = text === "" ? blankOf(column.role) : requoted(text, column, before);
    return fitsCell(cell) ? cell : undefined;
  }
  const { lower, upper } = ends(before) ?? {};
  const end: WrittenEnd | undefined = text === "" || text === "-" ? undefined : { text, included: column.included };
  const cell = column.part === "lower" ? describeEnds(end, upper) : describeEnds(lower, end);
  const read = fitsCell(cell) ? readEnds(cell) : undefined;
  return read && read[column.part]?.text === end?.text ? cell : undefined;
}

/** What people and Excel write beside digits, as the language has it. */
function normal({ percent, role }: SheetColumn, typed: string): string {
  const text = typed.replaceAll(/\s+/g, " ").trim();
  if (role === undefined || PROSE.has(role)) return text;
  const digits = /^[-−－+]?\d{1,3}(?:[,，]\d{3})+(?:\.\d+)?\s*[%％]?$/.test(text)
    ? text.replaceAll(/[,，]/g, "")
    : text;
  return percent && PLAIN.test(digits) && !/^[0０]$/.test(digits) ? `${digits}%` : digits;
}

const PROSE: ReadonlySet<GridColumn["kind"]> = new Set([
  "label",
  "name",
  "source",
  "ratedBy",
  "assumed",
  "agent",
  "month",
  "error",
]);

const DATE = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/;

/** A date is a text of the language, and what was a text stays one. */
function requoted(text: string, { role }: SheetColumn, before: string): string {
  if (role === undefined || PROSE.has(role) || quoted(text) !== undefined) return text;
  const [, year = "", month = "", day = ""] = DATE.exec(text) ?? [];
  if (year !== "") return `"${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}"`;
  return quoted(before) !== undefined && !/["“”]/.test(text) ? `"${text}"` : text;
}

/** What an emptied cell holds: every value, or a figure that is not known yet. */
function blankOf(role: SheetColumn["role"]): string {
  switch (role) {
    case "test":
    case "from":
      return "-";
    case "result":
    case "value":
    case "weight":
    case "score":
    case "share":
      return "?";
    default:
      return "";
  }
}

// ── rows ─────────────────────────────────────────────────────────────────────────────────────────

/** A row to be filled in, below one that it goes on from. */
function blankRow({ columns, width, rows }: Sheet, above: number | undefined): readonly string[] {
  const [before, after] = [rows[above ?? rows.length - 1], rows[(above ?? rows.length - 1) + 1]];
  return Array.from({ length: width }, (_, cell) => {
    const column = columns.find((each) => each.cell === cell);
    if (!column || column.part === "whole") return blankOf(column?.role);
    // A new band reaches from where the one above ends to where the next one starts, if there is room.
    const [from, to] = [ends(before?.written[cell] ?? "")?.upper, ends(after?.written[cell] ?? "")?.lower];
    const style = (part: "lower" | "upper"): boolean =>
      columns.find((each) => each.cell === cell && each.part === part)?.included ?? false;
    return describeEnds(
      from && { text: from.text, included: style("lower") },
      to && to.text !== from?.text ? { text: to.text, included: style("upper") } : undefined,
    );
  });
}

/** @param above the row below which the new one stands; −1 for the top */
export const insertRow = (sheet: Sheet, above: number): readonly NextRow[] =>
  nextRows(sheet).toSpliced(above + 1, 0, { cells: blankRow(sheet, above) });

/** @param last included */
export const removeRows = (sheet: Sheet, first: number, last: number): readonly NextRow[] =>
  nextRows(sheet).filter((_, at) => at < first || at > last);

/** Rows from `first` to `last` change places with as many rows as `by` says, up where it is negative. */
export function moveRows(sheet: Sheet, first: number, last: number, by: number): readonly NextRow[] {
  const rows = nextRows(sheet);
  const moved = rows.splice(first, last - first + 1);
  const at = Math.min(Math.max(first + by, 0), rows.length);
  return rows.toSpliced(at, 0, ...moved);
}

// ── ranges ───────────────────────────────────────────────────────────────────────────────────────

/** Both ends included. */
export interface Range {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

export const textsIn = ({ rows }: Sheet, { top, left, bottom, right }: Range): readonly (readonly string[])[] =>
  rows.slice(top, bottom + 1).map(({ cells }) => cells.slice(left, right + 1));

/**
 * What a pasted block types: from the corner of the selection on, with new rows where it is longer than
 * the grid; repeated where the selection is a multiple of it. What is wider than the grid is left out.
 */
export function pasted(sheet: Sheet, selection: Range, block: readonly (readonly string[])[]): readonly Typed[] {
  const [height, width] = [block.length, Math.max(0, ...block.map((cells) => cells.length))];
  if (height === 0 || width === 0) return [];
  const times = (selected: number, size: number): number => (selected % size === 0 ? selected : size);
  const rows = times(selection.bottom - selection.top + 1, height);
  const columns = Math.min(times(selection.right - selection.left + 1, width), sheet.columns.length - selection.left);
  return Array.from({ length: rows }, (_, row) =>
    Array.from(
      { length: columns },
      (_, column): Typed => ({
        row: selection.top + row,
        column: selection.left + column,
        text: block[row % height]?.[column % width] ?? "",
      }),
    ),
  ).flat();
}
