import { agentAt, type Columns, outcomeAt } from "../../engine/index.ts";
import type { Person } from "./workbench-api.ts";

/** Who stands in some rows, in their order. */
export function peopleIn(columns: Columns, rows: Int32Array): readonly Person[] {
  const textsOf = (metric: string): ((row: number) => string) => {
    const column = columns.metrics.get(metric);
    return (row) => {
      const value = column && outcomeAt(column, row);
      return typeof value === "string" ? value : "";
    };
  };
  const [name, department, position] = [textsOf("姓名"), textsOf("部门"), textsOf("岗位")];
  return Array.from(rows, (row) => ({
    agent: agentAt(columns, row),
    name: name(row),
    department: department(row),
    position: position(row),
  }));
}
