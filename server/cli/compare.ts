import {
  type CompareOptions,
  type Compilation,
  compareSchemes,
  createBatch,
  type Evaluation,
  type Metric,
  type Program,
  suggest,
} from "../../engine/index.ts";
import type { PopulationFile } from "../data/population.ts";
import { UserError } from "../user-error.ts";
import type { Arguments, Command, ExitCode, Option } from "./command.ts";
import { comparisonCsv } from "./comparison-csv.ts";
import { comparisonJson } from "./comparison-json.ts";
import type { ComparisonReport } from "./comparison-report.ts";
import { comparisonText } from "./comparison-text.ts";
import { deliver } from "./deliver.ts";
import { loadPopulation } from "./load-data.ts";
import { loadWritten } from "./load-scheme.ts";
import { readPeriod } from "./period-option.ts";
import { withProgress } from "./progress.ts";
import { noRows } from "./rows-asked.ts";
import { DATA_OPTION, FORMAT_OPTION, METRICS_OPTION, OUT_OPTION, PERIOD_OPTIONS } from "./shared-options.ts";

/** What `compare` and `whatif` are asked besides the schemes. */
export const COMPARE_OPTIONS: Readonly<Record<string, Option>> = {
  data: DATA_OPTION,
  ...PERIOD_OPTIONS,
  pay: {
    value: "NAME",
    repeatable: true,
    summary: {
      zh: "发多少钱看哪个输出；各方案叫法不同时按文件的顺序各写一次。默认为各方案都有的最后一个金额",
      en: "the output that is paid, once or once for each file in order; default the last amount of money that all put out",
    },
  },
  sales: {
    value: "METRIC",
    summary: {
      zh: "占哪个指标的比例；默认成交额（sales）",
      en: "the metric that shares are of; default 成交额 (sales)",
    },
  },
  by: {
    value: "METRIC",
    repeatable: true,
    summary: {
      zh: "按哪个属性分组，如 部门；可以写多次。默认为数据里取值不多的各个属性",
      en: "the attribute to group by, such as 部门; may be repeated; default all of the data with few values",
    },
  },
  format: FORMAT_OPTION,
  out: OUT_OPTION,
  metrics: METRICS_OPTION,
};

export const compare: Command = {
  synopsis:
    "FILE FILE… --data CSV [--month YYYY-MM | --from YYYY-MM --to YYYY-MM] [--pay NAME]… [--sales METRIC] [--by METRIC]… [--format text|json|csv] [--out FILE] [--metrics FILE]",
  summary: {
    zh: "用同一份数据比较两到四个方案：总额、人均、谁多谁少、名次和等级的变化",
    en: "compare two to four schemes over the same data: totals, per head, who gains and loses, ranks and grades",
  },
  files: { least: 2, most: 4 },
  options: COMPARE_OPTIONS,
  run: (args) =>
    runComparison(
      args,
      args.files.map((path) => ({ label: path, compilation: loadWritten(args, path) })),
    ),
};

export interface LabelledScheme {
  /** What tells it from the others. */
  readonly label: string;
  readonly compilation: Compilation;
}

/** @throws UserError where nothing can be compared */
export async function runComparison(args: Arguments, schemes: readonly LabelledScheme[]): Promise<ExitCode> {
  const { language } = args;
  const dataPath = args.option("data") ?? "";
  const programs = schemes.map(({ compilation }) => compilation.program);
  refuseOtherCatalogues(schemes);
  const options = optionsOf(args, schemes);
  const file = loadPopulation(dataPath, programs, metricsBeside(programs, options), language);
  requireAttributes(options, file, dataPath);
  const evaluations = await withProgress(async (turn) => {
    const found: Evaluation[] = [];
    for (const [at, program] of programs.entries()) {
      const onProgress = (share: number) => turn.onProgress?.((at + share) / programs.length);
      found.push(await createBatch(program, file.population).evaluateSteadily({ ...turn, onProgress }));
    }
    return found;
  });
  const compared = compareSchemes(evaluations, options);
  if (compared.rows.length === 0) throw noRows(dataPath);
  const report: ComparisonReport = { labels: schemes.map(({ label }) => label), dataPath, file, compared };
  deliver(render(report, args), args.option("out"));
  return compared.failures.rows.length + file.problems.length === 0 ? 0 : 2;
}

