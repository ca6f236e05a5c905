import { existsSync } from "node:fs";
import { join } from "node:path";
import { serveStatic } from "@hono/node-server/serve-static";
import { Hono } from "hono";

const NOT_BUILT = `准绳的界面还没有构建，请运行 npm start 或 npm run build。
The app has not been built; run npm start or npm run build.
`;

/** Serves the built app; every path that is no file is a page of the app. */
export function adminUi(folder: string): Hono {
  const app = new Hono();
  if (!existsSync(join(folder, "index.html"))) return app.get("*", (context) => context.text(NOT_BUILT, 503));
  // The names of assets carry a hash of their content.
  app.use(
    "/assets/*",
    serveStatic({
      root: folder,
      onFound: (_, context) => context.header("Cache-Control", "public, max-age=31536000, immutable"),
    }),
  );
  app.get("/assets/*", (context) => context.text("not found\n", 404));
  const fresh = {
    onFound: (_: string, context: { header(name: string, value: string): void }) =>
      context.header("Cache-Control", "no-cache"),
  };
  app.get("*", serveStatic({ root: folder, ...fresh }));
  app.get("*", serveStatic({ path: join(folder, "index.html"), ...fresh }));
  return app;
}
