import { type Institution, type Month, monthAt, monthIndex } from "../../engine/index.ts";

/** What an institution calls the deadline of self-appraisals. */
const SELF_APPRAISAL = "自评";

/**
 * The day (`YYYY-MM-DD`, Asia/Shanghai), itself included, by which agents hand in what they write of a month: the
 * latest that an institution names, `undefined` where none does.
 */
export function lastDayToHandIn(institutions: Iterable<Institution>, month: Month): string | undefined {
  const days = [...institutions].flatMap(({ deadlines }) => {
    const due = deadlines.get(SELF_APPRAISAL)?.due;
    if (due?.kind !== "next-month") return [];
    return [`${monthAt(monthIndex(month) + 1)}-${String(due.day).padStart(2, "0")}`];
  });
  return days.sort().at(-1);
}
