/** What steps need of texts, read before the transaction in which they are taken. */
import type { Month } from "../../engine/index.ts";
import type { Store } from "../store/store.ts";
import type { StoredVersion } from "../store/version-store.ts";
import type { Checker } from "./checker.ts";
import { inForce } from "./effective.ts";
import type { ReadForApproval, ReadForSubmission } from "./steps.ts";

/**
 * @param month now; a version that does not say from when it is meant to be effective is taken to be so from now on
 */
export async function readForSubmission(
  store: Store,
  checker: Checker,
  version: StoredVersion,
  month: Month,
): Promise<ReadForSubmission> {
  const reading = await checker.check(version.text);
  const from = reading.effective ?? month;
  const older = await versionInForce(store, version.scheme, from);
  const { early } = older
    ? await checker.compare(version, older, { newer: from, older: older.effectiveFrom ?? from })
    : { early: [] };
  return { revision: version.revision, catalogue: reading.catalogue, reading, early };
}

export async function readForApproval(
  store: Store,
  checker: Checker,
  version: StoredVersion,
  effectiveFrom: Month,
): Promise<ReadForApproval> {
  const older = await versionInForce(store, version.scheme, effectiveFrom);
  const months = { newer: effectiveFrom, older: older?.effectiveFrom ?? effectiveFrom };
  const { changes, early } = older ? await checker.compare(version, older, months) : { changes: [], early: [] };
  return { revision: version.revision, effectiveFrom, ...(older && { against: older.id }), changes, early };
}

/** The version that the scheme's people are paid by in the month. */
export async function versionInForce(
  { stores }: Pick<Store, "stores">,
  scheme: string,
  month: Month,
): Promise<StoredVersion | undefined> {
  const found = inForce(await stores.versions.list(scheme), month);
  return found && stores.versions.find(found.id);
}
