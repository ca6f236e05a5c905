/**
 * A seeded source of chance (mulberry32): the same seed gives the same sequence on every machine. Only
 * integer and correctly rounded operations are used, no `Math.log` or `Math.cos`, whose last digit may
 * differ between engines.
 */
export class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** At least 0 and below 1. */
  unit(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = this.#state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  /** A whole number from `least` to `most`, both included. */
  whole(least: number, most: number): number {
    return least + Math.floor(this.unit() * (most - least + 1));
  }

  between(least: number, most: number): number {
    return least + this.unit() * (most - least);
  }

  chance(share: number): boolean {
    return this.unit() < share;
  }

  /** Mean 0 and standard deviation 1, within ±6: the sum of twelve uniform numbers. */
  normal(): number {
    let sum = -6;
    for (let drawn = 0; drawn < 12; drawn++) sum += this.unit();
    return sum;
  }

  /** @throws RangeError for an empty list */
  pick<T>(list: readonly T[]): T {
    const picked = list[this.whole(0, list.length - 1)];
    if (picked === undefined) throw new RangeError("nothing to pick from");
    return picked;
  }

  /** How many of `trials` succeed where each does with the given chance. */
  successes(trials: number, share: number): number {
    let count = 0;
    for (let trial = 0; trial < trials; trial++) if (this.chance(share)) count++;
    return count;
  }
}
