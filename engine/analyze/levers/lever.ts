/** What of a scheme can be turned without writing rules, and what turning it changes besides. */
import { type Address, listAddresses } from "../../ir/address.ts";
import type { Program } from "../../ir/program.ts";
import {
  add,
  decimalsOf,
  divide,
  isZero,
  multiply,
  ONE,
  type Rational,
  rational,
  roundTo,
  subtract,
  ZERO,
} from "../../values/rational.ts";
import { isMoney } from "../../values/show.ts";
import type { NumberType } from "../../values/type.ts";
import { isRational } from "../../values/value.ts";
import { byLargestRemainder } from "../attribute/largest-remainder.ts";

export interface Lever {
  /** See `ir/address.ts`. */
  readonly address: string;
  readonly kind: "param" | "cell" | "edge" | "weight";
  /** Where its value stands in the text; of an edge the first place. */
  readonly start: number;
  readonly type: NumberType;
  /** As the text has it. */
  readonly value: Rational;
  readonly range?: NonNullable<Address["range"]>;
  /** Of a param that states one. */
  readonly step?: Rational;
  /** Of what somebody would write, the least change. */
  readonly grain: Rational;
  /** Of a weight: the others of its score, which make up for it. */
  readonly others?: readonly { readonly address: string; readonly value: Rational }[];
}

/** By address: values that are put in the place of those of the text. */
export type Move = ReadonlyMap<string, Rational>;

const POINT = rational(1, 100);
const HUNDREDTH_OF_A_POINT = rational(1, 10_000);
const SHARE_DECIMALS = 4;

/** Params that have a range, numbers in the cells and at the edges of tables, weights; in the order of the text. */
export function leversOf(program: Program): Lever[] {
  const addresses = listAddresses(program);
  return addresses.flatMap((address): Lever[] => {
    const { kind, type, value, range, step, spans } = address;
    if (kind === "share" || type.kind !== "number" || !isRational(value)) return [];
    if (kind === "param" && !range) return [];
    const others = kind === "weight" ? otherWeights(address, addresses, program) : undefined;
    if (kind === "weight" && !others) return [];
    return [
      {
        address: address.address,
        kind,
        start: spans[0]?.start ?? 0,
        type,
        value,
        ...(range && { range }),
        ...(step && { step }),
        grain: grainOf(address, type, value, program),
        ...(others && { others }),
      },
    ];
  });
}

/** The values that a lever's own changes: for a weight, the others keep their proportions and make up 100%. */
export function moveOf({ address, value: before, others = [] }: Lever, value: Rational): Move {
  const rest = subtract(ONE, before);
  if (others.length === 0 || isZero(rest)) return new Map([[address, value]]);
  const factor = divide(subtract(ONE, value), rest);
  const scaled = others.map((other) => multiply(other.value, factor));
  const written = byLargestRemainder(scaled, SHARE_DECIMALS);
  return new Map([
    [address, value],
    ...others.map(({ address }, at): [string, Rational] => [address, written[at] ?? ZERO]),
  ]);
}

/** `undefined` where one of them is no plain number, or they do not make 100%: then nothing can make up. */
function otherWeights(
  { address }: Address,
  addresses: readonly Address[],
  { definitions }: Program,
): Lever["others"] | undefined {
  const score = address.slice(0, address.indexOf("/"));
  const weights = addresses.filter((each) => each.kind === "weight" && each.address.startsWith(`${score}/`));
  const numbers = weights.flatMap(({ address, value }) => (isRational(value) ? [{ address, value }] : []));
  const definition = definitions.get(score);
  const isWhole = definition?.kind === "score" && definition.indicators.length === numbers.length;
  const total = numbers.reduce((sum, { value }) => add(sum, value), ZERO);
  return isWhole && isZero(subtract(total, ONE)) ? numbers.filter((each) => each.address !== address) : undefined;
}

function grainOf({ address, kind, step }: Address, type: NumberType, value: Rational, program: Program): Rational {
  if (step) return step;
  if (kind === "weight") return HUNDREDTH_OF_A_POINT;
  const places = kind === "edge" ? metricPlaces(address, program) : undefined;
  if (places !== undefined) return unitOf(places);
  if (isMoney(type, program.header.currency)) return unitOf(2);
  if (type.percent) return kind === "edge" ? POINT : HUNDREDTH_OF_A_POINT;
  return unitOf((decimalsOf(value) ?? 0) + (kind === "param" ? 0 : 1));
}

/** Of an edge of a column that holds a metric: its decimal places. */
function metricPlaces(address: string, { definitions, tables }: Program): number | undefined {
  const table = tables.find(({ name }) => address.startsWith(`${name}/`));
  const column = table?.inputs.find(({ name }) => address.startsWith(`${table.name}/${name}/edge `));
  const definition = definitions.get(column?.name ?? "");
  return definition?.kind === "input" ? definition.metric.decimals : undefined;
}

const unitOf = (places: number): Rational => rational(1, 10n ** BigInt(places));

/** A value moved by a share of itself, by whole grains and at least one. */
export function byShare({ value, grain }: Lever, share: Rational): Rational {
  const grains = roundTo(divide(multiply(value, share), grain), 0);
  return multiply(isZero(grains) ? ONE : grains, grain);
}
