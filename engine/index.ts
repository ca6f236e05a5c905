/** What the engine offers to its callers (server, app): nothing else of it may be imported. */

export { type AssumedFigure, assumedFigures } from "./analyze/assumptions.ts";
export {
  type Attribution,
  attributeSteadily,
  type RowApart,
  type Share,
  type Split,
} from "./analyze/attribute/attribute.ts";
export { byLargestRemainder } from "./analyze/attribute/largest-remainder.ts";
export { betweenVersions, type Player, type Players, playersAmong } from "./analyze/attribute/players.ts";
export {
  type BehaviouralDiff,
  behaviouralDiff,
  type DifferenceRegion,
  type DifferenceWitness,
  describeDifferenceRegion,
} from "./analyze/behaviour/behavioural-diff.ts";
export { countDifferences, type DifferenceCount } from "./analyze/behaviour/count-differences.ts";
export type { Undecided } from "./analyze/behaviour/undecided.ts";
export { type Cliffs, payCliffs } from "./analyze/cliffs.ts";
export type { AmountCompared } from "./analyze/compare/amount-compared.ts";
export { type Amounts, amountsOf } from "./analyze/compare/amounts.ts";
export { type AttributeGroups, attributeGroups, attributesOf } from "./analyze/compare/attributes.ts";
export { type Box, boxesOf } from "./analyze/compare/boxes.ts";
export type { Changes, Tally } from "./analyze/compare/changes.ts";
export {
  type CompareOptions,
  compareSchemes,
  type GradeCompared,
  type PayChange,
  type PayCompared,
  type SchemesCompared,
} from "./analyze/compare/compare-schemes.ts";
export { type Group, rowsInGroup } from "./analyze/compare/group.ts";
export { payNames } from "./analyze/compare/measures.ts";
export { type Paid, type PaidAs, type PaidEvaluation, paidEvaluation } from "./analyze/compare/paid.ts";
export { quarterMoves } from "./analyze/compare/quarters.ts";
export { type Extent, rowsWithin } from "./analyze/compare/rows-within.ts";
export { soldIn } from "./analyze/compare/sales.ts";
export { sumsBy, whereBoth } from "./analyze/compare/sums-by.ts";
export { compareVersions } from "./analyze/compare-versions.ts";
export {
  type Counted,
  type Coverage,
  CoverageCount,
  coverage,
  NEAR,
  type OverrideCoverage,
} from "./analyze/coverage.ts";
export { canChangeValues, type Edit, type Side as EditSide } from "./analyze/diff/edit.ts";
export type { EditKind } from "./analyze/diff/edit-kind.ts";
export { type EditGroup, editGroups, isComputable, isValidScheme } from "./analyze/diff/groups.ts";
export { inCommon } from "./analyze/diff/in-common.ts";
export { citationOf, diffVersions, type MeaningDiff } from "./analyze/diff/meaning-diff.ts";
export type { ProseChange } from "./analyze/diff/prose.ts";
export { replay } from "./analyze/diff/replay.ts";
export { type RuleBeside, type RuleSide, rulesBeside } from "./analyze/diff/rules-beside.ts";
export { describeEdit, describeProse } from "./analyze/diff/sentences.ts";
export { readVersion } from "./analyze/diff/version.ts";
export type { Cliff, Side } from "./analyze/edge-search.ts";
export { type Edge, edgeText } from "./analyze/edges.ts";
export { type EdgeCoverage, type GridCoverage, type RowCoverage, uncoveredCount } from "./analyze/grid-coverage.ts";
export { applyMove } from "./analyze/levers/apply-move.ts";
export { asParams } from "./analyze/levers/as-params.ts";
export type { Effect } from "./analyze/levers/effect.ts";
export { type Lever, leversOf, type Move, moveOf } from "./analyze/levers/lever.ts";
export { type AgentMoved, PayBefore, type PayMoved } from "./analyze/levers/pay-moved.ts";
export { errorsOfWhatIf, refusalsOf } from "./analyze/levers/what-if-errors.ts";
export { type CurveJump, type CurvePoint, figuresBehind, type PayCurve, payCurve } from "./analyze/pay-curve.ts";
export { PeersLeftOut } from "./analyze/peers-left-out.ts";
export { findPersonalNames } from "./analyze/personal-names.ts";
export { RowQuestions } from "./analyze/row-questions.ts";
export type { Goal, Reached } from "./analyze/seek/goal.ts";
export { type Grid, gridOf, MOST_VALUES } from "./analyze/seek/grid.ts";
export { goalText, readGoal } from "./analyze/seek/read-goal.ts";
export { type SeekOptions, type Solution, type Sought, seek, type ValueRange } from "./analyze/seek/seek.ts";
export {
  front,
  type Measure,
  MOST_COMBINATIONS,
  type SoughtTogether,
  smallestChange,
} from "./analyze/seek/several.ts";
export {
  type LeverEffect,
  type MoveEffect,
  type Sensitivity,
  type SensitivityOptions,
  sensitivity,
} from "./analyze/sensitivity/sensitivity.ts";
export { readNumberOf, type SetResult, setValue } from "./analyze/set-value.ts";
export { type Batch, type BatchOptions, createBatch, namesPutOut } from "./batch/batch.ts";
export type { Evaluation } from "./batch/evaluation.ts";
export { ExactSums } from "./batch/exact-sums.ts";
export { NumberReader } from "./batch/number-reader.ts";
export {
  type ColumnData,
  keep,
  type Numbers,
  numberAt,
  type ResultColumn,
  type ResultValues,
  rowsOf,
  valueAt,
} from "./batch/result-column.ts";
export { type Sum, type Totals, totalsOf } from "./batch/totals.ts";
export type { Settings } from "./batch/with-params.ts";
export type { Turn } from "./batch/work.ts";
export type { EventLog, LogColumn } from "./catalogue/event-log.ts";
export {
  type AggregatedMonth,
  type AggregateProblem,
  LogAggregator,
  type LogProblem,
} from "./catalogue/log-aggregator.ts";
export type { Catalogue, Metric } from "./catalogue/metric.ts";
export { readCatalogue } from "./catalogue/read-catalogue.ts";
export { formatCell, readCell } from "./catalogue/read-cell.ts";
export type { ExampleResult } from "./check/examples.ts";
export { checkExamples } from "./check/examples.ts";
export type { AssertionResult, AssertionStatus } from "./check/prove/assertions.ts";
export { cellText } from "./columns/cell-text.ts";
export { ColumnHistory } from "./columns/column-history.ts";
export { agentAt, type Columns, type MetricColumn, monthOf, outcomeAt } from "./columns/columns.ts";
export { ColumnsBuilder, columnsOf } from "./columns/columns-builder.ts";
export { joinColumns } from "./columns/join-columns.ts";
export { monthsWithin } from "./columns/months-within.ts";
export { type Compilation, checkProgram, compile, isRunnable, type ReadProgram, readProgram } from "./compile.ts";
export type { Code, Severity } from "./diagnostics/codes.ts";
export { type Diagnostic, hasErrors, type QuickFix, type Witness } from "./diagnostics/diagnostic.ts";
export type { Language, Localized } from "./diagnostics/localized.ts";
export { createExplainer, type Explainer } from "./explain/explain.ts";
export { type FirstDifference, firstDifference } from "./explain/first-difference.ts";
export type {
  Decision,
  Explanation,
  PeersLook,
  Placement,
  Rounding,
  RowDecision,
  ScoreDeduction,
  ScorePart,
  Step,
  TierPart,
  WindowLook,
} from "./explain/step.ts";
export type { Deadline, Institution, Institutions } from "./institution/institution.ts";
export { type InstitutionFile, readInstitution } from "./institution/read-institution.ts";
export { earliestMonth } from "./ir/earliest-month.ts";
export { looksAtPeers } from "./ir/looks-at-peers.ts";
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
export type { History } from "./reference/history.ts";
export { Reference } from "./reference/reference.ts";
export { isIssuedIn } from "./reference/reports.ts";
export type { Clause, RuleBlock, SourceDocument } from "./source/document.ts";
export { LineIndex, type Position } from "./source/line-index.ts";
export { suggest } from "./source/nearest.ts";
export { readDocument } from "./source/read-document.ts";
export { applyEdits, contains, cover, type Span, type TextEdit } from "./source/span.ts";
export { DIALECTS, type DialectName } from "./sql/dialect.ts";
export { type SqlRefusal, type SqlResult, toSql } from "./sql/query.ts";
export type * from "./syntax/ast.ts";
export { type CellEnds, describeEnds, readEnds, type WrittenEnd } from "./syntax/cell-ends.ts";
export { editGrid, fitsCell, type NextRow } from "./syntax/edit-grid.ts";
export { formatDocument } from "./syntax/format.ts";
export { displayWidth } from "./syntax/grid.ts";
export { parseBlocks } from "./syntax/parse.ts";
export { printExpression } from "./syntax/print.ts";
export { type GridColumn, gridColumns, type WrittenGrid, writtenGrid } from "./syntax/written-grid.ts";
export { isMonth, type Month, monthAt, monthIndex } from "./values/month.ts";
export {
  abs,
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
export { sameUnit } from "./values/unit.ts";
export { isRational, isRowError, type Outcome, type RowError, type RowErrorCode, type Value } from "./values/value.ts";
