import type { TiersDefinition } from "../../../ir/program.ts";
import type { Term } from "../../../ir/term.ts";
import { compare, divide, type Rational, subtract, ZERO } from "../../../values/rational.ts";
import { isNumber, only } from "../domain.ts";
import { evaluate } from "../interpret.ts";
import { intersectRanges, isEmptyRange, type Range } from "../range.ts";
import type { Scope } from "../scope.ts";
import { extentOf } from "./extent.ts";
import type { Movement } from "./movement.ts";
import { along, DOWNWARD, hullOf, LEVEL, type Slope, UPWARD } from "./slope.ts";

/** Along what is cut into tiers, in the tiers that it can reach. */
export function slopeOfTiers({ base, tiers, method }: TiersDefinition, scope: Scope, at: Movement): Slope | undefined {
  const { model } = scope;
  const number = (term: Term | undefined): Rational | undefined => {
    const value = term && model.constant(term);
    return value !== undefined && isNumber(value) ? value : undefined;
  };
  const rows = tiers.map(({ from, value }) => ({ from: number(from), value: number(value) }));
  const reach = extentOf(evaluate(base, scope), base.type);
  if (!reach) return LEVEL;
  const starts = rows.flatMap(({ from }) => from ?? []);
  if (starts.some((from, place) => place > 0 && compare(starts[place - 1] ?? from, from) >= 0)) return undefined;
  const slopes: Slope[] = [];
  for (const [place, { from, value }] of rows.entries()) {
    const next = rows[place + 1];
    if (value === undefined || (place > 0 && from === undefined)) return undefined;
    const held = intersectRanges(reach, {
      lower: from && { value: from, included: true },
      upper: next?.from && { value: next.from, included: false },
    });
    if (method === "interpolated") {
      if (place === 0 && from && reachesBelow(reach, from)) slopes.push(LEVEL);
      if (isEmptyRange(held)) continue;
      if (!next?.from || !next.value || !from) slopes.push(LEVEL);
      else slopes.push(only(divide(subtract(next.value, value), subtract(next.from, from))));
      continue;
    }
    if (!isEmptyRange(held)) slopes.push(only(value));
    const isCrossed = from !== undefined && place > 0 && reachesBelow(reach, from) && !isEmptyRange(held);
    const before = rows[place - 1]?.value;
    if (method === "slab" && isCrossed && before) {
      const rise = compare(value, before) * compare(from, ZERO);
      slopes.push(rise === 0 ? LEVEL : rise > 0 ? UPWARD : DOWNWARD);
    }
  }
  return along(hullOf(slopes), at.slope(base, scope));
}

const reachesBelow = ({ lower }: Range, edge: Rational): boolean => !lower || compare(lower.value, edge) < 0;
