import type { Catalogue, Metric } from "../../engine/index.ts";

/** As the catalogue's column 评分人 names whom an agent reports to. */
const SUPERIOR = "直线上级";

/** The metrics that the direct superior rates, in the order of the catalogue. */
export const ratedMetrics = ({ metrics }: Pick<Catalogue, "metrics">): Metric[] =>
  [...metrics.values()].filter(({ ratedBy, rate }) => ratedBy === SUPERIOR && !rate);
