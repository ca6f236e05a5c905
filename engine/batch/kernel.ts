/**
 * The row steps of a program in whole numbers as machine code: one WebAssembly loop for each stage,
 * two agent-months at a time. What the steps read and leave stays in the memory of a `ColumnStore`,
 * so that nothing is copied and a param that moves costs only the steps that depend on it.
 *
 * A number of the machine is a double that holds an integer, or a pair of them. Bounds prove that every
 * step is exact; a name for which they cannot prove it is `beyond` and left to the reference.
 */
import type { Localized } from "../diagnostics/localized.ts";
import type { Part } from "../lower/nodes.ts";
import type { Step, WholeProgram } from "../lower/whole.ts";
import type { Rational } from "../values/rational.ts";
import type { ColumnSum } from "./column-sum.ts";
import type { Cells, ColumnStore } from "./store.ts";

export type { Part } from "../lower/nodes.ts";

/**
 * What is run in turn: either machine code, or steps that look at other rows, which the caller
 * computes from the columns they name and writes into their own.
 */
export type Stage =
  | {
      readonly kind: "rows";
      readonly steps: readonly string[];
      /** Computes the rows from `first` up to `end`, which is left out; `first` is even. */
      readonly run: (first: number, end: number) => void;
    }
  | { readonly kind: "across"; readonly steps: readonly (Step & { readonly kind: "window" | "streak" | "peers" })[] };

export interface KernelOptions {
  /** Names of the scheme whose values are asked for; steps that none of them needs are left out. */
  readonly wanted: Iterable<string>;
  /** The code of a free text, as the text columns of the store hold it. */
  readonly codeOfText: (text: string) => number;
}

export interface Kernel {
  readonly program: WholeProgram;
  /** Of the names wanted, those that only the reference computes, and why. */
  readonly beyond: ReadonlyMap<string, Localized>;
  /** Everything, in the order in which it must run. */
  readonly stages: readonly Stage[];
  /** Only what depends on these params; compiled when first asked for. Views of columns stay valid. */
  stagesFor(params: Iterable<string>): readonly Stage[];
  /** Only these steps, where the columns of all others hold already what they are to hold. */
  stagesOf(steps: ReadonlySet<string>): readonly Stage[];
  /**
   * The params' values hold from the next run on. False where the value is outside what was proven
   * or does not fit the slot: then nothing has changed, and the program must be lowered anew.
   */
  setParam(name: string, value: Rational): boolean;
  /**
   * A column of a step that is wanted or that looks across rows reads: `part` of every row, or the one
   * value that every row has. Undefined where the step has no such part or keeps no column.
   */
  column(step: string, part: Part): Cells | number | undefined;
  /**
   * Where integers of the column are larger than doubles hold: what each of its doubles misses, to be
   * added as a big integer. Undefined where the column is exact.
   */
  rest(step: string, part: Part): Cells | number | undefined;
  /**
   * Adds up the numerators of all rows whose cause is 0. Undefined where they stand in no column of
   * the step's own, or might come to more than a double holds.
   */
  sum(step: string): ColumnSum | undefined;
}

export type CompileKernel = (program: WholeProgram, store: ColumnStore, options: KernelOptions) => Kernel;
