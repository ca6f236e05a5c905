import type { Localized } from "../diagnostics/localized.ts";
import type { Rational } from "./rational.ts";

/**
 * What a name holds for one agent and month: an exact number (in the unit of its type), a truth
 * value, or a text (a value of a choice, a free text, a date as `YYYY-MM-DD`). There is no null: a
 * value that cannot be had is a `RowError`.
 */
export type Value = Rational | boolean | string;

/** Why one value of one agent and month cannot be had. Part of the results, not an exception. */
export interface RowError {
  readonly kind: "row-error";
  readonly code: RowErrorCode;
  /** The name whose value failed first; what depends on it fails with the same error. */
  readonly name: string;
  readonly message: Localized;
}

export const ROW_ERROR_CODES = [
  "missing-value",
  "not-a-number",
  "not-a-date",
  "not-a-truth-value",
  "unknown-choice",
  "out-of-bounds",
  "too-many-decimals",
  "duplicate-row",
  "division-by-zero",
  "no-row-matches",
  "several-rows-match",
  "conflicting-exceptions",
  "conflicting-vetoes",
  "outside-tiers",
  "empty-window",
  "too-few-months",
  "invalid-argument",
  "number-too-large",
  "not-computable",
] as const;
export type RowErrorCode = (typeof ROW_ERROR_CODES)[number];

export type Outcome = Value | RowError;

export const isRowError = (outcome: Outcome): outcome is RowError => typeof outcome === "object" && "kind" in outcome;

export const isRational = (outcome: Outcome): outcome is Rational =>
  typeof outcome === "object" && "numerator" in outcome;
