import type { Tables } from "../../store/tables.ts";

type Key<Table extends keyof Tables> = readonly [keyof Tables[Table] & string, ...(keyof Tables[Table] & string)[]];

/**
 * What a backup holds: each table with its primary key, in the order of which its rows are read. Null for what is
 * left out: nobody stays signed in over a restore. A table that does not stand here does not compile.
 */
export const BACKED_UP: { readonly [Table in keyof Tables]: Key<Table> | null } = {
  users: ["id"],
  user_roles: ["user", "role"],
  sessions: null,
  one_time_links: null,
  failed_sign_ins: null,
  audit: ["number"],
  replies: ["user", "key"],
  jobs: ["id"],
  schemes: ["id"],
  catalogues: ["hash"],
  catalogue_revisions: ["number"],
  institutions: ["id"],
  versions: ["id"],
  version_authors: ["version", "author"],
  version_steps: ["version", "number"],
  version_waivers: ["version", "step", "address"],
  version_findings: ["version"],
  assignments: ["kind", "subject", "from_month"],
  agents: ["agent"],
  agent_facts: ["agent", "from_month", "number"],
  data_sets: ["id"],
  data_revisions: ["data_set", "number"],
  data_preparations: ["data_set"],
  agent_months: ["data_set", "month", "agent", "added_in"],
  ratings: ["data_set", "revision"],
  self_appraisals: ["agent", "month"],
  imports: ["id"],
  import_pieces: ["import", "number"],
  import_findings: ["import", "check_id", "position"],
  import_mappings: ["kind", "signature"],
  runs: ["id"],
  run_computations: ["id"],
  run_revisions: ["run", "number"],
  run_lines: ["computation", "agent"],
  run_adjustments: ["id"],
  correction_proposals: ["id"],
  corrections: ["proposal", "position"],
  appeals: ["id"],
  appeal_steps: ["appeal", "number"],
  report_lists: ["id"],
  report_list_rows: ["list", "position"],
  scenarios: ["id"],
};
