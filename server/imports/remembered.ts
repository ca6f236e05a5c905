import type { Reading, StoredReading } from "./import.ts";
import type { ColumnUse } from "./mapping.ts";
import { mappingFaults } from "./mapping-faults.ts";
import type { Target } from "./target.ts";

/** What is asked anew of every file, however its columns are mapped. */
const OF_EACH_FILE = new Set(["header", "sheet", "month"]);
/** Stands in for the month that is asked of each file. */
const ANY_MONTH = "2000-01";

/** The columns as they were mapped the last time, where they can still be: the questions about them are answered then. */
export function withRemembered(
  reading: Reading,
  columns: readonly ColumnUse[] | undefined,
  target: Target,
): StoredReading {
  const { sheet, headerLine, headers, questions } = reading;
  const hasMonth = target.kind === "calls" || (columns?.some(({ use }) => use === "month") ?? false);
  const month = hasMonth ? {} : { month: ANY_MONTH };
  if (!columns || mappingFaults({ sheet, headerLine, columns, ...month }, headers, target).length > 0) {
    return { ...reading, remembered: false };
  }
  const open = questions.filter(({ about }) => OF_EACH_FILE.has(about));
  return { ...reading, columns, questions: open, remembered: true };
}
