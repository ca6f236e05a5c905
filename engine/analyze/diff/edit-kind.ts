/** What of a scheme an edit changes. */
export type EditKind =
  /** A line of the front matter. */
  | "header"
  /** A heading: its number, its words, whether it is there, or where its rules stand. */
  | "clause"
  /** What a name is called; all that uses it goes along. */
  | "name"
  | "input"
  | "default"
  /** Of a param. */
  | "value"
  | "range"
  | "step"
  | "choice"
  | "formula"
  /** What is put out and how it is shown. */
  | "output"
  /** Which rows hold: the inputs of a table, the start of a tier. */
  | "edge"
  /** The result of a row, the value of a tier. */
  | "cell"
  /** A whole row of a grid. */
  | "row"
  | "policy"
  | "table"
  | "tiers"
  | "score"
  | "unit"
  | "weight"
  | "limit"
  /** Who rates an indicator and where its figures come from. */
  | "attribute"
  | "distribution"
  | "share"
  | "deduction"
  | "veto"
  | "exception"
  | "action"
  | "report"
  | "budget"
  | "assertion"
  | "examples"
  /** What the scheme is held to and which findings it accepts. */
  | "governance"
  /** Why a figure is assumed. */
  | "assumption";

/** Edits of these kinds leave every value of every agent as it is. */
export const WITHOUT_EFFECT: ReadonlySet<EditKind> = new Set([
  "header",
  "clause",
  "name",
  "range",
  "step",
  "attribute",
  "report",
  "budget",
  "assertion",
  "examples",
  "governance",
  "assumption",
]);
