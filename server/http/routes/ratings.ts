import type { Actor } from "../../access/actor.ts";
import type { Scope } from "../../access/permissions.ts";
import { canonicalCell } from "../../data-sets/canonical-cells.ts";
import { giveUpLeftover, reviseAtOnce } from "../../data-sets/prepared-revision.ts";
import { closedBy } from "../../ratings/open-month.ts";
import { ratedMetrics } from "../../ratings/rated-metrics.ts";
import { statusNames } from "../../runs/lifecycle.ts";
import { currentCatalogue } from "../../schemes/current-catalogue.ts";
import type { AgentInMonth } from "../../store/agent-store.ts";
import type { Stores } from "../../store/store.ts";
import { assertBegun, assertWritable, cellProblem, dataSetRevision, existingDataSet } from "../data-set-reply.ts";
import { problem } from "../problem.ts";
import { type Route, route } from "../route.ts";
import { ById } from "../schemas/common.ts";
import {
  DataChange,
  NewRatings,
  type Rating,
  RatingHistory,
  RatingHistoryQuery,
  RatingList,
  RatingQuery,
} from "../schemas/data-sets.ts";
import type { Services } from "../services.ts";
import { named } from "../version-reply.ts";

export const ratingRoutes = ({ store }: Pick<Services, "store">): Route[] => [
  route("GET /api/datasets/{id}/ratings", {
    summary: "The ratings of a month that superiors give, of the agents that are there; a superior's own reports",
    params: ById,
    query: RatingQuery,
    status: 200,
    response: RatingList,
    problems: ["dataset-not-found"],
    filtered: true,
    handle: async ({ params: { id }, query: { month }, actor, scope }) => {
      const { stores } = store;
      const revision = await dataSetRevision(stores, id, undefined);
      const metrics = ratedMetrics(await currentCatalogue(stores)).map(({ name }) => name);
      const places = metrics.map((name) => revision.columns.indexOf(name));
      const agents = await toBeRated(stores, month, actor, scope);
      const own = scope === "all" ? {} : { agents: agents.map(({ agent }) => agent) };
      const extent = { from: month, to: month, ...own };
      const rows = new Map((await stores.dataSets.all(revision, extent)).map(({ agent, values }) => [agent, values]));
      const body = {
        month,
        open: (await closedBy(stores, id, month)) === undefined,
        metrics,
        agents: agents.map(({ agent, name }) => ({
          agent,
          name,
          values: places.map((place) => rows.get(agent)?.[place] ?? null),
        })),
      };
      return { body: body satisfies RatingList };
    },
  }),

  route("POST /api/datasets/{id}/ratings", {
    summary: "Enters ratings of direct reports, until the month's run is locked; null takes one back",
    params: ById,
    body: NewRatings,
    idempotent: true,
    status: 201,
    response: DataChange,
    problems: [
      "dataset-not-found",
      "dataset-busy",
      "month-not-begun",
      "ratings-closed",
      "not-a-report",
      "metric-unknown",
      "not-rated-by-superior",
      "metric-value",
    ],
    filtered: true,
    handle: async ({ params: { id }, body: { month, ratings }, actor, write }) => {
      await giveUpLeftover(store, id);
      return write(async (stores) => {
        await assertWritable(stores, id);
        assertBegun(month, store.clock());
        await assertOpen(stores, id, month);
        const given = await checked(stores, month, ratings, actor);
        const [metrics, at] = [[...new Set(given.map(({ metric }) => metric))], store.now()];
        const rows = [...Map.groupBy(given, ({ agent }) => agent)].map(([agent, own]) => {
          const values = new Map(own.map(({ metric, value }) => [metric, value]));
          return { month, agent, values: metrics.map((metric) => values.get(metric)) };
        });
        const plan = { dataSet: id, metrics, source: "rating", by: actor.user } as const;
        const made = await reviseAtOnce(stores, plan, rows, at);
        if (!made) throw problem("dataset-busy", {});
        const { number: revision, ...counts } = made;
        await stores.ratings.add(
          given.map((rating) => ({ ...rating, dataSet: id, revision, month, by: actor.user, at })),
        );
        stores.audit.record({ action: "rating.enter", subject: id, details: { month, revision, ratings: given } });
        return { body: { revision, ...counts } satisfies DataChange };
      });
    },
  }),

  route("GET /api/datasets/{id}/ratings/history", {
    summary: "Every rating that an agent was given for a month, with who gave it and when",
    params: ById,
    query: RatingHistoryQuery,
    status: 200,
    response: RatingHistory,
    problems: ["dataset-not-found"],
    concerns: ({ query: { agent, month } }) => ({ agent, month }),
    handle: async ({ params: { id }, query: { agent, month } }) => {
      await existingDataSet(store.stores, id);
      const given = await store.stores.ratings.history(id, month, agent);
      const names = await named(
        store.stores,
        given.map(({ by }) => by),
      );
      const ratings = given.map(({ dataSet: _, by, ...rating }, at) => ({
        ...rating,
        by: names[at] ?? { id: by, name: by },
      }));
      return { body: { ratings } satisfies RatingHistory };
    },
  }),
];

/** Who is there in a month and has somebody to rate them; of a superior the direct reports. */
async function toBeRated({ agents }: Stores, month: string, actor: Actor, scope: Scope): Promise<AgentInMonth[]> {
  if (scope !== "all" && actor.agent === undefined) return [];
  const superior = scope === "all" ? undefined : actor.agent;
  const found = await agents.inMonth(month, { employed: true, superior });
  return found.filter((agent) => agent.superior !== undefined);
}

async function assertOpen(stores: Stores, dataSet: string, month: string): Promise<void> {
  const status = await closedBy(stores, dataSet, month);
  if (status === undefined) return;
  const { zh, en } = statusNames[status];
  throw problem("ratings-closed", { month, statusZh: zh, statusEn: en });
}

/** The ratings as data sets keep them, each given once by who may give it. */
async function checked(
  stores: Stores,
  month: string,
  ratings: readonly Rating[],
  actor: Actor,
): Promise<{ agent: string; metric: string; value: string | null }[]> {
  const catalogue = await currentCatalogue(stores);
  const rated = new Set(ratedMetrics(catalogue).map(({ name }) => name));
  const reports = new Set((await toBeRated(stores, month, actor, "reports")).map(({ agent }) => agent));
  const given = new Set<string>();
  return ratings.map(({ agent, metric, value }, at) => {
    if (!reports.has(agent)) throw problem("not-a-report", { agent, month });
    if (!catalogue.metrics.has(metric)) throw problem("metric-unknown", { metric });
    if (!rated.has(metric)) throw problem("not-rated-by-superior", { metric });
    const [key, path] = [JSON.stringify([agent, metric]), `body/ratings/${at}`];
    if (given.has(key)) throw problem("request-invalid", { at: path, reason: "is given twice" }, { at: path });
    given.add(key);
    const found = canonicalCell(catalogue, metric, value);
    if ("fault" in found) throw cellProblem(found, metric, agent, month);
    return { agent, metric, value: found.cell };
  });
}
