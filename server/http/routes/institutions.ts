import { countFindings } from "../../schemes/finding-counts.ts";
import { readInstitutionOnce } from "../../schemes/library.ts";
import { type Route, route } from "../route.ts";
import { InstitutionList } from "../schemas.ts";
import type { Services } from "../services.ts";

export const institutionRoutes = ({ store }: Pick<Services, "store">): Route[] => [
  route("GET /api/institutions", {
    summary: "The institutions that schemes can be held to, and how many findings each has",
    status: 200,
    response: InstitutionList,
    problems: [],
    handle: async () => {
      const institutions = (await store.stores.institutions.list()).map((stored) => {
        const { institution, diagnostics } = readInstitutionOnce(stored.text);
        const { title, version } = institution;
        return { ...stored, title, version, findings: countFindings(diagnostics) };
      });
      return { body: { institutions } satisfies InstitutionList };
    },
  }),
];
