import { sha256 } from "../../canonical-json.ts";
import type { StoredCatalogue } from "../../store/catalogue-store.ts";
import type { Stores } from "../../store/store.ts";
import { etagOf } from "../precondition.ts";
import { CALCULATION_PROBLEMS, type ProblemError, problem } from "../problem.ts";
import { type Reply, type Route, route } from "../route.ts";
import { TextBody } from "../schemas/versions.ts";
import { Catalogue } from "../schemas.ts";
import type { Services } from "../services.ts";

export const catalogueRoutes = ({ store, checker }: Pick<Services, "store" | "checker">): Route[] => [
  route("GET /api/catalogue", {
    summary: "The metric catalogue (metrics.kpi.md)",
    status: 200,
    response: Catalogue,
    etag: true,
    problems: [],
    handle: async () => reply(await current(store.stores)),
  }),

  route("PUT /api/catalogue", {
    summary: "Changes the metric catalogue; what approved versions use keeps its meaning under its name",
    ifMatch: true,
    body: TextBody,
    status: 200,
    response: Catalogue,
    etag: true,
    problems: ["catalogue-has-errors", "metric-in-use", ...CALCULATION_PROBLEMS],
    handle: async ({ body: { text }, actor, matches, write }) => {
      const { uses, before, diagnostics, changed } = await checker.judgeCatalogue(text);
      return write(async (stores) => {
        const now = await current(stores);
        if (!matches(now.revision) || now.hash !== before) throw changedMeanwhile(now);
        const approved = (await stores.versions.list()).filter(({ status }) => status === "approved");
        if (approved.some(({ id }) => !uses.has(id))) throw changedMeanwhile(now);

        const errors = diagnostics.filter(({ severity }) => severity === "error").length;
        if (errors > 0) {
          throw problem("catalogue-has-errors", { count: String(errors) }, { diagnostics: [...diagnostics] });
        }
        if (changed) throw problem("metric-in-use", changed);
        const hash = sha256(text);
        await stores.catalogue.add({ hash, text }, actor.user, store.now());
        stores.audit.record({ action: "catalogue.change", subject: "catalogue", details: { hash, before } });
        return reply(await current(stores));
      });
    },
  }),
];

async function current({ catalogue }: Pick<Stores, "catalogue">): Promise<StoredCatalogue> {
  const found = await catalogue.read();
  if (!found) throw new Error("there is no catalogue");
  return found;
}

const changedMeanwhile = ({ revision }: StoredCatalogue): ProblemError =>
  problem("precondition-failed", {}, { etag: etagOf(revision) });

/** Not to be compressed on the way: that would weaken the ETag. */
const reply = ({ revision, text, hash, updatedAt }: StoredCatalogue): Reply => ({
  body: { text, hash, updatedAt } satisfies Catalogue,
  headers: { ETag: etagOf(revision), "Cache-Control": "no-cache, no-transform" },
});
