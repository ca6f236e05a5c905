import { suggest } from "../../../engine/index.ts";
import type { Assignment as Assigned, AssignmentKind } from "../../schemes/assignment.ts";
import { closedRuns, lastClosed } from "../../schemes/closed-months.ts";
import type { Stores } from "../../store/store.ts";
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
    problems: ["agent-not-found", "department-unknown", "scheme-not-found", "month-closed"],
    handle: ({ body, actor, write }) =>
      write(async (stores) => {
        const { kind, subject, from, scheme } = body;
        if (scheme !== null && !(await stores.versions.hasScheme(scheme)))
          throw problem("scheme-not-found", { id: scheme });
        if (kind === "agent" && !(await stores.agents.find(subject)))
          throw problem("agent-not-found", { agent: subject });
        const assigned = await stores.assignments.list();
        if (kind === "department" && !assigned.some((other) => isOf(other, kind, subject))) {
          await assertDepartment(stores, subject);
        }
        const last = lastClosed(await closedRuns(stores));
        if (last !== undefined && from <= last) throw problem("month-closed", { month: last });
        const same = assigned.find((other) => isOf(other, kind, subject) && other.from === from);
        const at = store.now();
        await stores.assignments.put(body, actor.user, at);
        const details = { kind, from, scheme, ...(same && { before: same.scheme }) };
        stores.audit.record({ action: "assignment.put", subject, details });
        return { body: { ...body, by: actor.user, at } satisfies Assignment };
      }),
  }),
];

const isOf = (assigned: Assigned, kind: AssignmentKind, subject: string): boolean =>
  assigned.kind === kind && assigned.subject === subject;

/** Somebody works there, or did: a name that nobody has would pay nobody, and nobody would notice. */
async function assertDepartment({ agents }: Stores, department: string): Promise<void> {
  const known = await agents.departments();
  if (known.includes(department)) return;
  const near = suggest(department, known);
  throw problem("department-unknown", {
    department,
    nearZh: near === undefined ? "" : `，是不是“${near}”？`,
    nearEn: near === undefined ? "" : `, did you mean "${near}"?`,
    known: known.join("、"),
  });
}
