import type { Compilation } from "../../compile.ts";
import { type Address, listAddresses } from "../../ir/address.ts";
import { printLiteral } from "../../ir/print-term.ts";
import type { TextEdit } from "../../source/span.ts";
import { equal } from "../../values/rational.ts";
import { isRational } from "../../values/value.ts";
import { readExpression, type SetResult, setAddress, setValue } from "../set-value.ts";
import type { Move } from "./lever.ts";

/** The smallest edits of the scheme's text that make the move, or why a value cannot be written. */
export function applyMove(compilation: Compilation, move: Move): SetResult {
  const addresses = new Map(listAddresses(compilation.program).map((address) => [address.address, address]));
  const edits: TextEdit[] = [];
  for (const [name, value] of move) {
    const address = addresses.get(name);
    const found = address
      ? setAddress(
          compilation,
          address,
          printLiteral(value, address.type, { unit: !isBare(address, compilation.text) }),
        )
      : setValue(compilation, name, "");
    if ("diagnostic" in found) return found;
    edits.push(...found.edits);
  }
  return { edits };
}

/** Whether its number is written without a unit, and is what it says: the unit is that of its column. */
function isBare({ spans: [where], value }: Address, text: string): boolean {
  const written = where && readExpression(text, where);
  if (written?.kind !== "number" || written.unit || !isRational(value)) return false;
  return equal(written.value, value);
}
