/**
 * What travels over the API. Each schema is declared once: Ajv validates with it, the OpenAPI
 * document prints it, and the type of the same name is derived from it.
 */
import Type, { type Static, type TSchema } from "typebox";
import {
  Agent,
  AgentFacts,
  AgentInMonth,
  AgentList,
  NewAgent,
  SelfAppraisal,
  SelfAppraisalList,
  SelfAppraisalText,
} from "./schemas/agents.ts";
import { Appeal, AppealDecided, AppealList, AppealStep, AppealText } from "./schemas/appeals.ts";
import { Assignment, AssignmentList, NewAssignment } from "./schemas/assignments.ts";
import { AuditAnchor, AuditEntry, AuditPage } from "./schemas/audit.ts";
import { closed, Hash, Id, Localized, Timestamp } from "./schemas/common.ts";
import {
  Correction,
  CorrectionLines,
  CorrectionProposal,
  CorrectionProposalList,
  CorrectionProposed,
  NewCorrectionProposal,
} from "./schemas/corrections.ts";
import {
  AgentMonths,
  DataChange,
  DataEdit,
  DataRevision,
  DataRevisionList,
  DataSet,
  DataSetList,
  NewDataSet,
  NewRatings,
  Rating,
  RatingHistory,
  RatingList,
} from "./schemas/data-sets.ts";
import {
  ApplyImport,
  ColumnUse,
  FindingList,
  Import,
  ImportList,
  ImportMapping,
  ImportSummary,
  MetricUnits,
  ReadingChoice,
} from "./schemas/imports.ts";
import { Job, JobList } from "./schemas/jobs.ts";
import { NewUser, OneTimeLink, Session, SignedIn, User, UserChange, UserList } from "./schemas/people.ts";
import { ReportList, ReportListRows, ReportLists } from "./schemas/report-lists.ts";
import {
  Adjustment,
  AdjustmentList,
  NewAdjustment,
  NewRun,
  Run,
  RunComputation,
  RunDifferences,
  RunLine,
  RunLines,
  RunList,
  RunRevision,
  RunSummary,
  RunTotals,
} from "./schemas/runs.ts";
import { NewScenario, Scenario, ScenarioList } from "./schemas/scenarios.ts";
import { Statement, StatementStep } from "./schemas/statement.ts";
import {
  Approval,
  ChangeSentence,
  Findings,
  NewDraft,
  Return,
  Review,
  Scheme,
  SchemeFigures,
  SchemeList,
  Submission,
  SubmissionNeeds,
  Text,
  TextBody,
  Version,
  VersionDiff,
  VersionHistory,
  VersionStep,
  VersionSummary,
  Withdrawal,
} from "./schemas/versions.ts";

export type { Findings, NewDraft, Scheme, SchemeList, Submission, TextBody, Version, VersionSummary };

export const Health = Type.Object({ status: Type.Literal("ok"), version: Type.String() }, closed);
export type Health = Static<typeof Health>;

export const Catalogue = Type.Object({ text: Text, hash: Hash, updatedAt: Timestamp }, closed);
export type Catalogue = Static<typeof Catalogue>;

const Position = Type.Object(
  { line: Type.Integer({ minimum: 1 }), column: Type.Integer({ minimum: 1, description: "In UTF-16 code units" }) },
  closed,
);
const Values = Type.Record(Type.String(), Type.String(), { description: "Decimal strings or choices by name" });

export const Diagnostic = Type.Object(
  {
    code: Type.String(),
    severity: Type.Union([Type.Literal("error"), Type.Literal("warning"), Type.Literal("info")]),
    message: Localized,
    start: Position,
    end: Position,
    witness: Type.Optional(Values),
    inputs: Type.Optional(Values),
    steady: Type.Optional(Type.Literal(true, { description: "The inputs are the same in each of the months before" })),
    compared: Type.Optional(
      Type.Object(
        { witness: Values, inputs: Values },
        { ...closed, description: "The second of two rows that differ in one input" },
      ),
    ),
    waived: Type.Optional(Type.String({ description: "Why the scheme accepts the finding, which is then a note" })),
    fix: Type.Optional(
      Type.Object(
        {
          title: Localized,
          edits: Type.Array(Type.Object({ start: Position, end: Position, text: Type.String() }, closed)),
        },
        closed,
      ),
    ),
  },
  closed,
);
export type Diagnostic = Static<typeof Diagnostic>;

