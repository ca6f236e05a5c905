/** Agent-months as Apache Arrow: what warehouses and data frames hand over without going through text. */
import {
  type Column as ArrowColumn,
  bool,
  columnFromArray,
  dateDay,
  decimal128,
  dictionary,
  int32,
  int64,
  type Table,
  tableFromColumns,
  tableFromIPC,
  tableToIPC,
  utf8,
} from "@uwdata/flechette";
import {
  agentAt,
  type Catalogue,
  ColumnsBuilder,
  cellText,
  isRowError,
  type MetricColumn,
  monthOf,
  type Columns as Population,
} from "../../engine/index.ts";
import { UserError } from "../user-error.ts";
import { placeOf, tooMany } from "./agent-months.ts";
import { arrowCells, arrowText } from "./arrow-cells.ts";
import { readHeader } from "./columns.ts";
import { type Misplaced, MOST_ROWS, type PopulationFile } from "./population.ts";
import { rowsInSourceOrder } from "./write-population.ts";

/** Digits of a decimal of 128 bits. */
const PRECISION = 38;
const DAY = 86_400_000;

/**
 * Reads an Arrow file or stream as `readPopulation` reads CSV: the same headers, the same values. A
 * float is the shortest decimal that stands for it, a null is a blank, a decimal keeps every digit.
 *
 * @param wanted names of metrics; rates are never read, so name their numerators and denominators
 * @param file its name, for messages
 * @throws UserError for a file that cannot be read at all
 */
export function readArrow(
  bytes: Uint8Array,
  catalogue: Catalogue,
  wanted: ReadonlySet<string>,
  file: string,
): PopulationFile {
  const table = openTable(bytes, file);
  const { numRows } = table;
  if (numRows > MOST_ROWS) throw tooMany(file, MOST_ROWS);
  const header = readHeader({ line: 1, cells: table.names.map(String) }, catalogue, wanted, file);
  const textsOf = (index: number): readonly string[] =>
    Array.from(arrowCells(table.getChildAt(index), String(table.names[index]), file), arrowText);
  const [months, agents] = [textsOf(header.month), textsOf(header.agent)];

  const metrics = [...header.metrics.values()];
  const builder = new ColumnsBuilder(metrics.map(({ metric }) => metric));
  const problems: Misplaced[] = [];
  const lines: number[] = [];
  const place = { ...header, month: 0, agent: 1, count: 2 };
  for (let row = 0; row < numRows; row += 1) {
    const cells = [months[row] ?? "", agents[row] ?? ""];
    const { month, agent, problem } = placeOf({ line: row + 1, cells }, place);
    if (problem) problems.push({ line: row + 1, month, agent, problem });
    else {
      builder.row(agent, month);
      lines.push(row + 1);
    }
  }
  for (const [metric, { index }] of metrics.entries()) {
    let [row, line] = [0, 0];
    for (const cell of arrowCells(table.getChildAt(index), String(table.names[index]), file)) {
      line += 1;
      if (lines[row] !== line) continue;
      if (typeof cell === "string") builder.cell(metric, cell, row);
      else builder.scaled(metric, cell.number, cell.places, row);
      row += 1;
    }
  }
  return { header, population: builder.finish(), lines: Int32Array.from(lines), problems };
}

/** The population as an Arrow file, rows in the order of the source; a cell that held no permitted value is null. */
export function writeArrow(population: Population): Uint8Array {
  const rows = rowsInSourceOrder(population);
  const texts = (text: (row: number) => string | null) => columnFromArray(Array.from(rows, text), dictionary(utf8()));
  const columns: [string, ArrowColumn<unknown>][] = [
    ["月份", texts((row) => monthOf(population, row))],
    ["工号", texts((row) => agentAt(population, row))],
    ...[...population.metrics].map(([name, column]): [string, ArrowColumn<unknown>] => [name, toArrow(column, rows)]),
  ];
  const bytes = tableToIPC(tableFromColumns(columns), { format: "file" });
  if (!bytes) throw new TypeError("an Arrow file was asked for");
  return bytes;
}

/** Numbers become decimals of their scale, so that no digit is lost; where one does not fit it, texts. */
function toArrow(column: MetricColumn, rows: Int32Array): ArrowColumn<unknown> {
  const { absent, values, aside } = column;
  const asTexts = () =>
    columnFromArray(
      Array.from(rows, (row) => cellText(column, row) ?? null),
      dictionary(utf8()),
    );
  if (column.kind === "number" && [...aside.values()].some((outcome) => !isRowError(outcome))) return asTexts();
  const present = <Cell>(cell: (value: number) => Cell): (Cell | null)[] =>
    Array.from(rows, (row) => (absent?.[row] ? null : cell(values[row] ?? 0)));
  switch (column.kind) {
    case "number":
      if (column.places > 0) return columnFromArray(present(BigInt), decimal128(PRECISION, column.places));
      return values instanceof Int32Array
        ? columnFromArray(present(Number), int32())
        : columnFromArray(present(BigInt), int64());
    case "truth":
      return columnFromArray(
        present((value) => value === 1),
        bool(),
      );
    case "date":
      return columnFromArray(
        present((value) => new Date(value * DAY)),
        dateDay(),
      );
    case "choice":
    case "text":
      return asTexts();
  }
}

function openTable(bytes: Uint8Array, file: string): Table {
  let reason = "";
  try {
    const table = tableFromIPC(bytes, { useBigInt: true, useDecimalInt: true });
    if (table.numCols > 0) return table;
  } catch (error) {
    reason = error instanceof Error ? ` (${error.message})` : "";
  }
  throw new UserError({
    zh: `${file}：不是能读的 Apache Arrow 表；需要不压缩的 IPC file 或 stream${reason}`,
    en: `${file}: this is no Apache Arrow table that can be read; an IPC file or stream without compression is needed${reason}`,
  });
}
