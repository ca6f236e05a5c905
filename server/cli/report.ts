import {
  type AgentMonth,
  isIssuedIn,
  isRowError,
  type Localized,
  type Outcome,
  type Output,
  type Program,
  plainText,
  Reference,
  type Report,
} from "../../engine/index.ts";
import type { DataRow } from "../data/agent-months.ts";
import { readMonth } from "../data/month.ts";
import { formatCsv } from "../data/write-csv.ts";
import { UserError } from "../user-error.ts";
import type { Command } from "./command.ts";
import { deliver } from "./deliver.ts";
import { EarlyWindows } from "./early-windows.ts";
import { LeftOutPeers } from "./left-out-peers.ts";
import { loadData } from "./load-data.ts";
import { loadRunnable } from "./load-scheme.ts";
import { readMonthOption } from "./month-option.ts";
import { mayBeOf, noRows, reportFailures } from "./run.ts";
import { DATA_OPTION, METRICS_OPTION, OUT_OPTION, SET_OPTION } from "./shared-options.ts";

export const report: Command = {
  synopsis: "FILE --data CSV [--month YYYY-MM] [--name LIST] [--set ADDRESS=VALUE]… [--out FILE] [--metrics FILE]",
  summary: { zh: "写出方案规定的名单", en: "write a list that the scheme provides for" },
  files: { least: 1, most: 1 },
  options: {
    data: DATA_OPTION,
    month: { value: "YYYY-MM", summary: { zh: "只写出这个月的名单", en: "write only the list of this month" } },
    name: {
      value: "LIST",
      summary: { zh: "哪份名单；只有一份时可省略", en: "which list; may be left out where there is one" },
    },
    set: SET_OPTION,
    out: OUT_OPTION,
    metrics: METRICS_OPTION,
  },
  run(args) {
    const { language } = args;
    const [path = ""] = args.files;
    const dataPath = args.option("data") ?? "";
    const monthOption = args.option("month");
    const month = monthOption === undefined ? undefined : readMonthOption(monthOption);
    const { program } = loadRunnable(args);
    const list = findReport(program, args.option("name"), path);
    if (month !== undefined && !isIssuedIn(list, month)) throw notIssued(list, month);

    const all = loadData(dataPath, program, language);
    const ofMonth = month === undefined ? all : all.filter((row) => mayBeOf(month, row));
    if (ofMonth.length === 0) throw noRows(dataPath, all, month);
    const rows = ofMonth.filter((row) => readMonth(row.month) === undefined || isIssuedIn(list, row.month));
    const windows = new EarlyWindows(all);
    const peers = new LeftOutPeers(all);
    const reference = new Reference(
      program,
      all.filter((row) => row.problem === undefined),
      { onWindow: windows.onWindow, onPeers: peers.onPeers },
    );
    const header = ["月份", "工号", ...list.columns.map(({ name }) => name), "error"];
    const lines = rows.map((row) => listRow(program, list, reference, row));
    const records = lines.map(({ row, cells, error }) => [
      row.month,
      row.agent,
      ...cells,
      error ? `${dataPath}:${row.line}: ${error[language]}` : "",
    ]);
    deliver(formatCsv([header, ...records]), args.option("out"));
    for (const note of [windows.warning(language) ?? [], peers.warning(language) ?? []].flat()) {
      process.stderr.write(`plumbline: ${dataPath}: ${note}\n`);
    }
    const failures = lines.filter(({ error }) => error).length;
    if (failures === 0) return 0;
    reportFailures(failures, rows.length, dataPath, language);
    return 2;
  },
};

interface ListRow {
  readonly row: DataRow;
  readonly cells: readonly string[];
  /** Of the first cell that has no value. */
  readonly error?: Localized;
}

/** A cell without a value is blank and says why in the last column; a list keeps the rest of the row. */
function listRow(program: Program, { columns }: Report, reference: Reference, row: DataRow): ListRow {
  const { month, agent, values, problem } = row;
  if (problem) return { row, cells: columns.map(() => ""), error: problem };
  const at: AgentMonth = { month, agent, values };
  const outcomes = columns.map((column) => ({ column, outcome: reference.value(column.name, at) }));
  const failed = outcomes.map(({ outcome }) => outcome).find(isRowError);
  const cells = outcomes.map(({ column, outcome }) => cellText(column, program.header.currency, outcome));
  return { row, cells, ...(failed && { error: failed.message }) };
}

function cellText({ type, shown }: Output, currency: string, outcome: Outcome): string {
  if (isRowError(outcome)) return "";
  if (typeof outcome === "boolean") return outcome ? "是" : "否";
  return plainText(outcome, type, { decimals: shown, currency });
}

/** @throws UserError where there is no such list, or none is named and there are several */
function findReport({ reports }: Program, name: string | undefined, file: string): Report {
  const [first, ...others] = reports;
  if (!first) {
    throw new UserError({
      zh: `${file}：方案没有规定名单（report）`,
      en: `${file}: the scheme provides for no list (report)`,
    });
  }
  const list = reports.map((one) => one.name).join(", ");
  if (name === undefined) {
    if (others.length === 0) return first;
    throw new UserError({
      zh: `${file}：有几份名单，请用 --name 指明：${list}`,
      en: `${file}: there are several lists; say which with --name: ${list}`,
    });
  }
  const wanted = name.normalize("NFKC");
  const found = reports.find((one) => one.name === wanted);
  if (found) return found;
  throw new UserError({
    zh: `${file}：没有名单“${name}”；有：${list}`,
    en: `${file}: there is no list "${name}"; known are: ${list}`,
  });
}

const EDGES = { first: "头", last: "末" } as const;
const UNITS = { month: "月", quarter: "季度", year: "年" } as const;

function notIssued({ name, place }: Report, month: string): UserError {
  const edge = place?.edge ?? "first";
  const unit = place?.unit ?? "month";
  return new UserError({
    zh: `“${name}”只在每${UNITS[unit]}的${EDGES[edge]}一个月出具，${month} 不是`,
    en: `"${name}" is issued in the ${edge} month of each ${unit}, and ${month} is none`,
  });
}
