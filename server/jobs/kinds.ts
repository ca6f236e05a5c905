import { proposeCorrections } from "../corrections/propose.ts";
import { importJobs } from "../imports/import-jobs.ts";
import { makeReportLists } from "../report-lists/make-lists.ts";
import { computeRun, giveUpComputing } from "../runs/compute-run.ts";
import type { JobKind } from "./kind.ts";
import type { JobName, JobPayloads } from "./payloads.ts";

const imports = importJobs();

/** How each kind of job is done. Read in the jobs' threads only: it brings the engine along. */
export const jobKinds: { readonly [Name in JobName]: JobKind<JobPayloads[Name]> } = {
  "import.read": imports.read,
  "import.check": imports.check,
  "import.apply": imports.apply,
  "correction.propose": proposeCorrections,
  "report-list.make": makeReportLists,
  "run.compute": { run: computeRun, giveUp: giveUpComputing },
};
