import type { TSchema } from "typebox";
import { type Grant, permissions } from "../access/permissions.ts";
import { type ProblemCode, problems } from "./problem.ts";
import type { Route } from "./route.ts";
import { components, Problem } from "./schemas.ts";
import { COOKIE } from "./session-cookie.ts";

const IDEMPOTENT = "A random value; a request sent again with the same one has no second effect";

const nameOf = new Map<unknown, string>(Object.entries(components).map(([name, schema]) => [schema, name]));

/** The OpenAPI 3.1 document of the routes. */
export function openApiDocument(routes: readonly Route[], version: string): object {
  const paths = new Map<string, Record<string, object>>();
  for (const route of routes) paths.set(route.path, { ...paths.get(route.path), [route.method]: operation(route) });
  return {
    openapi: "3.1.1",
    jsonSchemaDialect: "https://json-schema.org/draft/2020-12/schema",
    info: {
      title: "Plumbline",
      version,
      description: "Pay and appraisal schemes as versioned documents that compute.",
      license: { name: "Apache-2.0", identifier: "Apache-2.0" },
    },
    paths: Object.fromEntries(paths),
    components: {
      securitySchemes: { session: { type: "apiKey", in: "cookie", name: COOKIE } },
      schemas: Object.fromEntries(Object.entries(components).map(([name, schema]) => [name, inner(schema)])),
    },
  };
}

function operation(route: Route): object {
  return {
    summary: route.summary,
    parameters: [
      ...parameters("path", route.params),
      ...parameters("query", route.query),
      ...(route.ifMatch
        ? [{ name: "If-Match", in: "header", required: true, schema: { type: "string" }, description: "The ETag" }]
        : []),
      ...(route.idempotent
        ? [
            {
              name: "Idempotency-Key",
              in: "header",
              required: true,
              schema: { type: "string" },
              description: IDEMPOTENT,
            },
          ]
        : []),
    ],
    ...(route.body && { requestBody: { required: true, content: json(route.body) } }),
    ...(route.upload && { requestBody: { required: true, content: { "application/octet-stream": {} } } }),
    security: permissions[route.key] === "public" ? [] : [{ session: [] }],
    responses: {
      [route.status]: {
        description: "Done",
        ...(route.etag && { headers: { ETag: { schema: { type: "string" } } } }),
        content: route.response ? json(route.response) : { [route.contentType ?? "application/octet-stream"]: {} },
      },
      ...problemResponses(route),
    },
  };
}

function parameters(place: "path" | "query", schema: TSchema | undefined): object[] {
  const { properties = {}, required = [] } = (schema ?? {}) as {
    properties?: Record<string, { description?: string }>;
    required?: readonly string[];
  };
  return Object.entries(properties).map(([name, { description, ...rest }]) => ({
    name,
    in: place,
    required: required.includes(name),
    schema: rest,
    ...(description && { description }),
  }));
}

function problemResponses(route: Route): Record<string, object> {
  const codes: ProblemCode[] = [...route.problems];
  if (route.params || route.query || route.body) codes.push("request-invalid");
  if (route.body) codes.push("body-not-json", "media-type", "body-too-large");
  const grant: Grant = permissions[route.key];
  if (grant !== "public") codes.push("not-signed-in");
  if (typeof grant === "object") codes.push("forbidden");
  if (route.idempotent) codes.push("idempotency-key-required", "idempotency-key-reused");
  if (route.costly) codes.push("too-many-requests");
  if (route.ifMatch) codes.push("precondition-required", "precondition-failed");
  const byStatus = Map.groupBy(codes, (code) => problems[code].status);
  return Object.fromEntries(
    [...byStatus].map(([status, group]) => [
      status,
      { description: group.join(", "), content: { "application/problem+json": { schema: reference(Problem) } } },
    ]),
  );
}

const json = (schema: TSchema) => ({ "application/json": { schema: reference(schema) } });

/** A component by its name, anything else as it is. */
function reference(schema: unknown): unknown {
  const name = nameOf.get(schema);
  return name === undefined ? inner(schema) : { $ref: `#/components/schemas/${name}` };
}

function inner(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(reference);
  if (typeof schema !== "object" || schema === null) return schema;
  return Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, reference(value)]));
}
