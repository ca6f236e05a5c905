/** Regions of a decision table in the notation of its cells. */
import { describeEnds, type WrittenEnd } from "../../syntax/cell-ends.ts";
import type { Rational } from "../../values/rational.ts";
import { showValue } from "../../values/show.ts";
import type { Type } from "../../values/type.ts";
import { type Axis, coversAxis, domainOfRuns, type Run, rangeOfRun } from "./axis.ts";
import type { Region } from "./coverage.ts";
import { theValue } from "./domain.ts";
import type { Bound, Range } from "./range.ts";

/** How a number is written. */
export type Write = (value: Rational) => string;

export const writeEnd = (bound: Bound | undefined, write: Write): WrittenEnd | undefined =>
  bound && { text: write(bound.value), included: bound.included };

const describeRange = ({ lower, upper }: Range, write: Write): string =>
  describeEnds(writeEnd(lower, write), writeEnd(upper, write));

/** What a cell would say to hold in these runs alone. */
export function describeRuns(axis: Axis, runs: readonly Run[], write: Write): string {
  if (coversAxis(axis, runs)) return "-";
  if (axis.type.kind === "number") return runs.map((run) => describeRange(rangeOfRun(axis, run), write)).join(", ");
  return valuesIn(axis, runs).join(", ");
}

function valuesIn({ pieces, type }: Axis, runs: readonly Run[]): string[] {
  return runs.flatMap(({ from, to }) =>
    pieces.slice(from, to + 1).map(({ domain }) => {
      const value = theValue(domain);
      return value === undefined ? "" : showValue(value, type);
    }),
  );
}

/** For a message: columns that do not matter are left out, several are named. */
export function describeRegion(axes: readonly Axis[], region: Region): string {
  const sides = axes.flatMap((axis, at) => {
    const runs = region[at] ?? [];
    return coversAxis(axis, runs) ? [] : [{ name: axis.name, text: describeSide(axis, runs) }];
  });
  if (sides.length === 0) return "-";
  return axes.length === 1 ? (sides[0]?.text ?? "-") : sides.map(({ name, text }) => `${name} ${text}`).join(" & ");
}

/** A stretch in which only one number can occur is that number. */
function describeSide(axis: Axis, runs: readonly Run[]): string {
  const value = theValue(domainOfRuns(axis, runs));
  const { type } = axis;
  return value === undefined ? describeRuns(axis, runs, (number) => showNumber(number, type)) : showNumber(value, type);
}

const showNumber = (value: Parameters<typeof showValue>[0], type: Type): string =>
  showValue(value, type, { unit: false });
