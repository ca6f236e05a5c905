import type { AssignmentKind } from "../../schemes/assignment.ts";
import type { Step, VersionStatus } from "../../schemes/lifecycle.ts";

export interface VersionTables {
  schemes: SchemeRow;
  versions: VersionRow;
  version_authors: VersionAuthorRow;
  version_steps: VersionStepRow;
  version_waivers: VersionWaiverRow;
  version_findings: VersionFindingsRow;
  catalogues: CatalogueRow;
  catalogue_revisions: CatalogueRevisionRow;
  institutions: InstitutionRow;
  assignments: AssignmentRow;
}

export interface SchemeRow {
  /** The folder under rulesets/: `telemarketing-center`. */
  id: string;
  created_at: string;
}

/** One version of a scheme. Triggers keep what it says from being changed once it is no draft. */
export interface VersionRow {
  id: string;
  scheme: string;
  /** Unique within the scheme. */
  version: string;
  title: string;
  status: VersionStatus;
  text: string;
  hash: string;
  /** The hash of the catalogue it is read with from its submission on; null: with the current one. */
  catalogue: string | null;
  /** Which of the language's meanings it was submitted with; null as long as no catalogue is kept. */
  language_version: string | null;
  /** `YYYY-MM`, settled by its approval; null before. */
  effective_from: string | null;
  /** Counts the changes of the row; the ETag. */
  revision: number;
  /** The version it was copied from. */
  based_on: string | null;
  /** Why it was begun, in the words of who did; null where nobody said. */
  reason: string | null;
  created_at: string;
  updated_at: string;
}

/** Who wrote a version or something in it. */
export interface VersionAuthorRow {
  version: string;
  /** The user's id, or `system`. */
  author: string;
}

/** What was decided on a version; never changed. */
export interface VersionStepRow {
  version: string;
  /** 1, 2, 3, … */
  number: number;
  step: Step;
  taken_by: string;
  taken_at: string;
  comment: string | null;
  /** The content hash of what was decided on. */
  hash: string;
  /** Of an approval. */
  effective_from: string | null;
  /** Of an approval: the version it takes the place of; null where there was none. */
  against: string | null;
  /** Of an approval: JSON array of the sentences that say what it changes; null for any other step. */
  changes: string | null;
  /** Of a submission: why weights or bands change within a year; null where nobody needed to say. */
  reason_for_change: string | null;
}

/** Why an assumed figure is accepted: of one submission. */
export interface VersionWaiverRow {
  version: string;
  /** The number of the submission. */
  step: number;
  address: string;
  reason: string;
}

/** How many findings a version has, so that the list of schemes need not read every text. */
export interface VersionFindingsRow {
  version: string;
  /** What the text was checked with: text, catalogue, institutions and program. */
  checked: string;
  errors: number;
  warnings: number;
  assumed: number;
}

export interface CatalogueRow {
  hash: string;
  text: string;
}

/** The newest is the current catalogue; a text may come back. */
export interface CatalogueRevisionRow {
  /** 1, 2, 3, …; the ETag. */
  number: number;
  catalogue: string;
  made_by: string;
  made_at: string;
}

export interface InstitutionRow {
  /** As in its front matter. */
  id: string;
  text: string;
  hash: string;
  updated_at: string;
}

/** By which scheme an agent or a department is paid from a month on, until the next such row. */
export interface AssignmentRow {
  kind: AssignmentKind;
  /** 工号, or the name of the department. */
  subject: string;
  from_month: string;
  /** Null: by none of its own; of an agent, as the department again. */
  scheme: string | null;
  made_by: string;
  made_at: string;
}
