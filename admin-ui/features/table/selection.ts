/** Which cells of a sheet are selected, and how keys move that. */
import { type Accessor, createMemo, createSignal } from "solid-js";
import type { Range } from "../../kernel/edit-sheet.ts";

export interface Cell {
  readonly row: number;
  readonly column: number;
}

export interface Selection {
  /** The cell that keys go to. */
  readonly active: Accessor<Cell>;
  readonly range: Accessor<Range>;
  /** Goes to a cell; `extend` keeps the corner where the selection began. */
  goTo(cell: Cell, extend?: boolean): void;
  select(range: Range): void;
}

export function createSelection(size: Accessor<{ readonly rows: number; readonly columns: number }>): Selection {
  const [corner, setCorner] = createSignal<Cell>({ row: 0, column: 0 });
  const [other, setOther] = createSignal<Cell>({ row: 0, column: 0 });
  const within = ({ row, column }: Cell): Cell => ({
    row: Math.max(0, Math.min(row, size().rows - 1)),
    column: Math.max(0, Math.min(column, size().columns - 1)),
  });
  // Rows may become fewer than those that were selected.
  const active = createMemo(() => within(corner()));
  const end = createMemo(() => within(other()));
  return {
    active,
    range: createMemo(
      (): Range => ({
        top: Math.min(active().row, end().row),
        left: Math.min(active().column, end().column),
        bottom: Math.max(active().row, end().row),
        right: Math.max(active().column, end().column),
      }),
    ),
    goTo(cell, extend = false) {
      const at = within(cell);
      if (!extend) setCorner(at);
      setOther(at);
    },
    select({ top, left, bottom, right }) {
      setCorner({ row: top, column: left });
      setOther({ row: bottom, column: right });
    },
  };
}

/** Where a key leads from a cell; `undefined` for a key that does not move. */
export function stepOf(
  event: Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey">,
  { row, column }: Cell,
  { rows, columns, page }: { readonly rows: number; readonly columns: number; readonly page: number },
): Cell | undefined {
  const far = event.ctrlKey || event.metaKey;
  switch (event.key) {
    case "ArrowUp":
      return { row: far ? 0 : row - 1, column };
    case "ArrowDown":
      return { row: far ? rows - 1 : row + 1, column };
    case "ArrowLeft":
      return { row, column: far ? 0 : column - 1 };
    case "ArrowRight":
      return { row, column: far ? columns - 1 : column + 1 };
    case "PageUp":
      return { row: row - page, column };
    case "PageDown":
      return { row: row + page, column };
    case "Home":
      return { row: far ? 0 : row, column: 0 };
    case "End":
      return { row: far ? rows - 1 : row, column: columns - 1 };
    default:
      return undefined;
  }
}

export const contains = ({ top, left, bottom, right }: Range, { row, column }: Cell): boolean =>
  top <= row && row <= bottom && left <= column && column <= right;
