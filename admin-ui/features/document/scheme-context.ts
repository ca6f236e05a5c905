import { createContext, useContext } from "solid-js";
import type {
  AssertionResult,
  Diagnostic,
  ExceptStatement,
  Rational,
  RowDecision,
  Span,
} from "../../../engine/index.ts";
import type { ExampleResult } from "../../kernel/workbench-api.ts";
import type { Constants } from "./constants.ts";
import type { HeadCounts } from "./head-counts.ts";

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
  readonly assertions: readonly AssertionResult[];
  readonly sample: SampleMarks | undefined;
  /** How many agents of the month each rule decides; absent while there is no data. */
  readonly heads: HeadCounts | undefined;
  /** Of the exceptions to the first name that this one overrides, the how-manieth it is, from 1. */
  ordinalOf(exception: ExceptStatement): number;
  /** Where the cursor is in the text. */
  readonly cursor: number;
  lineOf(span: Span): number;
  /** What an institution is called; `undefined` where the scheme is not held to it. */
  institutionTitle(id: string): string | undefined;
  /** Goes to a place in the text, and opens the text where it is closed; absent where no text can be shown. */
  readonly reveal: ((span: Span) => void) | undefined;
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
