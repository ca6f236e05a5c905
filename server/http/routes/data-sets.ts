import { randomUUID } from "node:crypto";
import { arrowStream } from "../../data/arrow-stream.ts";
import { canonicalCell } from "../../data-sets/canonical-cells.ts";
import { giveUpLeftover, reviseAtOnce } from "../../data-sets/prepared-revision.ts";
import { currentCatalogue } from "../../schemes/current-catalogue.ts";
import type { WrittenRow } from "../../store/data-preparation-store.ts";
import type {
  DataRevision,
  DataSetStore,
  DataSetSummary,
  Extent,
  PageKey,
  StoredAgentMonth,
} from "../../store/data-set-store.ts";
import type { Stores } from "../../store/store.ts";
import { assertBegun, assertWritable, cellProblem, dataSetRevision, existingDataSet } from "../data-set-reply.ts";
import { problem } from "../problem.ts";
import { Download, type Route, route } from "../route.ts";
import { ById, pageLimit } from "../schemas/common.ts";
import {
  AgentMonths,
  AgentMonthsExtent,
  AgentMonthsQuery,
  DataChange,
  DataEdit,
  DataRevisionList,
  DataRevisionQuery,
  DataSet,
  DataSetList,
  NewDataSet,
} from "../schemas/data-sets.ts";
import type { Services } from "../services.ts";
import { streamOf } from "../stream-of.ts";
import { named } from "../version-reply.ts";

/** Of one answer as JSON; whoever wants many takes Arrow. */
const MOST_ROWS = 5_000;
const ARROW = "application/vnd.apache.arrow.stream";

export const dataSetRoutes = ({ store }: Pick<Services, "store">): Route[] => [
  route("GET /api/datasets", {
    summary: "The data sets",
    status: 200,
    response: DataSetList,
    problems: [],
    handle: async () => {
      const found = await store.stores.dataSets.list();
      return { body: { datasets: found.map(dataSetJson) } satisfies DataSetList };
    },
  }),

  route("POST /api/datasets", {
    summary: "A data set with nothing in it, to import into",
    body: NewDataSet,
    idempotent: true,
    status: 201,
    response: DataSet,
    problems: [],
    handle: ({ body: { name }, actor, write }) =>
      write(async (stores) => {
        const id = randomUUID();
        await stores.dataSets.add(id, name.trim(), actor.user, store.now());
        stores.audit.record({ action: "data-set.add", subject: id, details: { name: name.trim() } });
        return { body: dataSetJson(await existingDataSet(stores, id)) };
      }),
  }),

  route("GET /api/datasets/{id}/revisions", {
    summary: "What was put into a data set when, by whom and why, the newest first",
    params: ById,
    query: DataRevisionQuery,
    status: 200,
    response: DataRevisionList,
    problems: ["dataset-not-found"],
    handle: async ({ params: { id }, query }) => {
      await existingDataSet(store.stores, id);
      const limit = pageLimit(query.limit);
      const before = query.after === undefined ? undefined : Number(query.after);
      const found = await store.stores.dataSets.revisions(id, limit, before);
      const people = new Map(
        (
          await named(
            store.stores,
            found.map(({ madeBy }) => madeBy),
          )
        ).map((one) => [one.id, one]),
      );
      const revisions = found.map(({ dataSet: _, columns, months, madeBy, ...revision }) => ({
        ...revision,
        columns: [...columns],
        months: [...months],
        madeBy: people.get(madeBy) ?? { id: madeBy, name: madeBy },
      }));
      const last = found.length === limit ? found.at(-1) : undefined;
      return { body: { revisions, ...(last && { next: String(last.number) }) } satisfies DataRevisionList };
    },
  }),

  route("GET /api/datasets/{id}/agent-months", {
    summary: "Agent-months of a revision: of one month, of a range of months, of one agent, or all, page by page",
    params: ById,
    query: AgentMonthsQuery,
    status: 200,
    response: AgentMonths,
    problems: ["dataset-not-found", "data-revision-not-found"],
    handle: async ({ params: { id }, query: { after, ...query } }) => {
      const { dataSets } = store.stores;
      const revision = await dataSetRevision(store.stores, id, query.revision);
      const rows = await firstRows(dataSets, revision, extentOf(query), after === undefined ? undefined : keyOf(after));
      const last = rows.length === MOST_ROWS ? rows.at(-1) : undefined;
      const next = last && `${last.month} ${last.agent}`;
      return { body: { revision: revision.number, columns: revision.columns, rows, ...(next && { next }) } };
    },
  }),

  route("GET /api/datasets/{id}/agent-months.arrow", {
    summary: "The same as an Apache Arrow stream, however many there are",
    params: ById,
    query: AgentMonthsExtent,
    status: 200,
    contentType: ARROW,
    costly: true,
    problems: ["dataset-not-found", "data-revision-not-found"],
    handle: async ({ params: { id }, query }) => {
      const revision = await dataSetRevision(store.stores, id, query.revision);
      const pages = store.stores.dataSets.pages(revision, extentOf(query));
      const stream = arrowStream(revision.columns, pages, await currentCatalogue(store.stores));
      return { body: new Download(streamOf(stream), ARROW, `${id}-${revision.number}.arrows`) };
    },
  }),

  route("POST /api/datasets/{id}/edits", {
    summary: "Corrects single figures by hand, as a revision of its own with its reason",
    params: ById,
    body: DataEdit,
    idempotent: true,
    status: 201,
    response: DataChange,
    problems: [
      "dataset-not-found",
      "dataset-busy",
      "agent-not-found",
      "month-not-begun",
      "metric-unknown",
      "metric-computed",
      "metric-value",
    ],
    handle: async ({ params: { id }, body, actor, write }) => {
      await giveUpLeftover(store, id);
      return write(async (stores) => {
        await assertWritable(stores, id);
        const metrics = [...new Set(body.rows.flatMap(({ values }) => Object.keys(values)))];
        const rows = await editedRows(stores, body, metrics, store.clock());
        const plan = { dataSet: id, metrics, source: "edit", reason: body.reason, by: actor.user } as const;
        const made = await reviseAtOnce(stores, plan, rows, store.now());
        if (!made) throw problem("dataset-busy", {});
        const { number: revision, ...counts } = made;
        const details = { revision, reason: body.reason, rows: body.rows };
        stores.audit.record({ action: "data-set.edit", subject: id, details });
        return { body: { revision, ...counts } satisfies DataChange };
      });
    },
  }),
];

