import type { Columns } from "../columns/columns.ts";
import { type CellKind, type Cells, type Column, type ColumnStore, narrowest } from "./store.ts";

const PAGE = 65_536;
/** All that a machine of 32 bits can address. */
const MOST_PAGES = 65_536;
/** Columns begin at multiples of it and end with as much to spare, so that rows can be taken in pairs. */
const ALIGNMENT = 64;
const BYTES: Readonly<Record<CellKind, number>> = { u8: 1, i16: 2, i32: 4, f64: 8 };

/** The memory of a population: its metrics as they are asked for, and what kernels compute from them. */
export function storeOf(columns: Columns): ColumnStore {
  const { length } = columns;
  const memory = new WebAssembly.Memory({ initial: 1, maximum: MOST_PAGES });
  const known = new Map<string, Column>();
  let end = ALIGNMENT;

  let settings = { address: 0, count: 0 };

  function reserve(bytes: number): number {
    const address = end;
    end += Math.ceil(bytes / ALIGNMENT + 1) * ALIGNMENT;
    const missing = Math.ceil((end - memory.buffer.byteLength) / PAGE);
    if (missing > 0) memory.grow(missing);
    return address;
  }

  function make(key: string, kind: CellKind, load?: (cells: Cells) => void): Column {
    const name = `${kind} ${key}`;
    const found = known.get(name);
    if (found) return found;
    const column = { kind, address: reserve(length * BYTES[kind]) };
    known.set(name, column);
    load?.(viewIn(memory.buffer, column, length));
    return column;
  }

  return {
    rows: length,
    memory,
    input(metric, bounds) {
      const column = columns.metrics.get(metric);
      const kind = column?.kind === "text" ? "i32" : column?.kind === "truth" ? "u8" : narrowest(bounds);
      return make(`input ${metric}`, kind, (cells) => {
        if (column) cells.set(column.values);
      });
    },
    absences(metric) {
      const column = columns.metrics.get(metric);
      return make(`absences ${metric}`, "u8", (cells) => {
        if (!column) cells.fill(1);
        else if (column.absent) cells.set(column.absent);
      });
    },
    months: () => make("months", "i32", (cells) => cells.set(columns.month)),
    column: (key, kind) => make(`step ${key}`, kind),
    settings(count) {
      if (count > settings.count) settings = { address: reserve(count * BYTES.f64), count };
      return settings.address;
    },
    view: (column) => viewIn(memory.buffer, column, length),
  };
}

function viewIn(buffer: ArrayBuffer, { kind, address }: Column, length: number): Cells {
  switch (kind) {
    case "u8":
      return new Uint8Array(buffer, address, length);
    case "i16":
      return new Int16Array(buffer, address, length);
    case "i32":
      return new Int32Array(buffer, address, length);
    case "f64":
      return new Float64Array(buffer, address, length);
  }
}
