/** How the routes of versions answer: a version as it stands now, or why a step was not taken. */

import type { Localized } from "../../engine/index.ts";
import type { Actor } from "../access/actor.ts";
import { shanghaiMonth } from "../calendar.ts";
import { lastMonthOf, standing } from "../schemes/effective.ts";
import { type Step, statesFor, type VersionStatus } from "../schemes/lifecycle.ts";
import { type StepRefusal, stepsOpen } from "../schemes/steps.ts";
import type { Stores } from "../store/store.ts";
import type { StoredVersion } from "../store/version-store.ts";
import { etagOf } from "./precondition.ts";
import { type ProblemCode, type ProblemError, problem } from "./problem.ts";
import type { Reply } from "./route.ts";
import type { Version } from "./schemas/versions.ts";
import type { Diagnostic } from "./schemas.ts";

/** What can go wrong with any step. */
export const STEP_PROBLEMS = ["version-not-found", "version-wrong-state", "forbidden"] as const satisfies ProblemCode[];

export async function existing({ versions }: Stores, id: string): Promise<StoredVersion> {
  const found = await versions.find(id);
  if (!found) throw problem("version-not-found", { id });
  return found;
}

/** The version that a request means to change, if If-Match names its revision. */
export async function matching(
  stores: Stores,
  id: string,
  matches: (revision: number) => boolean,
): Promise<StoredVersion> {
  const found = await existing(stores, id);
  if (!matches(found.revision)) throw changedMeanwhile(found);
  return found;
}

export const changedMeanwhile = ({ revision }: StoredVersion): ProblemError =>
  problem("precondition-failed", {}, { etag: etagOf(revision) });

/** The version as it is now, with what the actor may do next. Not to be compressed: that would weaken the ETag. */
export async function versionReply(stores: Stores, id: string, actor: Actor, now: Date): Promise<Reply> {
  const {
    revision,
    approvedAt: _approvedAt,
    languageVersion: _languageVersion,
    ...version
  } = await existing(stores, id);
  const siblings = await stores.versions.list(version.scheme);
  const listed = siblings.find((sibling) => sibling.id === id) ?? version;
  const effectiveUntil = lastMonthOf(listed, siblings);
  const body = {
    ...version,
    ...(effectiveUntil !== undefined && { effectiveUntil }),
    status: standing(listed, siblings, shanghaiMonth(now)),
    authors: await named(stores, await stores.versions.authors(id)),
    steps: await stepsOpen(stores, { ...version, revision }, actor),
  };
  return {
    body: body satisfies Version,
    headers: { ETag: etagOf(revision), "Cache-Control": "no-cache, no-transform" },
  };
}

/** People with the names they go by; who is no user (any more) by the id. */
export async function named(
  { users }: Pick<Stores, "users">,
  ids: readonly string[],
): Promise<{ id: string; name: string }[]> {
  const names = await users.displayNames([...new Set(ids)]);
  return ids.map((id) => ({ id, name: names.get(id) ?? id }));
}

/** @param diagnostics the findings of the text, for a scheme that has errors */
export function stepProblem(
  refusal: StepRefusal,
  step: Step,
  version: StoredVersion,
  diagnostics: readonly Diagnostic[] = [],
): ProblemError {
  const name = { version: version.version };
  switch (refusal.code) {
    case "refused":
      return lifecycleProblem(refusal, step, version);
    case "stale":
      return changedMeanwhile(version);
    case "scheme-has-errors": {
      const errors = diagnostics.filter(({ severity }) => severity === "error");
      return problem("scheme-has-errors", { count: String(errors.length) }, { diagnostics: [...diagnostics] });
    }
    case "scheme-mismatch":
      return problem("scheme-mismatch", { found: refusal.found, expected: version.scheme });
    case "assumed-not-waived":
    case "waiver-unused": {
      const addresses = [...refusal.addresses];
      return problem(refusal.code, { count: String(addresses.length), list: addresses.join(", ") }, { addresses });
    }
    case "change-needs-reason": {
      const changes = [...refusal.changes];
      const count = String(changes.length);
      return problem(
        "change-needs-reason",
        { count, firstZh: changes[0]?.zh ?? "", firstEn: changes[0]?.en ?? "" },
        { changes },
      );
    }
    case "month-closed":
      return problem("month-closed", { month: refusal.last });
    case "version-in-use":
      return problem("version-in-use", { ...name, month: refusal.month });
  }
}

function lifecycleProblem(
  refusal: Extract<StepRefusal, { code: "refused" }>,
  step: Step,
  { version, status }: StoredVersion,
): ProblemError {
  switch (refusal.because) {
    case "state": {
      const expected = statesFor(step).map((state) => STATES[state]);
      return problem("version-wrong-state", {
        version,
        stateZh: STATES[status].zh,
        stateEn: STATES[status].en,
        expectedZh: expected.map(({ zh }) => zh).join("、"),
        expectedEn: expected.map(({ en }) => en).join(" or "),
      });
    }
    case "role":
      return problem("forbidden", {});
    case "author":
      return problem("version-own-work", { version });
    case "reviewer":
      return problem("version-second-person", { version });
  }
}

/** The states in sentences. */
export const STATES: Readonly<Record<VersionStatus, Localized>> = {
  draft: { zh: "草稿", en: "a draft" },
  submitted: { zh: "已提交", en: "submitted" },
  reviewed: { zh: "已审核", en: "reviewed" },
  approved: { zh: "已批准", en: "approved" },
  withdrawn: { zh: "已撤回", en: "withdrawn" },
};
