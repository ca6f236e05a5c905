/** Figures of a month put to both versions. */
import type { AgentMonth, Program } from "../../ir/program.ts";
import { Reference } from "../../reference/reference.ts";
import { monthAt, monthIndex } from "../../values/month.ts";
import { equal } from "../../values/rational.ts";
import { isRational, isRowError, type Outcome } from "../../values/value.ts";

export interface Compared {
  readonly name: string;
  readonly older: Outcome;
  readonly newer: Outcome;
}

/** How many earlier months rules may look back to. */
const HISTORY = 12;

export class Replayed {
  readonly #older: Program;
  readonly #newer: Program;
  readonly #names: readonly string[];
  readonly #alone: { readonly older: Reference; readonly newer: Reference };

  constructor(older: Program, newer: Program, names: readonly string[]) {
    this.#older = older;
    this.#newer = newer;
    this.#names = names;
    this.#alone = { older: new Reference(older, []), newer: new Reference(newer, []) };
  }

  /** The results that the versions give otherwise; first without a past, then with the same figures in each month before. */
  differences(row: AgentMonth): Compared[] {
    const alone = this.#compare(this.#alone, row);
    if (alone.length > 0) return alone;
    const past = Array.from({ length: HISTORY }, (_, months) => ({
      ...row,
      month: monthAt(monthIndex(row.month) - months - 1),
    }));
    const { older, newer } = this.#alone;
    if (this.#names.every((name) => !isRowError(older.value(name, row)) && !isRowError(newer.value(name, row))))
      return [];
    return this.#compare({ older: new Reference(this.#older, past), newer: new Reference(this.#newer, past) }, row);
  }

  #compare({ older, newer }: { older: Reference; newer: Reference }, row: AgentMonth): Compared[] {
    return this.#names.flatMap((name) => {
      const [was, is] = [older.value(name, row), newer.value(name, row)];
      return sameOutcome(was, is) ? [] : [{ name, older: was, newer: is }];
    });
  }
}

/** The same value, or an error of the same kind. */
export function sameOutcome(a: Outcome, b: Outcome): boolean {
  if (isRowError(a) || isRowError(b)) return isRowError(a) && isRowError(b) && a.code === b.code;
  return isRational(a) && isRational(b) ? equal(a, b) : a === b;
}
