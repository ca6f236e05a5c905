import { problem } from "../problem.ts";
import { type Route, route } from "../route.ts";
import { AgentMonths, AgentMonthsQuery, ById, DataSetList } from "../schemas.ts";
import type { Services } from "../services.ts";

export const dataSetRoutes = ({ store }: Pick<Services, "store">): Route[] => [
  route({
    method: "get",
    path: "/api/datasets",
    summary: "The data sets",
    status: 200,
    response: DataSetList,
    problems: [],
    handle: async () => ({ body: { datasets: await store.stores.dataSets.list() } }),
  }),
  route({
    method: "get",
    path: "/api/datasets/{id}/agent-months",
    summary: "The agent-months of one month, of a range of months, or all",
    params: ById,
    query: AgentMonthsQuery,
    status: 200,
    response: AgentMonths,
    problems: ["dataset-not-found"],
    handle: async ({ params: { id }, query: { month, from = month, to = month } }) => {
      const body = await store.stores.dataSets.read(id, { from, to });
      if (!body) throw problem("dataset-not-found", { id });
      return { body: body satisfies AgentMonths };
    },
  }),
];
