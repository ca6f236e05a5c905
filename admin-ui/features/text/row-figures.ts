import type { editor } from "monaco-editor/editor";
import type { RowLabel } from "./band-figures.ts";
import { rangeOf } from "./spans.ts";
import styles from "./text-editor.module.css";

/** Between the end of a row and its figures, and between these and the edge, in px. */
const GAP = 16;
const MARGIN = 12;

/**
 * The figures of rows at the right edge of their lines, over the text and no part of it: they take no room, so
 * that no line breaks for them, and a row that leaves too little shows the people only, or nothing.
 */
export class RowFigures {
  readonly #view: editor.IStandaloneCodeEditor;
  /** Places of the rows, which move along as the text is edited. */
  readonly #places: editor.IEditorDecorationsCollection;
  readonly #layer = document.createElement("div");
  #labels: readonly RowLabel[] = [];
  #frame = 0;

  constructor(view: editor.IStandaloneCodeEditor) {
    this.#view = view;
    this.#places = view.createDecorationsCollection();
    this.#layer.className = styles.figures ?? "";
    this.#layer.setAttribute("aria-hidden", "true");
    view.addOverlayWidget({ getId: () => "plumbline.figures", getDomNode: () => this.#layer, getPosition: () => null });
    view.onDidScrollChange(() => {
      this.#shift();
      this.#draw();
    });
    view.onDidLayoutChange(() => this.#draw());
    view.onDidChangeModelContent(() => this.#draw());
    view.onDidChangeHiddenAreas(() => this.#draw());
    view.onDidDispose(() => cancelAnimationFrame(this.#frame));
  }

  show(model: editor.ITextModel, labels: readonly RowLabel[]): void {
    this.#labels = labels;
    this.#places.set(labels.map(({ span }) => ({ range: rangeOf(model, span), options: {} })));
    this.#draw();
  }

  /** The layer follows the text at once; which lines are on it, a frame later. */
  #shift(): void {
    this.#layer.style.transform = `translateY(${-this.#view.getScrollTop()}px)`;
  }

  #draw(): void {
    cancelAnimationFrame(this.#frame);
    this.#frame = requestAnimationFrame(() => {
      const [view, model] = [this.#view, this.#view.getModel()];
      if (!model) return;
      const visible = view.getVisibleRanges();
      const { contentLeft, contentWidth, verticalScrollbarWidth } = view.getLayoutInfo();
      const room = contentWidth - verticalScrollbarWidth - MARGIN;
      const right = view.getLayoutInfo().width - contentLeft - room;
      const shown = this.#places.getRanges().flatMap((range, at) => {
        const label = this.#labels[at];
        const line = range.endLineNumber;
        if (!label || !visible.some((part) => part.startLineNumber <= line && line <= part.endLineNumber)) return [];
        const column = model.getLineMaxColumn(line);
        const end = view.getOffsetForColumn(line, column);
        return [{ label, top: view.getTopForPosition(line, column), left: room - end - GAP }];
      });
      this.#layer.replaceChildren(...shown.map(({ label, top }) => element(label, top, right)));
      // Measured together, so that the page is laid out once.
      const widths = Array.from(this.#layer.children, (child) => child.getBoundingClientRect().width);
      shown.forEach(({ label, left }, at) => {
        const child = this.#layer.children[at];
        if (!(child instanceof HTMLElement) || (widths[at] ?? 0) <= left) return;
        child.textContent = label.short;
        child.hidden = ((widths[at] ?? 0) * label.short.length) / label.text.length > left;
      });
      this.#shift();
    });
  }
}

function element({ text, isEmpty }: RowLabel, top: number, right: number): HTMLElement {
  const made = document.createElement("span");
  made.textContent = text;
  made.className = styles.figure ?? "";
  if (isEmpty) made.dataset.none = "";
  made.style.top = `${top}px`;
  made.style.right = `${right}px`;
  return made;
}
