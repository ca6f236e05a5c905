import { countFindings } from "../../schemes/checker.ts";
import { type Route, route } from "../route.ts";
import { InstitutionList } from "../schemas.ts";
import type { Services } from "../services.ts";

export const institutionRoutes = ({ checker }: Pick<Services, "checker">): Route[] => [
  route({
    method: "get",
    path: "/api/institutions",
    summary: "The institutions that schemes can be held to, and how many findings each has",
    status: 200,
    response: InstitutionList,
    problems: [],
    handle: async () => {
      const institutions = checker.institutions.map(({ stored, file }) => {
        const { title, version } = file.institution;
        return { ...stored, title, version, findings: countFindings(file.diagnostics) };
      });
      return { body: { institutions } satisfies InstitutionList };
    },
  }),
];
