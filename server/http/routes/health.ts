import { type Route, route } from "../route.ts";
import { Health } from "../schemas.ts";

export const healthRoutes = (version: string): Route[] => [
  route({
    method: "get",
    path: "/api/health",
    summary: "Whether the server answers, and which version it is",
    status: 200,
    response: Health,
    problems: [],
    handle: async () => ({ body: { status: "ok", version } satisfies Health }),
  }),
];
