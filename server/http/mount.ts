import type { AnySchemaObject, ValidateFunction } from "ajv";
import { Ajv2020 } from "ajv/dist/2020.js";
import type { Context, Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import type { TSchema } from "typebox";
import { type Actor, NOBODY } from "../access/actor.ts";
import { isNarrow, permissions, type RouteKey, type Scope, scopeOf } from "../access/permissions.ts";
import { reaches } from "../access/reports.ts";
import { shanghaiDay } from "../calendar.ts";
import { readIfMatch } from "./precondition.ts";
import { type ProblemError, problem, problemResponse } from "./problem.ts";
import type { CostlyLimits } from "./rate-limit.ts";
import { Download, type Method, type Reply, type Route, type Upload } from "./route.ts";
import type { Services } from "./services.ts";
import { clientAddress, sessionToken } from "./session-cookie.ts";
import { type KeyedRequest, LONGEST_KEY, write } from "./writing.ts";

interface MountOptions {
  /** Answer 500 where a response breaks its schema: for tests. */
  readonly validateResponses: boolean;
  readonly costly: CostlyLimits;
}

/** In bytes, of JSON; a scheme's text may be half of it and still fit when every character is escaped. */
const LONGEST_BODY = 2 * 1024 * 1024;

/** Lets the app answer to the routes; every request is allowed and passes its schemas before a handler sees it. */
export function mount(app: Hono, routes: readonly Route[], services: Services, options: MountOptions): void {
  assertComplete(routes);
  const ajv = new Ajv2020({ strict: true });
  const compile = (schema: TSchema): ValidateFunction => ajv.compile(schema as AnySchemaObject);
  const validator = (schema: TSchema | undefined) => schema && compile(schema);

  for (const route of routes) {
    const validateParams = validator(route.params);
    const validateQuery = validator(route.query);
    const validateBody = validator(route.body);
    const validateResponse = options.validateResponses && route.response ? compile(route.response) : undefined;

    app.on(route.method, honoPath(route.path), limited(route), async (context) => {
      const token = sessionToken(context);
      const { actor, scope } = await allowed(route, token, services);
      // Users come by HTTPS, which the server does not speak: something in front of it does.
      const address = clientAddress(context, services.secureCookies);
      const wait = route.costly && options.costly.take(actor.user, address);
      if (wait) throw problem("too-many-requests", { seconds: String(wait) }).after(wait);
      const text = route.body ? await readText(context) : "";
      const request = route.idempotent && keyedRequest(context, text);
      const call = {
        params: checked(context.req.param(), "path", validateParams),
        query: checked(context.req.query(), "query", validateQuery),
        body: validateBody && checked(parseJson(text), "body", validateBody),
        matches: route.ifMatch ? requireIfMatch(context) : () => false,
        actor,
        scope,
        write: (work) => write(services.store, actor, request, work),
        upload: readUpload(context),
        token,
        address,
      } satisfies Parameters<Route["handle"]>[0];
      await assertReached(route, call, services);
      const reply = await route.handle(call);
      if (validateResponse && !validateResponse(reply.body)) {
        throw new Error(`${route.key} answers against its schema: ${ajv.errorsText(validateResponse.errors)}`);
      }
      return respond(context, route, reply);
    });
  }
  for (const [path, methods] of methodsByPath(routes)) {
    app.all(honoPath(path), (context) => {
      const allowed = methods.map((method) => method.toUpperCase()).join(", ");
      const error = problem("method-not-allowed", { path: context.req.path, method: context.req.method, allowed });
      return problemResponse(error, { Allow: allowed });
    });
  }
}

/** The table and the routes are one to one, and who gets less than everything is told apart somewhere. */
function assertComplete(routes: readonly Route[]): void {
  const declared = new Set(routes.map(({ key }) => key));
  const missing = (Object.keys(permissions) as RouteKey[]).filter((key) => !declared.has(key));
  if (missing.length > 0) throw new Error(`permissions without a route: ${missing.join(", ")}`);
  for (const { key, concerns, filtered } of routes) {
    if (isNarrow(permissions[key]) && !concerns && !filtered) throw new Error(`${key} does not tell whose data it is`);
  }
}

async function allowed(
  { key }: Route,
  token: string | undefined,
  { sessions }: Services,
): Promise<{ readonly actor: Actor; readonly scope: Scope }> {
  const actor = token === undefined ? undefined : await sessions.authenticate(token);
  const scope = scopeOf(permissions[key], actor);
  if (scope !== undefined) return { actor: actor ?? NOBODY, scope };
  throw actor === undefined ? problem("not-signed-in", {}) : problem("forbidden", {});
}

async function assertReached(
  { concerns }: Route,
  call: Parameters<Route["handle"]>[0],
  { store }: Services,
): Promise<void> {
  if (!concerns || call.scope === "all") return;
  const concern = await concerns(call);
  if (concern === undefined) throw problem("forbidden", {});
  const month = concern.month ?? shanghaiDay(store.clock()).slice(0, 7);
  if (!(await reaches(store.stores, call.actor, call.scope, concern.agent, month))) throw problem("forbidden", {});
}

function respond(context: Context, route: Route, { body, headers, status = route.status }: Reply): Response {
  // Pay is personal: no copy of it stays in a browser or on the way.
  const all = { "Cache-Control": "no-store", ...headers };
  if (!(body instanceof Download)) return context.json(body as object, status, all);
  const { content, contentType, fileName } = body;
  return context.body(content, status, {
    ...all,
    "Content-Type": contentType,
    ...(fileName !== undefined && {
      "Content-Disposition": `attachment; filename*=UTF-8''${encodeURIComponent(fileName)}`,
    }),
  });
}

const limited = ({ upload }: Route) => {
  const maxSize = upload?.limit ?? LONGEST_BODY;
  return bodyLimit({
    maxSize,
    onError: () => problemResponse(problem("body-too-large", { limit: String(maxSize) })),
  });
};

const honoPath = (path: string): string => path.replace(/\{(\w+)\}/g, ":$1");

function methodsByPath(routes: readonly Route[]): Map<string, Method[]> {
  const methods = new Map<string, Method[]>();
  for (const { path, method } of routes) methods.set(path, [...(methods.get(path) ?? []), method]);
  return methods;
}

function checked(value: unknown, part: "path" | "query" | "body", validate: ValidateFunction | undefined): unknown {
  if (validate && !validate(value)) throw invalid(part, validate);
  if (holdsNul(value)) throw problem("request-invalid", { at: part, reason: "holds a NUL character" }, { at: part });
  return value;
}

/** PostgreSQL keeps no text with U+0000 in it, and nobody means it. */
function holdsNul(value: unknown): boolean {
  if (typeof value === "string") return value.includes("\0");
  if (typeof value !== "object" || value === null) return false;
  return Object.entries(value).some(([name, part]) => name.includes("\0") || holdsNul(part));
}

function invalid(part: string, { errors }: ValidateFunction): ProblemError {
  const [first] = errors ?? [];
  const extra = first?.keyword === "additionalProperties" ? ` "${String(first.params.additionalProperty)}"` : "";
  const at = `${part}${first?.instancePath ?? ""}`;
  return problem("request-invalid", { at, reason: `${first?.message ?? ""}${extra}` }, { at });
}

function readText(context: Context): Promise<string> {
  const type = context.req.header("Content-Type") ?? "";
  // A page of another origin cannot send this type without asking first, and is never answered.
  if (!/^application\/json\s*(;|$)/i.test(type)) throw problem("media-type", {});
  return context.req.text();
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw problem("body-not-json", { reason: error instanceof SyntaxError ? error.message : String(error) });
  }
}

const readUpload = (context: Context): Upload => ({
  bytes: context.req.raw.body ?? new ReadableStream({ start: (controller) => controller.close() }),
  contentType: context.req.header("Content-Type") ?? "",
});

function requireIfMatch(context: Context): (revision: number) => boolean {
  const header = context.req.header("If-Match");
  if (header === undefined) throw problem("precondition-required", {});
  return readIfMatch(header);
}

function keyedRequest(context: Context, text: string): KeyedRequest {
  const key = context.req.header("Idempotency-Key")?.trim() ?? "";
  if (key === "" || key.length > LONGEST_KEY) throw problem("idempotency-key-required", { longest: `${LONGEST_KEY}` });
  const { method, url } = context.req;
  return { key, content: JSON.stringify([method, new URL(url).pathname, text]) };
}
