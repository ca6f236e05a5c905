import { exportRun } from "../exports/export-run.ts";
import { judgeCatalogue } from "../schemes/catalogue-change.ts";
import { compareTexts, read } from "../schemes/reading.ts";
import { printedStatement, statement, statementNeeds } from "../statements/statement.ts";

/**
 * What requests have computed for them: functions of plain data to plain data, without database or clock. Loaded in
 * the calculator's threads only: it brings the engine along.
 */
export const tasks = {
  read,
  compare: compareTexts,
  exportRun,
  statementNeeds,
  statement,
  printedStatement,
  judgeCatalogue,
} as const;

export type Tasks = typeof tasks;
