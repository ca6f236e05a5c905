/** Who is paid by which scheme: people by their own assignment, else by that of their department. */
import type { Month } from "../../engine/index.ts";

export const ASSIGNMENT_KINDS = ["agent", "department"] as const;
export type AssignmentKind = (typeof ASSIGNMENT_KINDS)[number];

export interface Assignment {
  readonly kind: AssignmentKind;
  /** 工号, or the name of the department. */
  readonly subject: string;
  /** It holds from this month until the subject's next one. */
  readonly from: Month;
  /** Null: by none of its own from then on; of an agent, as the department again. */
  readonly scheme: string | null;
}

/** The assignments of all, to be asked about many agents of many months. */
export class Assignments {
  /** By kind and subject, the latest first. */
  readonly #bySubject: ReadonlyMap<string, readonly Assignment[]>;

  constructor(assignments: readonly Assignment[]) {
    const latestFirst = assignments.toSorted((a, b) => (a.from < b.from ? 1 : -1));
    this.#bySubject = Map.groupBy(latestFirst, ({ kind, subject }) => keyOf(kind, subject));
  }

  /** The scheme an agent is paid by in a month; `undefined` where nobody has said. */
  schemeOf(agent: string, department: string | undefined, month: Month): string | undefined {
    const own = this.#of("agent", agent, month);
    return own ?? (department === undefined ? undefined : this.#of("department", department, month));
  }

  #of(kind: AssignmentKind, subject: string, month: Month): string | undefined {
    return this.#bySubject.get(keyOf(kind, subject))?.find(({ from }) => from <= month)?.scheme ?? undefined;
  }
}

const keyOf = (kind: AssignmentKind, subject: string): string => `${kind} ${subject}`;
