import { randomUUID } from "node:crypto";
import type { Actor } from "../../access/actor.ts";
import type { StoredScenario } from "../../store/scenario-store.ts";
import type { Stores } from "../../store/store.ts";
import { existingDataSet } from "../data-set-reply.ts";
import { etagOf } from "../precondition.ts";
import { problem } from "../problem.ts";
import { type Reply, type Route, route } from "../route.ts";
import { ById, pageLimit } from "../schemas/common.ts";
import { Done } from "../schemas/people.ts";
import { NewScenario, Scenario, ScenarioList, ScenarioQuery } from "../schemas/scenarios.ts";
import type { Services } from "../services.ts";
import { existing as existingVersion, named } from "../version-reply.ts";

const WRITING = ["version-not-found", "dataset-not-found"] as const;

/** What was tried with a version's figures: named, kept and found again by whoever has the link. Pays nobody. */
export const scenarioRoutes = ({ store }: Pick<Services, "store">): Route[] => [
  route("GET /api/scenarios", {
    summary: "What was tried with the figures of versions, what was changed last first",
    query: ScenarioQuery,
    status: 200,
    response: ScenarioList,
    problems: [],
    handle: async ({ query: { version, limit: asked, after }, actor }) => {
      const limit = pageLimit(asked);
      const { scenarios } = store.stores;
      const place = after === undefined ? undefined : await scenarios.find(after);
      const found = await scenarios.list({ version, after: place, limit: limit + 1 });
      const page = found.slice(0, limit);
      const next = found.length > limit ? page.at(-1)?.id : undefined;
      const body = { scenarios: await shown(store.stores, page, actor), ...(next !== undefined && { next }) };
      return { body: body satisfies ScenarioList };
    },
  }),

  route("POST /api/scenarios", {
    summary: "Keeps what was tried with a version's figures, under a name",
    body: NewScenario,
    idempotent: true,
    status: 201,
    response: Scenario,
    etag: true,
    problems: WRITING,
    handle: ({ body, actor, write }) =>
      write(async (stores) => {
        await assertSound(stores, body);
        const id = randomUUID();
        await stores.scenarios.add(id, body, actor.user, store.now());
        stores.audit.record({ action: "scenario.add", subject: id, details: told(body) });
        const { body: made, headers } = await reply(stores, await existing(stores, id), actor);
        return { body: made, headers: { ...headers, Location: `/api/scenarios/${id}` } };
      }),
  }),

  route("GET /api/scenarios/{id}", {
    summary: "What was tried, by its link",
    params: ById,
    status: 200,
    response: Scenario,
    etag: true,
    problems: ["scenario-not-found"],
    handle: async ({ params: { id }, actor }) => reply(store.stores, await existing(store.stores, id), actor),
  }),

  route("PUT /api/scenarios/{id}", {
    summary: "Replaces it, by who made it or an editor",
    params: ById,
    ifMatch: true,
    body: NewScenario,
    status: 200,
    response: Scenario,
    etag: true,
    problems: ["scenario-not-found", "scenario-of-another", ...WRITING],
    handle: ({ params: { id }, body, actor, matches, write }) =>
      write(async (stores) => {
        const before = await changeable(stores, id, actor);
        if (!matches(before.revision)) throw problem("precondition-failed", {}, { etag: etagOf(before.revision) });
        await assertSound(stores, body);
        await stores.scenarios.change(id, before.revision, body, store.now());
        stores.audit.record({ action: "scenario.change", subject: id, details: told(body) });
        return reply(stores, await existing(stores, id), actor);
      }),
  }),

  route("DELETE /api/scenarios/{id}", {
    summary: "Deletes it, by who made it or an editor",
    params: ById,
    status: 200,
    response: Done,
    problems: ["scenario-not-found", "scenario-of-another"],
    handle: ({ params: { id }, actor, write }) =>
      write(async (stores) => {
        const { name, version } = await changeable(stores, id, actor);
        await stores.scenarios.delete(id);
        stores.audit.record({ action: "scenario.delete", subject: id, details: { name, version } });
        return { body: {} };
      }),
  }),
];

async function existing({ scenarios }: Stores, id: string): Promise<StoredScenario> {
  const found = await scenarios.find(id);
  if (!found) throw problem("scenario-not-found", { id });
  return found;
}

async function changeable(stores: Stores, id: string, actor: Actor): Promise<StoredScenario> {
  const found = await existing(stores, id);
  if (!mayChange(found, actor)) throw problem("scenario-of-another", {});
  return found;
}

const mayChange = ({ madeBy }: StoredScenario, { user, roles }: Actor): boolean =>
  madeBy === user || roles.has("editor");

async function assertSound(stores: Stores, { version, baseline, dataSet, from, to, moves }: NewScenario) {
  await existingVersion(stores, version);
  if (baseline !== undefined && baseline !== "runs") await existingVersion(stores, baseline);
  await existingDataSet(stores, dataSet);
  if (from > to) throw invalid("body/to", "comes before the first month");
  const moved = new Set<string>();
  for (const [at, { address }] of moves.entries()) {
    if (moved.has(address)) throw invalid(`body/moves/${at}`, `moves ${address} again`);
    moved.add(address);
  }
}

const invalid = (at: string, reason: string) => problem("request-invalid", { at, reason }, { at });

/** For the log. */
const told = ({ name, version, dataSet, from, to, moves }: NewScenario) => ({
  ...{ name, version, dataSet, from, to },
  moves: moves.length,
});

async function shown(stores: Stores, scenarios: readonly StoredScenario[], actor: Actor): Promise<Scenario[]> {
  const people = await named(
    stores,
    scenarios.map(({ madeBy }) => madeBy),
  );
  return scenarios.map((scenario, at) => {
    const { revision: _revision, madeBy, group, moves, ...rest } = scenario;
    return {
      ...rest,
      group: group.map(({ metric, values }) => ({ metric, values: [...values] })),
      moves: [...moves],
      madeBy: people[at] ?? { id: madeBy, name: madeBy },
      changeable: mayChange(scenario, actor),
    };
  });
}

async function reply(stores: Stores, scenario: StoredScenario, actor: Actor): Promise<Reply> {
  const [body] = await shown(stores, [scenario], actor);
  return {
    body: body satisfies Scenario | undefined,
    headers: { ETag: etagOf(scenario.revision), "Cache-Control": "no-cache, no-transform" },
  };
}
