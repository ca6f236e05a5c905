/** The server's API, one function an operation. Failures are `ApiError`s that carry the server's reason. */
import type {
  Catalogue,
  DataSetList,
  InstitutionList,
  Problem,
  SchemeFigures,
  SchemeList,
  Session,
  SubmissionNeeds,
  Version,
  VersionDiff,
  VersionHistory,
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

export interface Request {
  readonly method?: "GET" | "PUT" | "POST" | "DELETE";
  /** Sent as JSON; a file as it is. */
  readonly body?: unknown;
  readonly ifMatch?: string;
  /** A key of its own for each thing that is done: sent again with it, the request is done once. */
  readonly idempotencyKey?: string;
}

let signedOut: () => void = () => {};

/** Calls back when the server no longer knows who asks. */
export function onSignedOut(callback: () => void): void {
  signedOut = callback;
}

/** @throws ApiError */
export async function send(
  path: string,
  { method = "GET", body, ifMatch, idempotencyKey }: Request = {},
): Promise<Response> {
  const isFile = body instanceof Blob;
  let response: Response;
  try {
    response = await fetch(`/api${path}`, {
      method,
      headers: {
        Accept: "application/json",
        ...(body !== undefined && { "Content-Type": isFile ? "application/octet-stream" : "application/json" }),
        ...(ifMatch !== undefined && { "If-Match": ifMatch }),
        ...(idempotencyKey !== undefined && { "Idempotency-Key": idempotencyKey }),
      },
      ...(body !== undefined && { body: isFile ? body : JSON.stringify(body) }),
    });
  } catch (error) {
    throw new ApiError(undefined, error instanceof Error ? error.message : String(error));
  }
  if (response.ok) return response;
  const isProblem = response.headers.get("Content-Type")?.startsWith("application/problem+json") ?? false;
  const problem = isProblem ? ((await response.json()) as Problem) : undefined;
  if (problem?.code === "not-signed-in") signedOut();
  throw new ApiError(problem, problem?.detail ?? `HTTP ${response.status}`);
}

/** @throws ApiError */
export const read = async <T>(path: string, request?: Request): Promise<T> =>
  (await send(path, request)).json() as Promise<T>;

export const toTagged = async (response: Response): Promise<Tagged> => ({
  version: (await response.json()) as Version,
  etag: response.headers.get("ETag") ?? "",
});

const tagged = async (path: string, request?: Request): Promise<Tagged> => toTagged(await send(path, request));

const at = (id: string): string => encodeURIComponent(id);

export const api = {
  session: () => read<Session>("/session"),
  /** @throws ApiError `sign-in-refused`, `sign-in-later` */
  signIn: (name: string, password: string) => read<Session>("/session", { method: "POST", body: { name, password } }),
  signOut: () => read<object>("/session", { method: "DELETE" }),
  changePassword: (current: string, password: string) =>
    read<object>("/session/password", { method: "PUT", body: { current, password } }),
  setUp: (body: { token: string; name: string; displayName: string; password: string }) =>
    read<object>("/setup", { method: "POST", body }),
  setPasswordByLink: (token: string, password: string) =>
    read<object>("/links", { method: "POST", body: { token, password } }),
  schemes: () => read<SchemeList>("/schemes"),
  /** How many people each version pays, and what it has paid. */
  schemeFigures: () => read<SchemeFigures>("/schemes/figures"),
  catalogue: () => read<Catalogue>("/catalogue"),
  institutions: () => read<InstitutionList>("/institutions"),
  version: (id: string) => tagged(`/versions/${at(id)}`),
  /** @throws ApiError `precondition-failed` where the version has changed since `etag` */
  save: (id: string, text: string, etag: string) =>
    tagged(`/versions/${at(id)}`, { method: "PUT", body: { text }, ifMatch: etag }),
  submissionNeeds: (id: string) => read<SubmissionNeeds>(`/versions/${at(id)}/submission`),
  /** Against the version in force, else the one it was copied from. */
  versionDiff: (id: string) => read<VersionDiff>(`/versions/${at(id)}/diff`),
  versionHistory: (id: string) => read<VersionHistory>(`/versions/${at(id)}/history`),
  datasets: () => read<DataSetList>("/datasets"),
  /** All rows up to a month, however many, as an Arrow stream: what `kernel/agent-months-arrow.ts` reads. */
  agentMonthsArrow: async (dataset: string, to: string): Promise<Blob> =>
    (await send(`/datasets/${at(dataset)}/agent-months.arrow?to=${at(to)}`)).blob(),
};
