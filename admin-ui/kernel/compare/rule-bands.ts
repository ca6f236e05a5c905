/** Rules of several schemes in sections and bands, as they are put on the screen beside each other. */
import type { RuleBeside, RuleSide, Statement } from "../../../engine/index.ts";

export const SECTIONS = ["pay", "inputs", "params", "rules", "actions", "checks"] as const;
export type RuleSection = (typeof SECTIONS)[number];

/** What stands beside each other: one rule under every scheme, or what only single schemes have, below each other. */
export interface RuleBand {
  /** By place of the scheme; empty where it has nothing here. */
  readonly sides: readonly (readonly NamedSide[])[];
  readonly same: boolean;
  /** Whether the sides say something of one name. */
  readonly paired: boolean;
}
export interface NamedSide extends RuleSide {
  readonly name: string;
  readonly kind: Statement["kind"];
}

/**
 * Sections in their order, without those in which nothing is left.
 *
 * @param pay what each scheme pays, by its place: these stand beside each other whatever they are called
 */
export function ruleBands(
  rules: readonly RuleBeside[],
  pay: readonly string[],
  onlyDifferences: boolean,
): { readonly section: RuleSection; readonly bands: readonly RuleBand[] }[] {
  const isPay = ({ name }: RuleBeside): boolean => pay.includes(name);
  const sections = Map.groupBy(
    rules.filter(({ same }) => !same || !onlyDifferences),
    (rule) => (isPay(rule) ? "pay" : sectionOf(rule.kind)),
  );
  return SECTIONS.flatMap((section) => {
    const bands = bandsOf(sections.get(section) ?? [], pay.length);
    return bands.length > 0 ? [{ section, bands }] : [];
  });
}

function sectionOf(kind: Statement["kind"]): RuleSection {
  switch (kind) {
    case "input":
      return "inputs";
    case "param":
      return "params";
    case "action":
    case "report":
      return "actions";
    case "assert":
    case "budget":
    case "examples":
    case "waive":
    case "held":
    case "deadline":
      return "checks";
    default:
      return "rules";
  }
}

function bandsOf(rules: readonly RuleBeside[], schemes: number): RuleBand[] {
  const bands: RuleBand[] = [];
  let alone: NamedSide[][] | undefined;
  for (const { name, kind, sides, same } of rules) {
    const named = Array.from({ length: schemes }, (_, at): NamedSide[] => {
      const side = sides[at];
      return side ? [{ ...side, name, kind }] : [];
    });
    if (named.filter(({ length }) => length > 0).length > 1) {
      bands.push({ sides: named, same, paired: true });
      alone = undefined;
    } else if (alone) {
      for (const [at, list] of alone.entries()) list.push(...(named[at] ?? []));
    } else {
      alone = named;
      bands.push({ sides: named, same: false, paired: false });
    }
  }
  return bands;
}
