/**
 * What may become of a version: the only place that says which step leads where, who may take it, and who may
 * not because it is their own work.
 */
import type { Actor } from "../access/actor.ts";
import type { Role } from "../access/role.ts";

export const VERSION_STATUSES = ["draft", "submitted", "reviewed", "approved", "withdrawn"] as const;
export type VersionStatus = (typeof VERSION_STATUSES)[number];

export const STEPS = ["submit", "return", "review", "approve", "withdraw"] as const;
export type Step = (typeof STEPS)[number];

interface Transition {
  readonly step: Step;
  readonly from: VersionStatus;
  readonly to: VersionStatus;
  /** Any one of them. */
  readonly roles: readonly Role[];
  /** Nobody who wrote any of it. */
  readonly byOthers?: true;
  /** Nor who reviewed it. */
  readonly bySecond?: true;
}

export const TRANSITIONS: readonly Transition[] = [
  { step: "submit", from: "draft", to: "submitted", roles: ["editor"] },
  { step: "return", from: "submitted", to: "draft", roles: ["reviewer"] },
  { step: "return", from: "reviewed", to: "draft", roles: ["reviewer", "approver"] },
  { step: "review", from: "submitted", to: "reviewed", roles: ["reviewer"], byOthers: true },
  { step: "approve", from: "reviewed", to: "approved", roles: ["approver"], byOthers: true, bySecond: true },
  { step: "withdraw", from: "draft", to: "withdrawn", roles: ["editor"] },
  { step: "withdraw", from: "submitted", to: "withdrawn", roles: ["editor"] },
  { step: "withdraw", from: "reviewed", to: "withdrawn", roles: ["editor", "approver"] },
  { step: "withdraw", from: "approved", to: "withdrawn", roles: ["approver"] },
];

/** What decides whether a step may be taken. */
export interface Situation {
  readonly status: VersionStatus;
  /** Ids of all who created or edited it. */
  readonly authors: ReadonlySet<string>;
  /** Who took the review that counts; absent before it. */
  readonly reviewer?: string;
}

export type Refusal =
  /** The version is in none of the states from which the step leads on. */
  | { readonly because: "state"; readonly expected: readonly VersionStatus[] }
  | { readonly because: "role"; readonly roles: readonly Role[] }
  | { readonly because: "author" }
  | { readonly because: "reviewer" };

/** Where the step leads, or why the actor may not take it. */
export function take(step: Step, { status, authors, reviewer }: Situation, actor: Actor): VersionStatus | Refusal {
  const found = TRANSITIONS.find((transition) => transition.step === step && transition.from === status);
  if (!found) return { because: "state", expected: statesFor(step) };
  const { to, roles, byOthers, bySecond } = found;
  if (!roles.some((role) => actor.roles.has(role))) return { because: "role", roles };
  if (byOthers && authors.has(actor.user)) return { because: "author" };
  if (bySecond && actor.user === reviewer) return { because: "reviewer" };
  return to;
}

export const statesFor = (step: Step): VersionStatus[] =>
  TRANSITIONS.filter((transition) => transition.step === step).map(({ from }) => from);

/** Only a draft has a text that can change. */
export const isEditable = (status: VersionStatus): boolean => status === "draft";
