/** For how many agent-months of a population two versions give, and can give, different results. */
import { createBatch } from "../../batch/batch.ts";
import { NumberReader } from "../../batch/number-reader.ts";
import type { ResultColumn } from "../../batch/result-column.ts";
import type { Turn } from "../../batch/work.ts";
import type { Columns } from "../../columns/columns.ts";
import type { Program } from "../../ir/program.ts";
import { equal } from "../../values/rational.ts";
import type { MeaningDiff } from "../diff/meaning-diff.ts";
import type { BehaviouralDiff } from "./behavioural-diff.ts";
import { keepRowsIn } from "./extent-rows.ts";
import { sameOutcome } from "./replayed.ts";

/** How many agent-months lie in each region, and for how many the results do differ. */
export interface DifferenceCount {
  readonly agentMonths: number;
  readonly differing: number;
  /** In the order of the regions. */
  readonly inside: readonly number[];
}

/**
 * @param columns the agent-months to count; rules look at other months and agents among them as well
 * @throws the signal's reason where it is given up
 */
export async function countDifferences(
  { older, newer }: MeaningDiff,
  { program, regions, results }: BehaviouralDiff,
  columns: Columns,
  turn: Turn,
): Promise<DifferenceCount> {
  const sides = new Set(regions.flatMap((region) => region.sides.map(({ name }) => name)));
  const evaluate = async (program: Program, names: Iterable<string>, at: number) => {
    const onProgress = (share: number): void => turn.onProgress?.((at + share) / 3);
    return (await createBatch(program, columns, { names }).evaluateSteadily({ ...turn, onProgress })).results;
  };
  const was = await evaluate(older.program, results, 0);
  const is = await evaluate(newer.program, results, 1);
  const both = await evaluate(program, sides, 2);
  const differing = new Uint8Array(columns.length);
  for (const name of results) markDiffering(differing, columnOf(was, name), columnOf(is, name));
  return {
    agentMonths: columns.length,
    differing: countOf(differing),
    inside: regions.map((region) => {
      const inside = new Uint8Array(columns.length).fill(1);
      for (const { name, extent } of region.sides) keepRowsIn(inside, columnOf(both, name), extent);
      return countOf(inside);
    }),
  };
}

function columnOf(results: ReadonlyMap<string, ResultColumn>, name: string): ResultColumn {
  const column = results.get(name);
  if (!column) throw new RangeError(`${name} was not computed`);
  return column;
}

const countOf = (marks: Uint8Array): number => marks.reduce((sum, mark) => sum + mark, 0);

/** Puts 1 where the two are not the same value, or not an error of the same kind. */
function markDiffering(marks: Uint8Array, was: ResultColumn, is: ResultColumn): void {
  const isNumber = was.values.kind === "number" && is.values.kind === "number";
  const differs = isNumber ? ofNumbers(was, is) : (row: number) => !sameOutcome(was.at(row), is.at(row));
  for (let row = 0; row < marks.length; row += 1) if (marks[row] === 0 && differs(row)) marks[row] = 1;
}

function ofNumbers(was: ResultColumn, is: ResultColumn): (row: number) => boolean {
  const [old, own] = [new NumberReader(was), new NumberReader(is)];
  const { scale } = own;
  return (row) => {
    if (!old.has(row) || !own.has(row)) return !sameOutcome(was.at(row), is.at(row));
    const difference = own.scaled(row, scale) - old.scaled(row, scale);
    return Number.isNaN(difference) ? !equal(old.exact(row), own.exact(row)) : difference !== 0;
  };
}
