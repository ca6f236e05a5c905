/** The API as types: the only file of server/ that admin-ui imports. */

export type { Agent, AgentInMonth, AgentList, SelfAppraisal, SelfAppraisalList } from "./http/schemas/agents.ts";
export type { Appeal, AppealList, AppealStep } from "./http/schemas/appeals.ts";
export type { Assignment, AssignmentList, NewAssignment } from "./http/schemas/assignments.ts";
export type { AuditAnchor, AuditEntry, AuditPage } from "./http/schemas/audit.ts";
export type {
  Correction,
  CorrectionLines,
  CorrectionProposal,
  CorrectionProposalList,
  CorrectionProposed,
} from "./http/schemas/corrections.ts";
export type {
  AgentMonths,
  DataChange,
  DataRevision,
  DataRevisionList,
  DataSet,
  DataSetList,
  RatingHistory,
  RatingList,
} from "./http/schemas/data-sets.ts";
export type {
  ColumnUse,
  FindingList,
  Import,
  ImportList,
  ImportMapping,
  ImportSummary,
  MetricUnits,
} from "./http/schemas/imports.ts";
export type { Job, JobList } from "./http/schemas/jobs.ts";
export type { NewUser, OneTimeLink, Session, SignedIn, User, UserChange, UserList } from "./http/schemas/people.ts";
export type { ReportList, ReportListRows, ReportLists } from "./http/schemas/report-lists.ts";
export type {
  Adjustment,
  AdjustmentList,
  Run,
  RunComputation,
  RunDifferences,
  RunLine,
  RunLines,
  RunList,
  RunRevision,
  RunSummary,
  RunTotals,
} from "./http/schemas/runs.ts";
export type { NewScenario, Scenario, ScenarioList } from "./http/schemas/scenarios.ts";
export type { Statement, StatementStep } from "./http/schemas/statement.ts";
export type {
  ChangeSentence,
  SchemeFigures,
  SubmissionNeeds,
  VersionDiff,
  VersionHistory,
  VersionStep,
} from "./http/schemas/versions.ts";
export type {
  Catalogue,
  CheckResult,
  Diagnostic,
  Findings,
  Health,
  Institution,
  InstitutionList,
  NewDraft,
  Problem,
  Scheme,
  SchemeList,
  Submission,
  TextBody,
  Version,
  VersionSummary,
} from "./http/schemas.ts";
