import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { compress } from "hono/compress";
import packageFile from "../../package.json" with { type: "json" };
import { adminUi } from "./admin-ui.ts";
import { mount } from "./mount.ts";
import { openApiDocument } from "./openapi.ts";
import { ProblemError, problem, problemResponse } from "./problem.ts";
import { catalogueRoutes } from "./routes/catalogue.ts";
import { checkRoutes } from "./routes/check.ts";
import { dataSetRoutes } from "./routes/data-sets.ts";
import { healthRoutes } from "./routes/health.ts";
import { institutionRoutes } from "./routes/institutions.ts";
import { schemeRoutes } from "./routes/schemes.ts";
import { versionRoutes } from "./routes/versions.ts";
import { localHostOnly, securityHeaders } from "./security.ts";
import type { Services } from "./services.ts";

export interface AppOptions {
  /** The folder of the built app. */
  readonly adminUi: string;
  readonly validateResponses?: boolean;
}

/** In bytes; a scheme's text may be half of it and still fit when every character is escaped. */
const LONGEST_BODY = 2 * 1024 * 1024;

export function createApp(services: Services, { adminUi: folder, validateResponses = false }: AppOptions): Hono {
  const routes = [
    ...healthRoutes(packageFile.version),
    ...catalogueRoutes(services),
    ...institutionRoutes(services),
    ...schemeRoutes(services),
    ...versionRoutes(services),
    ...checkRoutes(services),
    ...dataSetRoutes(services),
  ];
  const document = openApiDocument(routes, packageFile.version);

  const app = new Hono();
  app.use(securityHeaders(), localHostOnly(), compress());
  app.use(
    "/api/*",
    bodyLimit({
      maxSize: LONGEST_BODY,
      onError: () => problemResponse(problem("body-too-large", { limit: String(LONGEST_BODY) })),
    }),
  );
  app.get("/api/openapi.json", (context) => context.json(document));
  mount(app, routes, { validateResponses });
  app.all("/api/*", (context) => problemResponse(problem("not-found", { path: context.req.path })));
  app.route("/", adminUi(folder));
  app.notFound((context) => problemResponse(problem("not-found", { path: context.req.path })));
  app.onError((error, context) => {
    if (error instanceof ProblemError) return problemResponse(error);
    console.error(`${context.req.method} ${context.req.path}`, error);
    return problemResponse(problem("internal-error", {}));
  });
  return app;
}
