/** What the pointer does in a sheet: cells and rows are selected, and the handle fills cells below. */
import { type Accessor, createSignal } from "solid-js";
import type { Range } from "../../kernel/edit-sheet.ts";
import type { Cell, Selection } from "./selection.ts";

/** What a sheet lets the pointer do. */
export interface PointerActs {
  readonly selection: Selection;
  readonly lastColumn: Accessor<number>;
  /** Whether an element of the page is in the sheet. */
  holds(element: Element): boolean;
  /** Whether a press there is for the field that is typed in. */
  isTyping(target: Element): boolean;
  /** False where what was typed cannot stand in its cell: the pointer then goes nowhere. */
  commit(): boolean;
  /** Keys go to the sheet from now on. */
  focus(): void;
  goTo(cell: Cell, extend?: boolean): void;
  /** Fills the rows below a range, down to one, with what is in it. */
  fill(range: Range, to: number): void;
}

export interface SheetPointer {
  /** Of the pointer that is pressed. */
  readonly onPointerDown: (event: PointerEvent) => void;
  /** Whether a cell would be filled if the pointer were released now. */
  readonly isFilled: (cell: Cell) => boolean;
}

export function createSheetPointer(sheet: PointerActs): SheetPointer {
  const { selection } = sheet;
  const [filling, setFilling] = createSignal<number>();
  const cellUnder = (event: PointerEvent): Cell | undefined => {
    const element = document.elementFromPoint(event.clientX, event.clientY)?.closest<HTMLElement>("[data-cell]");
    if (!element || !sheet.holds(element)) return undefined;
    return { row: Number(element.dataset.row), column: Number(element.dataset.column) };
  };
  const follow = (event: PointerEvent, each: (cell: Cell) => void, done: () => void = () => {}): void => {
    const moved = (next: PointerEvent): void => {
      const cell = cellUnder(next);
      if (cell) each(cell);
    };
    const released = (): void => {
      removeEventListener("pointermove", moved);
      removeEventListener("pointerup", released);
      removeEventListener("pointercancel", released);
      done();
    };
    addEventListener("pointermove", moved);
    addEventListener("pointerup", released);
    // The system takes a touch or a pen away, to scroll for one.
    addEventListener("pointercancel", released);
    event.preventDefault();
  };
  const startFilling = (event: PointerEvent): void => {
    const range = selection.range();
    follow(
      event,
      ({ row }) => setFilling(row > range.bottom ? row : undefined),
      () => {
        const to = filling();
        setFilling(undefined);
        if (to !== undefined) sheet.fill(range, to);
      },
    );
  };
  return {
    onPointerDown(event) {
      const target = event.target instanceof Element ? event.target : undefined;
      if (event.button !== 0 || !target || sheet.isTyping(target)) return;
      if (target.closest("[data-handle]")) {
        startFilling(event);
        return;
      }
      const row = target.closest<HTMLElement>("[data-row-head]")?.dataset.rowHead;
      const cell = cellUnder(event);
      if (row === undefined && !cell) return;
      if (!sheet.commit()) {
        event.preventDefault();
        return;
      }
      sheet.focus();
      if (row !== undefined) {
        sheet.goTo({ row: Number(row), column: 0 });
        selection.select({ top: Number(row), left: 0, bottom: Number(row), right: sheet.lastColumn() });
        event.preventDefault();
      } else if (cell) {
        sheet.goTo(cell, event.shiftKey);
        follow(event, (next) => selection.goTo(next, true));
      }
    },
    isFilled({ row, column }) {
      const [to, { left, right, bottom }] = [filling(), selection.range()];
      return to !== undefined && row > bottom && row <= to && left <= column && column <= right;
    },
  };
}
