import {
  add,
  asParams,
  type Batch,
  type Compilation,
  createBatch,
  type Evaluation,
  type Move,
  type Rational,
} from "../../../engine/index.ts";
import { leversWithin } from "./levers.ts";
import type { StudyPopulation } from "./study-population.ts";

/**
 * A scheme over a population whose levers are moved again and again. Those that have been moved are
 * params of one program, so that only what depends on them is computed; a lever that is touched for the
 * first time takes another program.
 */
export class LeverBatch {
  readonly #compilation: Compilation;
  /** By address, the ends of the lever and its least step: values that its param must be able to take. */
  readonly #slots: ReadonlyMap<string, readonly Rational[]>;
  readonly #touched = new Set<string>();
  #batch: Batch;

  constructor(compilation: Compilation, { columns }: StudyPopulation) {
    this.#compilation = compilation;
    this.#slots = new Map(
      leversWithin(compilation).map(({ address, least, most, value, grain }) => [
        address,
        [least, most, add(value, grain)],
      ]),
    );
    // Every output stays in a column, so that a move computes only what depends on it.
    const names = compilation.program.outputs.map(({ name }) => name);
    this.#batch = createBatch(compilation.program, columns, { names });
  }

  /** @throws RangeError for what is no address of a number */
  moved(move: Move): Evaluation {
    if ([...move.keys()].some((address) => !this.#touched.has(address))) {
      for (const address of move.keys()) this.#touched.add(address);
      this.#batch = this.#batch.edited(asParams(this.#compilation.program, this.#moves()));
    }
    return this.#batch.whatIf(move);
  }

  /** One after another all values that the levers touched must be able to take. */
  *#moves(): Generator<Move> {
    for (const address of this.#touched) {
      for (const value of this.#slots.get(address) ?? []) yield new Map([[address, value]]);
    }
  }
}
