import type { Metric } from "../catalogue/metric.ts";
import type { Compilation } from "../compile.ts";
import type { Localized } from "../diagnostics/localized.ts";
import { FUNCTIONS } from "../ir/functions.ts";
import type { Definition } from "../ir/program.ts";
import type { ChoiceType } from "../values/type.ts";
import { AGGREGATES } from "./aggregates.ts";
import {
  describeDefinition,
  describeFunction,
  describeMetric,
  summarize,
  summarizeMetric,
  summarizeUnit,
} from "./describe.ts";
import { same } from "./markdown.ts";
import { fillIn } from "./snippets.ts";
import type { Completion } from "./types.ts";

export const nameItem = (compilation: Compilation, definition: Definition): Completion => ({
  label: definition.name,
  kind: "name",
  detail: summarize(definition),
  documentation: describeDefinition(compilation, definition),
});

/** Every name of the scheme that `fits`, in the order of the text. */
export const nameItems = (
  compilation: Compilation,
  fits: (definition: Definition) => boolean = () => true,
): Completion[] =>
  [...compilation.program.definitions.values()].filter(fits).map((definition) => nameItem(compilation, definition));

/** A name that the scheme does not define yet. */
export const newName = (label: string, detail: Localized): Completion => ({ label, kind: "name", detail });

export const metricItem = (metric: Metric): Completion => ({
  label: metric.name,
  kind: "metric",
  detail: summarizeMetric(metric),
  documentation: describeMetric(metric),
});

export const functionItems = (): Completion[] =>
  [...new Map([...AGGREGATES, ...FUNCTIONS])].map(([name, builtin]) => ({
    label: name,
    kind: "function",
    insert: `${name}(`,
    snippet: `${name}(\${1})`,
    detail: same(builtin.signature.replace("\n", " · ")),
    documentation: describeFunction(builtin),
  }));

export const unitItems = ({ catalogue }: Compilation): Completion[] =>
  [...catalogue.units.keys()].map((word) => ({
    label: word,
    kind: "unit",
    detail: summarizeUnit(word, catalogue),
  }));

export const choiceItems = ({ name, values }: ChoiceType): Completion[] =>
  values.map((value) => ({
    label: value,
    kind: "choice",
    detail: { zh: `“${name}”的取值`, en: `a value of "${name}"` },
  }));

/** Each word with what it says and, where it never stands alone, what follows it. */
const WORDS = [
  ["if", { zh: "如果 … then … else …", en: "if … then … else …" }, "if ‹条件› then ‹值› else ‹另一值›"],
  ["then", { zh: "条件成立时", en: "where the condition holds" }],
  ["else", { zh: "否则", en: "otherwise" }],
  ["and", { zh: "并且", en: "both hold" }],
  ["or", { zh: "或者", en: "one of them holds" }],
  ["not", { zh: "不成立", en: "does not hold" }],
  ["in", { zh: "在区间或列表之内", en: "within an interval or a list" }],
  ["as", { zh: "换算成另一个单位", en: "converted to another unit" }],
  ["when", { zh: "条件", en: "the condition" }],
  ["may", { zh: "由谁决定", en: "who may order it" }, "may ‹部门经理›"],
  ["from", { zh: "从哪个评分里扣", en: "the score it is taken off" }],
  ["of", { zh: "否决哪个评分", en: "the score it overrules" }],
  ["at", { zh: "最多扣多少", en: "the most that is taken off" }, "at most ‹20 分›"],
  ["by", { zh: "按什么排名", en: "what is ranked" }],
  ["within", { zh: "在哪一组之内", en: "among whom" }],
  [
    "places",
    { zh: "名额、并列和小组怎么算", en: "how places, ties and small groups are settled" },
    "places rounded, ties better, smallest group ‹5›, otherwise ‹等级›",
  ],
  ["for", { zh: "连续几个月", en: "how many months in a row" }, "for ‹3› months"],
  ["default", { zh: "指标空缺时取的值", en: "the value taken where the metric is blank" }],
  ["range", { zh: "可调范围", en: "the values that may be chosen" }, "range [‹0› .. ‹100›]"],
  ["step", { zh: "步长", en: "the least change" }],
  ["shown", { zh: "显示几位小数", en: "how many decimals are shown" }, "shown ‹2› decimals"],
  ["decimals", { zh: "位小数", en: "decimals" }],
  ["first", { zh: "由第一条成立的行决定", en: "the first row that holds decides" }],
  ["never", { zh: "声明不会下降或上升", en: "says that it does not fall, or rise" }, "never falls as ‹指标› rises"],
  ["falls", { zh: "下降", en: "has less" }],
  ["rises", { zh: "上升", en: "has more" }],
  ["assumed", { zh: "原文没有给出，写明理由", en: "not given by the document, and why" }, 'assumed "‹理由›"'],
] as const satisfies readonly (readonly [word: string, detail: Localized, template?: string])[];
export type Word = (typeof WORDS)[number][0];

export const wordItems = (...words: readonly Word[]): Completion[] =>
  words.flatMap((word) =>
    WORDS.filter(([label]) => label === word).map(([label, detail, template]) => ({
      label,
      kind: "keyword",
      detail,
      ...(template && { insert: label, snippet: fillIn(template).snippet }),
    })),
  );
