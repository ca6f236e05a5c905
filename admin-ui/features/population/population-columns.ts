import { type ColumnDef, createSortedRowModel, rowSortingFeature, tableFeatures } from "@tanstack/solid-table";
import type { Type, Value } from "../../../engine/index.ts";
import { compareValues } from "../../kernel/order.ts";
import type { OutputColumn, PopulationRow } from "../../kernel/workbench-api.ts";

export const features = tableFeatures({ rowSortingFeature, sortedRowModel: createSortedRowModel() });
export type PopulationColumn = ColumnDef<typeof features, PopulationRow>;

/** Ids of the columns that say who somebody is; outputs have `output 0`, `output 1`, … */
export const AGENT = "agent";
export const PLACE = "place";
/** What follows for somebody; only where the scheme has actions. */
export const ACTIONS = "actions";
const OUTPUT = "output ";

export const outputId = (at: number): string => `${OUTPUT}${at}`;
export const outputAt = (id: string): number | undefined =>
  id.startsWith(OUTPUT) ? Number(id.slice(OUTPUT.length)) : undefined;

const TEXT: Type = { kind: "text" };

/** A number, or what an error keeps from being known as one. */
export const isFigure = ({ type }: OutputColumn): boolean => type.kind === "number" || type.kind === "unknown";

/** `电销一部 外呼专员`: where somebody works, and as what. */
export const placeOf = ({ department, position }: PopulationRow): string =>
  [department, position].filter((part) => part !== "").join(" ");

/** Who it is, which actions follow, and a column for each output; rows without a value come last, whichever way it is sorted. */
export function tableColumns(outputs: readonly OutputColumn[], hasActions: boolean): PopulationColumn[] {
  const column = (id: string, type: Type, read: (row: PopulationRow) => Value | undefined): PopulationColumn => ({
    id,
    accessorFn: read,
    sortUndefined: "last",
    sortDescFirst: type.kind === "number",
    sortFn: (a, b) => {
      const [left, right] = [a.getValue<Value | undefined>(id), b.getValue<Value | undefined>(id)];
      return left === undefined || right === undefined ? 0 : compareValues(left, right, type);
    },
  });
  return [
    column(AGENT, TEXT, ({ name, agent }) => `${name} ${agent}`),
    column(PLACE, TEXT, (row) => placeOf(row) || undefined),
    ...(hasActions ? [column(ACTIONS, TEXT, ({ actions }) => actions.following.join(" ") || undefined)] : []),
    ...outputs.map(({ type }, at) => column(outputId(at), type, (row) => row.cells[at]?.value)),
  ];
}
