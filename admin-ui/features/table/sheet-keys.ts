/** What keys do in a sheet: those of Excel. */
import type { Accessor } from "solid-js";
import { type Cell, type Selection, stepOf } from "./selection.ts";

/** What a sheet lets keys do. */
export interface KeyActs {
  readonly selection: Selection;
  readonly size: Accessor<{ readonly rows: number; readonly columns: number }>;
  /** How many rows a page goes. */
  readonly page: number;
  /** A key typed over the active cell, or the caret in it; absent while nothing is edited. */
  readonly editing: Accessor<"over" | "within" | undefined>;
  /** Puts the caret into the active cell. */
  begin(): void;
  /** From typed over to the caret in the cell. */
  enter(): void;
  /** Gives up what was typed. */
  giveUp(): void;
  /** False where what was typed cannot stand in the cell. */
  commit(): boolean;
  goTo(cell: Cell, extend?: boolean): void;
  /** Moves the selected rows. */
  move(by: number): void;
  clear(): void;
  fillDown(): void;
  undo(): void;
  redo(): void;
}

/** Gives what handles a key and says whether it did: keys left over are the field's and the page's. */
export function sheetKeys(sheet: KeyActs): (event: KeyboardEvent) => boolean {
  const { selection, size } = sheet;
  const step = (event: KeyboardEvent, from: Cell = selection.active()): Cell | undefined =>
    stepOf(event, from, { ...size(), page: sheet.page });

  const whileEditing = (event: KeyboardEvent): boolean => {
    const { row, column } = selection.active();
    switch (event.key) {
      case "Escape":
        sheet.giveUp();
        return true;
      case "Enter":
        if (sheet.commit()) sheet.goTo({ row: row + (event.shiftKey ? -1 : 1), column });
        return true;
      case "Tab":
        if (sheet.commit()) sheet.goTo({ row, column: column + (event.shiftKey ? -1 : 1) });
        return true;
      case "F2":
        sheet.enter();
        return true;
      default: {
        // What a key typed over the cell is left as by the arrows; with the caret in the cell they move that.
        const target = sheet.editing() === "over" && event.key.startsWith("Arrow") ? step(event) : undefined;
        if (target && sheet.commit()) sheet.goTo(target);
        return target !== undefined;
      }
    }
  };

  const whileSelecting = (event: KeyboardEvent): boolean => {
    const { row, column } = selection.active();
    if (event.altKey && (event.key === "ArrowUp" || event.key === "ArrowDown")) {
      sheet.move(event.key === "ArrowUp" ? -1 : 1);
      return true;
    }
    if (event.altKey) return false;
    const { top, left, bottom, right } = selection.range();
    const far: Cell = { row: top === row ? bottom : top, column: left === column ? right : left };
    const target = step(event, event.shiftKey ? far : undefined);
    if (target) {
      sheet.goTo(target, event.shiftKey);
      return true;
    }
    if (event.ctrlKey || event.metaKey) return withControl(event);
    switch (event.key) {
      case "Enter":
        sheet.goTo({ row: row + (event.shiftKey ? -1 : 1), column });
        return true;
      case "Tab": {
        // At the end of the row the focus leaves the grid: nobody is held in it.
        const next = column + (event.shiftKey ? -1 : 1);
        if (next < 0 || next >= size().columns) return false;
        sheet.goTo({ row, column: next });
        return true;
      }
      case "F2":
        sheet.begin();
        return true;
      case "Delete":
      case "Backspace":
        sheet.clear();
        return true;
      case "Escape":
        sheet.goTo(selection.active());
        return true;
      default:
        return false;
    }
  };

  const withControl = (event: KeyboardEvent): boolean => {
    switch (event.key.toLowerCase()) {
      case "a":
        selection.select({ top: 0, left: 0, bottom: size().rows - 1, right: size().columns - 1 });
        return true;
      case "d":
        sheet.fillDown();
        return true;
      case "z":
        if (event.shiftKey) sheet.redo();
        else sheet.undo();
        return true;
      case "y":
        sheet.redo();
        return true;
      default:
        return false;
    }
  };

  return (event) => (sheet.editing() ? whileEditing(event) : whileSelecting(event));
}
