/** Which approved version of a scheme is in force in a month. */
import { type Month, monthAt, monthIndex } from "../../engine/index.ts";
import type { VersionStatus } from "./lifecycle.ts";

/** A version as far as its time is concerned. */
export interface Dated {
  readonly id: string;
  readonly status: VersionStatus;
  /** Set once it is approved. */
  readonly effectiveFrom?: Month;
  /** When it was approved (UTC, ISO 8601): of two from the same month the one approved later counts. */
  readonly approvedAt?: string;
}

/** How a version stands in a month: an approved one is still to come, in force or superseded. */
export type Standing = Exclude<VersionStatus, "approved"> | "approved" | "effective" | "superseded";

/** The version that people are paid by in the month; `undefined` where none is in force. */
export function inForce<V extends Dated>(versions: readonly V[], month: Month): V | undefined {
  return versions
    .filter(
      ({ status, effectiveFrom }) => status === "approved" && effectiveFrom !== undefined && effectiveFrom <= month,
    )
    .reduce<V | undefined>((latest, version) => (latest && isLater(latest, version) ? latest : version), undefined);
}

/**
 * The month before another takes the place of an approved version: before its own first month where it never came into
 * force. `undefined` where none does.
 * @param versions all of the same scheme
 */
export function lastMonthOf(version: Dated, versions: readonly Dated[]): Month | undefined {
  if (version.status !== "approved") return undefined;
  const next = versions
    .filter((other) => other.status === "approved" && isLater(other, version))
    .map(({ effectiveFrom = "" }) => effectiveFrom)
    .sort()[0];
  return next === undefined ? undefined : monthAt(monthIndex(next) - 1);
}

/** @param versions all of the same scheme */
export function standing(version: Dated, versions: readonly Dated[], month: Month): Standing {
  if (version.status !== "approved") return version.status;
  if ((version.effectiveFrom ?? "") > month) return "approved";
  return inForce(versions, month)?.id === version.id ? "effective" : "superseded";
}

const isLater = (a: Dated, b: Dated): boolean => orderOf(a) > orderOf(b);
const orderOf = ({ effectiveFrom = "", approvedAt = "" }: Dated): string => `${effectiveFrom} ${approvedAt}`;
