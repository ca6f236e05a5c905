import type { Localized } from "../../engine/index.ts";
import type { LineOutcome, RunLine } from "../runs/line.ts";
import type { Correction } from "../store/correction-store.ts";

/** A month as it was published. */
export interface ClosedMonth {
  /** `YYYY-MM` */
  readonly month: string;
  /** The revision of the data that it was published from. */
  readonly dataRevision: number;
  /** What each agent of the run was paid by their line, in fen; null where it had no result. */
  readonly published: ReadonlyMap<string, number | null>;
  /** What corrections have come to since, by agent, in fen. */
  readonly settled: ReadonlyMap<string, number>;
}

/**
 * What agents should have been paid otherwise: those for whom the line computed again differs from what they were
 * paid in all. Who cannot be computed any more is named and keeps what was paid; who never could be is not in it.
 *
 * @param lines computed again, by agent, with the versions that the published lines pin
 */
export function correctionsOf(closed: ClosedMonth, lines: readonly RunLine[]): Correction[] {
  const { month, dataRevision, published, settled } = closed;
  return lines.flatMap((line): Correction[] => {
    const { agent, version, outcome, payout } = line;
    const before = published.get(agent) ?? null;
    const paid = (before ?? 0) + (settled.get(agent) ?? 0);
    const correction = {
      closedMonth: month,
      agent,
      ...(version !== null && { version }),
      publishedRevision: dataRevision,
      paid,
    };
    if (outcome !== "computed") {
      const hadResult = before !== null || settled.has(agent);
      return hadResult ? [{ ...correction, problem: line.errors[0]?.message ?? WHY[outcome] }] : [];
    }
    const owed = payout ?? 0;
    return owed === paid ? [] : [{ ...correction, owed }];
  });
}

const WHY: Readonly<Record<Exclude<LineOutcome, "computed">, Localized>> = {
  "missing-data": { zh: "这个月已没有数据", en: "there are no data of the month any more" },
  "no-scheme": { zh: "这个月没有适用的方案", en: "no scheme applies in the month" },
  error: { zh: "按现在的数据算不出", en: "it cannot be computed from the data as they are now" },
};
