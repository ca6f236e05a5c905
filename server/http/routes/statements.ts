import { gatherStatement } from "../../statements/gather.ts";
import type { StatementInput } from "../../statements/statement.ts";
import type { StoredRun } from "../../store/run-store.ts";
import { problem } from "../problem.ts";
import { Download, type Route, route } from "../route.ts";
import { existingRun } from "../run-reply.ts";
import { ByRunAndAgent, LanguageQuery } from "../schemas/exports.ts";
import { Statement } from "../schemas/statement.ts";
import type { Services } from "../services.ts";

const PROBLEMS = ["run-not-found", "run-not-computed", "statement-not-found"] as const;

export const statementRoutes = ({ store: { stores }, calculator }: Services): Route[] => {
  const gather = async (run: StoredRun, agent: string): Promise<StatementInput> => {
    const { month, revision } = run;
    if (!revision.computation) throw problem("run-not-computed", { month, revision: String(revision.number) });
    const input = await gatherStatement(stores, run, agent, (source) => calculator.run("statementNeeds", source));
    if (!input) throw problem("statement-not-found", { month, agent });
    return input;
  };
  return [
    route("GET /api/runs/{id}/statements/{agent}", {
      summary: "How an agent's pay of the month came about, with the clauses; one's own once the run is published",
      params: ByRunAndAgent,
      status: 200,
      response: Statement,
      problems: PROBLEMS,
      concerns: ({ params: { agent } }) => ({ agent }),
      handle: async ({ params: { id, agent }, scope }) => {
        const input = await gather(await existingRun(stores, id, scope), agent);
        return { body: (await calculator.run("statement", input)) satisfies Statement };
      },
    }),

    route("GET /api/runs/{id}/statements/{agent}/page", {
      summary: "The same as a page to print or to save as PDF",
      params: ByRunAndAgent,
      query: LanguageQuery,
      status: 200,
      contentType: "text/html",
      problems: PROBLEMS,
      concerns: ({ params: { agent } }) => ({ agent }),
      handle: async ({ params: { id, agent }, query: { language = "zh" }, scope }) => {
        const input = await gather(await existingRun(stores, id, scope), agent);
        const page = await calculator.run("printedStatement", { ...input, language });
        return { body: new Download(page, "text/html; charset=utf-8") };
      },
    }),
  ];
};
