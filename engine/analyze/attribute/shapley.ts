import { type Rational, rational } from "../../values/rational.ts";
import { type Coalition, playersOf } from "./coalition.ts";

/**
 * What a coalition comes to, for several amounts at once (the months of a year): whole numbers over
 * one denominator, which is the same for all coalitions.
 */
export type Worth = (coalition: Coalition) => readonly bigint[];

/**
 * Shapley values: each player's share is what it adds when the players come in one by one, averaged
 * over all orders in which they can. Exact; by player, then by amount. The shares of an amount sum to
 * what all players together come to beyond nobody.
 */
export function shapley(players: number, worth: Worth, denominator = 1n): Rational[][] {
  const weights = Array.from({ length: players }, (_, before) => factorial(before) * factorial(players - 1 - before));
  const amounts = worth(0).length;
  const without = new Array<bigint>(amounts).fill(0n);
  const shares = Array.from({ length: players }, () => new Array<bigint>(amounts).fill(0n));
  for (let coalition: Coalition = 0; coalition < 2 ** players; coalition += 1) {
    const inside = playersOf(coalition);
    // It stands after each player in it, and before each that is not.
    const [after, before] = [weights[inside.length - 1] ?? 0n, weights[inside.length] ?? 0n];
    for (const [amount, value] of worth(coalition).entries()) {
      if (value === 0n) continue;
      without[amount] = (without[amount] ?? 0n) - value * before;
      const step = value * (after + before);
      for (const player of inside) {
        const own = shares[player];
        if (own) own[amount] = (own[amount] ?? 0n) + step;
      }
    }
  }
  const orders = factorial(players) * denominator;
  return shares.map((own) => own.map((sum, amount) => rational(sum + (without[amount] ?? 0n), orders)));
}

function factorial(number: number): bigint {
  let product = 1n;
  for (let factor = 2; factor <= number; factor += 1) product *= BigInt(factor);
  return product;
}
