/**
 * The built-in functions: signature, documentation, typing and meaning of each in one place. To add
 * one, add an entry here and its name to `FunctionName`; see docs/add-a-function.md.
 */
import type { Localized } from "../diagnostics/localized.ts";
import { abs, compare, isInteger, max, min, type Rational, type RoundingMode, roundTo } from "../values/rational.ts";
import type { FunctionName } from "./term.ts";

export interface BuiltinFunction {
  readonly signature: string;
  readonly documentation: Localized;
  /** How many arguments; `most` is absent where there is no limit. */
  readonly arguments: { readonly least: number; readonly most?: number };
  /**
   * How many leading arguments share one unit, which is the result's; the rest are constants
   * (a number of decimals).
   */
  readonly sameUnit: number;
  /** Set where the function rounds, which explanations show as a step of its own. */
  readonly rounding?: RoundingMode;
  /** @returns undefined where the arguments make no sense (clamp with its ends crossed). */
  readonly evaluate: (args: readonly Rational[]) => Rational | undefined;
}

const ALL = Number.POSITIVE_INFINITY;

/** Decimals a rounding may ask for; below zero it rounds to tens, hundreds, … */
export const DECIMALS_RANGE = { least: -9, most: 9 } as const;

function rounding(mode: RoundingMode, documentation: Localized, name: string): BuiltinFunction {
  return {
    signature: `${name}(x[, decimals])`,
    documentation,
    arguments: { least: 1, most: 2 },
    sameUnit: 1,
    rounding: mode,
    evaluate: ([x, decimals]) => {
      if (!x) return undefined;
      if (!decimals) return roundTo(x, 0, mode);
      return isInteger(decimals) ? roundTo(x, Number(decimals.numerator), mode) : undefined;
    },
  };
}

export const FUNCTIONS: ReadonlyMap<string, BuiltinFunction> = new Map<FunctionName, BuiltinFunction>([
  [
    "min",
    {
      signature: "min(a, b, …)",
      documentation: { zh: "几个数中最小的一个", en: "the smallest of several numbers" },
      arguments: { least: 2 },
      sameUnit: ALL,
      evaluate: (args) => args.reduce(min),
    },
  ],
  [
    "max",
    {
      signature: "max(a, b, …)",
      documentation: { zh: "几个数中最大的一个", en: "the greatest of several numbers" },
      arguments: { least: 2 },
      sameUnit: ALL,
      evaluate: (args) => args.reduce(max),
    },
  ],
  [
    "abs",
    {
      signature: "abs(x)",
      documentation: { zh: "绝对值", en: "the number without its sign" },
      arguments: { least: 1, most: 1 },
      sameUnit: 1,
      evaluate: ([x]) => x && abs(x),
    },
  ],
  [
    "round",
    rounding(
      "half-away",
      {
        zh: "四舍五入到若干位小数（不写为整数）；恰好一半时远离 0：1.005 → 1.01，−1.005 → −1.01",
        en: "rounds to so many decimals (none given: to a whole number); an exact half goes away from 0: 1.005 → 1.01, −1.005 → −1.01",
      },
      "round",
    ),
  ],
  ["floor", rounding("floor", { zh: "向下取到若干位小数", en: "rounds down to so many decimals" }, "floor")],
  ["ceil", rounding("ceil", { zh: "向上取到若干位小数", en: "rounds up to so many decimals" }, "ceil")],
  [
    "clamp",
    {
      signature: "clamp(x, lowest, highest)",
      documentation: { zh: "把数限制在下限与上限之间", en: "holds the number between a lower and an upper limit" },
      arguments: { least: 3, most: 3 },
      sameUnit: 3,
      evaluate: ([x, lowest, highest]) =>
        x && lowest && highest && compare(lowest, highest) <= 0 ? min(max(x, lowest), highest) : undefined,
    },
  ],
]);
