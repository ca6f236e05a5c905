/**
 * Dates and months in whole numbers: a date is its days since 1970-01-01, a month its months since
 * year 0. The year is taken to begin with March, so that the leap day is its last.
 */
import type { CalendarPlace } from "../syntax/ast.ts";
import type { Graph } from "./graph.ts";
import type { Flag, Whole } from "./whole.ts";

const DAY = 86_400_000;
/** From 0000-03-01 to 1970-01-01. */
const EPOCH = 719_468n;
const YEARS = { days400: 146_097n, days100: 36_524n, days4: 1_461n, days: 365n };
const LENGTHS = { month: 1n, quarter: 3n, year: 12n } as const;

/** Of a date written `YYYY-MM-DD`. */
export const dayNumber = (date: string): number => Date.parse(date) / DAY;

/** Whether the month is the first or last one of its quarter or year. */
export function isPlaceOf(graph: Graph, month: Whole, { edge, unit }: CalendarPlace): Flag {
  const length = LENGTHS[unit];
  return graph.equal(graph.modulo(month, length), graph.constant(edge === "first" ? 0n : length - 1n));
}

/** The first or last day of the month, quarter or year. */
export function dayOfPlace(graph: Graph, month: Whole, { edge, unit, which }: CalendarPlace): Whole {
  const length = LENGTHS[unit];
  const span = graph.floorDivide(month, graph.constant(length));
  const shift = (which === "previous" ? -length : 0n) + (edge === "first" ? 0n : length);
  const start = firstDayOf(graph, graph.add(graph.times(span, length), graph.constant(shift)));
  return edge === "first" ? start : graph.add(start, graph.constant(-1n));
}

/** The first day of a month. */
function firstDayOf(graph: Graph, month: Whole): Whole {
  const over = (whole: Whole, by: bigint): Whole => graph.floorDivide(whole, graph.constant(by));
  const sinceMarch = graph.add(month, graph.constant(-2n));
  const year = over(sinceMarch, 12n);
  const ofYear = graph.modulo(sinceMarch, 12n);
  const leapDays = graph.add(graph.subtract(over(year, 4n), over(year, 100n)), over(year, 400n));
  const days = graph.add(graph.times(year, YEARS.days), leapDays);
  return graph.add(graph.add(days, daysBefore(graph, ofYear)), graph.constant(-EPOCH));
}

/** Days from 1 March to the first of a month, counted in months from March. */
const daysBefore = (graph: Graph, month: Whole): Whole =>
  graph.floorDivide(graph.add(graph.times(month, 153n), graph.constant(2n)), graph.constant(5n));

/** The month a day lies in and its day of the month, from 1. */
function monthAndDay(graph: Graph, date: Whole): { month: Whole; day: Whole } {
  const over = (whole: Whole, by: bigint): Whole => graph.floorDivide(whole, graph.constant(by));
  const since = graph.add(date, graph.constant(EPOCH));
  const era = over(since, YEARS.days400);
  const ofEra = graph.modulo(since, YEARS.days400);
  const leapDays = graph.subtract(
    graph.add(over(ofEra, YEARS.days4 - 1n), over(ofEra, YEARS.days400 - 1n)),
    over(ofEra, YEARS.days100),
  );
  const year = over(graph.subtract(ofEra, leapDays), YEARS.days);
  const before = graph.add(graph.subtract(graph.times(year, YEARS.days), over(year, 100n)), over(year, 4n));
  const ofYear = graph.within(graph.subtract(ofEra, before), { least: 0n, greatest: YEARS.days });
  const month = over(graph.add(graph.times(ofYear, 5n), graph.constant(2n)), 153n);
  const years = graph.add(year, graph.times(era, 400n));
  return {
    month: graph.add(graph.add(graph.times(years, 12n), month), graph.constant(2n)),
    day: graph.within(graph.add(graph.subtract(ofYear, daysBefore(graph, month)), graph.one), {
      least: 1n,
      greatest: 31n,
    }),
  };
}

/** Whole months from one date to another, as `fullMonthsBetween` counts them. */
export function fullMonths(graph: Graph, from: Whole, to: Whole): Whole {
  const [start, end] = [monthAndDay(graph, graph.min(from, to)), monthAndDay(graph, graph.max(from, to))];
  const next = firstDayOf(graph, graph.add(end.month, graph.one));
  const lengthOfEnd = graph.within(graph.subtract(next, firstDayOf(graph, end.month)), { least: 28n, greatest: 31n });
  const isShort = graph.less(end.day, graph.min(start.day, lengthOfEnd));
  const months = graph.subtract(graph.subtract(end.month, start.month), graph.choose(isShort, graph.one, graph.zero));
  return graph.choose(graph.less(to, from), graph.negate(months), months);
}
