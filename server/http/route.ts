/**
 * One declaration per route: what it takes, what it gives, how it does it. The app validates with
 * it and the OpenAPI document is made of it.
 */
import type { Static, TObject, TSchema } from "typebox";
import type { Actor } from "../access/actor.ts";
import type { RouteKey, Scope } from "../access/permissions.ts";
import type { Stores } from "../store/store.ts";
import type { ProblemCode } from "./problem.ts";

export type Method = "get" | "put" | "post" | "delete";

/** A request that has passed its schemas, by somebody who may make it. */
export interface Call<Params extends TSchema, Query extends TSchema, Body extends TSchema> {
  readonly params: Static<Params>;
  readonly query: Static<Query>;
  readonly body: Static<Body>;
  /** Whether If-Match names this revision. Only routes that declare `ifMatch` may ask. */
  readonly matches: (revision: number) => boolean;
  /** Who asks; on public routes perhaps nobody, then `NOBODY`. */
  readonly actor: Actor;
  /** Whose data the actor may see or change here. */
  readonly scope: Scope;
  /** `Store.write` as the actor; with the idempotency key where the route takes one. The reply is written with it. */
  readonly write: (work: (stores: Stores) => Promise<Reply>) => Promise<Reply>;
  /** The bytes that were sent. Only routes that declare `upload` may ask. */
  readonly upload: Upload;
  /** The session's token, for the routes of sessions. */
  readonly token: string | undefined;
  /** Where the request came from, for limits; never logged. */
  readonly address: string;
}

export interface Upload {
  readonly bytes: ReadableStream<Uint8Array>;
  readonly contentType: string;
}

export interface Reply {
  /** JSON, unless it is a `Download`. */
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** Instead of the route's: 202 where the work has only been taken on. */
  readonly status?: 200 | 201 | 202;
}

/** A body that is no JSON. */
export class Download {
  readonly content: string | Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array>;
  readonly contentType: string;
  /** Absent for what the browser shows instead of saving it. */
  readonly fileName: string | undefined;

  constructor(content: Download["content"], contentType: string, fileName?: string) {
    this.content = content;
    this.contentType = contentType;
    this.fileName = fileName;
  }
}

interface Declaration {
  readonly summary: string;
  /** The request must carry If-Match (428 without). */
  readonly ifMatch?: true;
  /** The request must carry Idempotency-Key (428 without); sent again, it is answered as the first time. */
  readonly idempotent?: true;
  /** It takes much of the server: each account and each address may ask only so often (429). */
  readonly costly?: true;
  /** The request is a file of at most so many bytes. */
  readonly upload?: { readonly limit: number };
  readonly status: 200 | 201 | 202;
  /** Absent for a download. */
  readonly response?: TSchema;
  /** Of a download. */
  readonly contentType?: string;
  /** The response carries an ETag. */
  readonly etag?: true;
  /** What can go wrong beyond a request that breaks its schema. */
  readonly problems: readonly ProblemCode[];
  /** The handler gives each actor only what their scope lets them see. */
  readonly filtered?: true;
}

interface Schemas<Params extends TSchema, Query extends TSchema, Body extends TSchema> {
  readonly params?: Params;
  readonly query?: Query;
  readonly body?: Body;
}

interface Handlers<Params extends TSchema, Query extends TSchema, Body extends TSchema> {
  readonly handle: (call: Call<Params, Query, Body>) => Promise<Reply>;
  /** The agent (工号) whose data it is and the month from whose superior; who may not see them is refused. */
  readonly concerns?: (call: Call<Params, Query, Body>) => Promise<Concern | undefined> | Concern | undefined;
}

/** Whose data a request is about. */
export interface Concern {
  readonly agent: string;
  /** `YYYY-MM`: who the agent's superior was then; absent: is now. */
  readonly month?: string;
}

/** A route whose types have done their work. */
export interface Route extends Declaration, Schemas<TSchema, TSchema, TSchema>, Handlers<TSchema, TSchema, TSchema> {
  readonly key: RouteKey;
  readonly method: Method;
  /** In the form of OpenAPI: `/api/versions/{id}`. */
  readonly path: string;
}

export function route<Params extends TObject, Query extends TObject, Body extends TObject>(
  key: RouteKey,
  declaration: Declaration & Schemas<Params, Query, Body> & Handlers<Params, Query, Body>,
): Route {
  const [method = "", path = ""] = key.split(" ");
  // Safe, because `mount` calls the handlers only with what the route's own schemas have let pass.
  const handlers = declaration as unknown as Handlers<TSchema, TSchema, TSchema>;
  return { ...declaration, ...handlers, key, method: method.toLowerCase() as Method, path };
}
