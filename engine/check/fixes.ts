/** Fixes that a finding has wherever it stands, whichever part of the checker made it. */
import type { Catalogue } from "../catalogue/metric.ts";
import type { Code } from "../diagnostics/codes.ts";
import type { Diagnostic, QuickFix } from "../diagnostics/diagnostic.ts";
import { FRONT_MATTER_KEYS } from "../source/document.ts";
import { suggest } from "../source/nearest.ts";
import { contains, type Span, span } from "../source/span.ts";
import type { Expression, Statement } from "../syntax/ast.ts";
import { canonicalName } from "../syntax/characters.ts";
import { visitStatement } from "../syntax/visit.ts";

interface Checked {
  readonly text: string;
  readonly statements: readonly Statement[];
  readonly catalogue: Catalogue;
}

/** The findings with the fixes of their codes behind those they came with. */
export const withFixes = (found: readonly Diagnostic[], checked: Checked): Diagnostic[] =>
  found.map((one) => {
    const fixes = FIXES[one.code]?.(checked, one.span) ?? [];
    return fixes.length === 0 ? one : { ...one, fixes: [...(one.fixes ?? []), ...fixes] };
  });

type Fixer = (checked: Checked, where: Span) => QuickFix[];

const FIXES: { readonly [C in Code]?: Fixer } = {
  "name-unknown": declareName,
  "name-unused": deleteRule,
  "institution-repeated": deleteRule,
  "waive-unused": deleteRule,
  "name-irregular": ({ text }, where) => replace(where, canonicalName(sourceOf(text, where))),
  "rule-indented": moveToFirstColumn,
  "continuation-without-rule": moveToFirstColumn,
  "number-malformed": rewriteNumber,
  "text-unclosed": (_, { end }) => [
    { title: { zh: "补上引号", en: "close the quotation mark" }, edits: [insertion(end, '"')] },
  ],
  "percent-of-what": shareOfAmount,
  "money-times-points": (_, { end }) => [
    { title: { zh: "除以 100 分", en: "divide by 100 分" }, edits: [insertion(end, " / 100 分")] },
  ],
  "grid-cell-empty": fillCell,
  "rule-outside-clause": (_, { start }) => [
    { title: { zh: "在前面加上标题", en: "put a heading above it" }, edits: [insertion(start, "## 一、规则\n\n")] },
  ],
  "front-matter-missing": addFrontMatter,
  "front-matter-key": ({ text }, where) => {
    const nearest = suggest(sourceOf(text, where), FRONT_MATTER_KEYS);
    return nearest === undefined ? [] : replace(where, nearest);
  },
};

const FRONT_MATTER = [
  "---",
  "scheme: my-scheme",
  "title: 新方案",
  "version: draft",
  "period: month",
  "currency: CNY",
  "---",
  "",
  "",
].join("\n");

/** Front matter that was begun is for its author to close. */
function addFrontMatter({ text }: Checked, { start }: Span): QuickFix[] {
  if (text.startsWith("---", start)) return [];
  return [{ title: { zh: "加上方案信息", en: "add the front matter" }, edits: [insertion(start, FRONT_MATTER)] }];
}

const lineStart = (text: string, at: number): number =>
  at === 0 ? 0 : Math.max(text.lastIndexOf("\n", at - 1), text.lastIndexOf("\r", at - 1)) + 1;

const sourceOf = (text: string, { start, end }: Span): string => text.slice(start, end);

const insertion = (at: number, text: string) => ({ span: span(at, at), text });

const replace = (where: Span, text: string): QuickFix[] => [
  { title: { zh: `改为“${text}”`, en: `write "${text}"` }, edits: [{ span: where, text }] },
];

/**
 * An unknown name in an expression may be a metric that was not read yet, or a figure that is still to be
 * given; one that a table tests, a metric. What an exception replaces or an example expects is neither.
 */
function declareName(checked: Checked, where: Span): QuickFix[] {
  const { text, statements, catalogue } = checked;
  const statement = statements.find((each) => contains(each.span, where.start));
  if (!statement) return [];
  const computes = statement.kind !== "examples" && expressionAt(checked, where)?.kind === "name";
  const tests = statement.kind === "table" && statement.inputs.some(({ span }) => span.start === where.start);
  const name = canonicalName(sourceOf(text, where));
  const metric = catalogue.find(name)?.name;
  const isRead = statements.some((each) => each.kind === "input" && each.names.some((one) => one.name === metric));
  const { start } = statement.span;
  const asInput = metric && {
    title: { zh: `读取指标“${metric}”`, en: `read the metric "${metric}"` },
    edits: [insertion(start, `input ${metric}\n`), ...(metric === name ? [] : [{ span: where, text: metric }])],
  };
  const asParam = {
    title: { zh: `新增参数“${name}”，数值待定`, en: `add a param "${name}", its figure to be given` },
    edits: [insertion(start, `param ${name} = ?\n`)],
  };
  return [...(asInput && !isRead && (computes || tests) ? [asInput] : []), ...(computes ? [asParam] : [])];
}

