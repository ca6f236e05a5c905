import type { EChartsCoreOption } from "echarts/core";

/** Where a datum stands in a chart. */
export interface Place {
  readonly seriesIndex: number;
  readonly dataIndex: number;
}

/** The key of a datum `{ value, key }`; absent where it has none and so cannot be picked. */
export function keyOf(datum: unknown): string | undefined {
  if (typeof datum !== "object" || datum === null || !("key" in datum)) return undefined;
  return typeof datum.key === "string" ? datum.key : undefined;
}

/** Every datum with a key; none for no key. */
export function placesOf(option: EChartsCoreOption, key: string | undefined): readonly Place[] {
  if (key === undefined) return [];
  return [option.series].flat().flatMap((series, seriesIndex) => {
    const data: unknown = (series as { readonly data?: unknown } | undefined)?.data;
    if (!Array.isArray(data)) return [];
    return data.flatMap((datum, dataIndex) => (keyOf(datum) === key ? [{ seriesIndex, dataIndex }] : []));
  });
}
