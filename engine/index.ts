/** What the engine offers to its callers (server, app): nothing else of it may be imported. */
export { type SetResult, setValue } from "./analyze/set-value.ts";
export type { Catalogue, Metric } from "./catalogue/metric.ts";
export { readCatalogue } from "./catalogue/read-catalogue.ts";
export { formatCell, readCell } from "./catalogue/read-cell.ts";
export type { ExampleResult } from "./check/examples.ts";
export { checkExamples } from "./check/examples.ts";
export { type Compilation, compile, isRunnable } from "./compile.ts";
export type { Code, Severity } from "./diagnostics/codes.ts";
export { type Diagnostic, hasErrors, type QuickFix, type Witness } from "./diagnostics/diagnostic.ts";
export type { Language, Localized } from "./diagnostics/localized.ts";
export { createExplainer, type Explainer } from "./explain/explain.ts";
export type {
  Decision,
  Explanation,
  Rounding,
  RowDecision,
  ScorePart,
  Step,
  TierPart,
  WindowLook,
} from "./explain/step.ts";
export type { Action, AgentMonth, Budget, Definition, Output, Program, Report, SchemeHeader } from "./ir/program.ts";
export { createLanguageService } from "./language-service/language-service.ts";
export type {
  Completion,
  CompletionKind,
  CompletionList,
  FoldingRange,
  Hover,
  LanguageService,
  OutlineItem,
  RenameResult,
  SemanticToken,
  SemanticTokenKind,
} from "./language-service/types.ts";
export { LANGUAGE_VERSION } from "./language-version.ts";
export { Reference } from "./reference/reference.ts";
export { isIssuedIn } from "./reference/reports.ts";
export type { Clause, RuleBlock, SourceDocument } from "./source/document.ts";
export { LineIndex, type Position } from "./source/line-index.ts";
export { suggest } from "./source/nearest.ts";
export { readDocument } from "./source/read-document.ts";
export { applyEdits, contains, cover, type Span, type TextEdit } from "./source/span.ts";
export type * from "./syntax/ast.ts";
export { formatDocument } from "./syntax/format.ts";
export { displayWidth } from "./syntax/grid.ts";
export { parseBlocks } from "./syntax/parse.ts";
export { printExpression } from "./syntax/print.ts";
export { isMonth, type Month, monthAt, monthIndex } from "./values/month.ts";
export {
  add,
  compare,
  divide,
  isZero,
  multiply,
  negate,
  ONE,
  parseDecimal,
  type Rational,
  rational,
  roundTo,
  subtract,
  toExact,
  ZERO,
} from "./values/rational.ts";
export { exactText, isMoney, plainText, showValue } from "./values/show.ts";
export type { Type } from "./values/type.ts";
export { isRational, isRowError, type Outcome, type RowError, type RowErrorCode, type Value } from "./values/value.ts";