/** Deletes the lines of a rule that defines nothing but this name, or the name from a list of inputs. */
function deleteRule({ text, statements }: Checked, where: Span): QuickFix[] {
  const statement = statements.find((each) => contains(each.span, where.start));
  const edit = statement && deletion(text, statement, where);
  const name = sourceOf(text, where);
  return edit ? [{ title: { zh: `删除“${name}”`, en: `delete "${name}"` }, edits: [{ span: edit, text: "" }] }] : [];
}

function deletion(text: string, statement: Statement, where: Span): Span | undefined {
  switch (statement.kind) {
    case "input": {
      const at = statement.names.findIndex((name) => name.span.start === where.start);
      const [previous, next] = [statement.names[at - 1], statement.names[at + 1]];
      if (at < 0) return undefined;
      if (next) return span(where.start, next.span.start);
      return previous ? span(previous.span.end, where.end) : wholeLines(text, statement.span);
    }
    case "param":
    case "formula":
    case "held":
    case "waive":
      return wholeLines(text, statement.span);
    default:
      return undefined;
  }
}

/** From the first character to the line break, a comment at the end included. */
function wholeLines(text: string, { start, end }: Span): Span {
  const rest = /^[^\r\n]*(?:\r\n|\r|\n)?/.exec(text.slice(end))?.[0] ?? "";
  return span(start, end + rest.length);
}

function moveToFirstColumn({ text }: Checked, { start }: Span): QuickFix[] {
  const indentation = span(lineStart(text, start), start);
  return [{ title: { zh: "改为顶格", en: "start it in the first column" }, edits: [{ span: indentation, text: "" }] }];
}

/** `007` is 7. */
function rewriteNumber({ text }: Checked, where: Span): QuickFix[] {
  const number = canonicalName(sourceOf(text, where)).replace(/^0+(?=\d)/, "");
  return /^\d+(\.\d+)?$/.test(number) ? replace(where, number) : [];
}

/** `基数 + 20%` becomes `基数 * (1 + 20%)`. */
function shareOfAmount(checked: Checked, where: Span): QuickFix[] {
  const { text } = checked;
  const sum = expressionAt(checked, where);
  if (sum?.kind !== "binary") return [];
  const [left, right] = [sourceOf(text, sum.left.span), sourceOf(text, sum.right.span)];
  const amount = sum.left.kind === "binary" ? `(${left})` : left;
  return replace(span(sum.left.span.start, sum.right.span.end), `${amount} * (1 ${sum.operator} ${right})`);
}

/** The expression that is written in just this place. */
function expressionAt({ statements }: Checked, { start, end }: Span): Expression | undefined {
  let found: Expression | undefined;
  for (const statement of statements) {
    if (!contains(statement.span, start)) continue;
    visitStatement(statement, {
      expression: (part) => {
        if (part.span.start === start && part.span.end === end) found ??= part;
      },
    });
  }
  return found;
}

/** A blank cell may mean any value, in a column that is tested, or a figure that is still to be given. */
function fillCell({ text, statements }: Checked, { start, end }: Span): QuickFix[] {
  const statement = statements.find((each) => contains(each.span, start));
  const any = { title: { zh: "不限（-）", en: "any value (-)" }, edits: [insertion(end, " - ")] };
  const hole = { title: { zh: "数值待定（?）", en: "a figure to be given (?)" }, edits: [insertion(end, " ? ")] };
  if (statement?.kind !== "table") return [hole];
  const column = barsBefore(text, end);
  const isTested = statement.inputs.some(({ span: header }) => barsBefore(text, header.start) === column);
  return isTested ? [any, hole] : [hole];
}

/** How many bars stand before the offset in its line. */
function barsBefore(text: string, at: number): number {
  return text
    .slice(lineStart(text, at), at)
    .replace(/[“"][^”"]*[”"]/g, "")
    .replace(/[^|｜]/g, "").length;
}
