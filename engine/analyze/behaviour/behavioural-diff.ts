/**
 * For which figures two versions can give different results: regions over what both compute alike, each
 * with figures that show it. Outside the regions the results are proven to be the same, for figures that the
 * catalogue permits, none left blank; where no proof and no figures are found, a region is undecided.
 */

import { isDescribed } from "../../check/prove/described.ts";
import { domainsOf } from "../../check/prove/interpret.ts";
import { Model } from "../../check/prove/model.ts";
import { supportOf } from "../../check/prove/seek.ts";
import type { Program } from "../../ir/program.ts";
import type { Type } from "../../values/type.ts";
import type { MeaningDiff } from "../diff/meaning-diff.ts";
import { bothVersions } from "./both-versions.ts";
import { driversOf } from "./drivers.ts";
import { describeExtent, type Extent } from "./extent.ts";
import { type Found, Regions } from "./regions.ts";
import { type Compared, Replayed } from "./replayed.ts";
import { alone, MONTHS, type Situation } from "./situations.ts";
import type { Undecided } from "./undecided.ts";

export interface BehaviouralDiff {
  /** The rules of both versions as one program: it reads all that either reads, and computes what regions name. */
  readonly program: Program;
  /** Outputs and actions of both versions that are computed otherwise; all others are the same everywhere. */
  readonly results: readonly string[];
  readonly regions: readonly DifferenceRegion[];
  /** Inputs that are filled in otherwise where a row leaves them blank; regions say nothing of blanks. */
  readonly defaults: readonly string[];
  /** Outputs and actions that only one of the versions has. */
  readonly onlyOlder: readonly string[];
  readonly onlyNewer: readonly string[];
}

export interface DifferenceRegion {
  /** `differs`: figures were found and replayed. `undecided`: neither these nor a proof that there are none. */
  readonly status: "differs" | "undecided";
  /** The results that are not proven to be the same there. */
  readonly results: readonly string[];
  /** What must hold of each name; any other may be anything. None: everywhere. */
  readonly sides: readonly { readonly name: string; readonly type: Type; readonly extent: Extent }[];
  /** Figures that show it, with the earlier months and other agents that it takes. */
  readonly witness?: DifferenceWitness;
  /** Why it is undecided. */
  readonly reason?: Undecided;
}

export interface DifferenceWitness extends Situation {
  readonly results: readonly Compared[];
  /** Whether the place of the month in the quarter or year, or what went before, matters. */
  readonly isOfMonth: boolean;
}

export function behaviouralDiff(diff: MeaningDiff): BehaviouralDiff {
  const both = bothVersions(diff);
  const { results, onlyOlder, onlyNewer, defaults } = both;
  const names = results.map(({ name }) => name);
  const model = new Model(both.program);
  const base = domainsOf(model);
  // Of what has a hole, or compares texts or dates of which none is written down, no proof can be had.
  const whole = results.filter(({ name, older }) => {
    const isKnown = model.isWhole(name) && model.isWhole(older);
    return isKnown && isDescribed(model, [], supportOf(model, [name, older]));
  });
  const drivers = driversOf({ ...both, results: whole }, model, base);
  const replayed = new Replayed(
    { older: diff.older.program, newer: diff.newer.program, both: both.program },
    whole.map(({ name }) => name),
  );
  const found = new Regions({
    model,
    base,
    both: { ...both, results: whole },
    drivers,
    replayed,
  }).find();
  const place = new Map(drivers.map(({ name }, at) => [name, at]));
  const inOrder = (a: string, b: string): number => (place.get(a) ?? 0) - (place.get(b) ?? 0);
  const regions = found.map(
    ({ sides, status, shown, reason, ...rest }: Found): DifferenceRegion => ({
      status,
      results: names.filter((name) => rest.results.includes(name)),
      sides: [...sides]
        .sort(([a], [b]) => inOrder(a, b))
        .map(([name, extent]) => ({
          name,
          type: both.program.definitions.get(name)?.type ?? { kind: "unknown" },
          extent,
        })),
      ...(shown && { witness: witnessOf(shown, replayed) }),
      ...(reason && { reason }),
    }),
  );
  const broken = names.filter((name) => !whole.some((result) => result.name === name));
  const rest: DifferenceRegion[] =
    broken.length > 0 ? [{ status: "undecided", results: broken, sides: [], reason: { kind: "unknown" } }] : [];
  return { program: both.program, results: names, regions: [...regions, ...rest], defaults, onlyOlder, onlyNewer };
}

function witnessOf(situation: Situation, replayed: Replayed): DifferenceWitness {
  const { row, others } = situation;
  const inAnyMonth = MONTHS.every((month) => replayed.differences(alone({ ...row, month })).length > 0);
  return { ...situation, results: replayed.differences(situation), isOfMonth: others.length > 0 || !inAnyMonth };
}

/** `月目标完成率 [80% .. 85%) & 全费人数 > 0`; empty for everywhere. */
export const describeDifferenceRegion = ({ sides }: DifferenceRegion): string =>
  sides.map(({ name, type, extent }) => `${name} ${describeExtent(extent, type)}`).join(" & ");