export const Institution = Type.Object(
  {
    id: Id,
    title: Type.String(),
    version: Type.String(),
    text: Text,
    hash: Hash,
    updatedAt: Timestamp,
    findings: Findings,
  },
  closed,
);
export type Institution = Static<typeof Institution>;

export const InstitutionList = Type.Object({ institutions: Type.Array(Institution) }, closed);
export type InstitutionList = Static<typeof InstitutionList>;

export const CheckResult = Type.Object({ diagnostics: Type.Array(Diagnostic) }, closed);
export type CheckResult = Static<typeof CheckResult>;

export { ById } from "./schemas/common.ts";
export type ById = Static<typeof ById>;

export const Problem = Type.Object({
  type: Type.String({ description: "A URN that names the kind of problem" }),
  title: Type.String(),
  status: Type.Integer({ minimum: 400, maximum: 599 }),
  detail: Type.String(),
  code: Type.String(),
  message: Localized,
  /** With `precondition-failed`: the ETag the version has now. */
  etag: Type.Optional(Type.String()),
  /** With `request-invalid`: where the request breaks its schema. */
  at: Type.Optional(Type.String()),
  /** With `scheme-has-errors` and `catalogue-has-errors`. */
  diagnostics: Type.Optional(Type.Array(Diagnostic)),
  /** With `assumed-not-waived` and `waiver-unused`: all of them. */
  addresses: Type.Optional(Type.Array(Type.String())),
  /** With `change-needs-reason`: what changes early. */
  changes: Type.Optional(Type.Array(Localized)),
  /** With `run-without-result`: the first hundred. */
  withoutResult: Type.Optional(Type.Array(Type.Object({ agent: Type.String(), outcome: Type.String() }, closed))),
});
export type Problem = Static<typeof Problem>;

/** The schemas that the OpenAPI document names. */
export const components = {
  Health,
  Catalogue,
  InstitutionList,
  Institution,
  SchemeList,
  Scheme,
  SchemeFigures,
  VersionSummary,
  Version,
  TextBody,
  NewDraft,
  Submission,
  SubmissionNeeds,
  Return,
  Review,
  Approval,
  Withdrawal,
  VersionHistory,
  VersionStep,
  VersionDiff,
  ChangeSentence,
  AssignmentList,
  Assignment,
  NewAssignment,
  Diagnostic,
  CheckResult,
  DataSetList,
  DataSet,
  NewDataSet,
  DataRevisionList,
  DataRevision,
  AgentMonths,
  DataEdit,
  DataChange,
  RatingList,
  Rating,
  NewRatings,
  RatingHistory,
  AgentList,
  AgentInMonth,
  AgentFacts,
  Agent,
  NewAgent,
  SelfAppraisalList,
  SelfAppraisal,
  SelfAppraisalText,
  Session,
  SignedIn,
  UserList,
  User,
  NewUser,
  UserChange,
  OneTimeLink,
  AuditPage,
  AuditEntry,
  AuditAnchor,
  JobList,
  Job,
  ImportList,
  ImportSummary,
  Import,
  ImportMapping,
  ColumnUse,
  ReadingChoice,
  FindingList,
  ApplyImport,
  MetricUnits,
  RunList,
  RunSummary,
  Run,
  RunRevision,
  RunComputation,
  NewRun,
  RunLines,
  RunLine,
  RunTotals,
  RunDifferences,
  AdjustmentList,
  Adjustment,
  NewAdjustment,
  Statement,
  StatementStep,
  AppealList,
  Appeal,
  AppealStep,
  AppealText,
  AppealDecided,
  CorrectionProposalList,
  CorrectionProposal,
  CorrectionProposed,
  NewCorrectionProposal,
  CorrectionLines,
  Correction,
  ReportLists,
  ReportList,
  ReportListRows,
  ScenarioList,
  Scenario,
  NewScenario,
  Problem,
} as const satisfies Record<string, TSchema>;
