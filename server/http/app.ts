import { Hono } from "hono";
import { compress } from "hono/compress";
import packageFile from "../../package.json" with { type: "json" };
import { CalculationRefused } from "../calculator/calculator.ts";
import type { Monitor } from "../operations/monitor.ts";
import { adminUi } from "./admin-ui.ts";
import { apiDocs } from "./api-docs.ts";
import { mount } from "./mount.ts";
import { observe, requestOf } from "./observe.ts";
import { openApiDocument } from "./openapi.ts";
import { ProblemError, problem, problemResponse } from "./problem.ts";
import { COSTLY, CostlyLimits, type CostlyRates } from "./rate-limit.ts";
import { adjustmentRoutes } from "./routes/adjustments.ts";
import { agentRoutes } from "./routes/agents.ts";
import { appealRoutes } from "./routes/appeals.ts";
import { assignmentRoutes } from "./routes/assignments.ts";
import { auditRoutes } from "./routes/audit.ts";
import { catalogueRoutes } from "./routes/catalogue.ts";
import { checkRoutes } from "./routes/check.ts";
import { correctionRoutes } from "./routes/corrections.ts";
import { dataSetRoutes } from "./routes/data-sets.ts";
import { exportRoutes } from "./routes/exports.ts";
import { healthRoutes } from "./routes/health.ts";
import { importRoutes } from "./routes/imports.ts";
import { institutionRoutes } from "./routes/institutions.ts";
import { jobRoutes } from "./routes/jobs.ts";
import { metricsRoutes } from "./routes/metrics.ts";
import { ratingRoutes } from "./routes/ratings.ts";
import { reportListRoutes } from "./routes/report-lists.ts";
import { runLineRoutes } from "./routes/run-lines.ts";
import { runRoutes } from "./routes/runs.ts";
import { scenarioRoutes } from "./routes/scenarios.ts";
import { schemeRoutes } from "./routes/schemes.ts";
import { selfAppraisalRoutes } from "./routes/self-appraisals.ts";
import { sessionRoutes } from "./routes/session.ts";
import { statementRoutes } from "./routes/statements.ts";
import { userRoutes } from "./routes/users.ts";
import { versionStepRoutes } from "./routes/version-steps.ts";
import { versionRoutes } from "./routes/versions.ts";
import { scrape } from "./scrape.ts";
import { ownHostOnly, sameOriginOnly, securityHeaders } from "./security.ts";
import type { Services } from "./services.ts";

export interface AppOptions {
  /** The folder of the built app. */
  readonly adminUi: string;
  readonly monitor: Monitor;
  /** Under which users reach the server beside localhost. */
  readonly publicUrl?: string | undefined;
  /** With which `/metrics` is read; absent: not at all. */
  readonly metricsToken?: string | undefined;
  readonly validateResponses?: boolean;
  /** How many costly requests are carried out; `COSTLY` where absent. */
  readonly costly?: CostlyRates;
}

export function createApp(services: Services, options: AppOptions): Hono {
  const { adminUi: folder, monitor, publicUrl, metricsToken, validateResponses = false, costly = COSTLY } = options;
  const routes = [
    ...healthRoutes(services, packageFile.version),
    ...metricsRoutes(monitor.metrics),
    ...sessionRoutes(services),
    ...userRoutes(services),
    ...auditRoutes(services),
    ...jobRoutes(services),
    ...catalogueRoutes(services),
    ...institutionRoutes(services),
    ...schemeRoutes(services),
    ...versionRoutes(services),
    ...versionStepRoutes(services),
    ...assignmentRoutes(services),
    ...scenarioRoutes(services),
    ...checkRoutes(services),
    ...dataSetRoutes(services),
    ...ratingRoutes(services),
    ...agentRoutes(services),
    ...selfAppraisalRoutes(services),
    ...importRoutes(services),
    ...runRoutes(services),
    ...runLineRoutes(services),
    ...adjustmentRoutes(services),
    ...exportRoutes(services),
    ...statementRoutes(services),
    ...appealRoutes(services),
    ...correctionRoutes(services),
    ...reportListRoutes(services),
  ];
  const document = openApiDocument(routes, packageFile.version);

  const app = new Hono();
  app.use(observe(monitor), securityHeaders(publicUrl), ownHostOnly(publicUrl), sameOriginOnly(publicUrl), compress());
  if (metricsToken !== undefined) app.route("/", scrape(monitor.metrics, metricsToken));
  app.get("/api/openapi.json", (context) => context.json(document));
  app.route("/", apiDocs());
  mount(app, routes, services, { validateResponses, costly: new CostlyLimits(costly) });
  app.all("/api/*", (context) => problemResponse(problem("not-found", { path: context.req.path })));
  app.route("/", adminUi(folder));
  app.notFound((context) => problemResponse(problem("not-found", { path: context.req.path })));
  app.onError((error, context) => {
    if (error instanceof ProblemError) return problemResponse(error);
    if (error instanceof CalculationRefused) return calculationProblem(error);
    monitor.fault(error, requestOf(context));
    return problemResponse(problem("internal-error", {}));
  });
  return app;
}

/** In seconds: when a client that was refused may ask again. */
const AGAIN = { busy: 1, "too-long": 10 } as const;

const calculationProblem = ({ why, seconds }: CalculationRefused): Response =>
  problemResponse(
    (why === "busy"
      ? problem("calculator-busy", {})
      : problem("calculation-too-long", { seconds: String(seconds) })
    ).after(AGAIN[why]),
  );
