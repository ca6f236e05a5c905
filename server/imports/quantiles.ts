/** How the values of a metric usually are, told by their middle half, which no single mistake can move. */
export interface Usual {
  readonly median: number;
  /** What lies outside is far from all that is usual, on the scale of the figures and on that of their order. */
  readonly low: number;
  readonly high: number;
}

/** Fewer values say nothing of what is usual. */
const FEWEST = 20;
/** In lengths of the middle half; 1.5 is an outlier by Tukey, 3 is far out. */
const FAR = 3;

/** `undefined` for too few values, or where the middle half are all alike. */
export function usualOf(values: readonly number[]): Usual | undefined {
  if (values.length < FEWEST) return undefined;
  const sorted = Float64Array.from(values).sort();
  const at = (share: number): number => sorted[Math.round(share * (sorted.length - 1))] ?? 0;
  const [lower, median, upper] = [at(0.25), at(0.5), at(0.75)];
  if (lower === upper) return undefined;
  const linear = fences(lower, upper);
  const [logLow, logHigh] = fences(order(lower), order(upper));
  return {
    median,
    low: Math.min(linear[0], figure(logLow)),
    high: Math.max(linear[1], figure(logHigh)),
  };
}

export const isFarOff = ({ low, high }: Usual, value: number): boolean => value < low || value > high;

function fences(lower: number, upper: number): readonly [number, number] {
  const reach = FAR * (upper - lower);
  return [lower - reach, upper + reach];
}

/** The order of magnitude, with its sign; 0 for 0. */
const order = (value: number): number => Math.sign(value) * Math.log1p(Math.abs(value));
const figure = (value: number): number => Math.sign(value) * Math.expm1(Math.abs(value));
