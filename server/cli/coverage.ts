import {
  type Coverage,
  coverage as cover,
  divide,
  type EdgeCoverage,
  exactText,
  type GridCoverage,
  type Language,
  type Month,
  multiply,
  type Program,
  parseDecimal,
  type Rational,
  rational,
  showValue,
  uncoveredCount,
} from "../../engine/index.ts";
import type { DataRow } from "../data/agent-months.ts";
import { UserError } from "../user-error.ts";
import type { Command } from "./command.ts";
import { loadData } from "./load-data.ts";
import { loadRunnable } from "./load-scheme.ts";
import { type PeriodAsked, readPeriod } from "./period-option.ts";
import { noRows } from "./run.ts";
import { DATA_OPTION, METRICS_OPTION, SET_OPTION } from "./shared-options.ts";

export const coverage: Command = {
  synopsis:
    "FILE --data CSV [--month YYYY-MM | --from YYYY-MM --to YYYY-MM] [--near SHARE%] [--set ADDRESS=VALUE]… [--format text|json] [--metrics FILE]",
  summary: {
    zh: "数出表的每一行、每一档、每个例外有多少人月用到，以及差一点到下一档的人月",
    en: "count the agent-months that each row, tier and exception decides, and those just below an edge",
  },
  files: { least: 1, most: 1 },
  options: {
    data: DATA_OPTION,
    month: { value: "YYYY-MM", summary: { zh: "只数这个月", en: "count only this month" } },
    from: { value: "YYYY-MM", summary: { zh: "从这个月数起", en: "count from this month on" } },
    to: { value: "YYYY-MM", summary: { zh: "数到这个月为止", en: "count up to this month" } },
    near: {
      value: "SHARE%",
      summary: {
        zh: "离档位边界多近算差一点：边界值的百分之几，默认 5%，至少为指标的一个最小单位",
        en: "how near below an edge is just below: a share of the edge, 5% by default, at least one step of the metric",
      },
    },
    set: SET_OPTION,
    format: { value: "text|json", oneOf: ["text", "json"], summary: { zh: "输出格式", en: "output format" } },
    metrics: METRICS_OPTION,
  },
  run(args) {
    const { language } = args;
    const [path = ""] = args.files;
    const dataPath = args.option("data") ?? "";
    const period = readPeriod(args);
    const near = readNear(args.option("near"));
    const { program } = loadRunnable(args);
    const all = loadData(dataPath, program, language);
    const readable = all.filter(({ problem }) => problem === undefined);
    const counted = readable.filter(({ month }) => isWithin(period, month));
    if (counted.length === 0) throw noneWithin(dataPath, all, period);
    const report: Report = {
      path,
      dataPath,
      program,
      months: monthsOf(counted),
      unreadable: all.length - readable.length,
      near,
      coverage: cover(program, counted, readable, near),
    };
    process.stdout.write(args.option("format") === "json" ? asJson(report) : asText(report, language));
    return 0;
  },
};

interface Report {
  readonly path: string;
  readonly dataPath: string;
  readonly program: Program;
  readonly months: { readonly first: Month; readonly last: Month };
  /** Rows of the file that nothing can be said of, whatever their month. */
  readonly unreadable: number;
  readonly near: Rational;
  readonly coverage: Coverage;
}

// ── arguments ────────────────────────────────────────────────────────────────────────────────────

const isWithin = ({ from, to }: PeriodAsked, month: Month): boolean =>
  (from === undefined || month >= from) && (to === undefined || month <= to);

function noneWithin(file: string, rows: readonly DataRow[], { from, to }: PeriodAsked): UserError {
  const asked = from === to ? from : `${from ?? ""} … ${to ?? ""}`.trim();
  return noRows(file, rows, asked);
}

const HUNDRED = rational(100);

function readNear(text = "5%"): Rational {
  const share = /^(\d{1,3}(?:\.\d{1,6})?)[%％]$/.exec(text)?.[1];
  const value = share === undefined ? undefined : parseDecimal(share);
  if (value !== undefined && value.numerator <= 100n * value.denominator) return divide(value, HUNDRED);
  throw new UserError({
    zh: `--near 应为 0% 到 100%，如 5%，不能是“${text}”`,
    en: `--near should be from 0% to 100%, as in 5%, not "${text}"`,
  });
}

function monthsOf(rows: readonly DataRow[]): Report["months"] {
  let [first, last] = [rows[0]?.month ?? "", rows[0]?.month ?? ""];
  for (const { month } of rows) {
    if (month < first) first = month;
    if (month > last) last = month;
  }
  return { first, last };
}

const neverHit = ({ grids, overrides }: Coverage): string[] =>
  [...grids.flatMap(({ rows }) => rows), ...overrides].filter(({ hits }) => hits === 0).map(({ address }) => address);

// ── text ─────────────────────────────────────────────────────────────────────────────────────────

