import { randomUUID } from "node:crypto";
import type { Adjustment as StoredAdjustment } from "../../runs/adjustments.ts";
import type { StoredRun } from "../../store/run-store.ts";
import type { Stores } from "../../store/store.ts";
import { problem } from "../problem.ts";
import { type Route, route } from "../route.ts";
import { existingRun, People, permitted } from "../run-reply.ts";
import { ById } from "../schemas/common.ts";
import { Adjustment, AdjustmentList, AdjustmentTakenBack, ByAdjustment, NewAdjustment } from "../schemas/runs.ts";
import type { Services } from "../services.ts";

export const adjustmentRoutes = ({ store }: Services): Route[] => [
  route("GET /api/runs/{id}/adjustments", {
    summary: "Amounts added to a run by hand, also those taken back, in the order in which they were added",
    params: ById,
    status: 200,
    response: AdjustmentList,
    problems: ["run-not-found"],
    handle: async ({ params: { id } }) => {
      const run = await existingRun(store.stores, id);
      const adjustments = await store.stores.adjustments.list(run.id);
      return { body: { adjustments: await shown(store.stores, adjustments) } satisfies AdjustmentList };
    },
  }),

  route("POST /api/runs/{id}/adjustments", {
    summary: "Adds an amount to what an agent is paid; it stays when the run is computed again",
    params: ById,
    body: NewAdjustment,
    idempotent: true,
    status: 201,
    response: Adjustment,
    problems: ["run-not-found", "run-wrong-state", "run-agent-unknown"],
    handle: ({ params: { id }, body, actor, write }) =>
      write(async (stores) => {
        const run = await existingRun(stores, id);
        const status = await permitted(stores, run, "adjust", actor);
        if (!(await isKnown(stores, run, body.agent))) {
          throw problem("run-agent-unknown", { month: run.month, agent: body.agent });
        }
        const added = { revision: run.revision.number, by: actor.user, at: store.now() };
        const adjustment = { id: randomUUID(), ...body, added };
        await stores.adjustments.add(run.id, adjustment);
        await stores.runs.adjusted(run, status);
        stores.audit.record({ action: "run.adjust", subject: id, details: { adjustment: adjustment.id, ...body } });
        return one(stores, adjustment);
      }),
  }),

  route("POST /api/runs/{id}/adjustments/{adjustment}/take-back", {
    summary: "Takes an adjustment back; it stays in the list, marked",
    params: ByAdjustment,
    body: AdjustmentTakenBack,
    idempotent: true,
    status: 200,
    response: Adjustment,
    problems: ["run-not-found", "run-wrong-state", "adjustment-not-found", "adjustment-taken-back"],
    handle: ({ params: { id, adjustment }, body: { reason }, actor, write }) =>
      write(async (stores) => {
        const run = await existingRun(stores, id);
        const status = await permitted(stores, run, "adjust", actor);
        const found = (await stores.adjustments.list(id)).find((each) => each.id === adjustment);
        if (!found) throw problem("adjustment-not-found", { id: adjustment });
        if (found.takenBack) throw problem("adjustment-taken-back", {});
        const takenBack = { revision: run.revision.number, by: actor.user, at: store.now(), reason };
        await stores.adjustments.takeBack(adjustment, takenBack);
        await stores.runs.adjusted(run, status);
        stores.audit.record({ action: "run.take-back-adjustment", subject: id, details: { adjustment, reason } });
        return one(stores, { ...found, takenBack });
      }),
  }),
];

/** Somebody the run has a line of, or who is on the roster: a leaver may still be owed something. */
async function isKnown({ runLines, agents }: Stores, { revision }: StoredRun, agent: string): Promise<boolean> {
  const { computation } = revision;
  if (computation && (await runLines.find(computation.id, agent))) return true;
  return (await agents.known([agent])).has(agent);
}

async function shown(stores: Stores, adjustments: readonly StoredAdjustment[]): Promise<Adjustment[]> {
  const ids = adjustments.flatMap(({ added, takenBack }) => [added.by, ...(takenBack ? [takenBack.by] : [])]);
  const people = await People.read(stores, ids);
  return adjustments.map(({ added, takenBack, ...adjustment }) => ({
    ...adjustment,
    added: { ...people.act(added.by, added.at), revision: added.revision },
    ...(takenBack && {
      takenBack: { ...takenBack, ...people.act(takenBack.by, takenBack.at) },
    }),
  }));
}

async function one(stores: Stores, adjustment: StoredAdjustment) {
  const [body] = await shown(stores, [adjustment]);
  return { body };
}
