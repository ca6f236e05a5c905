import { diagnosticsJson } from "../../diagnostic-json.ts";
import { type Route, route } from "../route.ts";
import { CheckResult, TextBody } from "../schemas.ts";
import type { Services } from "../services.ts";

export const checkRoutes = ({ checker }: Pick<Services, "checker">): Route[] => [
  route({
    method: "post",
    path: "/api/check",
    summary: "The findings in a scheme's text; nothing is stored",
    body: TextBody,
    status: 200,
    response: CheckResult,
    problems: [],
    handle: async ({ body: { text } }) => {
      const { diagnostics } = checker.check(text);
      return { body: { diagnostics: diagnosticsJson(text, diagnostics) } satisfies CheckResult };
    },
  }),
];
