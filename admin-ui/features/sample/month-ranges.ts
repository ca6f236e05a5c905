import { monthIndex } from "../../../engine/index.ts";

/** `2025-01、2025-03–2025-06`: three months and more that follow each other are told by their ends. */
export function monthRanges(months: readonly string[], separator: string): string {
  const runs: string[][] = [];
  for (const month of months) {
    const run = runs.at(-1);
    const last = run?.at(-1);
    if (run && last !== undefined && monthIndex(month) === monthIndex(last) + 1) run.push(month);
    else runs.push([month]);
  }
  return runs.map((run) => (run.length < 3 ? run.join(separator) : `${run[0]}–${run.at(-1)}`)).join(separator);
}
