import type { Metrics } from "../../operations/metrics.ts";
import { Download, type Route, route } from "../route.ts";

export const metricsRoutes = (metrics: Metrics): Route[] => [
  route("GET /api/metrics", {
    summary: "Figures of this instance in Prometheus' text format",
    status: 200,
    contentType: metrics.contentType,
    problems: [],
    handle: async () => ({ body: new Download(await metrics.text(), metrics.contentType) }),
  }),
];
