import { shanghaiMonth } from "../../calendar.ts";
import { type Standing, standing } from "../../schemes/effective.ts";
import type { ListedVersion } from "../../store/version-store.ts";
import { CALCULATION_PROBLEMS } from "../problem.ts";
import { type Route, route } from "../route.ts";
import { type Findings, type Scheme, SchemeList, type VersionSummary } from "../schemas/versions.ts";
import type { Services } from "../services.ts";

export const schemeRoutes = ({ store, checker }: Services): Route[] => [
  route("GET /api/schemes", {
    summary: "The schemes with their versions, and how many findings each has",
    status: 200,
    response: SchemeList,
    problems: CALCULATION_PROBLEMS,
    handle: async () => {
      const listed = await store.stores.versions.list();
      const findings = await checker.findings(listed);
      const month = shanghaiMonth(store.clock());
      const schemes = [...Map.groupBy(listed, ({ scheme }) => scheme)].map(([id, versions]): Scheme => {
        const latest = versions.reduce((a, b) => (b.updatedAt >= a.updatedAt ? b : a));
        const summaries = versions.flatMap((version) => {
          const counts = findings.get(version.id);
          return counts ? [summary(version, standing(version, versions, month), counts)] : [];
        });
        return { id, title: latest.title, versions: summaries };
      });
      return { body: { schemes } satisfies SchemeList };
    },
  }),
];

function summary(listed: ListedVersion, status: Standing, findings: Findings): VersionSummary {
  const { id, version, title, hash, effectiveFrom, basedOn, updatedAt } = listed;
  return {
    ...{ id, version, title, status, hash, updatedAt, findings },
    ...(effectiveFrom !== undefined && { effectiveFrom }),
    ...(basedOn !== undefined && { basedOn }),
  };
}
