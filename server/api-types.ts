/** The API as types: the only file of server/ that admin-ui imports. */
export type {
  AgentMonths,
  Catalogue,
  CheckResult,
  DataSet,
  DataSetList,
  Diagnostic,
  Findings,
  Health,
  NewDraft,
  Problem,
  Scheme,
  SchemeList,
  TextBody,
  Version,
  VersionSummary,
} from "./http/schemas.ts";
