import type { Appeal, AppealList, Statement } from "../../server/api-types.ts";
import { read } from "./client.ts";
import { once } from "./once.ts";

const part = encodeURIComponent;
const appealOf = async (path: string, body: object): Promise<Appeal> =>
  (await once(path, { body })).json() as Promise<Appeal>;

export interface Decided {
  readonly decision: "accepted" | "rejected";
  readonly text: string;
}

/** Failures are `ApiError`s. */
export const payApi = {
  statement: (run: string, agent: string): Promise<Statement> => read(`/runs/${part(run)}/statements/${part(agent)}`),
  /** Where the statement stands as a page to print. */
  printed: (run: string, agent: string, language: string): string =>
    `/api/runs/${part(run)}/statements/${part(agent)}/page?language=${language}`,
  /** The newest first: one's own, or everybody's for who may see them. */
  appeals: (query: { readonly run?: string; readonly state?: Appeal["state"]; readonly after?: string }) =>
    read<AppealList>(`/appeals?${new URLSearchParams({ limit: "100", ...query })}`),
  file: (run: string, text: string) => appealOf(`/runs/${part(run)}/appeals`, { text }),
  escalate: (appeal: string, text: string) => appealOf(`/appeals/${part(appeal)}/escalate`, { text }),
  answer: (appeal: string, decided: Decided) => appealOf(`/appeals/${part(appeal)}/answer`, decided),
  rule: (appeal: string, decided: Decided) => appealOf(`/appeals/${part(appeal)}/rule`, decided),
};
