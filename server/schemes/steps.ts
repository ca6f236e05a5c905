/**
 * The steps of a version, as they are taken: inside a transaction that writes, on the version as it is there. What
 * takes long (reading texts) was done before; if it was done on another state of things, the step is `stale`.
 */

import { LANGUAGE_VERSION, type Localized, type Month } from "../../engine/index.ts";
import type { Actor } from "../access/actor.ts";
import type { NewStep } from "../store/approval-store.ts";
import type { Stores } from "../store/store.ts";
import type { Move, StoredVersion } from "../store/version-store.ts";
import { closedRuns, lastClosed } from "./closed-months.ts";
import { inForce } from "./effective.ts";
import * as lifecycle from "./lifecycle.ts";
import type { ChangeSentence } from "./meaning-changes.ts";
import type { Reading } from "./reading.ts";
import { type ReasonNeeded, reasonNeeded, refusalOf, type Submission, type SubmissionRefusal } from "./submission.ts";

type DecisionStores = Pick<Stores, "versions" | "approvals" | "catalogue" | "runs" | "audit">;

/** Who takes a step, when, and what they say to it. */
export interface Act {
  readonly actor: Actor;
  /** UTC, ISO 8601. */
  readonly at: string;
  readonly comment?: string;
}

export type StepRefusal =
  | ({ readonly code: "refused" } & lifecycle.Refusal)
  /** What was read before the transaction is no longer so. */
  | { readonly code: "stale" }
  | SubmissionRefusal
  | ReasonNeeded
  /** The month from which the version is to be effective is closed; so are all up to `last`. */
  | { readonly code: "month-closed"; readonly last: Month }
  /** People were paid by the version in this month. */
  | { readonly code: "version-in-use"; readonly month: Month };

/** What was read for a submission. */
export interface ReadForSubmission {
  /** Of the version. */
  readonly revision: number;
  /** The hash of the catalogue it was read with, which the version keeps. */
  readonly catalogue: string;
  readonly reading: Reading;
  readonly early: readonly Localized[];
}

/** What was read for an approval. */
export interface ReadForApproval {
  readonly revision: number;
  readonly effectiveFrom: Month;
  /** The version it takes the place of in that month; absent where there is none. */
  readonly against?: string;
  readonly changes: readonly ChangeSentence[];
  readonly early: readonly Localized[];
}

/** `undefined`: the step was taken and recorded. */
type Outcome = Promise<StepRefusal | undefined>;

export async function submit(
  stores: DecisionStores,
  version: StoredVersion,
  act: Act,
  submission: Submission,
  { revision, catalogue, reading, early }: ReadForSubmission,
): Outcome {
  const to = await allowed(stores, "submit", version, act);
  if (typeof to !== "string") return to;
  if (revision !== version.revision || catalogue !== (await stores.catalogue.head())?.hash) return { code: "stale" };
  const refusal = refusalOf(submission, { scheme: version.scheme, reading, early });
  if (refusal) return refusal;
  const { hash } = reading;
  const { waivers, reasonForChange } = submission;
  const said = { hash, waivers: onePerAddress(waivers), ...(reasonForChange !== undefined && { reasonForChange }) };
  const pinned = { catalogue, languageVersion: LANGUAGE_VERSION };
  await move(stores, version, act, { status: to, hash, pinned }, { step: "submit", ...said });
  return undefined;
}

/** Back to who wrote it, with the reason as the comment. */
export async function sendBack(stores: DecisionStores, version: StoredVersion, act: Act): Outcome {
  return simply(stores, "return", version, act, { pinned: null });
}

export async function review(stores: DecisionStores, version: StoredVersion, act: Act): Outcome {
  return simply(stores, "review", version, act);
}

export async function approve(
  stores: DecisionStores,
  version: StoredVersion,
  act: Act,
  { revision, effectiveFrom, against, changes, early }: ReadForApproval,
): Outcome {
  const to = await allowed(stores, "approve", version, act);
  if (typeof to !== "string") return to;
  const siblings = await stores.versions.list(version.scheme);
  if (revision !== version.revision || against !== inForce(siblings, effectiveFrom)?.id) return { code: "stale" };
  const last = lastClosed(await closedRuns(stores), new Set(siblings.map(({ id }) => id)));
  if (last !== undefined && effectiveFrom <= last) return { code: "month-closed", last };
  const submission = (await stores.approvals.steps(version.id)).findLast(({ step }) => step === "submit");
  const refusal = reasonNeeded(submission ?? {}, early);
  if (refusal) return refusal;
  const settled = { effectiveFrom, changes, ...(against !== undefined && { against }) };
  await move(stores, version, act, { status: to, effectiveFrom }, { step: "approve", ...settled });
  return undefined;
}

export async function withdraw(stores: DecisionStores, version: StoredVersion, act: Act): Outcome {
  const to = await allowed(stores, "withdraw", version, act);
  if (typeof to !== "string") return to;
  const month = lastClosed(await closedRuns(stores), new Set([version.id]));
  if (month !== undefined) return { code: "version-in-use", month };
  await move(stores, version, act, { status: to }, { step: "withdraw" });
  return undefined;
}

/** The steps that the actor may take now, as far as roles, authorship and the version's state go. */
export async function stepsOpen(
  stores: DecisionStores,
  version: StoredVersion,
  actor: Actor,
): Promise<lifecycle.Step[]> {
  const situation = await situationOf(stores, version);
  return lifecycle.STEPS.filter((step) => typeof lifecycle.take(step, situation, actor) === "string");
}

async function simply(
  stores: DecisionStores,
  step: lifecycle.Step,
  version: StoredVersion,
  act: Act,
  settled: Omit<Move, "status"> = {},
): Outcome {
  const to = await allowed(stores, step, version, act);
  if (typeof to !== "string") return to;
  await move(stores, version, act, { status: to, ...settled }, { step });
  return undefined;
}

async function allowed(
  stores: DecisionStores,
  step: lifecycle.Step,
  version: StoredVersion,
  { actor }: Act,
): Promise<lifecycle.VersionStatus | StepRefusal> {
  const to = lifecycle.take(step, await situationOf(stores, version), actor);
  return typeof to === "string" ? to : { code: "refused", ...to };
}

async function situationOf({ versions, approvals }: DecisionStores, { id, status }: StoredVersion) {
  const [authors, steps] = [await versions.authors(id), await approvals.steps(id)];
  const reviewer = steps.findLast(({ step }) => step === "review")?.by;
  return { status, authors: new Set(authors), ...(reviewer !== undefined && { reviewer }) };
}

async function move(
  { versions, approvals, audit }: DecisionStores,
  version: StoredVersion,
  { actor, at, comment }: Act,
  to: Move,
  said: Pick<NewStep, "step"> & Partial<NewStep>,
): Promise<void> {
  const { id, revision, hash, scheme, version: name } = version;
  const moved = await versions.move(id, revision, to, at);
  if (!moved) throw new Error(`the version ${id} changed while it was being written`);
  const step = { by: actor.user, at, hash, waivers: [], ...(comment !== undefined && { comment }), ...said };
  const number = await approvals.add(id, step);
  const { changes: _changes, waivers, ...details } = step;
  audit.record({
    action: `version.${step.step}`,
    subject: id,
    details: { ...details, scheme, version: name, number, waivers: waivers.map(({ address }) => address) },
  });
}

const onePerAddress = (waivers: Submission["waivers"]): Submission["waivers"] => [
  ...new Map(waivers.map((waiver) => [waiver.address, waiver])).values(),
];
