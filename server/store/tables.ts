import type { AppealTables } from "./tables/appeals.ts";
import type { AuditTables } from "./tables/audit.ts";
import type { CorrectionTables } from "./tables/corrections.ts";
import type { DataTables } from "./tables/data.ts";
import type { ImportTables } from "./tables/imports.ts";
import type { JobTables } from "./tables/jobs.ts";
import type { PeopleTables } from "./tables/people.ts";
import type { ReportListTables } from "./tables/report-lists.ts";
import type { RunTables } from "./tables/runs.ts";
import type { ScenarioTables } from "./tables/scenarios.ts";
import type { VersionTables } from "./tables/versions.ts";

export type { ReplyRow } from "./tables/audit.ts";
export type { SessionRow, UserRow } from "./tables/people.ts";
export type { VersionRow, VersionStepRow } from "./tables/versions.ts";

/** The tables as the migrations leave them. Times are UTC in ISO 8601; JSON is text. */
export interface Tables
  extends PeopleTables,
    AuditTables,
    DataTables,
    RunTables,
    ImportTables,
    JobTables,
    AppealTables,
    CorrectionTables,
    ReportListTables,
    ScenarioTables,
    VersionTables {}
