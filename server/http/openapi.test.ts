import { afterAll, beforeAll, expect, test } from "vitest";
import { RealApp } from "../testing/real-app.ts";

interface Document {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, Readonly<Record<string, { responses: Readonly<Record<string, unknown>> }>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, unknown>> };
}

let app: RealApp;
let document: Document;
beforeAll(async () => {
  app = await RealApp.open();
  document = await app.json<Document>("/api/openapi.json");
});
afterAll(() => app.close());

test("every route is in the document, with what it can answer", () => {
  expect(document.openapi).toMatch(/^3\.1\./);
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { responses }]) => `${method} ${path}: ${Object.keys(responses).join(" ")}`),
  );
  expect(operations).toEqual([
    "get /api/health: 200",
    "get /api/catalogue: 200",
    "get /api/institutions: 200",
    "get /api/schemes: 200",
    "get /api/versions/{id}: 200 404 422",
    "put /api/versions/{id}: 200 400 404 409 412 413 415 422 428",
    "post /api/versions/{id}/drafts: 201 400 404 409 413 415 422",
    "post /api/versions/{id}/publish: 200 404 409 412 422 428",
    "post /api/check: 200 400 413 415 422",
    "get /api/datasets: 200",
    "get /api/datasets/{id}/agent-months: 200 404 422",
  ]);
});

test("every reference leads to a schema", () => {
  const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g)];
  expect(references.length).toBeGreaterThan(0);
  const known = Object.keys(document.components.schemas);
  expect(references.map(([, name]) => name).filter((name) => !known.includes(name ?? ""))).toEqual([]);
});

test("every path answers with an If-Match where the document asks for one", async () => {
  const { id } = await app.version("telemarketing-center", "draft");
  const asked = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods)
      .filter(([, operation]) => JSON.stringify(operation).includes('"If-Match"'))
      .map(([method]) => ({ path, method })),
  );
  for (const { path, method } of asked) {
    const body = method === "put" ? { text: "" } : undefined;
    const response = await app.send(path.replace("{id}", id), { method: method.toUpperCase(), ...(body && { body }) });
    expect(response.status).toBe(428);
  }
  expect(asked).toHaveLength(2);
});
