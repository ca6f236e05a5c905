/** The server's API, one function an operation. Failures are `ApiError`s that carry the server's reason. */
import type {
  AgentMonths,
  Catalogue,
  DataSetList,
  InstitutionList,
  Problem,
  SchemeList,
  Version,
} from "../../server/api-types.ts";

export class ApiError extends Error {
  /** The problem document; absent where the server could not be reached or did not answer in its own words. */
  readonly problem: Problem | undefined;

  constructor(problem: Problem | undefined, message: string) {
    super(message);
    this.problem = problem;
  }

  get unreachable(): boolean {
    return this.problem === undefined;
  }
}

/** A version with the ETag that its next change must name. */
export interface Tagged {
  readonly version: Version;
  readonly etag: string;
}

interface Request {
  readonly method?: "GET" | "PUT" | "POST";
  readonly body?: unknown;
  readonly ifMatch?: string;
}

async function send(path: string, { method = "GET", body, ifMatch }: Request = {}): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(`/api${path}`, {
      method,
      headers: {
        Accept: "application/json",
        ...(body !== undefined && { "Content-Type": "application/json" }),
        ...(ifMatch !== undefined && { "If-Match": ifMatch }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
  } catch (error) {
    throw new ApiError(undefined, error instanceof Error ? error.message : String(error));
  }
  if (response.ok) return response;
  const isProblem = response.headers.get("Content-Type")?.startsWith("application/problem+json") ?? false;
  const problem = isProblem ? ((await response.json()) as Problem) : undefined;
  throw new ApiError(problem, problem?.detail ?? `HTTP ${response.status}`);
}

const read = async <T>(path: string, request?: Request): Promise<T> => (await send(path, request)).json() as Promise<T>;

async function tagged(path: string, request?: Request): Promise<Tagged> {
  const response = await send(path, request);
  return { version: (await response.json()) as Version, etag: response.headers.get("ETag") ?? "" };
}

const at = (id: string): string => encodeURIComponent(id);

export const api = {
  schemes: () => read<SchemeList>("/schemes"),
  catalogue: () => read<Catalogue>("/catalogue"),
  institutions: () => read<InstitutionList>("/institutions"),
  version: (id: string) => tagged(`/versions/${at(id)}`),
  /** @throws ApiError `precondition-failed` where the version has changed since `etag` */
  save: (id: string, text: string, etag: string) =>
    tagged(`/versions/${at(id)}`, { method: "PUT", body: { text }, ifMatch: etag }),
  newDraft: (id: string, version: string) =>
    tagged(`/versions/${at(id)}/drafts`, { method: "POST", body: { version } }),
  publish: (id: string, etag: string) => tagged(`/versions/${at(id)}/publish`, { method: "POST", ifMatch: etag }),
  datasets: () => read<DataSetList>("/datasets"),
  /** The rows of a month and of those before it, which rules look back on. */
  agentMonths: (dataset: string, month: string) =>
    read<AgentMonths>(`/datasets/${at(dataset)}/agent-months?to=${at(month)}`),
};
