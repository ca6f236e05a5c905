import {
  type AgentMonth,
  type BehaviouralDiff,
  type DifferenceCount,
  type DifferenceRegion,
  type DifferenceWitness,
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
    inMonth: (month: string) => `${month}，`,
    before: (months: string, inputs: string) => `此前 ${months}：${inputs}`,
    beside: (months: string, inputs: string) => `另有一名员工 ${months}：${inputs}`,
    sameFigures: "数据相同",
    beyondRow: (names: string) => `${names} 要看其他月份或其他员工；试过的小例子里没有不同，但不能证明相同`,
    tooMany: "情形太多，没有逐一去看",
    unknown: "规则里有空缺，或者拿文字、日期互相比较，无法证明",
    notFound: "没有找到不同的例子，也没有证明相同",
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
    inMonth: (month: string) => `in ${month}, `,
    before: (months: string, inputs: string) => `after ${months} with ${inputs}`,
    beside: (months: string, inputs: string) => `beside another agent in ${months} with ${inputs}`,
    sameFigures: "the same figures",
    beyondRow: (names: string) =>
      `${names} look${names.includes(", ") ? "" : "s"} at other months or agents; no small history that was tried shows a difference, which proves nothing`,
    tooMany: "there are too many cases to look at each",
    unknown: "rules have holes, or compare texts or dates with one another, of which there is no proof",
    notFound: "neither figures that show a difference nor a proof that there is none were found",
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
      ...reasonLines(region, language),
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

function reasonLines({ reason }: DifferenceRegion, language: Language): string[] {
  if (!reason) return [];
  const words = WORDS[language];
  switch (reason.kind) {
    case "beyond-row":
      return [`    ${words.beyondRow(reason.names.join(words.separator))}`];
    case "too-many":
      return [`    ${words.tooMany}`];
    case "unknown":
      return [`    ${words.unknown}`];
    case "not-found":
      return [`    ${words.notFound}`];
  }
}

function witnessLines({ witness }: DifferenceRegion, { program }: BehaviouralDiff, language: Language): string[] {
  if (!witness) return [];
  const words = WORDS[language];
  const show = (name: string, outcome: Outcome): string => {
    if (isRowError(outcome)) return outcome.message[language];
    const type = program.definitions.get(name)?.type ?? program.catalogue.metrics.get(name)?.type;
    return type ? showValue(outcome, type) : exactText(outcome);
  };
  const list = (values: Iterable<readonly [string, Outcome]>): string =>
    [...values].map(([name, value]) => `${name} ${show(name, value)}`).join(words.separator);
  const { row, isOfMonth } = witness;
  const results = witness.results.map(
    ({ name, older, newer }) => `${name} ${show(name, older)} → ${show(name, newer)}`,
  );
  const inputs = `${isOfMonth ? words.inMonth(row.month) : ""}${list(row.values)}`;
  return [
    `    ${words.witness(inputs, results.join(words.separator))}`,
    ...otherLines(witness, list, language).map((line) => `      ${line}`),
  ];
}

/** The earlier months and other agents of a witness, by what they have otherwise than its row. */
function otherLines(
  { row, others }: DifferenceWitness,
  list: (values: Iterable<readonly [string, Outcome]>) => string,
  language: Language,
): string[] {
  const words = WORDS[language];
  const figures = ({ values }: AgentMonth): string => {
    const own = [...values].filter(
      ([name, value]) => list([[name, value]]) !== list([[name, row.values.get(name) ?? ""]]),
    );
    return own.length === 0 ? words.sameFigures : list(own);
  };
  const alike = Map.groupBy(others, (other) => `${other.agent} ${figures(other)}`);
  return [...alike.values()].flatMap(([first, ...rest]) => {
    if (!first) return [];
    const months = [first, ...rest].map(({ month }) => month).join(words.separator);
    return first.agent === row.agent ? words.before(months, figures(first)) : words.beside(months, figures(first));
  });
}

export function behaviourAsJson(
  { regions, results, defaults, onlyOlder, onlyNewer }: BehaviouralDiff,
  count: DifferenceCount | undefined,
  language: Language,
): object {
  const plain = (outcome: Outcome): string => (isRowError(outcome) ? outcome.message[language] : exactText(outcome));
  const inputsOf = ({ values }: AgentMonth): object =>
    Object.fromEntries([...values].map(([name, value]) => [name, plain(value)]));
  return {
    results,
    regions: regions.map((region, at) => ({
      status: region.status,
      results: region.results,
      where: region.sides.length > 0 ? describeDifferenceRegion(region) : null,
      witness: region.witness
        ? {
            month: region.witness.isOfMonth ? region.witness.row.month : null,
            inputs: inputsOf(region.witness.row),
            others: region.witness.others.map((other) => ({
              isSameAgent: other.agent === region.witness?.row.agent,
              month: other.month,
              inputs: inputsOf(other),
            })),
            results: region.witness.results.map(({ name, older, newer }) => ({
              name,
              older: plain(older),
              newer: plain(newer),
            })),
          }
        : null,
      reason: region.reason ?? null,
      agentMonths: count?.inside[at] ?? null,
    })),
    differing: count?.differing ?? null,
    agentMonths: count?.agentMonths ?? null,
    defaults,
    onlyOlder,
    onlyNewer,
  };
}
