import { isPast } from "../../appeals/deadline.ts";
import { institutionsOf } from "../../schemes/library.ts";
import { lastDayToHandIn } from "../../self-appraisals/last-day.ts";
import type { SelfAppraisal as StoredSelfAppraisal } from "../../store/self-appraisal-store.ts";
import type { Stores } from "../../store/store.ts";
import { assertBegun } from "../data-set-reply.ts";
import { problem } from "../problem.ts";
import { type Route, route } from "../route.ts";
import {
  ByAgentMonth,
  SelfAppraisal,
  SelfAppraisalList,
  SelfAppraisalQuery,
  SelfAppraisalText,
} from "../schemas/agents.ts";
import { pageLimit } from "../schemas/common.ts";
import type { Services } from "../services.ts";

export const selfAppraisalRoutes = ({ store }: Pick<Services, "store">): Route[] => [
  route("GET /api/self-appraisals", {
    summary: "The self-appraisals of a month that were handed in: one's own, one's reports', or all",
    query: SelfAppraisalQuery,
    status: 200,
    response: SelfAppraisalList,
    problems: [],
    filtered: true,
    handle: async ({ query: { month, after, limit: asked }, actor, scope }) => {
      const { stores } = store;
      const limit = pageLimit(asked);
      const lastDay = await lastDayOf(stores, month);
      const own = actor.agent;
      const reports =
        scope === "reports" && own !== undefined ? await stores.agents.inMonth(month, { superior: own }) : [];
      const visible = [...(own === undefined ? [] : [own]), ...reports.map(({ agent }) => agent)];
      const agents = scope === "all" ? undefined : visible;
      const handedIn = await stores.selfAppraisals.handedIn(month, { agents, after, limit });
      const appraisals = handedIn.map((one) => ({ ...one, ...lastDay }));
      const last = handedIn.length === limit ? handedIn.at(-1) : undefined;
      const body = { month, ...lastDay, appraisals, ...(last && { next: last.agent }) };
      return { body: body satisfies SelfAppraisalList };
    },
  }),

  route("GET /api/self-appraisals/{agent}/{month}", {
    summary: "What an agent wrote of a month; a draft is shown to the agent only",
    params: ByAgentMonth,
    status: 200,
    response: SelfAppraisal,
    problems: ["self-appraisal-not-found"],
    concerns: ({ params }) => params,
    handle: async ({ params: { agent, month }, actor }) => {
      const found = await store.stores.selfAppraisals.find(agent, month);
      if (!found || (found.handedInAt === undefined && actor.agent !== agent)) {
        throw problem("self-appraisal-not-found", { agent, month });
      }
      return { body: await shown(store.stores, found) };
    },
  }),

  route("PUT /api/self-appraisals/{agent}/{month}", {
    summary: "Saves what an agent writes of their month, or hands it in: late after the last day, and for good",
    params: ByAgentMonth,
    body: SelfAppraisalText,
    status: 200,
    response: SelfAppraisal,
    problems: ["month-not-begun", "agent-not-employed", "self-appraisal-handed-in"],
    concerns: ({ params }) => params,
    handle: ({ params: { agent, month }, body: { text, handIn }, write }) =>
      write(async (stores) => {
        assertBegun(month, store.clock());
        const [known] = await stores.agents.inMonth(month, { agents: [agent], employed: true });
        if (!known) throw problem("agent-not-employed", { agent, month });
        const before = await stores.selfAppraisals.find(agent, month);
        if (before?.handedInAt !== undefined) throw problem("self-appraisal-handed-in", { month });
        const { lastDay } = await lastDayOf(stores, month);
        const at = store.now();
        const late = handIn && lastDay !== undefined && isPast(lastDay, store.clock());
        await stores.selfAppraisals.put({ agent, month, text, late, updatedAt: at, ...(handIn && { handedInAt: at }) });
        const action = handIn ? "self-appraisal.hand-in" : "self-appraisal.save";
        stores.audit.record({ action, subject: agent, details: { month, ...(handIn && { late }) } });
        const written = await stores.selfAppraisals.find(agent, month);
        if (!written) throw new Error("a self-appraisal that was written is not there");
        return { body: await shown(stores, written) };
      }),
  }),
];

async function lastDayOf({ institutions }: Stores, month: string): Promise<{ readonly lastDay?: string }> {
  const kept = institutionsOf((await institutions.list()).map(({ text }) => text));
  const lastDay = lastDayToHandIn(kept.values(), month);
  return lastDay === undefined ? {} : { lastDay };
}

const shown = async (stores: Stores, appraisal: StoredSelfAppraisal): Promise<SelfAppraisal> => ({
  ...appraisal,
  ...(await lastDayOf(stores, appraisal.month)),
});
