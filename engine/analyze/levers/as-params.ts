import { type Address, listAddresses } from "../../ir/address.ts";
import type { Program } from "../../ir/program.ts";
import { allTerms } from "../../ir/walk.ts";
import type { Rational } from "../../values/rational.ts";
import type { Move } from "./lever.ts";
import { type MovedNumber, type NumberLiteral, numbersAsParams } from "./numbers-as-params.ts";

/**
 * The program in which each address that one of the moves names is a param of that name. A param
 * that the scheme has stays the same; its range is what the moves need.
 *
 * @throws RangeError for what is no address of a param, cell, edge or weight that holds a number
 */
export function asParams(program: Program, moves: Iterable<Move>): Program {
  const values = new Map<string, Rational[]>();
  for (const move of moves) {
    for (const [address, value] of move) values.set(address, [...(values.get(address) ?? []), value]);
  }
  const known = new Map(listAddresses(program).map((address) => [address.address, address]));
  const literals = literalsByStart(program);
  const moved = [...values].map(([name, wanted]): MovedNumber => {
    const address = known.get(name);
    const at = address && placesOf(address, program, literals);
    if (!at) throw new RangeError(`${name} cannot be moved`);
    return { name, at, values: wanted };
  });
  return numbersAsParams(program, moved);
}

type Literals = ReadonlyMap<number, NumberLiteral>;

/** By where each begins in the text. */
const literalsByStart = (program: Program): Literals =>
  new Map([...allTerms(program)].flatMap((term) => (term.kind === "literal" ? [[term.span.start, term]] : [])));

/** `undefined` for what holds no number, or shares one with others. */
function placesOf(
  { address, kind, type, spans }: Address,
  { definitions }: Program,
  literals: Literals,
): MovedNumber["at"] | undefined {
  if (type.kind !== "number" || kind === "share") return undefined;
  if (kind !== "param") return spans.flatMap(({ start }) => literals.get(start) ?? []);
  const definition = definitions.get(address);
  return definition?.kind === "param" ? definition : undefined;
}
