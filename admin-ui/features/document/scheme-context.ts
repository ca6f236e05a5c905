import { createContext, useContext } from "solid-js";
import type { Diagnostic, Rational, RowDecision, Span } from "../../../engine/index.ts";
import type { ExampleResult } from "../../kernel/workbench-api.ts";
import type { Constants } from "./constants.ts";

/** What the agent of the live sample comes to, for the marks in tables and on number lines. */
export interface SampleMarks {
  readonly agent: string;
  /** The value that a name has for them, with its text; `undefined` where it has none or is no number. */
  value(name: string): { readonly value: Rational; readonly shown: string } | undefined;
  /** Whether the row at this place decided. */
  decided(row: Span): RowDecision | undefined;
  /** Whether their amount reaches the tier at this place; `undefined` where that is not known. */
  reached(tier: Span): boolean | undefined;
}

/** What the parts of the document need of the scheme around them. Read it lazily: it changes with every edit. */
export interface SchemeContext {
  readonly text: string;
  readonly constants: Constants;
  /** Decimal places that values of an input may have. */
  readonly inputDecimals: ReadonlyMap<string, number>;
  readonly diagnostics: readonly Diagnostic[];
  readonly examples: readonly ExampleResult[];
  readonly sample: SampleMarks | undefined;
  /** Where the cursor is in the text. */
  readonly cursor: number;
  lineOf(span: Span): number;
  /** Goes to a place in the text, and opens the text where it is closed. */
  reveal(span: Span): void;
  /** The same for a click in passing: nothing where the text is closed. */
  follow(span: Span): void;
}

const Context = createContext<SchemeContext>();

export const SchemeProvider = Context.Provider;

export function useScheme(): SchemeContext {
  const scheme = useContext(Context);
  if (!scheme) throw new Error("the parts of a document stand inside a SchemeProvider");
  return scheme;
}
