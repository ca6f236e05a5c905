import type { Assignment } from "../../../server/api-types.ts";

export type Standing = "now" | "later" | "earlier";

/** Assignments with whether they hold in a month, each subject's latest first. @param month `YYYY-MM` */
export function standings(
  assignments: readonly Assignment[],
  month: string,
): readonly { readonly assignment: Assignment; readonly standing: Standing }[] {
  const subjects = Map.groupBy(assignments, ({ kind, subject }) => `${kind} ${subject}`);
  return [...subjects.values()].flatMap((own) => {
    const latestFirst = own.toSorted((a, b) => (a.from < b.from ? 1 : -1));
    const current = latestFirst.find(({ from }) => from <= month);
    return latestFirst.map((assignment) => ({
      assignment,
      standing: assignment === current ? "now" : assignment.from > month ? "later" : "earlier",
    }));
  });
}
