import {
  exactText,
  type Goal,
  goalText,
  isMoney,
  type Language,
  type Measure,
  type Program,
  type Rational,
  type Reached,
  type Solution,
  type Sought,
  type SoughtTogether,
  showValue,
  type Type,
} from "../../engine/index.ts";
import { formatCsv } from "../data/write-csv.ts";
import { leverValue } from "./lever-option.ts";
import { textTable } from "./text-table.ts";

/** What was asked. */
export interface SoughtReport {
  readonly program: Program;
  readonly goals: readonly Goal[];
  readonly output: string;
  readonly measure: Measure;
  readonly language: Language;
}

const WORDS = {
  zh: {
    today: "照现在",
    holds: "守住了",
    fails: "没守住",
    tried: (count: number) => `试了 ${count} 个值`,
    together: (tried: number, count: number) => `${count} 种组合，试了 ${tried} 种`,
    none: "没有一个值守得住",
    noneTogether: "没有一种组合守得住",
    one: "只有一个值守得住",
    several: (count: number, ranges: number) =>
      `${count} 个值守得住，${ranges === 1 ? "连成一段" : `分成 ${ranges} 段`}`,
    values: (count: number) => `${count} 个值`,
    best: "离现在最近",
    refused: (list: string) => `守得住但方案不许可：${list}`,
    refusedCount: (count: number) => `另有 ${count} 种组合守得住但方案不许可`,
    affected: (output: string, change: string, up: number, down: number) =>
      `${output} 合计 ${change}；${up} 人多，${down} 人少`,
    moved: { steps: "步", relative: "" },
    unchanged: "不动",
    to: "至",
  },
  en: {
    today: "as it is",
    holds: "holds",
    fails: "does not hold",
    tried: (count: number) => `${count} values tried`,
    together: (tried: number, count: number) => `${count} combinations, ${tried} tried`,
    none: "no value will do",
    noneTogether: "no combination will do",
    one: "one value will do",
    several: (count: number, ranges: number) =>
      `${count} values will do, in ${ranges === 1 ? "one unbroken run" : `${ranges} runs`}`,
    values: (count: number) => `${count} value${count === 1 ? "" : "s"}`,
    best: "nearest to today's",
    refused: (list: string) => `would do, but the scheme does not permit: ${list}`,
    refusedCount: (count: number) => `${count} more would do, but the scheme does not permit them`,
    affected: (output: string, change: string, up: number, down: number) =>
      `${output}: total ${change}; ${up} people gain, ${down} lose`,
    moved: { steps: "steps", relative: "" },
    unchanged: "unchanged",
    to: "to",
  },
} as const;

const DECIMALS = 4;
const SHARE: Type = { kind: "number", unit: [], percent: true };

export function renderSought(found: Sought, report: SoughtReport, format: string): string {
  if (format === "json") return soughtJson(found, report);
  if (format === "csv") {
    const cells = found.ranges.map(({ first, last, count }) => [
      found.lever.address,
      exactText(first),
      exactText(last),
      String(count),
    ]);
    return formatCsv([["address", "first", "last", "values"], ...cells]);
  }
  return soughtText(found, report);
}

export function renderTogether(found: SoughtTogether, report: SoughtReport, format: string): string {
  if (format === "json") return togetherJson(found, report);
  if (format === "csv") {
    const cells = found.solutions.map(({ values, reached }) => [
      ...values.map(({ value }) => exactText(value)),
      ...reached.map(({ value }) => (value ? exactText(value) : "")),
    ]);
    const head = [
      ...found.levers.map(({ address }) => address),
      ...report.goals.map((goal) => goalText(goal, report.program)),
    ];
    return formatCsv([head, ...cells]);
  }
  return togetherText(found, report);
}

// ── text ─────────────────────────────────────────────────────────────────────────────────────────

function soughtText({ lever, tried, today, ranges, best, refused }: Sought, report: SoughtReport): string {
  const words = WORDS[report.language];
  const count = ranges.reduce((sum, range) => sum + range.count, 0);
  const answer = count === 0 ? words.none : count === 1 ? words.one : words.several(count, ranges.length);
  const runs = ranges.map(({ first, last, count: size }) => {
    const ends = [first, last].map((value) => leverValue(lever, value));
    return size === 1 ? `  ${ends[0]}` : `  ${ends.join(" … ")}  (${words.values(size)})`;
  });
  return `${[
    `${lever.address} = ${leverValue(lever, lever.value)}`,
    ...goalLines(words.today, today, report),
    `${words.tried(tried)}: ${answer}`,
    ...runs,
    ...(best
      ? [
          `${words.best}: ${lever.address} = ${leverValue(lever, best.values[0]?.value ?? lever.value)}`,
          ...solutionLines(best, report),
        ]
      : []),
    ...(refused.length > 0
      ? [
          words.refused(refused.map(({ value }) => leverValue(lever, value)).join(", ")),
          `  ${refused[0]?.diagnostic.message[report.language] ?? ""}`,
        ]
      : []),
  ].join("\n")}\n`;
}

