import { canonicalJson, sha256 } from "../canonical-json.ts";
import type { AppliedCorrection } from "../store/correction-store.ts";
import type { ComputationResult } from "../store/run-store.ts";
import type { Adjustment } from "./adjustments.ts";
import type { RunLine } from "./line.ts";

/** What a computation was made of. */
export interface Origin extends Pick<ComputationResult, "languageVersion" | "versions"> {
  readonly dataSet: string;
  readonly month: string;
  readonly dataRevision: number;
}

/** SHA-256 of what a run was computed from and of every line, by agent. */
export const runHash = (
  { dataSet, month, dataRevision, languageVersion, versions }: Origin,
  lines: readonly Pick<RunLine, "hash">[],
): string => {
  const used = versions.map(({ id: _, ...version }) => version);
  return sha256(canonicalJson([dataSet, month, dataRevision, languageVersion, used, lines.map(({ hash }) => hash)]));
};

/** SHA-256 over all that a locked run pays: its lines, the adjustments in force and the corrections paid with it. */
export const sealOf = (
  hash: string,
  adjustments: readonly Adjustment[],
  corrections: readonly AppliedCorrection[],
): string => {
  const adjusted = adjustments.map(({ id, agent, amount, reason, added }) => [id, agent, amount, reason, added]);
  const corrected = corrections.map(({ proposal, closedMonth, agent, paid, owed }) => [
    proposal,
    closedMonth,
    agent,
    paid,
    owed,
  ]);
  return sha256(canonicalJson([hash, inAnyOrder(adjusted), inAnyOrder(corrected)]));
};

const inAnyOrder = (entries: readonly unknown[]): string[] => entries.map(canonicalJson).sort();
