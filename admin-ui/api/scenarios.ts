import type { NewScenario, Scenario, ScenarioList } from "../../server/api-types.ts";
import { read, send } from "./client.ts";
import { once } from "./once.ts";

/** A scenario with the ETag that its next change must name. */
export interface TaggedScenario {
  readonly scenario: Scenario;
  readonly etag: string;
}

const part = encodeURIComponent;

const tagged = async (response: Response): Promise<TaggedScenario> => ({
  scenario: (await response.json()) as Scenario,
  etag: response.headers.get("ETag") ?? "",
});

/** Failures are `ApiError`s. */
export const scenariosApi = {
  /** What was changed last comes first, a page at a time. */
  list: (after?: string): Promise<ScenarioList> =>
    read(`/scenarios?${new URLSearchParams(after === undefined ? {} : { after })}`),
  find: async (id: string): Promise<TaggedScenario> => tagged(await send(`/scenarios/${part(id)}`)),
  add: async (body: NewScenario): Promise<TaggedScenario> => tagged(await once("/scenarios", { body })),
  /** @throws ApiError `precondition-failed` where it has changed since `etag`, `scenario-of-another` */
  change: async (id: string, body: NewScenario, etag: string): Promise<TaggedScenario> =>
    tagged(await send(`/scenarios/${part(id)}`, { method: "PUT", body, ifMatch: etag })),
  delete: (id: string): Promise<object> => read(`/scenarios/${part(id)}`, { method: "DELETE" }),
};
