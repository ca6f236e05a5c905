import { DUPLICATE } from "../lower/whole.ts";
import type { Type } from "../values/type.ts";
import { isRowError, type Outcome, type Value } from "../values/value.ts";
import type { ColumnSum } from "./column-sum.ts";
import type { Kernel, Part } from "./kernel.ts";
import type { Loaded } from "./loaded.ts";
import { unsettledCauses } from "./machine.ts";
import {
  type Numbers,
  type NumberValues,
  numberAt,
  type ResultColumn,
  type ResultValues,
  valueAt,
} from "./result-column.ts";

/**
 * What machine code left in its columns. They are looked at where they stand, and change with the
 * next run of the same kernel; `keep` makes a copy that does not.
 */
export class KernelColumn implements ResultColumn {
  readonly name: string;
  readonly type: Type;
  readonly length: number;
  readonly aside = new Map<number, Value>();
  readonly #step: string;
  readonly #kernel: Kernel;
  readonly #loaded: Loaded;
  readonly #ask: (row: number) => Outcome;
  #seen: { readonly values: ResultValues; readonly missing: Numbers } | undefined;

  constructor(name: string, type: Type, step: string, kernel: Kernel, loaded: Loaded, ask: (row: number) => Outcome) {
    this.name = name;
    this.type = type;
    this.length = loaded.columns.length;
    this.#step = step;
    this.#kernel = kernel;
    this.#loaded = loaded;
    this.#ask = ask;
    this.#settle();
  }

  get values(): ResultValues {
    return this.#look().values;
  }

  get missing(): Numbers {
    return this.#look().missing;
  }

  at(row: number): Outcome {
    const aside = this.aside.get(row);
    if (aside !== undefined) return aside;
    return numberAt(this.missing, row) === 0 ? valueAt(this.values, this.type, row) : this.#ask(row);
  }

  sum(): ColumnSum | undefined {
    const isPlain = this.aside.size === 0 && this.#loaded.columns.repeated.size === 0 && this.type.kind === "number";
    return isPlain ? this.#kernel.sum(this.#step) : undefined;
  }

  /** Asks the reference for what only it knows. */
  #settle(): void {
    const { missing } = this;
    const unsettled = unsettledCauses(this.#kernel.program, this.#loaded);
    if (unsettled.size === 0 || missing === 0) return;
    for (let row = 0; row < this.length; row += 1) {
      if (!unsettled.has(numberAt(missing, row))) continue;
      const outcome = this.#ask(row);
      if (!isRowError(outcome)) this.aside.set(row, outcome);
    }
  }

  /** A view ends where the memory grows, and is then taken anew. */
  #look(): { readonly values: ResultValues; readonly missing: Numbers } {
    const isThere = (numbers: Numbers): boolean => typeof numbers === "number" || numbers.length === this.length;
    if (this.#seen && [this.#seen.missing, ...partsOf(this.#seen.values)].every(isThere)) return this.#seen;
    this.#seen = { values: this.#values(), missing: this.#missing() };
    return this.#seen;
  }

  #values(): ResultValues {
    const part = (which: Part): Numbers => this.#kernel.column(this.#step, which) ?? 0;
    switch (this.type.kind) {
      case "number":
        return {
          kind: "number",
          numerators: part("numerator"),
          denominators: this.#kernel.column(this.#step, "denominator") ?? 1,
          ...this.#rests(),
        };
      case "truth":
        return { kind: "truth", holds: part("holds") };
      case "choice":
      case "date":
        return { kind: "code", codes: part("code") };
      case "text":
      case "unknown":
        return { kind: "text", codes: part("text"), texts: this.#loaded.texts };
    }
  }

  #rests(): Pick<NumberValues, "rests"> {
    const [numerators, denominators] = [
      this.#kernel.rest(this.#step, "numerator"),
      this.#kernel.rest(this.#step, "denominator"),
    ];
    if (numerators === undefined && denominators === undefined) return {};
    return { rests: { numerators: numerators ?? 0, denominators: denominators ?? 0 } };
  }

  #missing(): Numbers {
    const causes = this.#kernel.column(this.#step, "cause") ?? 0;
    const { repeated } = this.#loaded.columns;
    if (repeated.size === 0) return causes;
    const missing = typeof causes === "number" ? new Int32Array(this.length).fill(causes) : Int32Array.from(causes);
    for (const row of repeated) missing[row] = DUPLICATE;
    return missing;
  }
}

const partsOf = (values: ResultValues): Numbers[] => {
  switch (values.kind) {
    case "number":
      return [values.numerators, values.denominators, values.rests?.numerators ?? 0, values.rests?.denominators ?? 0];
    case "truth":
      return [values.holds];
    case "code":
    case "text":
      return [values.codes];
  }
};
