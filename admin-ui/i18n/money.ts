/** Amounts of money in whole fen, as people write and read them: in yuan. */
import { groupDigits } from "./format.ts";

/** `123450` as `1,234.50`, with a true minus sign. */
export function yuan(fen: number): string {
  const digits = String(Math.abs(fen)).padStart(3, "0");
  return groupDigits(`${fen < 0 ? "-" : ""}${digits.slice(0, -2)}.${digits.slice(-2)}`);
}

/** A difference: with its sign, and `0.00` without one. */
export const signedYuan = (fen: number): string => (fen > 0 ? `+${yuan(fen)}` : yuan(fen));

/**
 * What somebody typed as yuan, in fen.
 * @returns `undefined` where it is no amount, is 0, has more than two decimals or more than ten digits
 */
export function parseYuan(typed: string): number | undefined {
  const plain = typed.trim().replaceAll(/[,，]/g, "").replaceAll("−", "-");
  const [, sign, whole = "", rest = ""] = /^([+-]?)(\d{1,10})(?:\.(\d{1,2}))?$/.exec(plain) ?? [];
  if (whole === "") return undefined;
  const fen = Number(whole) * 100 + Number(rest.padEnd(2, "0"));
  return fen === 0 ? undefined : sign === "-" ? -fen : fen;
}
