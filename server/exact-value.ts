import { divide, isZero, ONE, parseDecimal, type Type, type Value } from "../engine/index.ts";

/**
 * Reads what `exactText` has written of a value of the type: `0.6`, `1/3`, `true`, a text as it is.
 * @throws Error for a number that it cannot have written
 */
export function readExact(text: string, type: Type): Value {
  if (type.kind === "truth") return text === "true";
  if (type.kind !== "number") return text;
  const [numerator = "", denominator, ...rest] = text.split("/");
  const [above, below] = [parseDecimal(numerator), denominator === undefined ? ONE : parseDecimal(denominator)];
  if (!above || !below || isZero(below) || rest.length > 0) throw new Error(`"${text}" is no exact number`);
  return divide(above, below);
}
