/** What a move does to one output, looked at again and again: in one pass, without making anything. */
import { ExactSums } from "../../batch/exact-sums.ts";
import { numberAt, type ResultColumn } from "../../batch/result-column.ts";
import type { Cells } from "../../batch/store.ts";
import type { Columns } from "../../columns/columns.ts";
import { type Rational, rational, ZERO } from "../../values/rational.ts";
import { agentChangesOf } from "../compare/agents.ts";
import { type Amounts, amountsOf } from "../compare/amounts.ts";
import { changesOf, NONE, tallies } from "../compare/changes.ts";
import { type Runs, runsOf } from "../compare/rows-within.ts";

export interface Effect {
  /** On the total, over the agent-months that have a value before and after. */
  readonly change: Rational;
  /** Agent-months. */
  readonly up: number;
  readonly down: number;
  /** People, by what all their months come to; 0 for an output that cannot be added up. */
  readonly winners: number;
  readonly losers: number;
  /** Agent-months that have a value only before or only after. */
  readonly unmatched: number;
}

/** The difference of two such integers has 32 bits, and so many of them add up to less than 2^53. */
const LARGEST_SMALL = 2 ** 30 - 1;
const MOST_SMALL = 2 ** 20;

/** People of one call. */
const PIECE = 32;

/** Amounts that are small, and 1 where the row has none. */
interface Small {
  readonly whole: Int32Array;
  readonly gaps: Uint8Array;
}

/** An output as it is, against which moves are held. */
export class Baseline {
  readonly #before: ResultColumn;
  readonly #amounts: Amounts | undefined;
  readonly #columns: Columns;
  readonly #rows: Int32Array;
  /** Absent where the rows are not all of an agent's within a period. */
  readonly #runs: Runs | undefined;
  readonly #small: Small | undefined;
  /** For numbers in narrower cells: the loop over them is machine code for one kind of array. */
  readonly #room: Int32Array;
  readonly #noGaps: Uint8Array;

  /** @param before stays as it is, whatever is computed next; see `keep` */
  constructor(before: ResultColumn, columns: Columns, rows: Int32Array) {
    this.#before = before;
    this.#amounts = amountsOf([before])?.[0];
    this.#columns = columns;
    this.#rows = rows;
    this.#runs = runsOf(rows, columns);
    this.#small = rows.length <= MOST_SMALL && this.#amounts ? smallOf(this.#amounts) : undefined;
    this.#room = new Int32Array(columns.length);
    this.#noGaps = new Uint8Array(columns.length);
  }

  /** Over the agent-months that have a value; `undefined` where they have no common scale. */
  get total(): Rational | undefined {
    if (!this.#amounts) return undefined;
    const { whole, scale } = this.#amounts;
    const sums = new ExactSums(1, scale);
    for (const row of this.#rows) if (!Number.isNaN(whole[row] ?? Number.NaN)) sums.addWhole(0, whole[row] ?? 0);
    return sums.sum(0);
  }

  effectOf(after: ResultColumn): Effect {
    return this.#quickly(after) ?? this.#atLeisure(after);
  }

  /** `undefined` where the numbers are too large or have several scales. */
  #quickly({ values, missing, aside }: ResultColumn): Effect | undefined {
    const [amounts, small, runs] = [this.#amounts, this.#small, this.#runs];
    if (!amounts || !small || !runs || aside.size > 0) return undefined;
    if (values.kind !== "number" || values.denominators !== amounts.scale) return undefined;
    if (typeof values.numerators === "number" || values.numerators instanceof Float64Array) return undefined;
    const missingNow = typeof missing === "number" ? (missing === 0 ? this.#noGaps : undefined) : missing;
    if (!missingNow) return undefined;
    const numerators = integersOf(values.numerators, this.#room);
    const counted = { up: 0, down: 0, winners: 0, losers: 0, unmatched: 0, total: 0, isLarge: false };
    for (let run = 0; run < runs.starts.length; run += PIECE) {
      count(counted, numerators, missingNow, small, runs, run);
    }
    const { total, isLarge, ...effect } = counted;
    return isLarge ? undefined : { change: rational(total, amounts.scale), ...effect };
  }

  #atLeisure(after: ResultColumn): Effect {
    const before = this.#before;
    const [old, own] = amountsOf([before, after]) ?? [];
    const changes = changesOf(before, after, old && own && [old, own]);
    const [tally] = tallies(changes, this.#rows);
    const agents = changes.amounts && agentChangesOf(changes, changes.amounts, this.#rows, this.#columns);
    const hasValue = ({ missing, aside }: ResultColumn, row: number): boolean =>
      numberAt(missing, row) === 0 || aside.has(row);
    const isUnmatched = (row: number): boolean =>
      changes.directions[row] === NONE && hasValue(before, row) !== hasValue(after, row);
    return {
      change: tally?.change ?? ZERO,
      up: tally?.up ?? 0,
      down: tally?.down ?? 0,
      winners: agents?.winners.length ?? 0,
      losers: agents?.losers.length ?? 0,
      unmatched: this.#rows.filter(isUnmatched).length,
    };
  }
}

/** `undefined` where one of them is larger. */
function smallOf({ whole }: Amounts): Small | undefined {
  const gaps = new Uint8Array(whole.length);
  for (let row = 0; row < whole.length; row += 1) {
    const amount = whole[row] ?? Number.NaN;
    if (Number.isNaN(amount)) gaps[row] = 1;
    else if (Math.abs(amount) > LARGEST_SMALL) return undefined;
  }
  return { whole: new Int32Array(whole), gaps };
}

function integersOf(cells: Uint8Array | Int16Array | Int32Array, room: Int32Array): Int32Array {
  if (cells instanceof Int32Array) return cells;
  room.set(cells);
  return room;
}

/** Of a piece: what `Effect` says, each a whole number, and whether some number is not small. */
interface Counted {
  up: number;
  down: number;
  winners: number;
  losers: number;
  unmatched: number;
  total: number;
  isLarge: boolean;
}

/**
 * What a search spends its time on: a loop over plain arrays without a branch that the data could
 * mislead, over few people at a time, so that the machine's better compiler takes over early.
 */
function count(
  into: Counted,
  numerators: Int32Array,
  missing: Cells,
  { whole, gaps }: Small,
  { starts, ends }: Runs,
  firstRun: number,
): void {
  let up = 0;
  let down = 0;
  let winners = 0;
  let losers = 0;
  let unmatched = 0;
  let total = 0;
  let large = 0;
  const endRun = Math.min(firstRun + PIECE, starts.length);
  for (let run = firstRun; run < endRun; run += 1) {
    const end = ends[run] ?? 0;
    let own = 0;
    for (let row = starts[run] ?? 0; row < end; row += 1) {
      const gap = gaps[row] ?? 0;
      const cause = missing[row] ?? 0;
      const number = numerators[row] ?? 0;
      // All bits are 1 where there is no gap on either side.
      const counts = ((gap | cause) - 1) >> 31;
      const difference = (number - (whole[row] ?? 0)) & counts;
      // The highest bit is 1 where the number is not within ±2^30.
      large |= (number ^ (number << 1)) & counts;
      up += -difference >>> 31;
      down += difference >>> 31;
      unmatched += (-gap >>> 31) ^ (-cause >>> 31);
      own += difference;
    }
    total += own;
    winners += own > 0 ? 1 : 0;
    losers += own < 0 ? 1 : 0;
  }
  into.up += up;
  into.down += down;
  into.winners += winners;
  into.losers += losers;
  into.unmatched += unmatched;
  into.total += total;
  into.isLarge ||= large < 0;
}
