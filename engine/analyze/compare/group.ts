import type { Columns } from "../../columns/columns.ts";
import { attributeGroups } from "./attributes.ts";

/** Which agent-months count: those that have one of the values in every attribute named. Empty: all. */
export type Group = readonly { readonly metric: string; readonly values: readonly string[] }[];

/**
 * Of these rows those in the group, in their order.
 *
 * @throws RangeError for a metric that is no attribute of the columns
 */
export function rowsInGroup(group: Group, rows: Int32Array, columns: Columns): Int32Array {
  return group.reduce((left, { metric, values: wanted }) => {
    const { values, places } = attributeGroups(metric, left, columns);
    const counts = values.map((value) => value !== undefined && wanted.includes(value));
    return left.filter((row) => counts[places[row] ?? -1] === true);
  }, rows);
}
