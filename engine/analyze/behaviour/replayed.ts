/** Figures put to both versions. */
import type { Program } from "../../ir/program.ts";
import { Reference } from "../../reference/reference.ts";
import { equal } from "../../values/rational.ts";
import { isRational, isRowError, type Outcome, type Value } from "../../values/value.ts";
import type { Situation } from "./situations.ts";

export interface Compared {
  readonly name: string;
  readonly older: Outcome;
  readonly newer: Outcome;
}

export class Replayed {
  readonly #programs: Programs;
  readonly #names: readonly string[];
  readonly #alone: References;
  readonly #among = new WeakMap<Situation["others"], References>();

  /** @param names the results to compare */
  constructor(programs: Programs, names: readonly string[]) {
    this.#programs = programs;
    this.#names = names;
    this.#alone = this.#references([]);
  }

  /** The results that the versions give otherwise. */
  differences({ row, others }: Situation): Compared[] {
    const { older, newer } = this.#over(others);
    return this.#names.flatMap((name) => {
      const [was, is] = [older.value(name, row), newer.value(name, row)];
      return sameOutcome(was, is) ? [] : [{ name, older: was, newer: is }];
    });
  }

  /** What a name of either version is; `undefined` where it cannot be computed. */
  value(name: string, { row, others }: Situation): Value | undefined {
    const outcome = this.#over(others).both.value(name, row);
    return isRowError(outcome) ? undefined : outcome;
  }

  #over(others: Situation["others"]): References {
    if (others.length === 0) return this.#alone;
    const known = this.#among.get(others) ?? this.#references(others);
    this.#among.set(others, known);
    return known;
  }

  #references(others: Situation["others"]): References {
    const { older, newer, both } = this.#programs;
    return {
      older: new Reference(older, others),
      newer: new Reference(newer, others),
      both: new Reference(both, others),
    };
  }
}

interface Programs {
  readonly older: Program;
  readonly newer: Program;
  /** Both as one. */
  readonly both: Program;
}

interface References {
  readonly older: Reference;
  readonly newer: Reference;
  readonly both: Reference;
}

/** The same value, or an error of the same kind. */
export function sameOutcome(a: Outcome, b: Outcome): boolean {
  if (isRowError(a) || isRowError(b)) return isRowError(a) && isRowError(b) && a.code === b.code;
  return isRational(a) && isRational(b) ? equal(a, b) : a === b;
}
