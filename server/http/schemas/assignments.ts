import Type, { type Static } from "typebox";
import { ASSIGNMENT_KINDS } from "../../schemes/assignment.ts";
import { closed, Id, Month, Timestamp } from "./common.ts";

const said = {
  kind: Type.Enum([...ASSIGNMENT_KINDS]),
  subject: Type.String({ minLength: 1, maxLength: 100, pattern: "\\S", description: "工号, or the department's name" }),
  from: Month,
  scheme: Type.Union([Id, Type.Null()], {
    description: "Null: by none of its own from then on; an agent as the department again",
  }),
};

export const NewAssignment = Type.Object(said, closed);
export type NewAssignment = Static<typeof NewAssignment>;

export const Assignment = Type.Object({ ...said, by: Type.String(), at: Timestamp }, closed);
export type Assignment = Static<typeof Assignment>;

export const AssignmentList = Type.Object({ assignments: Type.Array(Assignment) }, closed);
export type AssignmentList = Static<typeof AssignmentList>;
