import { closedRuns, lastClosed } from "../../schemes/closed-months.ts";
import { problem } from "../problem.ts";
import { type Route, route } from "../route.ts";
import { Assignment, AssignmentList, NewAssignment } from "../schemas/assignments.ts";
import type { Services } from "../services.ts";

export const assignmentRoutes = ({ store }: Pick<Services, "store">): Route[] => [
  route("GET /api/assignments", {
    summary: "By which scheme agents and departments are paid, and from which month",
    status: 200,
    response: AssignmentList,
    problems: [],
    handle: async () => ({
      body: { assignments: await store.stores.assignments.list() } satisfies AssignmentList,
    }),
  }),

  route("PUT /api/assignments", {
    summary: "Assigns an agent or a department to a scheme from a month on, in place of what was said for that month",
    body: NewAssignment,
    status: 200,
    response: Assignment,
    problems: ["agent-not-found", "scheme-not-found", "month-closed"],
    handle: ({ body, actor, write }) =>
      write(async (stores) => {
        const { kind, subject, from, scheme } = body;
        if (scheme !== null && !(await stores.versions.hasScheme(scheme)))
          throw problem("scheme-not-found", { id: scheme });
        if (kind === "agent" && !(await stores.agents.find(subject)))
          throw problem("agent-not-found", { agent: subject });
        const last = lastClosed(await closedRuns(stores));
        if (last !== undefined && from <= last) throw problem("month-closed", { month: last });
        const same = (await stores.assignments.list()).find(
          (other) => other.kind === kind && other.subject === subject && other.from === from,
        );
        const at = store.now();
        await stores.assignments.put(body, actor.user, at);
        const details = { kind, from, scheme, ...(same && { before: same.scheme }) };
        stores.audit.record({ action: "assignment.put", subject, details });
        return { body: { ...body, by: actor.user, at } satisfies Assignment };
      }),
  }),
];
