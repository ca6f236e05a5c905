import { FUNCTIONS } from "../ir/functions.ts";
import { printTerm } from "../ir/print-term.ts";
import type { AgentMonth } from "../ir/program.ts";
import type { Term } from "../ir/term.ts";
import { evaluate } from "../reference/evaluate.ts";
import type { Reference } from "../reference/reference.ts";
import { type Scope, settle } from "../reference/scope.ts";
import { monthsIn } from "../values/calendar.ts";
import { monthAt, monthIndex } from "../values/month.ts";
import { equal } from "../values/rational.ts";
import type { Outcome } from "../values/value.ts";
import type { PeersLook, Rounding, WindowLook } from "./step.ts";

/** What evaluating some terms looked at; branches not taken leave nothing in it. */
export interface Trace {
  /** In the order of first use. */
  readonly names: Set<string>;
  /** Those that changed a value, in the order they happened. */
  readonly roundings: Rounding[];
  /** Of this month's expressions; what other months looked at is theirs to explain. */
  readonly windows: WindowLook[];
  readonly peers: PeersLook[];
}

export const emptyTrace = (): Trace => ({ names: new Set(), roundings: [], windows: [], peers: [] });

/** The outcome of a term; what it looked at is added to the trace, up to the first error. */
export function traced(
  term: Term,
  reference: Reference,
  at: AgentMonth,
  { names, roundings, windows, peers }: Trace,
): Outcome {
  const lookUp = (name: string): Outcome => {
    names.add(name);
    return reference.value(name, at);
  };
  const scope: Scope = {
    // Only the code of an error is looked at here; its name is that of the reference's own outcome.
    ...reference.scope(at, "", lookUp),
    onPeers(term, looked) {
      peers.push({ text: printTerm(term), ...looked });
    },
    onWindow(window, months) {
      const { first, last } = monthsIn(window.period, monthIndex(at.month));
      windows.push({ text: printTerm(window), months: months.map(monthAt), outOf: Math.max(0, last - first + 1) });
    },
    onStreak(streak, length) {
      const end = monthIndex(at.month);
      const months = Array.from({ length }, (_, back) => monthAt(end - length + 1 + back));
      windows.push({ text: printTerm(streak), months, outOf: length });
    },
    onCall(name, [before, decimals], after) {
      const mode = FUNCTIONS.get(name)?.rounding;
      if (!mode || !before || equal(before, after)) return;
      roundings.push({ before, after, decimals: Number(decimals?.numerator ?? 0n), mode });
    },
  };
  return settle(() => evaluate(term, scope));
}
