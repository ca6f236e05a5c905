import { type Route, route } from "../route.ts";
import { Catalogue } from "../schemas.ts";
import type { Services } from "../services.ts";

export const catalogueRoutes = ({ checker }: Pick<Services, "checker">): Route[] => [
  route({
    method: "get",
    path: "/api/catalogue",
    summary: "The metric catalogue (metrics.kpi.md)",
    status: 200,
    response: Catalogue,
    problems: [],
    handle: async () => ({ body: checker.catalogue satisfies Catalogue }),
  }),
];
