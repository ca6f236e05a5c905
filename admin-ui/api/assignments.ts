import type { Assignment, AssignmentList, NewAssignment } from "../../server/api-types.ts";
import { read } from "./client.ts";

/** Failures are `ApiError`s. */
export const assignmentsApi = {
  list: async (): Promise<readonly Assignment[]> => (await read<AssignmentList>("/assignments")).assignments,
  /** In place of what was said for the same subject and month: sending it twice says it once. */
  put: (body: NewAssignment): Promise<Assignment> => read("/assignments", { method: "PUT", body }),
};
