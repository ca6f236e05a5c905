import type { Compilation } from "../compile.ts";
import type { Localized } from "../diagnostics/localized.ts";
import { canonicalName, isIrregularName } from "../syntax/characters.ts";
import { CLAUSE_KEYWORDS, EXPRESSION_KEYWORDS, STATEMENT_KEYWORDS } from "../syntax/keywords.ts";
import { isSame } from "./definition.ts";
import { choicesOf, namesOf, type Occurrence, occurrenceAt, occurrencesOf } from "./occurrences.ts";
import type { RenameResult } from "./types.ts";

/** Changes the word at the offset wherever it stands: rules, headers of tables, examples, exceptions. */
export function rename(compilation: Compilation, offset: number, wanted: string): RenameResult {
  const found = occurrenceAt(compilation, offset);
  if (!found) return refuse("这里没有可以改名的词", "there is no name here");
  const name = canonicalName(wanted.trim());
  const refused = refuseOld(compilation, found) ?? refuseNew(compilation, found, wanted.trim(), name);
  if (refused) return { refused };
  if (name === found.name) return { edits: [] };
  const places = occurrencesOf(compilation).filter((other) => isSame(found, other));
  return { edits: places.map(({ span }) => ({ span, text: name })) };
}

const refuse = (zh: string, en: string): { refused: Localized } => ({ refused: { zh, en } });

/** Why this word cannot get another name. */
function refuseOld(compilation: Compilation, { kind, name }: Occurrence): Localized | undefined {
  switch (kind) {
    case "function":
      return { zh: `“${name}”是内置函数，不能改名`, en: `"${name}" is a built-in function and keeps its name` };
    case "unit":
      return {
        zh: `单位“${name}”由指标目录定义，不能在方案里改名`,
        en: `the unit "${name}" is defined by the metric catalogue and cannot be renamed in a scheme`,
      };
    case "name":
      if (compilation.program.definitions.get(name)?.kind !== "input") return undefined;
      return {
        zh: `“${name}”是指标目录里的指标，不能在方案里改名`,
        en: `"${name}" is a metric of the catalogue and cannot be renamed in a scheme`,
      };
    case "word": {
      const owners = choicesOf(compilation).filter(({ values }) => values.includes(name));
      const metric = owners.find((owner) => compilation.program.definitions.get(owner.name)?.kind === "input");
      if (metric) {
        return {
          zh: `“${name}”是指标“${metric.name}”的取值，由指标目录定义，不能在方案里改名`,
          en: `"${name}" is a value of the metric "${metric.name}" and cannot be renamed in a scheme`,
        };
      }
      if (owners.length < 2) return undefined;
      const names = owners.map((owner) => `“${owner.name}”`);
      return {
        zh: `${names.join("和")}都有取值“${name}”，请逐处修改`,
        en: `"${name}" is a value of several choices (${owners.map((owner) => owner.name).join(", ")}); change it place by place`,
      };
    }
    case "label":
      return undefined;
  }
}

const NAME = /^[\p{L}\p{Nl}_][\p{L}\p{Nl}\p{M}\p{N}_]*$/u;
const KEYWORDS: ReadonlySet<string> = new Set([...STATEMENT_KEYWORDS, ...EXPRESSION_KEYWORDS, ...CLAUSE_KEYWORDS]);

/** Why the word cannot get this name. */
function refuseNew(
  compilation: Compilation,
  { kind, name: old, statement }: Occurrence,
  written: string,
  name: string,
): Localized | undefined {
  if (name === old) return undefined;
  if (!NAME.test(name) || isIrregularName(written)) {
    return {
      zh: `“${written}”不能用作名称；名称由汉字、字母、数字和下划线组成，不以数字开头`,
      en: `"${written}" cannot be a name; a name has letters, digits and underscores and does not begin with a digit`,
    };
  }
  if (KEYWORDS.has(name)) {
    return { zh: `“${name}”是关键字，不能用作名称`, en: `"${name}" is a keyword and cannot be a name` };
  }
  const isTaken =
    kind === "label"
      ? occurrencesOf(compilation).some((other) => isSame(other, { ...other, kind, name, statement }))
      : namesOf(compilation).has(name) || choicesOf(compilation).some(({ values }) => values.includes(name));
  return isTaken ? { zh: `“${name}”已经有了`, en: `"${name}" is already in use` } : undefined;
}
