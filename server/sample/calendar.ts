import { type Month, monthAt, monthIndex } from "../../engine/index.ts";

/** The months of the sample; the last ones fall into a second year, so that a year can be compared. */
const FIRST: Month = "2025-01";

export interface SampleMonth {
  readonly month: Month;
  readonly workdays: number;
  /** Demand against an average month: quiet around the Spring Festival, busy before the holidays. */
  readonly season: number;
}

const SHAPE: readonly (readonly [workdays: number, season: number])[] = [
  [19, 0.9],
  [18, 0.82],
  [21, 1.06],
  [22, 1.02],
  [19, 0.98],
  [20, 1.1],
  [23, 1.14],
  [21, 1.08],
  [22, 1.04],
  [18, 0.94],
  [20, 1.0],
  [23, 0.96],
  [20, 0.92],
  [16, 0.8],
];

export const SAMPLE_MONTHS: readonly SampleMonth[] = SHAPE.map(([workdays, season], at) => ({
  month: monthAt(monthIndex(FIRST) + at),
  workdays,
  season,
}));
