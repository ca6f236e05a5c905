/** A statement from what was gathered for it: no database, so that a thread can do it that only computes. */
import {
  createExplainer,
  type Explanation,
  earliestMonth,
  exactText,
  isRational,
  isRowError,
  type Language,
  type Localized,
  looksAtPeers,
  namesPutOut,
} from "../../engine/index.ts";
import { explanationJson } from "../explanation-json.ts";
import type { Statement } from "../http/schemas/statement.ts";
import type { RunLine } from "../runs/line.ts";
import { inFen, payoutOf } from "../runs/payout.ts";
import { metricsRead } from "../schemes/metrics-read.ts";
import type { Source } from "../schemes/reading.ts";
import { compiled } from "./compiled.ts";
import { type HistoryPage, readHistory } from "./history.ts";
import { statementPage } from "./page.ts";

/** What is known of a statement before anything is computed. */
export type StatementHead = Omit<Statement, "inputs" | "explanation" | "problems" | "pay" | "total" | "lineHash">;

export interface StatementInput {
  readonly head: StatementHead;
  /** Absent for who is only paid beside the lines. */
  readonly line?: RunLine;
  /** What the line was computed with and from; absent where no scheme applied. */
  readonly computed?: {
    readonly source: Source;
    readonly history: readonly HistoryPage[];
  };
}

/** What must be gathered to explain a line of a month. */
export interface StatementNeeds {
  /** `YYYY-MM`; absent where all earlier months are needed. */
  readonly from?: string;
  /** Names of metrics. */
  readonly metrics: readonly string[];
  /** Whether everyone who is paid by the version has a part in it. */
  readonly peers: boolean;
}

export function statementNeeds({ source, month }: { readonly source: Source; readonly month: string }): StatementNeeds {
  const { program } = compiled(source);
  const from = earliestMonth(program, namesPutOut(program), month);
  return { ...(from !== undefined && { from }), metrics: [...metricsRead(program)], peers: looksAtPeers(program) };
}

/**
 * How an agent's pay came about.
 * @throws Error where that does not come to what the line says
 */
export async function statement({ head, line, computed }: StatementInput): Promise<Statement> {
  const { adjustments, corrections } = head;
  const payOutput = computed && payoutOf(compiled(computed.source).program);
  const explanation = line && computed && (await explain(head.month, line, computed));
  return {
    ...head,
    inputs: (line?.inputs ?? []).map(([name, value]) => ({ name, value })),
    ...(explanation && { explanation }),
    problems: line ? problemsOf(line) : [NOT_IN_RUN],
    pay: {
      ...(payOutput !== undefined && { output: payOutput }),
      ...(typeof line?.payout === "number" && { amount: line.payout }),
    },
    total: (line?.payout ?? 0) + sumOf(adjustments) + sumOf(corrections),
    ...(line && { lineHash: line.hash }),
  };
}

export const printedStatement = async ({
  language,
  ...input
}: StatementInput & { readonly language: Language }): Promise<string> =>
  statementPage(await statement(input), language);

const sumOf = (all: readonly { readonly amount: number }[]): number => all.reduce((sum, { amount }) => sum + amount, 0);

/** `undefined` where the agent has no row in the month, so that there is nothing to explain. */
async function explain(
  month: string,
  line: RunLine,
  { source, history }: NonNullable<StatementInput["computed"]>,
): Promise<Statement["explanation"]> {
  const compilation = compiled(source);
  const { program } = compilation;
  const rows = readHistory(program, history);
  const at = rows.find((row) => row.agent === line.agent && row.month === month);
  if (!at) return undefined;
  const explanation = await createExplainer(program).explain(at, rows);
  assertAgrees(explanation, line, payoutOf(program));
  const { outputs, actions, steps } = explanationJson(explanation, compilation, (message) => message);
  return { outputs, actions, steps };
}

/**
 * Holds an explanation against the line that was stored: each result must be the same to the last digit, and so must
 * what is paid.
 * @throws Error naming the first that is not
 */
function assertAgrees(
  { outputs, actions }: Pick<Explanation, "outputs" | "actions">,
  line: RunLine,
  payOutput: string | undefined,
): void {
  const stored = new Map(line.outputs);
  for (const { name, outcome } of [...outputs, ...actions]) {
    const found = isRowError(outcome) ? undefined : exactText(outcome);
    if (found !== stored.get(name)) throw disagreement(line, name, stored.get(name), found);
  }
  const pay = outputs.find(({ name }) => name === payOutput)?.outcome;
  if (line.outcome !== "computed" || pay === undefined || !isRational(pay)) return;
  if (inFen(pay) !== line.payout) throw disagreement(line, payOutput ?? "", String(line.payout), String(inFen(pay)));
}

const disagreement = ({ agent }: RunLine, name: string, stored?: string, found?: string): Error =>
  new Error(`the statement of ${agent} comes to ${found ?? "no value"} for ${name}, its line says ${stored ?? "none"}`);

/** Each only once: one blank figure keeps many results from being had. */
function problemsOf({ outcome, errors }: RunLine): Localized[] {
  if (outcome === "computed") return [];
  const messages = new Map(errors.map(({ message }) => [message.zh, message]));
  return messages.size === 0 ? [NO_ERRORS[outcome]] : [...messages.values()];
}

const NO_ERRORS: Readonly<Record<Exclude<RunLine["outcome"], "computed">, Localized>> = {
  "missing-data": { zh: "这个月没有数据", en: "there are no data of the month" },
  "no-scheme": { zh: "这个月没有适用的方案", en: "no scheme applies in the month" },
  error: { zh: "算不出", en: "it cannot be computed" },
};

const NOT_IN_RUN: Localized = {
  zh: "这个月不在核算范围内，只有调整和更正",
  en: "the month's run is not for this agent; there are only adjustments and corrections",
};
