import type { FactFault } from "../../agents/fact-faults.ts";
import { faultOf } from "../../agents/fact-faults.ts";
import { shanghaiDay } from "../../calendar.ts";
import type { AgentInMonth } from "../../store/agent-store.ts";
import type { Stores } from "../../store/store.ts";
import { etagOf } from "../precondition.ts";
import { type ProblemError, problem } from "../problem.ts";
import { type Reply, type Route, route } from "../route.ts";
import { Agent, AgentFacts, AgentList, AgentQuery, ByAgent, ByAgentMonth, NewAgent } from "../schemas/agents.ts";
import { pageLimit } from "../schemas/common.ts";
import type { Services } from "../services.ts";
import { named } from "../version-reply.ts";

const FACT_PROBLEMS = ["superior-unknown", "superior-circle", "no-such-day", "left-before-joined"] as const;

export const agentRoutes = ({ store }: Pick<Services, "store">): Route[] => [
  route("GET /api/agents", {
    summary: "The roster as it is in a month; a superior's own reports",
    query: AgentQuery,
    status: 200,
    response: AgentList,
    problems: [],
    filtered: true,
    handle: async ({ query: { employed, limit: asked, ...query }, actor, scope }) => {
      const limit = pageLimit(asked);
      const { month = shanghaiDay(store.clock()).slice(0, 7), ...filter } = query;
      const own = scope === "all" ? {} : { superior: actor.agent ?? "" };
      const only = { ...filter, ...own, employed: employed !== undefined, limit };
      const agents = await store.stores.agents.inMonth(month, only);
      const last = agents.length === limit ? agents.at(-1) : undefined;
      return { body: { month, agents, ...(last && { next: last.agent }) } satisfies AgentList };
    },
  }),

  route("POST /api/agents", {
    summary: "Adds somebody to the roster",
    body: NewAgent,
    idempotent: true,
    status: 201,
    response: Agent,
    etag: true,
    problems: ["agent-exists", ...FACT_PROBLEMS],
    handle: ({ body, actor, write }) =>
      write(async (stores) => {
        const { agent } = body;
        if (await stores.agents.find(agent)) throw problem("agent-exists", { agent });
        await put(stores, body, actor.user, store.now());
        stores.audit.record({ action: "agent.add", subject: agent, details: body });
        return reply(stores, agent);
      }),
  }),

  route("GET /api/agents/{agent}", {
    summary: "An agent: what stands, by month, and what stood before",
    params: ByAgent,
    status: 200,
    response: Agent,
    etag: true,
    problems: ["agent-not-found"],
    concerns: ({ params: { agent } }) => ({ agent }),
    handle: ({ params: { agent } }) => reply(store.stores, agent),
  }),

  route("PUT /api/agents/{agent}/facts/{month}", {
    summary: "What is true of an agent from a month on; what stood from the same month stays in the history",
    params: ByAgentMonth,
    ifMatch: true,
    body: AgentFacts,
    status: 200,
    response: Agent,
    etag: true,
    problems: ["agent-not-found", ...FACT_PROBLEMS],
    handle: ({ params: { agent, month }, body, matches, actor, write }) =>
      write(async (stores) => {
        const found = await stores.agents.find(agent);
        if (!found) throw problem("agent-not-found", { agent });
        if (!matches(found.revision)) throw problem("precondition-failed", {}, { etag: etagOf(found.revision) });
        await put(stores, { ...body, agent, fromMonth: month }, actor.user, store.now());
        stores.audit.record({ action: "agent.change", subject: agent, details: { fromMonth: month, ...body } });
        return reply(stores, agent);
      }),
  }),
];

async function put(stores: Stores, facts: AgentInMonth, by: string, at: string): Promise<void> {
  const fault = await faultOf(stores.agents, facts);
  if (fault) throw factProblem(fault, facts);
  await stores.agents.put([facts], by, at);
}

function factProblem(fault: FactFault, { agent, superior = "" }: AgentInMonth): ProblemError {
  switch (fault) {
    case "superior-unknown":
      return problem(fault, { superior });
    case "superior-circle":
      return problem(fault, { agent });
    default:
      return problem(fault, {});
  }
}

async function reply(stores: Stores, agent: string): Promise<Reply> {
  const found = await stores.agents.find(agent);
  if (!found) throw problem("agent-not-found", { agent });
  const recorded = await stores.agents.history(agent);
  const names = await named(
    stores,
    recorded.map(({ madeBy }) => madeBy),
  );
  const history = recorded.map((one, at) => ({ ...one, madeBy: names[at] ?? { id: one.madeBy, name: one.madeBy } }));
  const body = { agent, facts: [...found.facts], history };
  return {
    body: body satisfies Agent,
    headers: { ETag: etagOf(found.revision), "Cache-Control": "no-cache, no-transform" },
  };
}
