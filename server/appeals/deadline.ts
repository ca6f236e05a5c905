import { type Deadline, type Institution, type Month, monthAt, monthIndex } from "../../engine/index.ts";
import { addDays, endOfShanghaiDay, shanghaiDay } from "../calendar.ts";

/** What an institution calls the deadline of appeals. */
const APPEAL = "申诉";

/** Calendar days after the day of publication where no institution says otherwise, and after that of an answer. */
export const DAYS_TO_APPEAL = 7;

/** The last day of something that may be done for so many days after it happened: that day does not count. */
const lastDayAfter = (happened: Date, days: number): string => addDays(shanghaiDay(happened), days);

/**
 * The last day (`YYYY-MM-DD`, Asia/Shanghai) on which the results of a month may be appealed against.
 *
 * @param institutions those that the scheme is held to; of several deadlines the latest counts
 */
export function lastDayToAppeal(month: Month, publishedAt: Date, institutions: readonly Institution[]): string {
  const days = institutions.flatMap(({ deadlines }) => {
    const deadline = deadlines.get(APPEAL);
    return deadline ? [lastDay(deadline, month, publishedAt)] : [];
  });
  return days.sort().at(-1) ?? lastDayAfter(publishedAt, DAYS_TO_APPEAL);
}

function lastDay({ due }: Deadline, month: Month, publishedAt: Date): string {
  switch (due.kind) {
    case "after-publication":
      return lastDayAfter(publishedAt, due.days);
    case "next-month":
      return `${monthAt(monthIndex(month) + 1)}-${String(due.day).padStart(2, "0")}`;
  }
}

/** The last day on which the leading group may be asked to rule. */
export const lastDayToEscalate = (answeredAt: Date): string => lastDayAfter(answeredAt, DAYS_TO_APPEAL);

/** Whether the last day is over. */
export const isPast = (day: string, now: Date): boolean => now >= endOfShanghaiDay(day);
