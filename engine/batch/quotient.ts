/** Negative, zero or positive; exact for integers below 2^53 over positive ones. */
export function compareQuotients(n1: number, d1: number, n2: number, d2: number): number {
  if (d1 === d2) return n1 - n2;
  // Division rounds in order: quotients that differ once rounded differ the same way before.
  const difference = n1 / d1 - n2 / d2;
  if (difference !== 0) return difference;
  return Number(BigInt(n1) * BigInt(d2) - BigInt(n2) * BigInt(d1));
}
