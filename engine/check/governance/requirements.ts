import { type Diagnostic, diagnostic } from "../../diagnostics/diagnostic.ts";
import type { Localized } from "../../diagnostics/localized.ts";
import type { Institution, Institutions } from "../../institution/institution.ts";
import type { Clause } from "../../source/document.ts";
import { LineIndex } from "../../source/line-index.ts";
import type { Span } from "../../source/span.ts";
import type { Expression, Indicator, IndicatorAttribute, Statement } from "../../syntax/ast.ts";
import { withSuggestion } from "../resolve/scope.ts";
import { Suggester } from "../resolve/suggester.ts";
import { type Appraisal, appraisalsOf } from "./indicators.ts";

/**
 * What the institutions that the scheme submits to require and it does not meet, as far as one version
 * tells. Each finding stands where the scheme says that it is held to them.
 */
export function checkRequirements(
  text: string,
  statements: readonly Statement[],
  institutions: Institutions,
): { heldTo: Institution[]; diagnostics: Diagnostic[] } {
  const diagnostics: Diagnostic[] = [];
  const held = institutionsOf(text, statements, institutions, (found) => diagnostics.push(found));
  const heldTo = held.map(({ institution }) => institution);
  // What cannot be read may be what seems to be missing.
  if (!statements.every(isComplete)) return { heldTo, diagnostics };
  const appraisals = appraisalsOf(statements);
  for (const { institution, span } of held) {
    for (const requirement of institution.requirements) {
      const by = citation(institution, requirement.clause);
      switch (requirement.kind) {
        case "indicators":
          diagnostics.push(...countFindings(appraisals, requirement, by, span));
          break;
        case "attributes":
          for (const each of requirement.attributes) diagnostics.push(...attributeFindings(appraisals, each, by, span));
          break;
        case "unchanged":
          // Two versions show this: `compareVersions`.
          break;
      }
    }
  }
  return { heldTo, diagnostics };
}

/** Whatever an unreadable statement was meant to be, a waiver that is being written is no score. */
const isComplete = (statement: Statement): boolean => {
  if (statement.kind === "unreadable") return statement.names[0] === "waive";
  return statement.kind !== "score" || statement.complete;
};

/** In the order of the text; one that is unknown or stands twice is reported and left out. */
function institutionsOf(
  text: string,
  statements: readonly Statement[],
  institutions: Institutions,
  report: (found: Diagnostic) => void,
): { institution: Institution; span: Span }[] {
  const held = new Map<string, { institution: Institution; span: Span }>();
  const suggester = new Suggester();
  for (const statement of statements) {
    if (statement.kind !== "held") continue;
    const { name, span } = statement.institution;
    const institution = institutions.get(name);
    const first = held.get(name);
    if (!institution) {
      const nearest = suggester.nearest(name, institutions.keys());
      report(diagnostic("institution-unknown", span, ...withSuggestion(statement.institution, nearest)));
    } else if (first) {
      const { line } = new LineIndex(text).positionAt(first.span.start);
      report(diagnostic("institution-repeated", span, { name, line: String(line) }));
    } else {
      held.set(name, { institution, span: statement.span });
    }
  }
  return [...held.values()];
}

/** `《电话销售部绩效考核制度》第七条`: what a message cites. */
export const citation = ({ title }: Institution, { number, title: heading }: Clause): string =>
  `《${title}》${number || heading}`;

function countFindings(
  appraisals: readonly Appraisal[],
  { least, most }: { readonly least: number; readonly most: number },
  institution: string,
  span: Span,
): Diagnostic[] {
  const wanted = { institution, least: String(least), most: String(most) };
  if (appraisals.length === 0) {
    const args = { ...wanted, subjectZh: "本方案", subjectEn: "the scheme", count: "0" };
    return [diagnostic("requirement-indicators", span, args)];
  }
  return appraisals
    .filter(({ indicators: { length } }) => length < least || length > most)
    .map(({ name, indicators: { length } }) => {
      const args = { ...wanted, subjectZh: `“${name}”`, subjectEn: `"${name}"`, count: String(length) };
      return diagnostic("requirement-indicators", span, args);
    });
}

const ATTRIBUTES: Readonly<Record<IndicatorAttribute, Localized>> = {
  "scoring method": { zh: "计分方法（得分）", en: "scoring method (得分)" },
  limits: { zh: "分数的下限和上限", en: "lower and upper limit (下限, 上限)" },
  source: { zh: "数据来源或评分人", en: "data source or rater (数据来源, 评分人)" },
  weight: { zh: "权重", en: "weight (权重)" },
};

function attributeFindings(
  appraisals: readonly Appraisal[],
  attribute: IndicatorAttribute,
  institution: string,
  span: Span,
): Diagnostic[] {
  const silent = appraisals.flatMap(({ indicators }) =>
    indicators.filter((indicator) => !states(indicator, attribute)),
  );
  if (silent.length === 0) return [];
  const { zh: attributeZh, en: attributeEn } = ATTRIBUTES[attribute];
  const names = [...new Set(silent.map(({ name }) => name.name))].join(", ");
  return [diagnostic("requirement-attributes", span, { institution, attributeZh, attributeEn, names })];
}

function states({ score, lower, upper, source, ratedBy, weight }: Indicator, attribute: IndicatorAttribute): boolean {
  switch (attribute) {
    case "scoring method":
      return isGiven(score);
    case "limits":
      return isGiven(lower) && isGiven(upper);
    case "source":
      // What is rated comes from who rates it.
      return source !== undefined || ratedBy !== undefined;
    case "weight":
      return isGiven(weight);
  }
}

const isGiven = (figure: Expression | undefined): boolean => figure !== undefined && figure.kind !== "hole";
