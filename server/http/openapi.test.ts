import { afterAll, beforeAll, expect, test } from "vitest";
import { type Grant, permissions, type RouteKey } from "../access/permissions.ts";
import { RealApp } from "../testing/real-app.ts";

interface Operation {
  readonly summary: string;
  readonly parameters?: readonly { readonly name: string; readonly in: string }[];
  readonly requestBody?: unknown;
  readonly responses: Readonly<Record<string, unknown>>;
  readonly security: unknown;
}

interface Document {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, unknown>> };
}

let app: RealApp;
let document: Document;
beforeAll(async () => {
  app = await RealApp.open();
  document = await app.json<Document>("/api/openapi.json");
});
afterAll(() => app.close());

const operations = () =>
  Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      key: `${method.toUpperCase()} ${path}`,
      headers: (operation.parameters ?? []).flatMap(({ name, in: place }) => (place === "header" ? [name] : [])),
      statuses: Object.keys(operation.responses),
      operation,
    })),
  );

test("every route is in the document", () => {
  expect(document.openapi).toMatch(/^3\.1\./);
  expect(operations().map(({ key }) => key)).toEqual(expect.arrayContaining(Object.keys(permissions)));
  expect(operations()).toHaveLength(Object.keys(permissions).length);
});

test("every route tells what it can answer to who may not ask, and to who asks wrongly", () => {
  for (const { key, headers, statuses, operation } of operations()) {
    const grant: Grant = permissions[key as RouteKey];
    const expected = [
      ...(grant === "public" ? [] : ["401"]),
      ...(typeof grant === "object" ? ["403"] : []),
      ...(headers.includes("If-Match") ? ["412", "428"] : []),
      ...(headers.includes("Idempotency-Key") ? ["422", "428"] : []),
      ...(operation.requestBody ? ["413"] : []),
    ];
    expect(statuses, key).toEqual(expect.arrayContaining(expected));
    expect(
      statuses.filter((status) => status.startsWith("2")),
      key,
    ).toHaveLength(1);
    expect(operation.summary, key).toMatch(/^\p{Lu}.*[^.]$/u);
    expect(operation.security, key).toEqual(grant === "public" ? [] : [{ session: [] }]);
  }
});

test("every reference leads to a schema", () => {
  const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g)];
  expect(references.length).toBeGreaterThan(0);
  const known = Object.keys(document.components.schemas);
  expect(references.map(([, name]) => name).filter((name) => !known.includes(name ?? ""))).toEqual([]);
});
