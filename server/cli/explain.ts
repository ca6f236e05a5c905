import { createExplainer, isRowError } from "../../engine/index.ts";
import type { DataRow } from "../data/agent-months.ts";
import { UserError } from "../user-error.ts";
import type { Command } from "./command.ts";
import { explanationAsJson, explanationAsText } from "./explanation.ts";
import { loadData } from "./load-data.ts";
import { loadRunnable } from "./load-scheme.ts";
import { readMonthOption } from "./month-option.ts";
import { DATA_OPTION, METRICS_OPTION, SET_OPTION } from "./shared-options.ts";

export const explain: Command = {
  synopsis: "FILE --data CSV --agent ID --month YYYY-MM [--set ADDRESS=VALUE]… [--format text|json] [--metrics FILE]",
  summary: { zh: "说明一人一月的每个结果是怎么来的", en: "say how each result of one agent and month came about" },
  files: { least: 1, most: 1 },
  options: {
    data: DATA_OPTION,
    agent: { value: "ID", required: true, summary: { zh: "工号", en: "whose results" } },
    month: { value: "YYYY-MM", required: true, summary: { zh: "月份", en: "of which month" } },
    set: SET_OPTION,
    format: { value: "text|json", oneOf: ["text", "json"], summary: { zh: "输出格式", en: "output format" } },
    metrics: METRICS_OPTION,
  },
  async run(args) {
    const { language } = args;
    const dataPath = args.option("data") ?? "";
    const month = readMonthOption(args.option("month") ?? "");
    const compilation = loadRunnable(args);
    const rows = loadData(dataPath, compilation.program, language);
    const row = findRow(rows, args.option("agent") ?? "", month, dataPath);
    // Everyone's: ranks look at peers.
    const history = rows.filter((other) => other.problem === undefined);
    const explanation = await createExplainer(compilation.program).explain(row, history);
    const write = args.option("format") === "json" ? explanationAsJson : explanationAsText;
    process.stdout.write(write(explanation, compilation, language));
    const { outputs, actions } = explanation;
    return [...outputs, ...actions].some(({ outcome }) => isRowError(outcome)) ? 2 : 0;
  },
};

/** @throws UserError where there is no such row, or it cannot be computed */
function findRow(rows: readonly DataRow[], agent: string, month: string, file: string): DataRow {
  const ofAgent = rows.filter((row) => row.agent === agent);
  const found = ofAgent.find((row) => row.month === month);
  if (found?.problem) {
    const { zh, en } = found.problem;
    throw new UserError({ zh: `${file}:${found.line}: ${zh}`, en: `${file}:${found.line}: ${en}` });
  }
  if (found) return found;
  if (ofAgent.length === 0) {
    throw new UserError({ zh: `${file}：没有工号“${agent}”`, en: `${file}: there is no agent "${agent}"` });
  }
  const months = ofAgent.map((row) => row.month).join(", ");
  throw new UserError({
    zh: `${file}：工号“${agent}”没有 ${month} 的数据，只有 ${months}`,
    en: `${file}: agent "${agent}" has no row of ${month}, only of ${months}`,
  });
}
