import type { Columns } from "../columns/columns.ts";
import type { Period } from "../syntax/ast.ts";
import { monthsIn } from "../values/calendar.ts";

/** Of each row the rows of the same agent that a window looks at: from `low` up to `high`, which is left out. */
export interface Reach {
  readonly low: Int32Array;
  readonly high: Int32Array;
}

const known = new WeakMap<Columns, Map<string, Reach>>();

/** How far windows reach over columns, each period found once, whichever program asks. */
export function reachOver(columns: Columns): (period: Period) => Reach {
  const own = known.get(columns) ?? new Map<string, Reach>();
  known.set(columns, own);
  return (period) => {
    const { span: _, ...kind } = period;
    const key = JSON.stringify(kind);
    const reach = own.get(key) ?? reachOf(period, columns);
    own.set(key, reach);
    return reach;
  };
}

/** The months of a window only ever move on, so that each row is passed once by either end. */
function reachOf(period: Period, { length, month, starts }: Columns): Reach {
  let from = Number.POSITIVE_INFINITY;
  let to = 0;
  for (const index of month) {
    if (index < from) from = index;
    if (index > to) to = index;
  }
  const spans = Array.from({ length: Math.max(0, to - from + 1) }, (_, at) => monthsIn(period, from + at));
  const firsts = Int32Array.from(spans, ({ first }) => first);
  const lasts = Int32Array.from(spans, ({ last }) => last);
  const [low, high] = [new Int32Array(length), new Int32Array(length)];
  for (let agent = 0; agent + 1 < starts.length; agent += 1) {
    const end = starts[agent + 1] ?? 0;
    let [begins, ends] = [starts[agent] ?? 0, starts[agent] ?? 0];
    for (let row = begins; row < end; row += 1) {
      const at = (month[row] ?? 0) - from;
      const [first, last] = [firsts[at] ?? 0, lasts[at] ?? 0];
      while (begins < end && (month[begins] ?? 0) < first) begins += 1;
      while (ends < end && (month[ends] ?? 0) <= last) ends += 1;
      low[row] = begins;
      high[row] = Math.max(begins, ends);
    }
  }
  return { low, high };
}
