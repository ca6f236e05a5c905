import type { Clause } from "../source/document.ts";
import type { Due, Requirement } from "../syntax/ast.ts";

/** How schemes are made and kept: what an institution file says in figures. The rest of it is prose. */
export interface Institution {
  readonly id: string;
  readonly title: string;
  readonly version: string;
  /** What each scheme held to it must meet, in the order of the text. */
  readonly requirements: readonly (Requirement & { readonly clause: Clause })[];
  /** By name, in the order of the text. */
  readonly deadlines: ReadonlyMap<string, Deadline>;
}

export interface Deadline {
  readonly name: string;
  readonly due: Due;
  readonly clause: Clause;
}

/** By id. */
export type Institutions = ReadonlyMap<string, Institution>;
