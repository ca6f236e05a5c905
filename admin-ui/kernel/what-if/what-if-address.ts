/** The values of a move as text: for the page's address and for what the server keeps. */
import { type Move, parseDecimal, type Rational, toExact } from "../../../engine/index.ts";
import { escaped, unescaped } from "../compare/compare-address.ts";

/** `提成比例:0.009;绩效奖金基数:500`; `undefined` where nothing is moved. */
export const moveText = (move: Move): string | undefined =>
  move.size === 0 ? undefined : [...move].map(([address, value]) => `${escaped(address)}:${toExact(value)}`).join(";");

/** The opposite of `moveText`; what cannot be read is left out. */
export const readMove = (text: string | undefined): Move =>
  new Map(
    (text ?? "").split(";").flatMap((part): [string, Rational][] => {
      const [address = "", value = ""] = part.split(":");
      const number = decimal(value);
      return address !== "" && number ? [[unescaped(address), number]] : [];
    }),
  );

/** As a scenario keeps it. */
export const movesOf = (move: Move): { address: string; value: string }[] =>
  [...move].map(([address, value]) => ({ address, value: toExact(value) }));

/** The opposite of `movesOf`; what cannot be read is left out. */
export const readMoves = (moves: readonly { readonly address: string; readonly value: string }[]): Move =>
  new Map(
    moves.flatMap(({ address, value }): [string, Rational][] => {
      const number = decimal(value);
      return number ? [[address, number]] : [];
    }),
  );

/** An amount of the currency, above 0; `undefined` for anything else. */
export function readBudget(text: string | undefined): Rational | undefined {
  const value = decimal((text ?? "").normalize("NFKC").replaceAll(/[,\s¥元]/g, ""));
  return value && value.numerator > 0n ? value : undefined;
}

const MOST_DIGITS = 40;

const decimal = (text: string): Rational | undefined => (text.length > MOST_DIGITS ? undefined : parseDecimal(text));
