import { CALCULATION_PROBLEMS } from "../problem.ts";
import { type Route, route } from "../route.ts";
import { TextBody } from "../schemas/versions.ts";
import { CheckResult } from "../schemas.ts";
import type { Services } from "../services.ts";

export const checkRoutes = ({ checker }: Pick<Services, "checker">): Route[] => [
  route("POST /api/check", {
    summary: "The findings in a scheme's text; nothing is stored",
    body: TextBody,
    status: 200,
    response: CheckResult,
    problems: CALCULATION_PROBLEMS,
    handle: async ({ body: { text } }) => {
      const { diagnostics } = await checker.check(text);
      return { body: { diagnostics: [...diagnostics] } satisfies CheckResult };
    },
  }),
];
