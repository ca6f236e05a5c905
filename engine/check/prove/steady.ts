import type { AgentMonth } from "../../ir/program.ts";
import { monthAt, monthIndex } from "../../values/month.ts";

/** As far back as any window of a calendar looks: the year before this one. */
const MONTHS_BEFORE = 24;

/** The row, and the same figures in each of the months before. */
export const steadyMonths = (row: AgentMonth): AgentMonth[] => [
  row,
  ...Array.from({ length: MONTHS_BEFORE }, (_, at) => ({ ...row, month: monthAt(monthIndex(row.month) - 1 - at) })),
];
