import type { Output } from "../../engine/index.ts";
import type { StoredRun } from "../store/run-store.ts";

/**
 * A list of agents that a scheme issues for certain months (`report`), as of one revision of a run. Somebody
 * above all who stand on it signs it, then HR files it; from then on it stays as it is.
 */
export interface ReportList {
  readonly id: string;
  readonly run: string;
  /** Of the run: another one makes another list. */
  readonly revision: number;
  /** `YYYY-MM` */
  readonly month: string;
  /** The scheme version that declares it. */
  readonly version: string;
  readonly name: string;
  readonly state: ReportListState;
  readonly columns: readonly ListColumn[];
  /** SHA-256 over name, month, columns and rows: what is signed. Empty while it is being computed. */
  readonly hash: string;
  readonly madeBy: string;
  readonly madeAt: string;
  readonly signed?: Signature;
  readonly filed?: Signature;
}

/** Figures under a signature do not move: only of a run that is locked can lists be made. */
export const isSettled = ({ revision: { status } }: StoredRun): boolean =>
  status === "locked" || status === "published";

export type ReportListState = "computing" | "made" | "signed" | "filed";

export interface Signature {
  /** The user's id. */
  readonly by: string;
  /** UTC, ISO 8601. */
  readonly at: string;
}

export interface ListColumn {
  readonly name: string;
  readonly kind: Output["type"]["kind"];
}
