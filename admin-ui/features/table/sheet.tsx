import { createEffect, createMemo, createSignal, createUniqueId, For, type JSX, on, onCleanup, Show } from "solid-js";
import { displayWidth, type NextRow } from "../../../engine/index.ts";
import { notify } from "../../components/toast.tsx";
import { readRange, writeRange } from "../../kernel/edit-clipboard.ts";
import {
  insertRow,
  moveRows,
  type NextRows,
  pasted,
  type Range,
  removeRows,
  type SheetColumn,
  type Typed,
  textsIn,
  typeInto,
} from "../../kernel/edit-sheet.ts";
import { m } from "./messages.ts";
import { type Cell, contains, createSelection } from "./selection.ts";
import styles from "./sheet.module.css";
import { sheetKeys } from "./sheet-keys.ts";
import { createSheetPointer } from "./sheet-pointer.ts";
import type { Between, SheetProps } from "./sheet-props.ts";
import { headerTexts, shownText } from "./sheet-texts.ts";
import { createSlots } from "./slots.ts";

const LINE = 32;
/** Lines that are drawn beyond those in view, and from how many on only those in view are drawn. */
const AROUND = 8;
const MANY = 60;
const MOST_IN_VIEW = 16;

type Line = { readonly row: number } | { readonly between: Between };

