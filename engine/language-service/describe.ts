/** What the things of a scheme are, as Markdown: shown by hovers and beside completions. */
import type { Catalogue, Metric } from "../catalogue/metric.ts";
import { describePermitted } from "../catalogue/permitted.ts";
import type { Compilation } from "../compile.ts";
import type { Localized } from "../diagnostics/localized.ts";
import type { BuiltinFunction } from "../ir/functions.ts";
import type { Definition } from "../ir/program.ts";
import { printExpression, printTest } from "../syntax/print.ts";
import { multiply, type Rational, rational, toExact } from "../values/rational.ts";
import { describeType, type Type } from "../values/type.ts";
import { formatUnit } from "../values/unit.ts";
import { clauseOf, field, line, list, paragraphs, plain, rules, same } from "./markdown.ts";

const KINDS: Readonly<Record<Definition["kind"], Localized>> = {
  input: { zh: "指标", en: "input" },
  param: { zh: "参数", en: "param" },
  formula: { zh: "公式", en: "formula" },
  column: { zh: "表格结果", en: "table result" },
  score: { zh: "评分", en: "score" },
  tiers: { zh: "阶梯", en: "tiers" },
  distribution: { zh: "强制分布", en: "forced distribution" },
  broken: { zh: "未能计算", en: "not computed" },
};

/** Kind and type in one line of plain text. */
export const summarize = ({ kind, type }: Definition): Localized => line([KINDS[kind], typeOf(type)]);

/** A choice is listed value by value elsewhere, so that naming it says enough. */
const typeOf = (type: Type): Localized =>
  type.kind === "choice" ? { zh: "分类", en: "a choice" } : describeType(type);

/** More lines of a definition than these tell nobody anything in passing. */
const MOST_LINES = 16;

export function describeDefinition(compilation: Compilation, definition: Definition): Localized {
  const { name, exceptions } = definition;
  const { zh, en } = summarize(definition);
  const isOutput = compilation.program.outputs.some((output) => output.name === name);
  return paragraphs([
    line([
      same(`**${plain(name)}**`),
      { zh: plain(zh), en: plain(en) },
      isOutput && definition.kind !== "broken" ? { zh: "输出", en: "output" } : undefined,
      clauseOf(definition.clause),
    ]),
    same(rules(sourceOf(compilation, definition))),
    definition.kind === "input" ? describeMetricFacts(definition.metric) : undefined,
    definition.kind === "param" ? describeLever(compilation, definition) : undefined,
    list(
      exceptions.map((exception) => {
        const clause = clauseOf(exception.clause);
        return clause && { zh: `例外见${clause.zh}`, en: `exception in ${clause.en}` };
      }),
    ),
  ]);
}

function sourceOf({ text }: Compilation, { span }: Definition): string {
  const lines = text.slice(span.start, span.end).split(/\r\n|\r|\n/);
  return lines.length <= MOST_LINES ? lines.join("\n") : [...lines.slice(0, MOST_LINES), "…"].join("\n");
}

/** Which values HR may choose for a param. */
function describeLever({ statements }: Compilation, { name }: Definition): Localized | undefined {
  const statement = statements.find((each) => each.kind === "param" && each.name.name === name);
  if (statement?.kind !== "param") return undefined;
  return list([
    field("可调范围", "range", statement.range && printTest(statement.range)),
    field("步长", "step", statement.step && printExpression(statement.step)),
  ]);
}

const DIRECTIONS: Readonly<Record<Metric["direction"], Localized | undefined>> = {
  up: { zh: "越大越好", en: "more is better" },
  down: { zh: "越小越好", en: "less is better" },
  target: { zh: "目标区间", en: "a target range" },
  none: undefined,
};

export const summarizeMetric = ({ key, type }: Metric): Localized => line([typeOf(type), same(key)]);

export const describeMetric = (metric: Metric): Localized =>
  paragraphs([
    line([same(`**${plain(metric.name)}**`), { zh: "指标", en: "metric" }, typeOf(metric.type)]),
    describeMetricFacts(metric),
  ]);

/** What the catalogue says of a metric besides its name and type. */
function describeMetricFacts(metric: Metric): Localized {
  const { type, rate, permitted, decimals } = metric;
  const show = (value: Rational): string =>
    type.kind === "number" && type.percent ? `${toExact(multiply(value, rational(100)))}%` : toExact(value);
  return paragraphs([
    metric.description === undefined ? undefined : same(plain(metric.description)),
    list([
      field("英文键", "key", metric.key),
      field("算法", "computed as", rate && `${rate.numerator} / ${rate.denominator}`),
      field("取值", "values", type.kind === "choice" ? type.values.join(", ") : undefined),
      field("允许值", "permitted", permitted && describePermitted(permitted, show)),
      field("小数位", "decimals", decimals === undefined ? undefined : String(decimals)),
      field("方向", "direction", DIRECTIONS[metric.direction]),
      field("来源", "source", metric.source),
      field("评分人", "rated by", metric.ratedBy),
      field("别名", "aliases", metric.aliases.join(", ")),
    ]),
  ]);
}

export const describeFunction = ({
  signature,
  documentation,
}: Pick<BuiltinFunction, "signature" | "documentation">): Localized =>
  paragraphs([same(rules(signature)), { zh: plain(documentation.zh), en: plain(documentation.en) }]);

/** What a unit's word is worth, in one line of plain text: `单位 · 1 万元 = 10000 CNY`. */
export function summarizeUnit(word: string, { units, conversions }: Catalogue): Localized {
  const unit = units.get(word);
  const base = unit ? formatUnit(unit.unit) : word;
  const worth = [
    ...(unit && base !== word ? [`1 ${word} = ${toExact(unit.factor)} ${base}`] : []),
    ...conversions.flatMap(({ from, to, factor }) => (from === word ? [`1 ${from} = ${toExact(factor)} ${to}`] : [])),
  ];
  return line([{ zh: "单位", en: "unit" }, ...worth.map(same)]);
}
