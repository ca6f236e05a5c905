import { compare, type GridCoverage, type OverrideCoverage, type Rational } from "../../../engine/index.ts";
import type { GridFigures, OutputColumn, Population } from "../../kernel/workbench-api.ts";
import { headlineOf } from "../text/band-figures.ts";

/**
 * How many agents of the month each rule decides. Rules are found by name rather than by place, so
 * that typing above them takes no number away until the new ones are there.
 */
export interface HeadCounts {
  /** The amount that people are paid; absent where the text puts out no money. */
  readonly pay: OutputColumn | undefined;
  /** People and pay by row of a table or of tiers; absent where they belong to another text. */
  figures(name: string, rows: number): GridFigures | undefined;
  readonly month: string;
  /** Of a table or of tiers with so many rows; `undefined` where the text has changed since. */
  grid(name: string, rows: number): GridCoverage | undefined;
  /** Of the `at`-th exception (from 1) to the rule for a name. */
  exception(name: string, at: number): OverrideCoverage | undefined;
  /** Of a veto, by its score and its name. */
  veto(score: string, name: string): OverrideCoverage | undefined;
}

export function headCounts(population: Population | undefined): HeadCounts | undefined {
  if (!population || population.people.length === 0) return undefined;
  const { month, coverage } = population;
  const grids = new Map(coverage.grids.map((grid) => [grid.address, grid]));
  const overrides = new Map(coverage.overrides.map((override) => [override.address, override]));
  return {
    month,
    grid(name, rows) {
      const found = grids.get(name);
      return found?.rows.length === rows ? found : undefined;
    },
    pay: headlineOf(population),
    figures(name, rows) {
      const found = population.bands.grids.get(name);
      return found?.rows.length === rows ? found : undefined;
    },
    exception: (name, at) => overrides.get(`${name}/except ${at}`),
    veto: (score, name) => overrides.get(`${score}/${name}`),
  };
}

interface Stretch {
  readonly from?: Rational;
  readonly fromIncluded: boolean;
  readonly to?: Rational;
  readonly toIncluded: boolean;
}

/** Agents whose value lies in a stretch that no row of the table over one number covers. */
export function headsInGap({ uncovered }: GridCoverage, { from, fromIncluded, to, toIncluded }: Stretch): number {
  let heads = 0;
  for (const { values, count } of uncovered) {
    const [value] = values;
    if (typeof value !== "object") continue;
    const [low, high] = [from ? compare(value, from) : 1, to ? compare(value, to) : -1];
    if ((low > 0 || (low === 0 && fromIncluded)) && (high < 0 || (high === 0 && toIncluded))) heads += count;
  }
  return heads;
}
