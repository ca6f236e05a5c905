import type { CalendarPlace, CalendarUnit, Period } from "../syntax/ast.ts";
import { monthAt } from "./month.ts";

/** Months by their index (year · 12 + month − 1); both ends belong to the span. */
export interface MonthSpan {
  readonly first: number;
  readonly last: number;
}

const MONTHS: Readonly<Record<CalendarUnit, number>> = { month: 1, quarter: 3, year: 12 };

/** The whole month, quarter or year that holds the month, or the one `shift` of them later. */
function calendarSpan(month: number, unit: CalendarUnit, shift: number): MonthSpan {
  const length = MONTHS[unit];
  const first = (Math.floor(month / length) + shift) * length;
  return { first, last: first + length - 1 };
}

/** The months a window looks at, seen from a month; never a later one. */
export function monthsIn(period: Period, month: number): MonthSpan {
  if (period.kind === "calendar") {
    const { first, last } = calendarSpan(month, period.unit, period.which === "this" ? 0 : -1);
    return { first, last: Math.min(last, month) };
  }
  const last = period.which === "last" ? month : month - 1;
  return { first: last - period.count + 1, last };
}

/** Whether the month is the first or last one of its quarter or year. */
export function isPlace(month: number, { edge, unit }: CalendarPlace): boolean {
  return month === calendarSpan(month, unit, 0)[edge];
}

/** The first or last day of the month, quarter or year, as `YYYY-MM-DD`. */
export function dayOfPlace(month: number, { edge, unit, which }: CalendarPlace): string {
  const { first, last } = calendarSpan(month, unit, which === "previous" ? -1 : 0);
  if (edge === "first") return `${monthAt(first)}-01`;
  return new Date(Date.UTC(Math.floor(last / 12), (last % 12) + 1, 0)).toISOString().slice(0, 10);
}

const DAY = 86_400_000;

/** Days from one date to another; negative where the second is earlier. */
export const daysBetween = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / DAY;

/**
 * Whole months from one date to another, as a contract counts them: from 15 January the first is
 * complete on 15 February, and from 31 January on the last day of February.
 */
export function fullMonthsBetween(from: string, to: string): number {
  if (to < from) return -fullMonthsBetween(to, from);
  const [start, end] = [new Date(from), new Date(to)];
  const months = (end.getUTCFullYear() - start.getUTCFullYear()) * 12 + end.getUTCMonth() - start.getUTCMonth();
  const lastOfEnd = new Date(Date.UTC(end.getUTCFullYear(), end.getUTCMonth() + 1, 0)).getUTCDate();
  const complete = end.getUTCDate() >= Math.min(start.getUTCDate(), lastOfEnd);
  return complete ? months : months - 1;
}
