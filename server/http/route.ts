/**
 * One declaration per route: what it takes, what it gives, how it does it. The app validates with
 * it and the OpenAPI document is made of it.
 */
import type { Static, TObject, TSchema } from "typebox";
import type { ProblemCode } from "./problem.ts";

export type Method = "get" | "put" | "post";

/** A request that has passed its schemas. */
export interface Call<Params extends TSchema, Query extends TSchema, Body extends TSchema> {
  readonly params: Static<Params>;
  readonly query: Static<Query>;
  readonly body: Static<Body>;
  /** Whether If-Match names this revision. Only routes that declare `ifMatch` may ask. */
  readonly matches: (revision: number) => boolean;
}

export interface Reply {
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

interface Declaration {
  readonly method: Method;
  /** In the form of OpenAPI: `/api/versions/{id}`. */
  readonly path: string;
  readonly summary: string;
  /** The request must carry If-Match (428 without). */
  readonly ifMatch?: true;
  readonly status: 200 | 201;
  readonly response: TSchema;
  /** The response carries an ETag. */
  readonly etag?: true;
  /** What can go wrong beyond a request that breaks its schema. */
  readonly problems: readonly ProblemCode[];
}

interface Schemas<Params extends TSchema, Query extends TSchema, Body extends TSchema> {
  readonly params?: Params;
  readonly query?: Query;
  readonly body?: Body;
}

/** A route whose types have done their work. */
export interface Route extends Declaration, Schemas<TSchema, TSchema, TSchema> {
  readonly handle: (call: Call<TSchema, TSchema, TSchema>) => Promise<Reply>;
}

export function route<Params extends TObject, Query extends TObject, Body extends TObject>(
  declaration: Declaration &
    Schemas<Params, Query, Body> & { readonly handle: (call: Call<Params, Query, Body>) => Promise<Reply> },
): Route {
  // Safe, because `mount` calls `handle` only with what the route's own schemas have let pass.
  const handle = declaration.handle as unknown as Route["handle"];
  return { ...declaration, handle };
}
