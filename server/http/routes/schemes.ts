import { shanghaiMonth } from "../../calendar.ts";
import { lastMonthOf, type Standing, standing } from "../../schemes/effective.ts";
import { schemeFigures } from "../../schemes/scheme-figures.ts";
import type { Stores } from "../../store/store.ts";
import type { ListedVersion } from "../../store/version-store.ts";
import { CALCULATION_PROBLEMS } from "../problem.ts";
import { type Route, route } from "../route.ts";
import { type Findings, type Scheme, SchemeFigures, SchemeList, type VersionSummary } from "../schemas/versions.ts";
import type { Services } from "../services.ts";
import { named } from "../version-reply.ts";

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
      const authors = await authorsOf(store.stores);
      const schemes = [...Map.groupBy(listed, ({ scheme }) => scheme)].map(([id, versions]): Scheme => {
        const latest = versions.reduce((a, b) => (b.updatedAt >= a.updatedAt ? b : a));
        const summaries = versions.flatMap((version) => {
          const counts = findings.get(version.id);
          if (!counts) return [];
          const until = lastMonthOf(version, versions);
          const status = standing(version, versions, month);
          return [{ ...summary(version, status, counts, until), authors: authors.get(version.id) ?? [] }];
        });
        return { id, title: latest.title, versions: summaries };
      });
      return { body: { schemes } satisfies SchemeList };
    },
  }),

  route("GET /api/schemes/figures", {
    summary: "How many people each version pays this month, and what it has paid in the latest months",
    status: 200,
    response: SchemeFigures,
    problems: [],
    handle: async () => {
      const month = shanghaiMonth(store.clock());
      const figures = await schemeFigures(store.stores, month);
      const versions = [...figures].map(([version, { assigned, payouts }]) => ({
        ...{ version, assigned },
        payouts: [...payouts],
      }));
      return { body: { month, versions } satisfies SchemeFigures };
    },
  }),
];

/** Who wrote each version, by its id. */
async function authorsOf(stores: Stores): Promise<Map<string, VersionSummary["authors"]>> {
  const written = await stores.versions.allAuthors();
  const people = await named(
    stores,
    written.map(({ author }) => author),
  );
  const authors = new Map<string, VersionSummary["authors"]>();
  for (const [at, { version, author }] of written.entries()) {
    authors.set(version, [...(authors.get(version) ?? []), people[at] ?? { id: author, name: author }]);
  }
  return authors;
}

function summary(
  listed: ListedVersion,
  status: Standing,
  findings: Findings,
  effectiveUntil: string | undefined,
): Omit<VersionSummary, "authors"> {
  const { id, version, title, hash, effectiveFrom, basedOn, updatedAt } = listed;
  return {
    ...{ id, version, title, status, hash, updatedAt, findings },
    ...(effectiveFrom !== undefined && { effectiveFrom }),
    ...(effectiveUntil !== undefined && { effectiveUntil }),
    ...(basedOn !== undefined && { basedOn }),
  };
}
