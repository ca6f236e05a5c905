import type { Population } from "../population.ts";

/** A scheme with the loops a programmer would write for it by hand. */
export interface Workload {
  readonly name: string;
  /** The scheme's text; the hand-written loops do exactly this. */
  readonly scheme: string;
  /** The money that engines are compared by. */
  readonly output: string;
  /** The param that what-if moves, as it stands and as it is changed to, as the text writes it. */
  readonly lever: { readonly address: string; readonly from: string; readonly to: string };
  /**
   * As most would write it: doubles, chained ternaries, `Math.round(x * 100) / 100`. Preparation is
   * not timed; each call computes every output for a value of the lever and returns the money in yuan.
   */
  floatLoop(population: Population): (lever: number) => Float64Array;
  /**
   * As somebody who knows what goes wrong would write it: scaled integers, no branches over bands.
   * Returns the money in fen.
   */
  exactLoop(population: Population): (lever: number) => Float64Array;
}

/** A column of numbers that the population has. */
export function numbers(population: Population, metric: string): Float64Array {
  const column = population.numbers.get(metric);
  if (!column) throw new Error(`the population has no ${metric}`);
  return column;
}

/** The places of a text column. */
export function codes(population: Population, metric: string): Uint8Array {
  const column = population.texts.get(metric);
  if (!column) throw new Error(`the population has no ${metric}`);
  return column.codes;
}

/** The column times a power of ten, as exact integers. */
export const scaled = (column: Float64Array, scale: number): Float64Array =>
  column.map((value) => Math.round(value * scale));

/** Columns for the outputs of a loop. */
export const outputs = (rows: number, count: number): Float64Array[] =>
  Array.from({ length: count }, () => new Float64Array(rows));
