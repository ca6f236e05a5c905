import { formatUnitWord } from "../../i18n/format.ts";
import { comparedBase } from "../../kernel/compare/amounts.ts";
import type { PeopleFigures } from "../../kernel/compare/people-order.ts";
import type { Comparison, PopulationInfo, SchemeAgainst, SchemeFigures } from "../../kernel/study/study-api.ts";

/** A version that is compared. */
export interface ComparedVersion {
  readonly id: string;
  /** Id of its scheme. */
  readonly scheme: string;
  readonly version: string;
  /** `电话营销部专员绩效考核方案 v6.0`. */
  readonly label: string;
  /** The version's name where it tells it from the others, else `label`. */
  readonly short: string;
  readonly text: string;
  /** Its page. */
  readonly path: string;
  /** 0 for the base: colour and shape. */
  readonly place: number;
}

/** A comparison with all that its parts show. */
export interface Compared {
  readonly versions: readonly ComparedVersion[];
  readonly info: PopulationInfo;
  readonly comparison: Comparison;
  /** Place of the scheme that is held against the base in charts and lists. */
  readonly other: number;
}

/** The base and the scheme held against it. */
export function pairOf({ versions, comparison, other }: Compared): {
  readonly base: ComparedVersion;
  readonly other: ComparedVersion;
  readonly baseFigures: SchemeFigures;
  readonly otherFigures: SchemeFigures;
  readonly against: SchemeAgainst;
} {
  const [base, second] = [versions[0], versions[other]];
  const [baseFigures, otherFigures] = [comparison.schemes[0], comparison.schemes[other]];
  const against = comparison.against[other - 1];
  if (!base || !second || !baseFigures || !otherFigures || !against) throw new RangeError("no such scheme is compared");
  return { base, other: second, baseFigures, otherFigures, against };
}

/** What the table of everyone sorts and filters. */
export function peopleFigures(compared: Compared): PeopleFigures {
  const { baseFigures, otherFigures, against } = pairOf(compared);
  return {
    people: compared.info.people,
    schemes: compared.comparison.schemes.map(({ agents }) => agents),
    change: against.agents,
    base: comparedBase(baseFigures.agentMonths, otherFigures.agentMonths, compared.info.months.length),
    quarters: against.quarterOf,
  };
}

export const currencyWord = ({ comparison }: Compared): string => formatUnitWord(comparison.schemes[0]?.currency ?? "");

/** Where people stand in `info.people`, by 工号. */
export const placesOf = ({ info }: Compared): ReadonlyMap<string, number> =>
  new Map(info.people.map(({ agent }, at) => [agent, at]));
