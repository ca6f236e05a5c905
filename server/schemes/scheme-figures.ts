/** How many people a version pays, and what it has paid: for the list of schemes. */
import type { Month } from "../../engine/index.ts";
import type { StoredRun } from "../store/run-store.ts";
import type { Stores } from "../store/store.ts";
import { PayRules } from "./paid-by.ts";

/** What a version has paid for one month that is locked or published, adjustments and corrections left out. */
export interface VersionPayout {
  readonly month: Month;
  /** In fen. */
  readonly payout: number;
  /** Who has a result by it. */
  readonly people: number;
}

export interface VersionFigures {
  /** Who is paid by it in the month that is asked about; 0 also for one that is not in force. */
  readonly assigned: number;
  /** The latest months that it has paid for, the first first. */
  readonly payouts: readonly VersionPayout[];
}

/** How many months of payouts are given. */
const MONTHS = 6;

type FigureStores = Pick<Stores, "versions" | "assignments" | "agents" | "runs" | "runLines">;

/** By the id of the version; who has assigned nobody and paid nothing is not in it. */
export async function schemeFigures(stores: FigureStores, month: Month): Promise<Map<string, VersionFigures>> {
  const [assigned, payouts] = [await assignedIn(stores, month), await latestPayouts(stores)];
  const versions = new Set([...assigned.keys(), ...payouts.keys()]);
  return new Map(
    [...versions].map((version) => [
      version,
      { assigned: assigned.get(version) ?? 0, payouts: payouts.get(version) ?? [] },
    ]),
  );
}

async function assignedIn(stores: FigureStores, month: Month): Promise<Map<string, number>> {
  const rules = await PayRules.read(stores, month);
  const counts = new Map<string, number>();
  for (const { agent, department } of await stores.agents.inMonth(month, { employed: true })) {
    const paidBy = rules.paidBy(agent, department);
    if ("version" in paidBy) counts.set(paidBy.version, (counts.get(paidBy.version) ?? 0) + 1);
  }
  return counts;
}

async function latestPayouts(stores: FigureStores): Promise<Map<string, VersionPayout[]>> {
  const closed = [await stores.runs.list({ status: "locked" }), await stores.runs.list({ status: "published" })].flat();
  const latest = latestMonths(closed);
  const sums = new Map<string, Map<Month, VersionPayout>>();
  for (const { month, revision } of closed) {
    const { id, versions = [] } = revision.computation ?? {};
    // The lines are added up only where some version shows this month.
    if (id === undefined || !versions.some((version) => latest.get(version.id)?.has(month))) continue;
    for (const { version, payout, lines, withoutResult } of await stores.runLines.sums(id)) {
      if (version === null || !latest.get(version)?.has(month)) continue;
      const months = sums.get(version) ?? new Map<Month, VersionPayout>();
      const before = months.get(month) ?? { month, payout: 0, people: 0 };
      const people = before.people + lines - withoutResult;
      months.set(month, { month, payout: before.payout + payout, people });
      sums.set(version, months);
    }
  }
  return new Map(
    [...sums].map(([version, months]) => [version, [...months.values()].sort((a, b) => (a.month < b.month ? -1 : 1))]),
  );
}

/** By version, the latest months that it has paid for. */
function latestMonths(closed: readonly StoredRun[]): Map<string, Set<Month>> {
  const months = new Map<string, Set<Month>>();
  for (const { month, revision } of closed.toSorted((a, b) => (a.month > b.month ? -1 : 1))) {
    for (const { id } of revision.computation?.versions ?? []) {
      const known = months.get(id) ?? new Set();
      if (known.size < MONTHS) known.add(month);
      months.set(id, known);
    }
  }
  return months;
}