function render(report: ComparisonReport, { language, option }: Arguments): string {
  switch (option("format")) {
    case "json":
      return comparisonJson(report);
    case "csv":
      return comparisonCsv(report, language);
    default:
      return comparisonText(report, language);
  }
}

// ── arguments ────────────────────────────────────────────────────────────────────────────────────

function optionsOf(args: Arguments, schemes: readonly LabelledScheme[]): CompareOptions {
  const sales = args.option("sales");
  const pay = args.all("pay");
  const by = args.all("by").map((name) => metricNamed(schemes, name, "by").name);
  requirePay(pay, schemes);
  return {
    ...readPeriod(args),
    ...(pay.length > 0 && { pay }),
    ...(by.length > 0 && { by }),
    ...(sales !== undefined && { sales: metricNamed(schemes, sales, "sales").name }),
  };
}

function metricNamed([scheme]: readonly LabelledScheme[], name: string, option: "by" | "sales"): Metric {
  const catalogue = scheme?.compilation.catalogue;
  const metric = catalogue?.find(name);
  const isNumber = metric?.type.kind === "number" && !metric.rate;
  const isAttribute = metric?.type.kind === "text" || metric?.type.kind === "choice";
  if (metric && (option === "sales" ? isNumber : isAttribute)) return metric;
  const near = suggest(name, catalogue?.metrics.keys() ?? []);
  const [zh, en] = option === "sales" ? ["数值", "number"] : ["文字或选项", "text or choice"];
  throw new UserError({
    zh: `--${option} ${name}：应是指标目录里的${zh}指标${near === undefined ? "" : `；是不是“${near}”？`}`,
    en: `--${option} ${name}: should be a metric of the catalogue that is a ${en}${near === undefined ? "" : `; did you mean "${near}"?`}`,
  });
}

function requirePay(pay: readonly string[], schemes: readonly LabelledScheme[]): void {
  if (pay.length > 1 && pay.length !== schemes.length) {
    throw new UserError({
      zh: `--pay 写一次，或者每个方案各写一次（${schemes.length} 次），这里写了 ${pay.length} 次`,
      en: `give --pay once, or once for each of the ${schemes.length} schemes, not ${pay.length} times`,
    });
  }
  if (pay.length === 0) return;
  for (const [at, { label, compilation }] of schemes.entries()) {
    const name = pay[at] ?? pay[0] ?? "";
    const numbers = compilation.program.outputs
      .filter(({ type }) => type.kind === "number")
      .map((output) => output.name);
    if (numbers.includes(name)) continue;
    throw new UserError({
      zh: `--pay ${name}：${label} 没有这个数值输出；它有：${numbers.join("、")}`,
      en: `--pay ${name}: ${label} puts out no such number; it has ${numbers.join(", ")}`,
    });
  }
}

/** Rows are read once for all: what a metric is must be the same for every scheme. */
export function refuseOtherCatalogues([first, ...others]: readonly LabelledScheme[]): void {
  const written = ({ compilation: { catalogue } }: LabelledScheme): string =>
    JSON.stringify(
      [...catalogue.metrics.values()].map(({ name, type, permitted, rate }) => [name, type, permitted, rate]),
      (_, value) => (typeof value === "bigint" ? String(value) : value),
    );
  const other = first && others.find((scheme) => written(scheme) !== written(first));
  if (!first || !other) return;
  throw new UserError({
    zh: `${first.label} 和 ${other.label} 用的指标目录不同；请用 --metrics 指定同一个`,
    en: `${first.label} and ${other.label} are read with different metric catalogues; name one with --metrics`,
  });
}

/** What is read besides the inputs of the schemes, where the file has it. */
function metricsBeside([first]: readonly Program[], { sales, by }: CompareOptions): Set<string> {
  const metrics = [...(first?.catalogue.metrics.values() ?? [])];
  const attributes = metrics.filter(({ type }) => type.kind === "text" || type.kind === "choice");
  const sold = sales ?? first?.catalogue.find("sales")?.name ?? [];
  return new Set([by ?? attributes.map(({ name }) => name), sold].flat());
}

function requireAttributes({ by, sales }: CompareOptions, { population }: PopulationFile, path: string): void {
  const missing = [...(by ?? []), ...(sales === undefined ? [] : [sales])].find(
    (name) => !population.metrics.has(name),
  );
  if (missing === undefined) return;
  throw new UserError({ zh: `${path}：没有“${missing}”一列`, en: `${path}: there is no column ${missing}` });
}
