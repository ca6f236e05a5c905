/**
 * Figures of one agent and month together with those that rules may look at besides: earlier months, and other
 * agents. Where no month alone shows a difference, small histories are tried, the simplest first.
 */
import { dayNumber, dayText } from "../../columns/day.ts";
import type { AgentMonth } from "../../ir/program.ts";
import type { Term } from "../../ir/term.ts";
import { dayOfPlace } from "../../values/calendar.ts";
import { monthAt, monthIndex } from "../../values/month.ts";

export interface Situation {
  readonly row: AgentMonth;
  /** Earlier months of the agent, the latest first; then other agents of the month, with earlier months of theirs. */
  readonly others: readonly AgentMonth[];
}

/** Nobody else, and no other month. */
export const alone = (row: AgentMonth): Situation => ({ row, others: [] });

/** What rules look at besides the figures of the row. */
export interface Looks {
  readonly back: boolean;
  readonly aside: boolean;
  /** Whether it matters which month of the quarter or year it is. */
  readonly atCalendar: boolean;
  /** Days of the calendar that dates are compared with. */
  readonly days: readonly Place[];
}

type Place = Extract<Term, { kind: "calendar" }>["place"];

export function looksOf(terms: readonly Term[]): Looks {
  const windows = terms.filter((term) => term.kind === "window");
  const places = terms.flatMap((term) => (term.kind === "calendar" ? [term.place] : []));
  return {
    back: windows.length > 0 || terms.some(({ kind }) => kind === "streak"),
    aside: terms.some(({ kind }) => kind === "peers"),
    atCalendar: places.length > 0 || windows.some(({ period }) => period.kind === "calendar"),
    days: places.filter(({ part }) => part === "day"),
  };
}

/** The first month of a quarter and year, one within a quarter, and the last ones of a quarter and of a year. */
export const MONTHS = ["2025-01", "2025-02", "2025-03", "2025-12"];

/** Figures of the month itself that all arrangements are tried with before the others have their turn. */
const FIRST = 3;

/**
 * @param candidates figures of the month itself, the likeliest first
 * @param stock figures for earlier months and other agents
 * @param dates metrics that hold a date
 */
export function* situations(
  candidates: readonly AgentMonth[],
  stock: readonly AgentMonth[],
  looks: Looks,
  dates: readonly string[],
): Generator<Situation> {
  const figures = ["same", ...stock] as const;
  const first = candidates.slice(0, FIRST);
  yield* among(first, alike(["same"], looks), looks, dates);
  yield* among(first, alike(stock, looks), looks, []);
  yield* among(first, mixed(figures, looks), looks, []);
  if (looks.days.length > 0) yield* among(first, alike(stock, looks), looks, dates);
  const others = candidates.slice(FIRST);
  yield* among(others, alike(figures, looks), looks, []);
  yield* among(others, mixed(figures, looks), looks, []);
}

function* among(
  candidates: readonly AgentMonth[],
  arrangements: Iterable<Arrangement>,
  looks: Looks,
  dates: readonly string[],
): Generator<Situation> {
  const months = looks.atCalendar ? MONTHS : MONTHS.slice(0, 1);
  for (const arrangement of arrangements) {
    for (const figures of candidates) {
      for (const month of months) {
        for (const row of withDays({ ...figures, month }, looks.days, dates)) {
          yield { row, others: othersOf(row, arrangement, looks) };
        }
      }
    }
  }
}

/** `same` has the figures of the row. */
type Figures = AgentMonth | "same";

interface Arrangement {
  /** From the month before backwards; `undefined` for a month without a row. */
  readonly past: readonly (Figures | undefined)[];
  readonly peers: readonly Figures[];
}

/** Other agents have in as many earlier months the figures of this one. */
function othersOf(row: AgentMonth, { past, peers }: Arrangement, { back }: Looks): AgentMonth[] {
  const { agent, month } = row;
  const valuesOf = (figures: Figures, own: AgentMonth) => (figures === "same" ? own : figures).values;
  const before = (own: AgentMonth, rows: Arrangement["past"]): AgentMonth[] =>
    rows.flatMap((figures, at) => {
      if (figures === undefined) return [];
      return [{ agent: own.agent, month: monthAt(monthIndex(month) - 1 - at), values: valuesOf(figures, own) }];
    });
  const others = peers.flatMap((peer, at) => {
    const own = { agent: `${agent}${at + 1}`, month, values: valuesOf(peer, row) };
    return [own, ...before(own, back ? run("same", past.length) : [])];
  });
  return [...before(row, past), ...others];
}

/** How many months alike: about a window of months, a quarter, half a year, a year, the whole year before. */
const LENGTHS = [1, 2, 3, 4, 5, 6, 11, 24];
const SHORT_LENGTHS = [1, 2, 4];
const LONGEST_GAP = 5;

/** Months, or other agents, that all have the same figures. */
function* alike(figures: readonly Figures[], { back, aside }: Looks): Generator<Arrangement> {
  for (const one of figures) {
    if (one === "same") yield { past: [], peers: [] };
    if (aside) yield { past: [], peers: [one] };
    for (const months of back ? LENGTHS : []) yield { past: run(one, months), peers: [] };
    for (let gap = 1; back && gap <= LONGEST_GAP; gap += 1) yield { past: [...run(undefined, gap), one], peers: [] };
  }
}

function* mixed(figures: readonly Figures[], { back, aside }: Looks): Generator<Arrangement> {
  for (const one of figures) {
    for (const other of figures) {
      if (aside) yield { past: [], peers: [one, other] };
      if (!back) continue;
      for (const months of aside ? [1, 3, 11] : []) yield { past: run(one, months), peers: [other] };
      for (const months of one === other ? [] : SHORT_LENGTHS) {
        yield { past: [...run(one, months), other], peers: [] };
        yield { past: [...run(one, months), ...run(other, LONGEST_GAP)], peers: [] };
      }
    }
  }
}

const run = <T>(one: T, months: number): T[] => Array.from({ length: months }, () => one);

/** Also on each of the days, the day before it and the day after. */
function* withDays(row: AgentMonth, days: readonly Place[], dates: readonly string[]): Generator<AgentMonth> {
  yield row;
  for (const place of days) {
    const day = dayNumber(dayOfPlace(monthIndex(row.month), place)) ?? 0;
    for (const date of dates) {
      for (const near of [day, day - 1, day + 1])
        yield { ...row, values: new Map(row.values).set(date, dayText(near)) };
    }
  }
}
