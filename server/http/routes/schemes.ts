import type { StoredVersion } from "../../store/version-store.ts";
import { type Route, route } from "../route.ts";
import { type Findings, type Scheme, SchemeList, type VersionSummary } from "../schemas.ts";
import type { Services } from "../services.ts";

export const schemeRoutes = ({ store, checker }: Services): Route[] => [
  route({
    method: "get",
    path: "/api/schemes",
    summary: "The schemes with their versions, and how many findings each has",
    status: 200,
    response: SchemeList,
    problems: [],
    handle: async () => {
      const byScheme = Map.groupBy(await store.stores.versions.list(), ({ scheme }) => scheme);
      const schemes = [...byScheme].map(([id, versions]): Scheme => {
        const latest = versions.reduce((a, b) => (b.updatedAt >= a.updatedAt ? b : a));
        return {
          id,
          title: latest.title,
          versions: versions.map((stored) => summary(stored, checker.findings(stored.text))),
        };
      });
      return { body: { schemes } satisfies SchemeList };
    },
  }),
];

function summary(stored: StoredVersion, findings: Findings): VersionSummary {
  const { id, version, title, status, hash, basedOn, updatedAt } = stored;
  return { id, version, title, status, hash, ...(basedOn !== undefined && { basedOn }), updatedAt, findings };
}
