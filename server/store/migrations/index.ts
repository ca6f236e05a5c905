import type { Migration } from "kysely/migration";
import * as schemesAndData from "./0001-schemes-and-data.ts";
import * as institutions from "./0002-institutions.ts";
import * as people from "./0003-people.ts";
import * as audit from "./0004-audit.ts";
import * as versions from "./0005-versions.ts";
import * as data from "./0006-data.ts";
import * as imports from "./0007-imports.ts";
import * as runs from "./0008-runs.ts";
import * as appealsAndCorrections from "./0009-appeals-and-corrections.ts";
import * as jobs from "./0010-jobs.ts";
import * as scenarios from "./0011-scenarios.ts";

/** In the order of their numbers. One that has run anywhere is never edited; a change is a new one. */
export const migrations: Readonly<Record<string, Migration>> = {
  "0001-schemes-and-data": schemesAndData,
  "0002-institutions": institutions,
  "0003-people": people,
  "0004-audit": audit,
  "0005-versions": versions,
  "0006-data": data,
  "0007-imports": imports,
  "0008-runs": runs,
  "0009-appeals-and-corrections": appealsAndCorrections,
  "0010-jobs": jobs,
  "0011-scenarios": scenarios,
};
