import { type ColumnDef, createSortedRowModel, rowSortingFeature, tableFeatures } from "@tanstack/solid-table";
import { compareTexts } from "../../kernel/order.ts";
import type { ChartTwin } from "./chart-types.ts";

export type TwinRow = ChartTwin["rows"][number];

export const features = tableFeatures({ rowSortingFeature, sortedRowModel: createSortedRowModel() });

/** By place. Figures begin with the largest; cells without one come last. */
export const columnsOf = (twin: ChartTwin): ColumnDef<typeof features, TwinRow>[] =>
  twin.columns.map(({ numeric }, at) => ({
    id: String(at),
    accessorFn: ({ cells }) => (numeric ? figureIn(cells[at] ?? "") : (cells[at] ?? "")),
    sortFn: numeric
      ? (a, b, id) => a.getValue<number>(id) - b.getValue<number>(id)
      : (a, b, id) => compareTexts(a.getValue<string>(id), b.getValue<string>(id)),
    sortUndefined: "last",
    sortDescFirst: numeric === true,
  }));

const FIGURE = /[-−]?\d[\d,]*(?:\.\d+)?/;

/** The first figure of a cell, for its order only: `+58,379.00`, `−1.1%`, `12 人`. */
export function figureIn(cell: string): number | undefined {
  const [digits] = FIGURE.exec(cell) ?? [];
  return digits === undefined ? undefined : Number(digits.replace("−", "-").replaceAll(",", ""));
}
