import { type Catalogue, ColumnsBuilder, type Localized, type Columns as Population } from "../../engine/index.ts";
import { empty, placeOf, tooMany } from "./agent-months.ts";
import { type Columns as Header, readHeader } from "./columns.ts";
import { readCsv } from "./read-csv.ts";

/** A file of agent-months as columns. */
export interface PopulationFile {
  readonly header: Header;
  readonly population: Population;
  /** By place in the source (see `Population.source`): the line of the file. */
  readonly lines: Int32Array;
  /** Records that cannot be placed, in the order of the file; they are not in the population. */
  readonly problems: readonly Misplaced[];
}

export interface Misplaced {
  readonly line: number;
  /** As written where it cannot be read. */
  readonly month: string;
  readonly agent: string;
  readonly problem: Localized;
}

/** Several times the largest group's history; columns of twenty metrics are then some 800 MB. */
export const MOST_ROWS = 5_000_000;

/**
 * Reads a CSV file of agent-months as `readAgentMonths` does, but into columns, which hold a million
 * rows in little memory. An agent who stands in a month twice is told by `population.repeated`.
 *
 * @param wanted names of metrics; rates are never read, so name their numerators and denominators
 * @param file its name, for messages
 * @throws UserError for a file that cannot be read at all
 */
export function readPopulation(
  bytes: Buffer,
  catalogue: Catalogue,
  wanted: ReadonlySet<string>,
  file: string,
): PopulationFile {
  let header: Header | undefined;
  let cells: { readonly place: number; readonly index: number }[] = [];
  let builder = new ColumnsBuilder([]);
  const problems: Misplaced[] = [];
  const lines: number[] = [];
  readCsv(bytes, file, (record) => {
    if (header === undefined) {
      header = readHeader(record, catalogue, wanted, file);
      const metrics = [...header.metrics.values()];
      builder = new ColumnsBuilder(metrics.map(({ metric }) => metric));
      cells = metrics.map(({ index }, place) => ({ place, index }));
      return;
    }
    if (builder.length + problems.length === MOST_ROWS) throw tooMany(file, MOST_ROWS);
    const { month, agent, problem } = placeOf(record, header);
    if (problem) {
      problems.push({ line: record.line, month, agent, problem });
      return;
    }
    builder.row(agent, month);
    lines.push(record.line);
    for (const { place, index } of cells) builder.cell(place, record.cells[index] ?? "");
  });
  if (header === undefined) throw empty(file);
  return { header, population: builder.finish(), lines: Int32Array.from(lines), problems };
}
