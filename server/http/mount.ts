import type { AnySchemaObject, ValidateFunction } from "ajv";
import { Ajv2020 } from "ajv/dist/2020.js";
import type { Context, Hono } from "hono";
import type { TSchema } from "typebox";
import { readIfMatch } from "./precondition.ts";
import { type ProblemError, problem, problemResponse } from "./problem.ts";
import type { Method, Route } from "./route.ts";

interface MountOptions {
  /** Answer 500 where a response breaks its schema: for tests. */
  readonly validateResponses: boolean;
}

/** Lets the app answer to the routes; every request passes its schemas before a handler sees it. */
export function mount(app: Hono, routes: readonly Route[], { validateResponses }: MountOptions): void {
  const ajv = new Ajv2020({ strict: true });
  const compile = (schema: TSchema): ValidateFunction => ajv.compile(schema as AnySchemaObject);
  const validator = (schema: TSchema | undefined) => schema && compile(schema);

  for (const route of routes) {
    const validateParams = validator(route.params);
    const validateQuery = validator(route.query);
    const validateBody = validator(route.body);
    const validateResponse = validateResponses ? compile(route.response) : undefined;

    app.on(route.method, honoPath(route.path), async (context) => {
      const reply = await route.handle({
        params: checked(context.req.param(), "path", validateParams),
        query: checked(context.req.query(), "query", validateQuery),
        body: validateBody && checked(await readJson(context), "body", validateBody),
        matches: route.ifMatch ? requireIfMatch(context) : () => false,
      });
      if (validateResponse && !validateResponse(reply.body)) {
        throw new Error(`${route.path} answers against its schema: ${ajv.errorsText(validateResponse.errors)}`);
      }
      return context.json(reply.body as object, route.status, {
        "Cache-Control": "no-cache",
        ...reply.headers,
      });
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

const honoPath = (path: string): string => path.replace(/\{(\w+)\}/g, ":$1");

function methodsByPath(routes: readonly Route[]): Map<string, Method[]> {
  const methods = new Map<string, Method[]>();
  for (const { path, method } of routes) methods.set(path, [...(methods.get(path) ?? []), method]);
  return methods;
}

function checked(value: unknown, part: "path" | "query" | "body", validate: ValidateFunction | undefined): unknown {
  if (!validate || validate(value)) return value;
  throw invalid(part, validate);
}

function invalid(part: string, { errors }: ValidateFunction): ProblemError {
  const [first] = errors ?? [];
  const extra = first?.keyword === "additionalProperties" ? ` "${String(first.params.additionalProperty)}"` : "";
  const at = `${part}${first?.instancePath ?? ""}`;
  return problem("request-invalid", { at, reason: `${first?.message ?? ""}${extra}` }, { at });
}

async function readJson(context: Context): Promise<unknown> {
  const type = context.req.header("Content-Type") ?? "";
  // A page of another origin cannot send this type without asking first, and is never answered.
  if (!/^application\/json\s*(;|$)/i.test(type)) throw problem("media-type", {});
  const text = await context.req.text();
  try {
    return JSON.parse(text);
  } catch (error) {
    throw problem("body-not-json", { reason: error instanceof SyntaxError ? error.message : String(error) });
  }
}

function requireIfMatch(context: Context): (revision: number) => boolean {
  const header = context.req.header("If-Match");
  if (header === undefined) throw problem("precondition-required", {});
  return readIfMatch(header);
}
