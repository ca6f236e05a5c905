/** So many at once and then no faster than they are given back; of each key by itself. */
export interface Rate {
  readonly most: number;
  /** In which all of them are given back. */
  readonly seconds: number;
}

/** Keys that are remembered: far more than there are accounts, and bounded however many addresses ask. */
const MOST_KEYS = 10_000;

/** A bucket for each key that a request takes from and time fills again. Kept by each instance for itself. */
export class RateLimit {
  readonly #rate: Rate;
  readonly #now: () => number;
  readonly #buckets = new Map<string, { left: number; at: number }>();

  /** @param now in milliseconds */
  constructor(rate: Rate, now: () => number = () => performance.now()) {
    this.#rate = rate;
    this.#now = now;
  }

  /** Takes one. @returns after how many whole seconds there will be one again; `undefined` where one was there */
  take(key: string): number | undefined {
    const now = this.#now();
    const { most, seconds } = this.#rate;
    const perMillisecond = most / (seconds * 1_000);
    const before = this.#buckets.get(key);
    const left = before ? Math.min(most, before.left + (now - before.at) * perMillisecond) : most;
    // Put at the end, so that the first is whoever has not asked for longest.
    this.#buckets.delete(key);
    const [oldest] = this.#buckets.keys();
    if (this.#buckets.size >= MOST_KEYS && oldest !== undefined) this.#buckets.delete(oldest);
    this.#buckets.set(key, { left: left < 1 ? left : left - 1, at: now });
    return left < 1 ? Math.max(1, Math.ceil((1 - left) / perMillisecond / 1_000)) : undefined;
  }
}

/** Of requests that take much of the server: imports, exports, computations. */
export interface CostlyRates {
  readonly account: Rate;
  /** Wider: colleagues share one behind their company's network. */
  readonly address: Rate;
}

export const COSTLY: CostlyRates = { account: { most: 60, seconds: 60 }, address: { most: 240, seconds: 60 } };

export class CostlyLimits {
  readonly #account: RateLimit;
  readonly #address: RateLimit;

  constructor({ account, address }: CostlyRates) {
    this.#account = new RateLimit(account);
    this.#address = new RateLimit(address);
  }

  /** @returns after how many seconds the request may be sent again; `undefined` where it may be carried out */
  take(user: string, address: string): number | undefined {
    return this.#account.take(user) ?? this.#address.take(address);
  }
}
