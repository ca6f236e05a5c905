import { createRequire } from "node:module";
import { dirname } from "node:path";
import { serveStatic } from "@hono/node-server/serve-static";
import { Hono } from "hono";

/** Where npm has put Swagger UI: the page loads nothing from anywhere else. */
const SWAGGER_UI = dirname(createRequire(import.meta.url).resolve("swagger-ui-dist/package.json"));

const PAGE = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <title>Plumbline API</title>
    <link rel="stylesheet" href="/api/docs/swagger-ui.css">
  </head>
  <body>
    <div id="api"></div>
    <script src="/api/docs/swagger-ui-bundle.js"></script>
    <script src="/api/docs/start.js"></script>
  </body>
</html>
`;

/** A file of its own: the page's policy lets no script stand in it. */
const START = `SwaggerUIBundle({ url: "/api/openapi.json", dom_id: "#api", deepLinking: true, validatorUrl: null });
`;

/** The API as a page to read and try, at `/api/docs`. */
export function apiDocs(): Hono {
  const app = new Hono();
  app.get("/api/docs", (context) => context.html(PAGE));
  app.get("/api/docs/start.js", (context) => context.body(START, 200, { "Content-Type": "text/javascript" }));
  for (const file of ["swagger-ui.css", "swagger-ui-bundle.js"]) {
    app.get(`/api/docs/${file}`, serveStatic({ root: SWAGGER_UI, rewriteRequestPath: () => file }));
  }
  return app;
}