/** A grid of the text as a spreadsheet: an ARIA grid with the keys and the clipboard of Excel. */
export function Sheet(props: SheetProps) {
  let scroller!: HTMLDivElement;
  const id = createUniqueId();
  const rowCount = (): number => props.sheet.rows.length;
  const size = createMemo(() => ({ rows: rowCount(), columns: props.sheet.columns.length }));
  const selection = createSelection(size);
  /** Whether keys come here; the field of the active cell then takes the focus when it appears. */
  const [focused, setFocused] = createSignal(false);
  /** How the active cell is being edited: a key typed over it, or the caret was put into it. */
  const [editing, setEditing] = createSignal<"over" | "within">();
  let field: HTMLInputElement | undefined;

  // ── lines ──────────────────────────────────────────────────────────────────────────────────────
  const lines = createMemo((): readonly Line[] => {
    const between = (after: number): Line[] =>
      props.betweens.filter((each) => each.after === after).map((each) => ({ between: each }));
    return [...between(-1), ...props.sheet.rows.flatMap((_, row): Line[] => [{ row }, ...between(row)])];
  });
  const lineOf = (row: number): number => lines().findIndex((line) => "row" in line && line.row === row);
  const [scrolled, setScrolled] = createSignal(0);
  const isLong = (): boolean => lines().length > MANY;
  const drawn = createMemo((): readonly number[] => {
    const count = lines().length;
    if (!isLong()) return Array.from({ length: count }, (_, at) => at);
    // As many at the ends as elsewhere, so that elements are neither made nor thrown away while somebody scrolls.
    const length = MOST_IN_VIEW + 2 * AROUND;
    const first = Math.max(0, Math.min(Math.floor(scrolled() / LINE) - AROUND, count - length));
    const last = first + length;
    const inView = Array.from({ length }, (_, at) => first + at);
    // The active cell holds the focus: it stays, wherever the grid is scrolled to.
    const active = lineOf(selection.active().row);
    return active >= first && active < last ? inView : [...inView, active];
  });
  const slots = createSlots(drawn);

  const widths = createMemo(() =>
    props.sheet.columns.map((column, at) => {
      const texts = props.sheet.rows.slice(0, 200).map(({ cells }) => displayWidth(shownText(column, cells[at] ?? "")));
      // A long name of a column may take two lines.
      const title = Math.max(...headerTexts(column).map((text) => Math.max(displayWidth(text) / 1.6, 9)));
      const most = column.role === "assumed" ? 130 : 260;
      return Math.round(Math.min(most, Math.max(54, title * 6.4 + 20, Math.max(0, ...texts) * 7 + 22)));
    }),
  );
  const template = (): string =>
    ["40px", ...widths(), ...props.asides.map(({ width }) => width)]
      .map((width) => (typeof width === "number" ? `minmax(${width}px, ${width}fr)` : width))
      .join(" ");
  const least = (): number =>
    40 + [...widths(), ...props.asides.map(({ width }) => width)].reduce((sum, width) => sum + width, 0);

  // ── going about ────────────────────────────────────────────────────────────────────────────────
  const goTo = (cell: Cell, extend = false): void => {
    selection.goTo(cell, extend);
    const line = lineOf(extend ? Math.max(0, Math.min(cell.row, rowCount() - 1)) : selection.active().row);
    if (isLong()) {
      const [top, bottom] = [line * LINE, (line + 1) * LINE];
      const height = scroller.clientHeight - headHeight();
      if (top < scroller.scrollTop) scroller.scrollTop = top;
      else if (bottom > scroller.scrollTop + height) scroller.scrollTop = bottom - height;
    }
    queueMicrotask(() => {
      const cellElement = document.getElementById(cellId(selection.active()));
      if (!extend) cellElement?.scrollIntoView({ block: "nearest", inline: "nearest" });
      field?.focus({ preventScroll: true });
    });
  };
  const headHeight = (): number => scroller.querySelector("thead")?.getBoundingClientRect().height ?? LINE;
  const cellId = ({ row, column }: Cell): string => `${id}-${row}-${column}`;
  const textAt = ({ row, column }: Cell): string => props.sheet.rows[row]?.cells[column] ?? "";

  // ── editing ────────────────────────────────────────────────────────────────────────────────────
  const begin = (how: "over" | "within"): void => {
    if (props.readOnly || !field || editing()) return;
    if (how === "within") field.value = textAt(selection.active());
    setEditing(how);
    if (how === "within") field.setSelectionRange(field.value.length, field.value.length);
    announce();
  };
  const announce = (): void => {
    const cell = selection.active();
    const column = props.sheet.columns[cell.column];
    const text = field?.value ?? "";
    if (!column || !editing()) props.onPending(undefined);
    else {
      const next = typeInto(props.sheet, [{ ...cell, text }]);
      props.onPending({ before: textAt(cell), after: text.trim(), column, next });
    }
  };
  const end = (): void => {
    setEditing(undefined);
    if (field) field.value = "";
    props.onPending(undefined);
  };
  /** False where what was typed cannot stand in the cell: it stays to be put right. */
  const commit = (): boolean => {
    if (!editing() || !field) return true;
    const typed: Typed = { ...selection.active(), text: field.value };
    if (typed.text.trim() !== textAt(typed)) {
      const next = typeInto(props.sheet, [typed]);
      if ("refused" in next) return false;
      end();
      props.onRows(next);
    } else end();
    return true;
  };
  const change = (next: NextRows): void => {
    if (!props.readOnly) props.onRows(next);
  };
  const type = (typed: readonly Typed[]): void => change(typeInto(props.sheet, typed));
  const cellsOf = ({ top, left, bottom, right }: Range, text: string): Typed[] => {
    const typed: Typed[] = [];
    for (let row = top; row <= bottom; row += 1)
      for (let column = left; column <= right; column += 1) typed.push({ row, column, text });
    return typed;
  };
  const pasteRange = (range: Range, block: readonly (readonly string[])[]): void => {
    const typed = pasted(props.sheet, range, block);
    type(typed);
    const last = typed.at(-1);
    if (last) selection.select({ top: range.top, left: range.left, bottom: last.row, right: last.column });
  };
  const fillDown = (): void => {
    const { top, left, bottom, right } = selection.range();
    const source = textsIn(props.sheet, { top, left, bottom: top, right });
    if (bottom > top) pasteRange({ top: top + 1, left, bottom, right }, source);
  };
  const rows = (edit: (first: number, last: number) => readonly NextRow[], by = 0): void => {
    if (props.readOnly) return;
    const { top, bottom } = selection.range();
    const { column } = selection.active();
    change(edit(top, bottom));
    if (by !== 0) selection.select({ top: top + by, left: column, bottom: bottom + by, right: column });
  };
  const move = (by: number): void => {
    const { top, bottom } = selection.range();
    if (top + by < 0 || bottom + by >= rowCount()) return;
    rows((first, last) => moveRows(props.sheet, first, last, by), by);
  };
  const insert = (): void => {
    const { bottom } = selection.range();
    change(insertRow(props.sheet, bottom));
    setFocused(true);
    goTo({ row: bottom + 1, column: selection.active().column });
  };
  props.ref({
    insert,
    move,
    remove: () => rows((first, last) => removeRows(props.sheet, first, last)),
    copyAll: () => {
      const heads = props.sheet.columns.map((column) =>
        headerTexts(column)
          .filter((text) => text !== "")
          .join(" "),
      );
      navigator.clipboard.writeText(writeRange([heads, ...props.sheet.rows.map(({ cells }) => cells)])).then(
        () => notify(m().copied),
        () => notify(m().pasteHint),
      );
    },
  });

  // ── keys and pointer ───────────────────────────────────────────────────────────────────────────
  const handle = sheetKeys({
    selection,
    size,
    page: MOST_IN_VIEW - 2,
    editing,
    begin: () => begin("within"),
    enter: () => setEditing("within"),
    giveUp: end,
    commit,
    goTo,
    move(by) {
      move(by);
      queueMicrotask(() => field?.focus({ preventScroll: true }));
    },
    clear: () => type(cellsOf(selection.range(), "")),
    fillDown,
    undo: () => props.onUndo(),
    redo: () => props.onRedo(),
  });
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.isComposing || event.target !== field || !handle(event)) return;
    event.preventDefault();
    event.stopPropagation();
  };
  const { onPointerDown, isFilled } = createSheetPointer({
    selection,
    lastColumn: () => size().columns - 1,
    holds: (element) => scroller.contains(element),
    isTyping: (target) => editing() !== undefined && target === field,
    commit,
    focus: () => setFocused(true),
    goTo,
    fill(range, to) {
      if (props.readOnly) return;
      const { left, right } = range;
      pasteRange({ top: range.bottom + 1, left, bottom: to, right }, textsIn(props.sheet, range));
      selection.select({ ...range, bottom: to });
    },
  });

  // ── clipboard ──────────────────────────────────────────────────────────────────────────────────
  const copy = (event: ClipboardEvent): boolean => {
    if (editing() || !event.clipboardData) return false;
    event.clipboardData.setData("text/plain", writeRange(textsIn(props.sheet, selection.range())));
    event.preventDefault();
    return true;
  };
  const onCut = (event: ClipboardEvent): void => {
    if (copy(event)) type(cellsOf(selection.range(), ""));
  };
  const onPaste = (event: ClipboardEvent): void => {
    const text = event.clipboardData?.getData("text/plain") ?? "";
    if (text === "" || (editing() && !/[\t\r\n]/.test(text.trimEnd()))) return;
    event.preventDefault();
    end();
    pasteRange(selection.range(), readRange(text));
  };

  createEffect(on(size, () => editing() && end(), { defer: true }));
  onCleanup(() => props.onPending(undefined));

  return (
    <div
      class={styles.scroller}
      ref={scroller}
      data-long={isLong() ? "" : undefined}
      style={{ "--most": `${MOST_IN_VIEW * LINE}px` }}
      onScroll={() => setScrolled(scroller.scrollTop)}
    >
      <table
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: cells can be selected and typed in, which makes a table a grid
        role="grid"
        class={styles.grid}
        style={{ "--columns": template(), "min-width": `${least()}px` }}
        aria-label={props.label}
        aria-rowcount={lines().length + 1}
        aria-colcount={size().columns + props.asides.length + 1}
        aria-multiselectable="true"
        aria-readonly={props.readOnly}
        onKeyDown={onKeyDown}
        onPointerDown={onPointerDown}
        onDblClick={() => begin("within")}
        onFocusIn={() => {
          setFocused(true);
          props.onFocus();
        }}
        onFocusOut={(event) => {
          const to = event.relatedTarget;
          // An element that is taken away loses the focus to nothing: the next one takes it.
          if (!(to instanceof Node) || event.currentTarget.contains(to)) return;
          commit() || end();
          setFocused(false);
        }}
        onCopy={copy}
        onCut={onCut}
        onPaste={onPaste}
      >
        <thead class={styles.head}>
          <tr class={styles.headRow} aria-rowindex={1}>
            <th scope="col" class={styles.corner}>
              <span class="visually-hidden">{m().rowHead}</span>
            </th>
            <For each={props.sheet.columns}>
              {(column) => (
                <th scope="col" class={styles.title} data-numeric={column.numeric ? "" : undefined}>
                  <For each={headerTexts(column)}>{(text) => <span>{text}</span>}</For>
                </th>
              )}
            </For>
            <For each={props.asides}>
              {(aside) => (
                <th scope="col" class={styles.title} data-numeric="" data-aside="">
                  <span>{aside.title}</span>
                </th>
              )}
            </For>
          </tr>
        </thead>
        <tbody class={styles.body} style={{ height: `${lines().length * LINE}px` }}>
          <For each={slots()}>
            {(slot) => (
              <Show when={lines()[slot.line()]}>
                {(line) => (
                  <tr
                    class={styles.line}
                    style={{ transform: `translateY(${slot.line() * LINE}px)` }}
                    aria-rowindex={slot.line() + 2}
                    data-last={slot.line() === lines().length - 1 ? "" : undefined}
                    data-tone={rowIn(line()) === undefined ? "gap" : props.toneOf?.(rowIn(line()) ?? -1)}
                  >
                    <Show
                      when={rowIn(line()) !== undefined}
                      fallback={
                        <td class={styles.between} colSpan={props.sheet.columns.length + props.asides.length + 1}>
                          {betweenIn(line())?.content()}
                        </td>
                      }
                    >
                      <SheetRow row={rowIn(line()) ?? -1} />
                    </Show>
                  </tr>
                )}
              </Show>
            )}
          </For>
        </tbody>
      </table>
    </div>
  );

  function SheetRow(line: { readonly row: number }): JSX.Element {
    const selected = (): boolean =>
      focused() && selection.range().top <= line.row && line.row <= selection.range().bottom;
    return (
      <>
        <th
          scope="row"
          class={styles.number}
          data-row-head={line.row}
          data-selected={selected() ? "" : undefined}
          aria-label={m().row(line.row + 1)}
        >
          <Show when={props.mark} fallback={line.row + 1}>
            {/* A fragment, so that the mark follows a row that changes. */}
            {(mark) => <>{mark()(line.row)}</>}
          </Show>
        </th>
        <For each={props.sheet.columns}>
          {(column, at) => <SheetCell row={line.row} column={at()} about={column} />}
        </For>
        <For each={props.asides}>{(aside) => <td class={styles.aside}>{aside.cell(line.row)}</td>}</For>
      </>
    );
  }

  function SheetCell(cell: Cell & { readonly about: SheetColumn }): JSX.Element {
    const isActive = createMemo(() => {
      const { row, column } = selection.active();
      return row === cell.row && column === cell.column;
    });
    const isSelected = createMemo(() => focused() && contains(selection.range(), cell));
    const isCorner = (): boolean => {
      const { bottom, right } = selection.range();
      return focused() && !props.readOnly && cell.row === bottom && cell.column === right && !editing();
    };
    const note = createMemo(() => props.noteOf(cell.row, cell.column));
    const text = (): string => textAt(cell);
    return (
      // biome-ignore lint/a11y/useAriaPropsSupportedByRole: a cell of a table that is a grid is a gridcell
      <td
        id={cellId(cell)}
        class={styles.cell}
        data-cell=""
        data-row={cell.row}
        data-column={cell.column}
        data-active={isActive() && focused() ? "" : undefined}
        data-selected={(isSelected() && !isActive()) || isFilled(cell) ? "" : undefined}
        data-numeric={cell.about.numeric ? "" : undefined}
        data-problem={note().problem === undefined ? undefined : ""}
        data-changed={note().base === undefined ? undefined : ""}
        data-quiet={cell.about.part === "whole" && cell.about.role !== "assumed" ? undefined : ""}
        aria-selected={isSelected()}
        aria-invalid={note().problem === undefined ? undefined : "true"}
        title={note().problem ?? note().base}
        style={note().share === undefined ? undefined : { "--share": `${(note().share ?? 0) * 100}%` }}
        data-share={note().share === undefined ? undefined : ""}
      >
        <span class={styles.text}>{shownText(cell.about, text()) || (cell.about.part === "whole" ? "" : "—")}</span>
        <Show when={note().actual}>{(actual) => <span class={styles.actual}>{actual()}</span>}</Show>
        <Show when={isActive()}>
          <input
            class={styles.field}
            data-editing={editing() ? "" : undefined}
            aria-label={m().cell(cell.row + 1, headerTexts(cell.about).join(" "), text())}
            aria-describedby={note().problem === undefined ? undefined : `${cellId(cell)}-problem`}
            readOnly={props.readOnly}
            autocomplete="off"
            spellcheck={false}
            onInput={() => {
              if (editing()) announce();
              else begin("over");
            }}
            onCompositionStart={() => begin("over")}
            ref={(element) => {
              field = element;
              if (focused()) queueMicrotask(() => element.isConnected && element.focus({ preventScroll: true }));
            }}
          />
          <Show when={note().problem}>
            {(problem) => (
              <span class="visually-hidden" id={`${cellId(cell)}-problem`}>
                {problem()}
              </span>
            )}
          </Show>
        </Show>
        <Show when={isCorner()}>
          <span class={styles.handle} data-handle="" title={m().fill} aria-hidden="true" />
        </Show>
      </td>
    );
  }
}

const rowIn = (line: Line): number | undefined => ("row" in line ? line.row : undefined);
const betweenIn = (line: Line): Between | undefined => ("between" in line ? line.between : undefined);