const dataSetJson = ({ months, ...summary }: DataSetSummary): DataSet => ({ ...summary, months: [...months] });

interface AskedExtent {
  readonly month?: string;
  readonly from?: string;
  readonly to?: string;
  readonly agent?: string;
}

const extentOf = ({ month, from = month, to = month, agent }: AskedExtent): Extent => ({
  from,
  to,
  ...(agent !== undefined && { agents: [agent] }),
});

/** `next` of the page before. */
function keyOf(after: string): PageKey {
  const [, month, agent] = /^(\d{4}-\d{2}) (.+)$/s.exec(after) ?? [];
  if (month !== undefined && agent !== undefined) return { month, agent };
  throw problem("request-invalid", { at: "query/after", reason: "is not the `next` of a page" }, { at: "query/after" });
}

/** At most `MOST_ROWS`, read in pieces that let others in between. */
async function firstRows(
  dataSets: DataSetStore,
  revision: DataRevision,
  extent: Extent,
  after: PageKey | undefined,
): Promise<StoredAgentMonth[]> {
  const rows: StoredAgentMonth[] = [];
  for await (const page of dataSets.pages(revision, extent, after)) {
    rows.push(...page.slice(0, MOST_ROWS - rows.length));
    if (rows.length === MOST_ROWS) break;
  }
  return rows;
}

/** What was written by hand as rows of the metrics, as data sets keep them. */
async function editedRows(stores: Stores, { rows }: DataEdit, metrics: string[], now: Date): Promise<WrittenRow[]> {
  const catalogue = await currentCatalogue(stores);
  const known = await stores.agents.known(rows.map(({ agent }) => agent));
  const places = new Set<string>();
  return rows.map(({ month, agent, values }, at) => {
    if (!known.has(agent)) throw problem("agent-not-found", { agent });
    assertBegun(month, now);
    const [place, path] = [`${month} ${agent}`, `body/rows/${at}`];
    if (places.has(place)) throw problem("request-invalid", { at: path, reason: `has ${place} again` }, { at: path });
    places.add(place);
    const cells = new Map(Object.entries(values));
    return {
      month,
      agent,
      values: metrics.map((metric) => {
        const written = cells.get(metric);
        if (written === undefined) return undefined;
        const found = canonicalCell(catalogue, metric, written);
        if ("fault" in found) throw cellProblem(found, metric, agent, month);
        return found.cell;
      }),
    };
  });
}
