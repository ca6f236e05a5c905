import type { Definition } from "../../../ir/program.ts";
import type { Term } from "../../../ir/term.ts";
import { partsOf } from "../../../ir/walk.ts";
import type { Model } from "../model.ts";
import { leavesOf } from "../seek.ts";

/** An input that moves while all others are held, and what moves with it. */
export class Driver {
  readonly name: string;
  /** The figures of a row that it is read or computed from: a rate has two. */
  readonly leaves: readonly string[];
  /** A rate moves as a whole; how its two figures do it is left open. */
  readonly isRate: boolean;
  readonly #model: Model;
  /** The metrics that it is read from, as a rate over a window names them. */
  readonly #metrics: ReadonlySet<string>;
  readonly #moving = new Set<string>();
  readonly #moves = new Map<Term, boolean>();

  constructor(model: Model, name: string) {
    this.name = name;
    this.leaves = leavesOf(model, [name]);
    this.isRate = this.leaves.length > 1;
    this.#model = model;
    this.#metrics = new Set(this.leaves.map((leaf) => model.leaf(leaf)?.metric.name ?? ""));
    for (const each of model.order) {
      const definition = model.program.definitions.get(each);
      if (definition && this.#isMoving(definition)) this.#moving.add(each);
    }
  }

  #isMoving({ kind, name, dependencies }: Definition): boolean {
    if (kind !== "input") return dependencies.some((dependency) => this.#moving.has(dependency));
    return leavesOf(this.#model, [name]).some((leaf) => this.leaves.includes(leaf));
  }

  /** Whether a name can differ between two rows that differ in the driver only. */
  movesName(name: string): boolean {
    return this.#moving.has(name) || this.isLeaf(name);
  }

  /** Whether it is the figure that is moved; of a rate it is neither of the two. */
  isLeaf(key: string): boolean {
    return !this.isRate && this.leaves.includes(key);
  }

  moves(term: Term): boolean {
    const known = this.#moves.get(term);
    if (known !== undefined) return known;
    const moves =
      term.kind === "reference"
        ? this.movesName(term.name)
        : partsOf(term).some((part) => this.moves(part)) || (term.kind === "window" && this.#readsRate(term));
    this.#moves.set(term, moves);
    return moves;
  }

  #readsRate({ rate }: Extract<Term, { kind: "window" }>): boolean {
    return rate !== undefined && (this.#metrics.has(rate.numerator) || this.#metrics.has(rate.denominator));
  }
}
