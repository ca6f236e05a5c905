import type { SchemesCompared } from "../../engine/index.ts";
import type { PopulationFile } from "../data/population.ts";

/** What is told of a comparison, in whatever format. */
export interface ComparisonReport {
  /** By place of the scheme: what tells it from the others. */
  readonly labels: readonly string[];
  readonly dataPath: string;
  readonly file: PopulationFile;
  readonly compared: SchemesCompared;
}
