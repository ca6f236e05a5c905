import type { AssertionStatus } from "../check/prove/assertions.ts";
import type { Compilation } from "../compile.ts";
import type { Localized } from "../diagnostics/localized.ts";
import { FUNCTIONS } from "../ir/functions.ts";
import { contains, span } from "../source/span.ts";
import { AGGREGATES } from "./aggregates.ts";
import { codeHover } from "./code-hover.ts";
import { describeDefinition, describeFunction, describeMetric, summarizeUnit } from "./describe.ts";
import { line, plain } from "./markdown.ts";
import { choicesOf, type Occurrence, occurrenceAt } from "./occurrences.ts";
import type { Hover } from "./types.ts";

const KEYWORD = "assert".length;

/** What became of an assertion. */
const STATUS: Readonly<Record<AssertionStatus, Localized>> = {
  proven: { zh: "**已证明** · 对所有允许的输入都成立", en: "**proven** · holds for all permitted inputs" },
  refuted: { zh: "**有反例** · 不总是成立", en: "**refuted** · does not always hold" },
  undecided: { zh: "**未定** · 既没有证明，也没有找到反例", en: "**undecided** · neither proven nor refuted" },
};

/** What the word at the offset is: its kind, type and unit, its clause, and how it is defined. */
export function hover(compilation: Compilation, offset: number): Hover | undefined {
  const assertion = compilation.assertions.find(({ span: { start } }) =>
    contains(span(start, start + KEYWORD), offset),
  );
  if (assertion)
    return { span: span(assertion.span.start, assertion.span.start + KEYWORD), text: STATUS[assertion.status] };
  const found = occurrenceAt(compilation, offset);
  const text = found && describe(compilation, found);
  return text ? { span: found.span, text } : codeHover(compilation, offset);
}

function describe(compilation: Compilation, { kind, name, statement }: Occurrence): Localized | undefined {
  switch (kind) {
    case "name": {
      const definition = compilation.program.definitions.get(name);
      if (definition) return describeDefinition(compilation, definition);
      // An example may give a metric that no rule reads itself, such as the numerator of a rate.
      const metric = compilation.catalogue.metrics.get(name);
      return metric && describeMetric(metric);
    }
    case "word": {
      const owners = choicesOf(compilation).filter(({ values }) => values.includes(name));
      return line([
        { zh: `**${plain(name)}**`, en: `**${plain(name)}**` },
        ...owners.map((choice) => ({
          zh: `“${plain(choice.name)}”的取值：${plain(choice.values.join(", "))}`,
          en: `a value of "${plain(choice.name)}": ${plain(choice.values.join(", "))}`,
        })),
      ]);
    }
    case "function": {
      const builtin = FUNCTIONS.get(name) ?? AGGREGATES.get(name);
      return builtin && describeFunction(builtin);
    }
    case "unit": {
      if (!compilation.catalogue.units.has(name)) return undefined;
      const { zh, en } = summarizeUnit(name, compilation.catalogue);
      return { zh: `**${plain(name)}** · ${plain(zh)}`, en: `**${plain(name)}** · ${plain(en)}` };
    }
    case "label":
      if (statement.kind === "report") return { zh: `**${plain(name)}** · 名单`, en: `**${plain(name)}** · list` };
      return statement.kind === "score"
        ? { zh: `**${plain(name)}** · 评分指标`, en: `**${plain(name)}** · indicator of a score` }
        : {
            zh: `**${plain(name)}** · 用于引用表格或其中一行`,
            en: `**${plain(name)}** · names a table or one of its rows`,
          };
  }
}
