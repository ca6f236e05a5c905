import type { Store } from "../../store/store.ts";
import { problem } from "../problem.ts";
import { type Route, route } from "../route.ts";
import { Health } from "../schemas.ts";
import type { Services } from "../services.ts";

/** Milliseconds in which a database that is well answers. */
const PATIENCE = 2_000;

export const healthRoutes = ({ store }: Pick<Services, "store">, version: string): Route[] => {
  const body = { status: "ok", version } satisfies Health;
  return [
    route("GET /api/health", {
      summary: "Whether the server answers, and which version it is",
      status: 200,
      response: Health,
      problems: [],
      handle: async () => ({ body }),
    }),
    route("GET /api/health/live", {
      summary: "Whether the process runs: if not, start it again",
      status: 200,
      response: Health,
      problems: [],
      handle: async () => ({ body }),
    }),
    route("GET /api/health/ready", {
      summary: "Whether the database answers too: if not, send no requests here",
      status: 200,
      response: Health,
      problems: ["not-ready"],
      handle: async () => {
        if (!(await answers(store))) throw problem("not-ready", {});
        return { body };
      },
    }),
  ];
};

async function answers({ stores }: Store): Promise<boolean> {
  const late = new Promise<false>((resolve) => setTimeout(resolve, PATIENCE, false).unref());
  const read = stores.audit.head().then(
    () => true,
    () => false,
  );
  return Promise.race([read, late]);
}
