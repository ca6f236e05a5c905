import { randomUUID } from "node:crypto";
import { applyCorrections, isStale, lastPublishedMonth } from "../../corrections/apply.ts";
import { enqueue } from "../../jobs/enqueue.ts";
import type { CorrectionProposal as StoredProposal } from "../../store/correction-store.ts";
import type { Stores } from "../../store/store.ts";
import { problem } from "../problem.ts";
import { type Route, route } from "../route.ts";
import { People } from "../run-reply.ts";
import { ById, pageLimit } from "../schemas/common.ts";
import {
  CorrectionLines,
  CorrectionLinesQuery,
  CorrectionProposal,
  CorrectionProposalList,
  CorrectionProposed,
  NewCorrectionProposal,
} from "../schemas/corrections.ts";
import type { Services } from "../services.ts";
import { jobJson } from "./jobs.ts";

/** How many proposals of a data set are listed. */
const LISTED = 100;

export const correctionRoutes = ({ store }: Services): Route[] => [
  route("GET /api/datasets/{id}/corrections", {
    summary: "What corrected data were to make, and made, of published months: the newest proposals",
    params: ById,
    status: 200,
    response: CorrectionProposalList,
    problems: ["dataset-not-found"],
    handle: async ({ params: { id } }) => {
      const { stores } = store;
      if (!(await stores.dataSets.find(id))) throw problem("dataset-not-found", { id });
      const proposals = await stores.corrections.list(id, LISTED);
      return { body: { proposals: await shown(stores, proposals) } satisfies CorrectionProposalList };
    },
  }),

  route("POST /api/datasets/{id}/corrections", {
    summary:
      "Computes published months again whose data have changed since, in a job, with the versions they were published with",
    params: ById,
    body: NewCorrectionProposal,
    idempotent: true,
    status: 202,
    response: CorrectionProposed,
    costly: true,
    problems: ["dataset-not-found", "nothing-published"],
    handle: ({ params: { id: dataSet }, body: { reason }, actor, write }) =>
      write(async (stores) => {
        const found = await stores.dataSets.find(dataSet);
        if (!found) throw problem("dataset-not-found", { id: dataSet });
        const lastMonth = await lastPublishedMonth(stores, dataSet);
        if (lastMonth === undefined) throw problem("nothing-published", {});
        const [id, at] = [randomUUID(), store.now()];
        const pinned = { dataRevision: found.revision, lastMonth };
        const appliedBefore = await stores.corrections.appliedCount(dataSet);
        await stores.corrections.begin({
          id,
          dataSet,
          ...pinned,
          appliedBefore,
          reason,
          madeBy: actor.user,
          madeAt: at,
        });
        stores.audit.record({ action: "correction.propose", subject: id, details: { dataSet, ...pinned, reason } });
        const job = await enqueue(
          stores,
          { kind: "correction.propose", subject: id, payload: { proposal: id }, actor },
          at,
        );
        return { body: { proposal: await one(stores, id), job: jobJson(job) } satisfies CorrectionProposed };
      }),
  }),

  route("GET /api/corrections/{id}", {
    summary: "A proposal of corrections with what it comes to",
    params: ById,
    status: 200,
    response: CorrectionProposal,
    problems: ["correction-not-found"],
    handle: async ({ params: { id } }) => ({ body: await one(store.stores, id) }),
  }),

  route("GET /api/corrections/{id}/lines", {
    summary: "Who should have been paid otherwise, by closed month",
    params: ById,
    query: CorrectionLinesQuery,
    status: 200,
    response: CorrectionLines,
    problems: ["correction-not-found"],
    handle: async ({ params: { id }, query: { limit: asked, after = "0" } }) => {
      const { stores } = store;
      const [{ state }, limit, from] = [await existing(stores, id), pageLimit(asked), Number(after)];
      // Half a list would be taken for the whole.
      const found = state === "computing" ? [] : await stores.corrections.lines(id, from, limit + 1);
      const lines = found.slice(0, limit);
      const names = await namesOf(stores, [...new Set(lines.map(({ agent }) => agent))], lines.at(-1)?.closedMonth);
      const body = {
        lines: lines.map((line) => ({ ...line, ...names(line.agent) })),
        ...(found.length > limit && { next: String(from + limit) }),
      };
      return { body: body satisfies CorrectionLines };
    },
  }),

  route("POST /api/corrections/{id}/apply", {
    summary: "Makes the lines of a proposal lines of the next open month's run, once",
    params: ById,
    idempotent: true,
    status: 200,
    response: CorrectionProposal,
    problems: ["correction-not-found", "correction-wrong-state", "correction-stale", "correction-empty", "no-open-run"],
    handle: ({ params: { id }, actor, write }) =>
      write(async (stores) => {
        const proposal = await existing(stores, id);
        const answer = await applyCorrections(stores, proposal, actor.user, store.now());
        if ("refusal" in answer) {
          switch (answer.refusal) {
            case "wrong-state":
              throw problem("correction-wrong-state", STATES[proposal.state]);
            case "stale":
              throw problem("correction-stale", {});
            case "empty":
              throw problem("correction-empty", {});
            case "no-open-run":
              throw problem("no-open-run", { month: proposal.lastMonth });
          }
        }
        const { run } = answer;
        const { agents, lines, difference } = await stores.corrections.sums(id);
        stores.audit.record({
          action: "correction.apply",
          subject: id,
          details: { run: run.id, month: run.month, agents, lines, difference },
        });
        return { body: await one(stores, id) };
      }),
  }),
];

const STATES = {
  computing: { stateZh: "还在计算", stateEn: "still being computed" },
  proposed: { stateZh: "待应用", stateEn: "waiting to be applied" },
  applied: { stateZh: "已经应用过", stateEn: "applied already" },
} as const;

async function existing({ corrections }: Stores, id: string): Promise<StoredProposal> {
  const found = await corrections.find(id);
  if (!found) throw problem("correction-not-found", { id });
  return found;
}

async function one(stores: Stores, id: string): Promise<CorrectionProposal> {
  const [proposal] = await shown(stores, [await existing(stores, id)]);
  if (!proposal) throw new Error(`the proposal ${id} is not shown`);
  return proposal;
}

async function shown(stores: Stores, proposals: readonly StoredProposal[]): Promise<CorrectionProposal[]> {
  const people = await People.read(
    stores,
    proposals.flatMap(({ madeBy, applied }) => [madeBy, ...(applied ? [applied.by] : [])]),
  );
  const all: CorrectionProposal[] = [];
  for (const proposal of proposals) {
    const { madeBy, madeAt, applied, appliedBefore: _, ...rest } = proposal;
    all.push({
      ...rest,
      stale: proposal.state !== "applied" && (await isStale(stores, proposal)),
      made: people.act(madeBy, madeAt),
      ...(applied && { applied: { run: applied.run, ...people.act(applied.by, applied.at) } }),
      sums: proposal.state === "computing" ? NOTHING : await stores.corrections.sums(proposal.id),
    });
  }
  return all;
}

const NOTHING = { lines: 0, agents: 0, problems: 0, difference: 0 };

async function namesOf({ agents }: Stores, of: readonly string[], month: string | undefined) {
  const found = month === undefined ? [] : await agents.inMonth(month, { agents: of });
  const names = new Map(found.map(({ agent, name }) => [agent, name]));
  return (agent: string) => {
    const name = names.get(agent);
    return name === undefined ? {} : { name };
  };
}
