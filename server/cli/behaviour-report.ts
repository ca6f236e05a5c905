import {
  type BehaviouralDiff,
  type DifferenceCount,
  type DifferenceRegion,
  describeDifferenceRegion,
  exactText,
  isRowError,
  type Language,
  type Outcome,
  showValue,
} from "../../engine/index.ts";

const WORDS = {
  zh: {
    none: "结果处处相同（指标在允许范围内、没有空缺时，已证明）",
    title: (names: string) => `下列情形结果可能不同（${names}），其余情形已证明相同：`,
    everywhere: "任何情形",
    undecided: (names: string) => `未定（${names}）：`,
    witness: (inputs: string, results: string) => `例：${inputs} 时，${results}`,
    inside: (count: number, all: number) => `${count} / ${all} 人月`,
    differing: (count: number, all: number) => `数据中结果不同的：${count} / ${all} 人月`,
    defaults: (names: string) => `空缺时所取的值不同：${names}`,
    onlyOlder: (names: string) => `只有旧版输出：${names}`,
    onlyNewer: (names: string) => `只有新版输出：${names}`,
    separator: "、",
  },
  en: {
    none: "the results are the same everywhere (proven for permitted metrics, none left blank)",
    title: (names: string) => `where results can differ (${names}); proven to be the same elsewhere:`,
    everywhere: "everywhere",
    undecided: (names: string) => `undecided (${names}): `,
    witness: (inputs: string, results: string) => `e.g. ${inputs}: ${results}`,
    inside: (count: number, all: number) => `${count} of ${all} agent-months`,
    differing: (count: number, all: number) => `results differ for ${count} of ${all} agent-months of the data`,
    defaults: (names: string) => `filled in otherwise where left blank: ${names}`,
    onlyOlder: (names: string) => `only the older version puts out: ${names}`,
    onlyNewer: (names: string) => `only the newer version puts out: ${names}`,
    separator: ", ",
  },
} as const;

/** Where the results of two versions can differ, with figures that show it. */
export function describeBehaviour(
  behaviour: BehaviouralDiff,
  count: DifferenceCount | undefined,
  language: Language,
): string {
  const words = WORDS[language];
  const { regions, results, defaults, onlyOlder, onlyNewer } = behaviour;
  const list = (names: readonly string[]): string => names.join(words.separator);
  const lines = regions.flatMap((region, at) => {
    const inside = count?.inside[at];
    return [
      `  ${describeRegion(region, language)}`,
      ...witnessLines(region, behaviour, language),
      ...(count && inside !== undefined ? [`    ${words.inside(inside, count.agentMonths)}`] : []),
    ];
  });
  return [
    regions.length === 0 ? words.none : words.title(list(results)),
    ...lines,
    ...(count ? [words.differing(count.differing, count.agentMonths)] : []),
    ...(defaults.length > 0 ? [words.defaults(list(defaults))] : []),
    ...(onlyOlder.length > 0 ? [words.onlyOlder(list(onlyOlder))] : []),
    ...(onlyNewer.length > 0 ? [words.onlyNewer(list(onlyNewer))] : []),
  ].join("\n");
}

function describeRegion(region: DifferenceRegion, language: Language): string {
  const words = WORDS[language];
  const text = describeDifferenceRegion(region) || words.everywhere;
  return region.status === "differs" ? text : `${words.undecided(region.results.join(words.separator))}${text}`;
}

function witnessLines({ witness }: DifferenceRegion, { program }: BehaviouralDiff, language: Language): string[] {
  if (!witness) return [];
  const words = WORDS[language];
  const show = (name: string, outcome: Outcome): string => {
    if (isRowError(outcome)) return outcome.message[language];
    const type = program.definitions.get(name)?.type;
    return type ? showValue(outcome, type) : exactText(outcome);
  };
  const inputs = [...witness.row.values].map(([name, value]) => `${name} ${show(name, value)}`);
  const results = witness.results.map(
    ({ name, older, newer }) => `${name} ${show(name, older)} → ${show(name, newer)}`,
  );
  return [`    ${words.witness(inputs.join(words.separator), results.join(words.separator))}`];
}

export function behaviourAsJson(
  { regions, results, defaults, onlyOlder, onlyNewer }: BehaviouralDiff,
  count: DifferenceCount | undefined,
  language: Language,
): object {
  const plain = (outcome: Outcome): string => (isRowError(outcome) ? outcome.message[language] : exactText(outcome));
  return {
    results,
    regions: regions.map((region, at) => ({
      status: region.status,
      results: region.results,
      where: region.sides.length > 0 ? describeDifferenceRegion(region) : null,
      witness: region.witness
        ? {
            inputs: Object.fromEntries([...region.witness.row.values].map(([name, value]) => [name, plain(value)])),
            results: region.witness.results.map(({ name, older, newer }) => ({
              name,
              older: plain(older),
              newer: plain(newer),
            })),
          }
        : null,
      agentMonths: count?.inside[at] ?? null,
    })),
    differing: count?.differing ?? null,
    agentMonths: count?.agentMonths ?? null,
    defaults,
    onlyOlder,
    onlyNewer,
  };
}