function togetherText(
  { levers, combinations, tried, today, solutions, refused }: SoughtTogether,
  report: SoughtReport,
): string {
  const words = WORDS[report.language];
  const far = (move: Rational): string =>
    report.measure === "relative"
      ? showValue(move, SHARE, { decimals: DECIMALS })
      : `${showValue(move, { kind: "number", unit: [], percent: false })} ${words.moved.steps}`;
  return `${[
    ...levers.map((lever) => `${lever.address} = ${leverValue(lever, lever.value)}`),
    ...goalLines(words.today, today, report),
    words.together(tried, combinations),
    ...(solutions.length === 0 ? [words.noneTogether] : []),
    ...solutions.flatMap((solution) => [
      "",
      textTable(
        solution.values.map(({ lever, value }, at) => {
          const move = solution.moves[at];
          return [lever.address, leverValue(lever, value), move && move.numerator !== 0n ? far(move) : words.unchanged];
        }),
        "",
      ),
      ...solutionLines(solution, report),
    ]),
    ...(refused > 0 ? [words.refusedCount(refused)] : []),
  ].join("\n")}\n`;
}

function goalLines(label: string, reached: readonly Reached[], { goals, program, language }: SoughtReport): string[] {
  const words = WORDS[language];
  return goals.map((goal, at) => {
    const found = reached[at];
    const value = found?.value ? goalValue(found.value, goal, program) : "–";
    const month = found?.month === undefined ? "" : ` (${found.month})`;
    return `  ${goalText(goal, program)}: ${label} ${value}${month}, ${found?.meets ? words.holds : words.fails}`;
  });
}

function solutionLines(solution: Solution, report: SoughtReport): string[] {
  const { program, output, language } = report;
  const type = program.outputs.find(({ name }) => name === output)?.type ?? { kind: "unknown" };
  const { effect } = solution;
  const change = effect && showValue(effect.change, type, { currency: program.header.currency, language });
  const signed = effect && effect.change.numerator > 0n ? `+${change}` : change;
  return [
    ...goalLines("→", solution.reached, report),
    ...(effect && signed !== undefined
      ? [`  ${WORDS[language].affected(output, signed, effect.winners, effect.losers)}`]
      : []),
  ];
}

/** An average rarely ends; money is shown to the fen. */
function goalValue(value: Rational, { aggregate, name }: Goal, { outputs, header: { currency } }: Program): string {
  const type = outputs.find((output) => output.name === name)?.type;
  if (aggregate === "count" || !type) return exactText(value);
  if (aggregate !== "average") return showValue(value, type, { currency });
  return showValue(value, type, { currency, decimals: isMoney(type, currency) ? 2 : DECIMALS });
}

// ── JSON ─────────────────────────────────────────────────────────────────────────────────────────

const reachedJson = (reached: readonly Reached[], { goals, program }: SoughtReport) =>
  reached.map(({ value, month, meets }, at) => ({
    goal: goals[at] ? goalText(goals[at], program) : "",
    value: value ? exactText(value) : null,
    ...(month !== undefined && { month }),
    holds: meets,
  }));

const solutionJson = ({ values, reached, effect }: Solution, report: SoughtReport) => ({
  set: Object.fromEntries(values.map(({ lever, value }) => [lever.address, exactText(value)])),
  goals: reachedJson(reached, report),
  effect: effect ? { output: report.output, ...effect, change: exactText(effect.change) } : null,
});

function soughtJson({ lever, tried, today, ranges, best, refused }: Sought, report: SoughtReport): string {
  const content = {
    address: lever.address,
    value: exactText(lever.value),
    today: reachedJson(today, report),
    tried,
    ranges: ranges.map(({ first, last, count }) => ({ first: exactText(first), last: exactText(last), values: count })),
    best: best ? solutionJson(best, report) : null,
    refused: refused.map(({ value, diagnostic }) => ({
      value: exactText(value),
      because: diagnostic.message[report.language],
    })),
  };
  return `${JSON.stringify(content, null, 2)}\n`;
}

function togetherJson(found: SoughtTogether, report: SoughtReport): string {
  const { levers, combinations, tried, today, solutions, refused } = found;
  const content = {
    levers: levers.map(({ address, value }) => ({ address, value: exactText(value) })),
    today: reachedJson(today, report),
    measure: report.measure,
    combinations,
    tried,
    solutions: solutions.map((solution) => ({
      ...solutionJson(solution, report),
      moves: solution.moves.map(exactText),
    })),
    refused,
  };
  return `${JSON.stringify(content, null, 2)}\n`;
}
