import {
  type Action,
  type Compilation,
  type Explanation,
  isRowError,
  type Language,
  LineIndex,
  type Step,
  toExact,
} from "../../engine/index.ts";
import { exactOutcome, explanationJson } from "../explanation-json.ts";

const WORDS = {
  zh: {
    line: "行",
    rounded: "取整",
    table: "表",
    fits: "符合",
    assumed: "假定",
    exception: "例外",
    seen: "见上",
    weight: "权重",
    held: "限后",
    deducted: "扣分",
    veto: "一票否决",
    rank: (rank: number, size: number) => `${size} 人中第 ${rank} 名`,
    smallGroup: (size: number, smallest: number) => `组内 ${size} 人，不满 ${smallest} 人，不按名次`,
    upTo: (rank: number) => `到第 ${rank} 名`,
    provisional: (count: number) => `暂定：${count} 人算不出，没有计入`,
    action: "行动",
    orderedBy: (who: string) => `由${who}决定`,
    monthsOf: (found: number, of: number) => `${of} 个月中有 ${found} 个月`,
  },
  en: {
    line: "line",
    rounded: "rounded",
    table: "table",
    fits: "fits",
    assumed: "assumed",
    exception: "exception",
    seen: "see above",
    weight: "weight",
    held: "held to",
    deducted: "deducted",
    veto: "veto",
    rank: (rank: number, size: number) => `rank ${rank} of ${size}`,
    smallGroup: (size: number, smallest: number) => `${size} in the group, fewer than ${smallest}: not by rank`,
    upTo: (rank: number) => `up to rank ${rank}`,
    provisional: (count: number) => `provisional: ${count} left out for want of a value`,
    action: "action",
    orderedBy: (who: string) => `may be ordered by ${who}`,
    monthsOf: (found: number, of: number) => `${found} of ${of} ${of === 1 ? "month" : "months"}`,
  },
} as const;

/**
 * Each output, then each action as a tree: value, clause and line, formula with names and with values, roundings, the
 * rows of a decision table, then what it was computed from. A name that occurs again is not repeated.
 */
export function explanationAsText(
  explanation: Explanation,
  { program, text }: Compilation,
  language: Language,
): string {
  const index = new LineIndex(text);
  const words = WORDS[language];
  const seen = new Set<string>();

  const describe = (step: Step, indent: string): string[] => {
    const head = `${indent}${step.name} = ${shownOutcome(step, language)}`;
    if (seen.has(step.name)) return [step.operands.length === 0 ? head : `${head}  (${words.seen})`];
    seen.add(step.name);
    const inner = `${indent}    `;
    const action = program.actions.find(({ name }) => name === step.name);
    const kind = action ? [actionLine(action, language)] : [];
    const reasons = [...kind, ...reasonsOf(step, language)].map((reason) => `${inner}${reason}`);
    const place = `${citation(step)} · ${words.line} ${index.positionAt(step.span.start).line}`;
    return [`${head}  〔${place}〕`, ...reasons, ...step.operands.flatMap((operand) => describe(operand, inner))];
  };

  const title = `${explanation.agent}  ${explanation.month}  ${program.header.title} ${program.header.version}`;
  const trees = [...explanation.outputs, ...explanation.actions].flatMap((step) => ["", ...describe(step, "")]);
  return `${[title, ...trees].join("\n")}\n`;
}

function actionLine({ orderedBy }: Action, language: Language): string {
  const words = WORDS[language];
  return orderedBy === undefined ? words.action : `${words.action}: ${words.orderedBy(orderedBy)}`;
}

/** "2 of 3 months (2025-01, 2025-02)" */
function windowLine({ text, months, outOf }: Step["windows"][number], language: Language): string {
  const list = months.length === 0 ? "" : ` (${months.join(", ")})`;
  return `${text}: ${WORDS[language].monthsOf(months.length, outOf)}${list}`;
}

const citation = ({ clause }: Step): string => [clause.number, clause.title].filter((part) => part !== "").join(" ");

const shownOutcome = ({ outcome, shown }: Step, language: Language): string =>
  isRowError(outcome) ? `${shown} ${outcome.message[language]}` : shown;

function reasonsOf(step: Step, language: Language): string[] {
  const words = WORDS[language];
  return [
    ...(step.assumed === undefined ? [] : [`${words.assumed}: ${step.assumed}`]),
    ...(step.exception === undefined ? [] : [`${words.exception}: ${step.exception.condition}`]),
    ...(step.formula === undefined ? [] : [`= ${step.formula.text}`, `= ${step.formula.filled}`]),
    ...step.windows.map((window) => windowLine(window, language)),
    ...placementLines(step.placement, language),
    ...step.peers.flatMap(({ text, leftOut }) => (leftOut === 0 ? [] : [`${text}: ${words.provisional(leftOut)}`])),
    ...(step.veto === undefined ? [] : [`${words.veto}: ${step.veto.name}`]),
    ...step.roundings.map(({ before, after }) => `${words.rounded}: ${toExact(before)} → ${toExact(after)}`),
    ...(step.decision?.rows ?? []).map(({ id, holds, cells }) => {
      const tests = cells.map(
        ({ column, value, holds: fits, test }) => `${column} ${value} ${fits ? "∈" : "∉"} ${test}`,
      );
      return `${holds ? "✓" : "✗"} ${id}: ${tests.join(", ")}`;
    }),
    ...(step.parts ?? []).map(({ indicator, weight, score, held, limited, points }) => {
      const limit = limited === undefined ? "" : ` (${words.held} ${exactOutcome(held)})`;
      return `${indicator}: ${toExact(weight)} × ${exactOutcome(score)}${limit} = ${exactOutcome(points)}`;
    }),
    ...(step.deductions ?? []).map(({ name, points }) => `${name}: ${words.deducted} ${exactOutcome(points)}`),
  ];
}

/** The rank, then each grade with the last rank that has it. */
function placementLines(placement: Step["placement"], language: Language): string[] {
  if (placement === undefined) return [];
  const words = WORDS[language];
  const { rank, size, smallest, grades, decided } = placement;
  if (size < smallest) return [words.smallGroup(size, smallest)];
  const lines = grades.map(({ grade, upTo }, at) => `${at === decided ? "✓" : "✗"} ${grade}: ${words.upTo(upTo)}`);
  return [words.rank(rank, size), ...lines];
}

/** The same as data; messages in one language. */
export function explanationAsJson(explanation: Explanation, compilation: Compilation, language: Language): string {
  const data = explanationJson(explanation, compilation, (message) => message[language]);
  return `${JSON.stringify(data, null, 2)}\n`;
}
