import { type Accessor, createContext, useContext } from "solid-js";
import type { Span, TextEdit } from "../../../engine/index.ts";
import type { BaseFigures } from "../../kernel/edit-live.ts";
import type { Workbench } from "../../kernel/workbench.ts";

/** The text that the grids are part of, and the one history of its edits. */
export interface Editing {
  /** As it is now: grids follow it before it has been analysed. */
  readonly text: Accessor<string>;
  readonly readOnly: Accessor<boolean>;
  /** All edits as one step of undo. */
  apply(edits: readonly TextEdit[]): void;
  undo(): void;
  redo(): void;
}

/** What the parts of the table view need around them. */
export interface TableContext {
  readonly workbench: Workbench;
  readonly editing: Editing;
  /** Where a span of the analysed text is now. */
  readonly shift: Accessor<(span: Span) => Span | undefined>;
  /** Whether findings and figures are of the text as it is now. */
  readonly isCurrent: Accessor<boolean>;
  /** Of the text that this one is held against, and what that is called. */
  readonly base: Accessor<BaseFigures>;
  readonly baseLabel: Accessor<string>;
  /** The month of the figures; absent where there are no data. */
  readonly month: Accessor<string | undefined>;
}

const Context = createContext<TableContext>();

export const TableProvider = Context.Provider;

export function useTable(): TableContext {
  const table = useContext(Context);
  if (!table) throw new Error("the parts of the table view stand inside a TableProvider");
  return table;
}
