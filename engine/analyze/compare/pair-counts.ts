/** What becomes of one number under two schemes, in all: one pass over the columns as they stand, without copies. */
import type { Numbers, ResultColumn } from "../../batch/result-column.ts";
import type { Sum } from "../../batch/totals.ts";
import { greatestCommonDivisor, rational, ZERO } from "../../values/rational.ts";
import { FINEST } from "./amounts.ts";
import type { Tally } from "./changes.ts";
import { PIECE, Piece } from "./piece.ts";

export interface PairCounts {
  readonly tally: Tally;
  /** Rows that have a value in only one of the two. */
  readonly unmatched: number;
  readonly before: Sum;
  readonly after: Sum;
}

const LARGEST = 2 ** 31;

/**
 * `undefined` where machine integers do not hold the numbers, their sums or their differences over one
 * scale: these are looked at one by one.
 *
 * @param rows ascending
 */
export function countPair(before: ResultColumn, after: ResultColumn, rows: Int32Array): PairCounts | undefined {
  const [old, own] = [integersOf(before), integersOf(after)];
  if (!old || !own) return undefined;
  const scale = leastCommonMultiple(old.scale, own.scale);
  const [oldFactor, ownFactor] = [scale / old.scale, scale / own.scale];
  const largest = Math.max(old.largest * oldFactor, own.largest * ownFactor);
  if (largest > LARGEST || largest * rows.length > Number.MAX_SAFE_INTEGER) return undefined;
  const oldPiece = new Piece(old.numbers, rows, oldFactor);
  const ownPiece = new Piece(own.numbers, rows, ownFactor);
  const [oldGaps, ownGaps] = [new Piece(old.missing, rows), new Piece(own.missing, rows)];
  const pieces = [oldPiece, ownPiece, oldGaps, ownGaps];
  const counts = { up: 0, down: 0, both: 0, sumOld: 0, sumOwn: 0, onlyOld: 0, onlyOwn: 0, restOld: 0, restOwn: 0 };
  for (let first = 0; first < rows.length; first += PIECE) {
    const size = Math.min(PIECE, rows.length - first);
    for (const piece of pieces) piece.take(first, size);
    count(counts, size, oldPiece.room, ownPiece.room, oldGaps.room, ownGaps.room);
  }
  const { up, down, both, sumOld, sumOwn, onlyOld, onlyOwn, restOld, restOwn } = counts;
  return {
    tally: { up, down, same: both - up - down, change: rational(sumOwn - sumOld, scale) },
    unmatched: onlyOld + onlyOwn,
    before: { value: rational(sumOld + restOld, scale), counted: both + onlyOld },
    after: { value: rational(sumOwn + restOwn, scale), counted: both + onlyOwn },
  };
}

/**
 * Of columns that hold the same: as `countPair` of the two would say. `undefined` where their values are
 * not over one denominator.
 */
export function countSame(column: ResultColumn, rows: Int32Array): PairCounts | undefined {
  if (column.values.kind !== "number" || typeof column.values.denominators !== "number") return undefined;
  const all = rows.length === column.length ? column.sum?.() : undefined;
  if (!all) return countPair(column, column, rows);
  const sum = { value: rational(all.sum, column.values.denominators), counted: all.count };
  return { tally: { up: 0, down: 0, same: all.count, change: ZERO }, unmatched: 0, before: sum, after: sum };
}

interface Integers {
  readonly numbers: Numbers;
  readonly scale: number;
  readonly missing: Numbers;
  /** None is larger, as its cells cannot hold it. */
  readonly largest: number;
}

function integersOf({ values, missing, aside }: ResultColumn): Integers | undefined {
  if (values.kind !== "number" || values.rests || aside.size > 0) return undefined;
  const { numerators, denominators } = values;
  if (typeof denominators !== "number" || denominators > FINEST || numerators instanceof Float64Array) return undefined;
  if (missing instanceof Float64Array) return undefined;
  const bits = typeof numerators === "number" ? 0 : Math.min(31, 8 * numerators.BYTES_PER_ELEMENT);
  const largest = typeof numerators === "number" ? Math.abs(numerators) + 1 : 2 ** bits;
  return { numbers: numerators, scale: denominators, missing, largest };
}

const leastCommonMultiple = (a: number, b: number): number =>
  (a / Number(greatestCommonDivisor(BigInt(a), BigInt(b)))) * b;

interface Counts {
  up: number;
  down: number;
  /** Rows that have both values, and what these come to. */
  both: number;
  sumOld: number;
  sumOwn: number;
  /** Rows that have only one of them, and what these come to. */
  onlyOld: number;
  onlyOwn: number;
  restOld: number;
  restOwn: number;
}

function count(
  counts: Counts,
  size: number,
  old: Int32Array,
  own: Int32Array,
  oldGaps: Int32Array,
  ownGaps: Int32Array,
): void {
  let up = 0;
  let down = 0;
  let both = 0;
  let sumOld = 0;
  let sumOwn = 0;
  for (let at = 0; at < size; at += 1) {
    const before = old[at] ?? 0;
    const after = own[at] ?? 0;
    if (((oldGaps[at] ?? 0) | (ownGaps[at] ?? 0)) !== 0) {
      if (oldGaps[at] === 0) {
        counts.onlyOld += 1;
        counts.restOld += before;
      } else if (ownGaps[at] === 0) {
        counts.onlyOwn += 1;
        counts.restOwn += after;
      }
      continue;
    }
    both += 1;
    sumOld += before;
    sumOwn += after;
    up += after > before ? 1 : 0;
    down += after < before ? 1 : 0;
  }
  counts.up += up;
  counts.down += down;
  counts.both += both;
  counts.sumOld += sumOld;
  counts.sumOwn += sumOwn;
}
