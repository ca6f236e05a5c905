import type { Clause } from "../../source/document.ts";
import type { Span } from "../../source/span.ts";
import type { Statement } from "../../syntax/ast.ts";
import { type EditKind, WITHOUT_EFFECT } from "./edit-kind.ts";
import type { RowNode } from "./rows.ts";
import type { Item } from "./version.ts";

/** Whether an edit can change what is computed. */
export const canChangeValues = ({ kind }: Pick<Edit, "kind">): boolean => !WITHOUT_EFFECT.has(kind);

/** How something reads in one of the two versions. */
export interface Side {
  /** With units and in full, on one line. */
  readonly text: string;
  /** In that version's text. */
  readonly span: Span;
}

/** One difference between two versions of a scheme. */
export interface Edit {
  readonly kind: EditKind;
  /** Of the older version where it is there; see `ir/address.ts`. */
  readonly address: string;
  /** Where the newer version has it; for what is gone, where the older one had it. Absent above all headings. */
  readonly clause?: Clause;
  /** Absent where the newer version adds it. */
  readonly before?: Side;
  /** Absent where the newer version has it no more. */
  readonly after?: Side;
  /** The address of the statement it is in. */
  readonly subject: string;
  /** The row or indicator it is in, as in addresses. */
  readonly row?: string;
  /** The column, or the part of the statement; absent for the whole and for what it is about. */
  readonly part?: string;
  /** The clause it moves to; its own where only the order of what is put out changes. */
  readonly movedTo?: Clause;
  /** Of the newer version's statement that is not as it was; absent where the whole of it is new or gone. */
  readonly within?: Span;
  readonly changes: readonly Change[];
}

/** What an edit does to the older version; numbers are indexes of its items, clauses and rows. */
export type Change =
  | { readonly kind: "rename"; readonly from: string; readonly to: string }
  | { readonly kind: "header"; readonly key: string; readonly value?: string }
  /** The line of a heading; without text it goes. */
  | { readonly kind: "heading"; readonly clause: number; readonly text?: string }
  | { readonly kind: "new-heading"; readonly clause: number; readonly text: string }
  | { readonly kind: "remove"; readonly item: number }
  /** `at`: the index among the items of the newer version, which says where it comes to stand. */
  | { readonly kind: "insert"; readonly at: number; readonly item: Item }
  | { readonly kind: "replace"; readonly item: number; readonly by: Item }
  | { readonly kind: "move"; readonly item: number; readonly at: number }
  | { readonly kind: "statement"; readonly item: number; readonly take: (into: Statement) => Statement }
  | {
      readonly kind: "cell";
      readonly item: number;
      readonly row: number;
      readonly take: (into: RowNode) => RowNode;
    }
  | { readonly kind: "remove-row"; readonly item: number; readonly row: number }
  /** After so many rows of the older version (0: before all), in the order of `at`. */
  | {
      readonly kind: "insert-row";
      readonly item: number;
      readonly after: number;
      readonly at: number;
      readonly row: RowNode;
    };
