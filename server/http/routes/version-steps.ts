import { shanghaiMonth } from "../../calendar.ts";
import type { Step } from "../../schemes/lifecycle.ts";
import { readForApproval, readForSubmission, versionInForce } from "../../schemes/step-readings.ts";
import * as steps from "../../schemes/steps.ts";
import type { StoredStep } from "../../store/approval-store.ts";
import type { Store, Stores } from "../../store/store.ts";
import type { StoredVersion } from "../../store/version-store.ts";
import { CALCULATION_PROBLEMS } from "../problem.ts";
import { type Call, type Reply, type Route, route } from "../route.ts";
import { ById } from "../schemas/common.ts";
import {
  Approval,
  DiffQuery,
  Return,
  Review,
  Submission,
  SubmissionNeeds,
  Version,
  VersionDiff,
  VersionHistory,
  Withdrawal,
} from "../schemas/versions.ts";
import type { Diagnostic } from "../schemas.ts";
import type { Services } from "../services.ts";
import { existing, matching, named, STEP_PROBLEMS, stepProblem, versionReply } from "../version-reply.ts";

/** What the routes of steps have in common. */
const STEP = { params: ById, ifMatch: true, idempotent: true, status: 200, response: Version, etag: true } as const;

export const versionStepRoutes = ({ store, checker }: Services): Route[] => [
  route("GET /api/versions/{id}/submission", {
    summary: "What a draft lacks to be submitted",
    params: ById,
    status: 200,
    response: SubmissionNeeds,
    problems: ["version-not-found", ...CALCULATION_PROBLEMS],
    handle: async ({ params: { id } }) => {
      const version = await existing(store.stores, id);
      const { reading, early } = await readForSubmission(store, checker, version, shanghaiMonth(store.clock()));
      const before = (await store.stores.approvals.steps(id)).findLast(({ step }) => step === "submit");
      const reasons = new Map(before?.waivers.map(({ address, reason }) => [address, reason]));
      const assumed = reading.assumed.map((figure) => {
        const waiver = reasons.get(figure.address);
        return { ...figure, ...(waiver !== undefined && { waiver }) };
      });
      const body = { errors: reading.findings.errors, assumed, earlyChanges: [...early] };
      return { body: body satisfies SubmissionNeeds };
    },
  }),

  route("GET /api/versions/{id}/diff", {
    summary: "What a version says differently from another, sentence by sentence",
    params: ById,
    query: DiffQuery,
    status: 200,
    response: VersionDiff,
    problems: ["version-not-found", ...CALCULATION_PROBLEMS],
    handle: async ({ params: { id }, query: { against, month } }) => {
      const version = await existing(store.stores, id);
      const inForce = await versionInForce(store, version.scheme, month ?? shanghaiMonth(store.clock()));
      const other = against ?? (inForce?.id === id ? undefined : inForce?.id) ?? version.basedOn;
      if (other === undefined) return { body: { changes: [] } satisfies VersionDiff };
      const { changes } = await checker.compare(version, await existing(store.stores, other));
      return { body: { against: other, changes: [...changes] } satisfies VersionDiff };
    },
  }),

  route("GET /api/versions/{id}/history", {
    summary: "What was decided on a version, by whom and why",
    params: ById,
    status: 200,
    response: VersionHistory,
    problems: ["version-not-found"],
    handle: async ({ params: { id } }) => {
      await existing(store.stores, id);
      const taken = await store.stores.approvals.steps(id);
      const people = await named(
        store.stores,
        taken.map(({ by }) => by),
      );
      const shown = taken.map((step, at) => shownStep(step, people[at] ?? { id: step.by, name: step.by }));
      return { body: { steps: shown } satisfies VersionHistory };
    },
  }),

  route("POST /api/versions/{id}/submit", {
    ...STEP,
    summary: "Hands in a draft for review; its text can no longer change and it keeps its catalogue",
    body: Submission,
    problems: [
      ...STEP_PROBLEMS,
      "scheme-has-errors",
      "scheme-mismatch",
      "assumed-not-waived",
      "waiver-unused",
      "change-needs-reason",
      ...CALCULATION_PROBLEMS,
    ],
    handle: async (call) => {
      const { comment, ...submission } = call.body;
      const version = await existing(store.stores, call.params.id);
      const read = await readForSubmission(store, checker, version, shanghaiMonth(store.clock()));
      const submit: Attempt = (stores, version, act) => steps.submit(stores, version, act, submission, read);
      return take(store, call, { step: "submit", comment, diagnostics: read.reading.diagnostics }, submit);
    },
  }),

  route("POST /api/versions/{id}/return", {
    ...STEP,
    summary: "Sends a submitted or reviewed version back to be edited, with a reason",
    body: Return,
    problems: STEP_PROBLEMS,
    handle: (call) => take(store, call, { step: "return", comment: call.body.comment }, steps.sendBack),
  }),

  route("POST /api/versions/{id}/review", {
    ...STEP,
    summary: "Passes a submitted version on for approval; not by who wrote it",
    body: Review,
    problems: [...STEP_PROBLEMS, "version-own-work"],
    handle: (call) => take(store, call, { step: "review", comment: call.body.comment }, steps.review),
  }),

  route("POST /api/versions/{id}/approve", {
    ...STEP,
    summary: "Approves a reviewed version from a month on; not by who wrote or reviewed it",
    body: Approval,
    problems: [
      ...STEP_PROBLEMS,
      "version-own-work",
      "version-second-person",
      "month-closed",
      "change-needs-reason",
      ...CALCULATION_PROBLEMS,
    ],
    handle: async (call) => {
      const { effectiveFrom, comment } = call.body;
      const version = await existing(store.stores, call.params.id);
      const read = await readForApproval(store, checker, version, effectiveFrom);
      const approve: Attempt = (stores, version, act) => steps.approve(stores, version, act, read);
      return take(store, call, { step: "approve", comment }, approve);
    },
  }),

  route("POST /api/versions/{id}/withdraw", {
    ...STEP,
    summary: "Withdraws a version for good; an approved one only while nobody's locked pay was computed by it",
    body: Withdrawal,
    problems: [...STEP_PROBLEMS, "version-in-use"],
    handle: (call) => take(store, call, { step: "withdraw", comment: call.body.comment }, steps.withdraw),
  }),
];

type Attempt = (stores: Stores, version: StoredVersion, act: steps.Act) => Promise<steps.StepRefusal | undefined>;

interface Taking {
  readonly step: Step;
  readonly comment?: string | undefined;
  /** The findings of the text that is submitted. */
  readonly diagnostics?: readonly Diagnostic[];
}

/** Takes a step on the version that the request means, if nobody has changed it, and answers with what it is then. */
const take = (
  store: Store,
  {
    params: { id },
    matches,
    actor,
    write,
  }: Pick<Call<typeof ById, never, never>, "params" | "matches" | "actor" | "write">,
  { step, comment, diagnostics }: Taking,
  attempt: Attempt,
): Promise<Reply> =>
  write(async (stores) => {
    const version = await matching(stores, id, matches);
    const act = { actor, at: store.now(), ...(comment !== undefined && { comment }) };
    const refusal = await attempt(stores, version, act);
    if (refusal) throw stepProblem(refusal, step, version, diagnostics);
    return versionReply(stores, id, actor, store.clock());
  });

const shownStep = (
  { by: _by, changes, waivers, ...step }: StoredStep,
  by: { id: string; name: string },
): VersionHistory["steps"][number] => ({
  ...step,
  by,
  waivers: [...waivers],
  ...(changes && { changes: [...changes] }),
});
