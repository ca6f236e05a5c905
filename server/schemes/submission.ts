/** What stands in the way of handing in a version for review. */
import type { Localized } from "../../engine/index.ts";
import type { Waiver } from "../store/approval-store.ts";
import type { Reading } from "./reading.ts";

export interface Submission {
  /** One for each assumed figure. */
  readonly waivers: readonly Waiver[];
  /** Why weights or bands change sooner than they should; needed where they do. */
  readonly reasonForChange?: string;
}

export type SubmissionRefusal =
  | { readonly code: "scheme-has-errors" }
  /** The text says that it is of another scheme. */
  | { readonly code: "scheme-mismatch"; readonly found: string }
  /** Assumed figures without a waiver, by address. */
  | { readonly code: "assumed-not-waived"; readonly addresses: readonly string[] }
  /** Waivers of what is not assumed. */
  | { readonly code: "waiver-unused"; readonly addresses: readonly string[] }
  | ReasonNeeded;

export interface ReasonNeeded {
  readonly code: "change-needs-reason";
  readonly changes: readonly Localized[];
}

/** @param early what changes sooner than it should against the version in force */
export function refusalOf(
  submission: Submission,
  { scheme, reading, early }: { scheme: string; reading: Reading; early: readonly Localized[] },
): SubmissionRefusal | undefined {
  if (reading.findings.errors > 0) return { code: "scheme-has-errors" };
  if (reading.scheme !== scheme) return { code: "scheme-mismatch", found: reading.scheme ?? "" };
  const assumed = new Set(reading.assumed.map(({ address }) => address));
  const waived = new Set(submission.waivers.map(({ address }) => address));
  const missing = [...assumed].filter((address) => !waived.has(address));
  if (missing.length > 0) return { code: "assumed-not-waived", addresses: missing };
  const unused = [...waived].filter((address) => !assumed.has(address));
  if (unused.length > 0) return { code: "waiver-unused", addresses: unused };
  return reasonNeeded(submission, early);
}

export const reasonNeeded = (
  { reasonForChange }: Pick<Submission, "reasonForChange">,
  early: readonly Localized[],
): ReasonNeeded | undefined =>
  early.length > 0 && reasonForChange === undefined ? { code: "change-needs-reason", changes: early } : undefined;