const WORDS = {
  zh: {
    title: (count: number, months: string) => `${months}，${count} 人月`,
    never: "没有人用到",
    uncovered: "没有一行适用",
    several: "不止一行适用",
    excepted: "按例外处理",
    notComputed: "算不出",
    justBelow: (edge: string, margin: string, count: number) => `离 ${edge} 只差 ${margin} 以内：${count} 人月`,
    points: (count: string) => `${count} 个百分点`,
    overrides: "例外和否决",
    neverHit: (list: string) => `没有人用到：${list}`,
    everyHit: "每一行都有人用到",
    unreadable: (count: number) => `另有 ${count} 行数据读不出，没有计入`,
    separator: "、",
  },
  en: {
    title: (count: number, months: string) => `${months}, ${count} agent-month${count === 1 ? "" : "s"}`,
    never: "never hit",
    uncovered: "in no row",
    several: "in several rows",
    excepted: "by an exception",
    notComputed: "not computed",
    justBelow: (edge: string, margin: string, count: number) => `within ${margin} below ${edge}: ${count}`,
    points: (count: string) => `${count} percentage point${count === "1" ? "" : "s"}`,
    overrides: "exceptions and vetoes",
    neverHit: (list: string) => `never hit: ${list}`,
    everyHit: "every row is hit",
    unreadable: (count: number) => `${count} more row${count === 1 ? "" : "s"} of the file could not be read`,
    separator: ", ",
  },
} as const;

const counted = (count: number, label: string): string => `${String(count).padStart(8)}  ${label}`;

function asText(report: Report, language: Language): string {
  const words = WORDS[language];
  const { coverage, months } = report;
  const { grids, overrides, agentMonths } = coverage;
  const period = months.first === months.last ? months.first : `${months.first} … ${months.last}`;
  const never = neverHit(coverage);
  const listed = overrides.map(({ address, hits, notComputed }) =>
    counted(hits, [address, ...(notComputed > 0 ? [`(${words.notComputed} ${notComputed})`] : [])].join(" ")),
  );
  const sections = [
    `${report.path}: ${words.title(agentMonths, period)}`,
    ...grids.map((grid) => describeGrid(grid, language)),
    ...(listed.length > 0 ? [[words.overrides, ...listed].join("\n")] : []),
    [
      never.length > 0 ? words.neverHit(never.join(words.separator)) : words.everyHit,
      ...(report.unreadable > 0 ? [words.unreadable(report.unreadable)] : []),
    ].join("\n"),
  ];
  return `${sections.join("\n\n")}\n`;
}

function describeGrid(grid: GridCoverage, language: Language): string {
  const words = WORDS[language];
  const others = [
    [uncoveredCount(grid), words.uncovered],
    [grid.several, words.several],
    [grid.excepted, words.excepted],
    [grid.notComputed, words.notComputed],
  ] as const;
  return [
    `${grid.address}  ${grid.clause.number} ${grid.clause.title}`.trimEnd(),
    ...grid.rows.map(({ id, hits }) => counted(hits, hits === 0 ? `${id}  (${words.never})` : id)),
    ...others.filter(([count]) => count > 0).map(([count, label]) => counted(count, `(${label})`)),
    ...grid.edges.filter(({ justBelow }) => justBelow > 0).map((edge) => `          ${describeEdge(edge, language)}`),
  ].join("\n");
}

function describeEdge({ address, column, value, type, margin, justBelow }: EdgeCoverage, language: Language): string {
  const words = WORDS[language];
  const name = address ?? `${column ?? ""} ${showValue(value, type)}`.trim();
  const isPercent = type.kind === "number" && type.percent;
  const distance = isPercent ? words.points(exactText(multiply(margin, HUNDRED))) : showValue(margin, type);
  return words.justBelow(name, distance, justBelow);
}

// ── JSON ─────────────────────────────────────────────────────────────────────────────────────────

function asJson({ path, dataPath, months, unreadable, near, coverage }: Report): string {
  const content = {
    file: path,
    data: dataPath,
    from: months.first,
    to: months.last,
    agentMonths: coverage.agentMonths,
    unreadable,
    near: exactText(near),
    tables: coverage.grids.map((grid) => ({
      address: grid.address,
      kind: grid.kind,
      clause: grid.clause.number,
      rows: grid.rows.map(({ address, hits }) => ({ address, hits })),
      uncovered: uncoveredCount(grid),
      several: grid.several,
      excepted: grid.excepted,
      notComputed: grid.notComputed,
      edges: grid.edges.map(({ address, column, value, margin, justBelow }) => ({
        address: address ?? null,
        column: column ?? null,
        value: exactText(value),
        margin: exactText(margin),
        justBelow,
      })),
    })),
    overrides: coverage.overrides.map(({ kind, address, hits, notComputed, clause }) => ({
      address,
      kind,
      clause: clause.number,
      hits,
      notComputed,
    })),
    neverHit: neverHit(coverage),
  };
  return `${JSON.stringify(content, null, 2)}\n`;
}
