import { type Language, Reference } from "../../engine/index.ts";
import type { DataRow } from "../data/agent-months.ts";
import { readMonth } from "../data/month.ts";
import { UserError } from "../user-error.ts";
import { BudgetTotals } from "./budgets.ts";
import type { Command } from "./command.ts";
import { deliver } from "./deliver.ts";
import { EarlyWindows } from "./early-windows.ts";
import { LeftOutPeers } from "./left-out-peers.ts";
import { loadData } from "./load-data.ts";
import { loadRunnable } from "./load-scheme.ts";
import { readMonthOption } from "./month-option.ts";
import { csvFormat, jsonFormat } from "./result-format.ts";
import { computeRows } from "./results.ts";
import { DATA_OPTION, METRICS_OPTION, OUT_OPTION, SET_OPTION } from "./shared-options.ts";

export const run: Command = {
  synopsis:
    "FILE --data CSV [--set ADDRESS=VALUE]… [--month YYYY-MM] [--format csv|json] [--out FILE] [--metrics FILE]",
  summary: { zh: "用方案计算每人每月的结果", en: "compute a scheme for every agent and month" },
  files: { least: 1, most: 1 },
  options: {
    data: DATA_OPTION,
    set: SET_OPTION,
    month: {
      value: "YYYY-MM",
      summary: { zh: "只写出这个月；其他月份照样读入", en: "write only this month; the others are read all the same" },
    },
    format: { value: "csv|json", oneOf: ["csv", "json"], summary: { zh: "输出格式", en: "output format" } },
    out: OUT_OPTION,
    metrics: METRICS_OPTION,
  },
  run(args) {
    const { language } = args;
    const dataPath = args.option("data") ?? "";
    const monthOption = args.option("month");
    const month = monthOption === undefined ? undefined : readMonthOption(monthOption);
    const { program } = loadRunnable(args);
    const all = loadData(dataPath, program, language);
    const rows = month === undefined ? all : all.filter((row) => mayBeOf(month, row));
    if (rows.length === 0) throw noRows(dataPath, all, month);

    const windows = new EarlyWindows(all);
    const peers = new LeftOutPeers(all);
    const budgets = new BudgetTotals(program);
    const reference = new Reference(
      program,
      all.filter((row) => row.problem === undefined),
      { onWindow: windows.onWindow, onPeers: peers.onPeers },
    );
    const format = args.option("format") === "json" ? jsonFormat(program) : csvFormat(program);
    const lines: string[] = [];
    let failures = 0;
    for (const { row, outcome } of computeRows(program, reference, rows, [budgets])) {
      const { month, agent, line } = row;
      const failed = "en" in outcome;
      if (failed) failures++;
      lines.push(
        format.row({
          month,
          agent,
          outcome: failed ? { error: `${dataPath}:${line}: ${outcome[language]}` } : outcome,
        }),
      );
    }
    deliver(format.head + lines.join(format.separator) + format.tail, args.option("out"));
    const notes = [
      windows.warning(language) ?? [],
      peers.warning(language) ?? [],
      ...budgets.exceeded(reference, language),
    ].flat();
    for (const note of notes) process.stderr.write(`plumbline: ${dataPath}: ${note}\n`);
    if (failures === 0) return 0;
    reportFailures(failures, rows.length, dataPath, language);
    return 2;
  },
};

/** A row whose month cannot be read is kept whatever the month asked for: nobody drops out unseen. */
export const mayBeOf = (month: string, row: DataRow): boolean =>
  row.month === month || readMonth(row.month) === undefined;

export function reportFailures(failures: number, rows: number, file: string, language: Language): void {
  process.stderr.write(
    language === "zh"
      ? `plumbline: ${file}：${rows} 行中有 ${failures} 行算不出，原因见 error 一列\n`
      : `plumbline: ${file}: ${failures} of ${rows} rows could not be computed; the column error says why\n`,
  );
}

export function noRows(file: string, rows: readonly DataRow[], month: string | undefined): UserError {
  const months = [...new Set(rows.map((row) => row.month))].sort();
  if (months.length === 0) {
    return new UserError({ zh: `${file}：表头下面没有数据`, en: `${file}: there is no data below the header` });
  }
  const span = months.length === 1 ? months[0] : `${months[0]} … ${months.at(-1)}`;
  return new UserError({
    zh: `${file}：没有 ${month} 的数据；文件里有 ${span}`,
    en: `${file}: there is no row of ${month}; the file has ${span}`,
  });
}
