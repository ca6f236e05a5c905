/** A seeded source of chance (splitmix32): the same seed gives the same schemes and data on every machine. */
export class Chance {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** A whole number from `least` to `most`, both included. */
  whole(least: number, most: number): number {
    this.#state = (this.#state + 0x9e3779b9) >>> 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 16), 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    const unit = ((mixed ^ (mixed >>> 15)) >>> 0) / 4_294_967_296;
    return least + Math.floor(unit * (most - least + 1));
  }

  /** True once in so many times. */
  once(times: number): boolean {
    return this.whole(1, times) === 1;
  }

  /** @throws RangeError for an empty list */
  pick<T>(list: readonly T[]): T {
    const picked = list[this.whole(0, list.length - 1)];
    if (picked === undefined) throw new RangeError("nothing to pick from");
    return picked;
  }

  /** So many of the list, in another order; all of them where it is shorter. */
  some<T>(list: readonly T[], count: number): T[] {
    const left = [...list];
    const picked: T[] = [];
    while (picked.length < count && left.length > 0) picked.push(...left.splice(this.whole(0, left.length - 1), 1));
    return picked;
  }

  shuffled<T>(list: readonly T[]): T[] {
    return this.some(list, list.length);
  }

  /** From `least` to `most` things, each made in turn. */
  many<T>(least: number, most: number, make: (at: number) => T): T[] {
    return Array.from({ length: this.whole(least, most) }, (_, at) => make(at));
  }
}
