import type { Numbers, ResultColumn, ResultValues } from "../../batch/result-column.ts";
import { PIECE } from "./piece.ts";

/** Whether two columns hold the same in the same arrays; false may also mean that they only write it differently. */
export function isSame(one: ResultColumn, other: ResultColumn): boolean {
  if (one === other) return true;
  if (one.aside.size > 0 || other.aside.size > 0 || one.values.kind !== other.values.kind) return false;
  const [left, right] = [partsOf(one.values), partsOf(other.values)];
  if (one.values.kind === "text" || !hold(one.missing, other.missing)) return false;
  return left.every((numbers, at) => hold(numbers, right[at] ?? Number.NaN));
}

function partsOf(values: ResultValues): readonly Numbers[] {
  switch (values.kind) {
    case "number":
      return [values.numerators, values.denominators, values.rests?.numerators ?? 0, values.rests?.denominators ?? 0];
    case "truth":
      return [values.holds];
    case "code":
    case "text":
      return [values.codes];
  }
}

function hold(one: Numbers, other: Numbers): boolean {
  if (typeof one === "number" || typeof other === "number") return one === other;
  if (one.length !== other.length || one.BYTES_PER_ELEMENT !== other.BYTES_PER_ELEMENT) return false;
  const [left, right] = [wordsOf(one), wordsOf(other)];
  for (let first = 0; first < left.length; first += PIECE) {
    if (!areEqual(left, right, first, Math.min(first + PIECE, left.length))) return false;
  }
  for (let row = Math.max(0, one.length - REST); row < one.length; row += 1) if (one[row] !== other[row]) return false;
  return true;
}

const WORD = 4;
/** As many as words of whole cells can leave out at the end. */
const REST = WORD - 1;

/** Whatever the cells are, as one kind of array; the last few may be left out. */
const wordsOf = ({ buffer, byteOffset, byteLength }: Exclude<Numbers, number>): Int32Array =>
  new Int32Array(buffer, byteOffset, Math.floor(byteLength / WORD));

function areEqual(left: Int32Array, right: Int32Array, first: number, end: number): boolean {
  for (let at = first; at < end; at += 1) if (left[at] !== right[at]) return false;
  return true;
}
