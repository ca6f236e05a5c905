/** Every kind of job with what it is told. `kinds.ts` says how each is done. */

import type { ProposeCorrections } from "../corrections/propose.ts";
import type { ImportStep } from "../imports/import-jobs.ts";
import type { MakeReportLists } from "../report-lists/make-lists.ts";
import type { ComputeRun } from "../runs/compute-run.ts";

export interface JobPayloads {
  readonly "import.read": ImportStep;
  readonly "import.check": ImportStep;
  readonly "import.apply": ImportStep;
  readonly "correction.propose": ProposeCorrections;
  readonly "report-list.make": MakeReportLists;
  readonly "run.compute": ComputeRun;
}

export type JobName = keyof JobPayloads;
