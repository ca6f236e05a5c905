import { type Diagnostic, diagnostic, type QuickFix } from "../diagnostics/diagnostic.ts";
import { STATEMENT_KEYWORDS } from "../syntax/keywords.ts";
import { type Span, span } from "./span.ts";

/** A line that begins as a rule does: a keyword with what must follow it. */
const RULE_LINE = new RegExp(
  `^\\s*(?:(?:${STATEMENT_KEYWORDS.join("|")})\\s+[\\p{L}_]|(?:table|examples|metrics|rates|units)\\s*$|except\\s+when\\s)`,
  "u",
);
const FORMULA_LINE = /^[\p{L}_][\p{L}\p{N}_]*\s*[=＝]\s*\S/u;
/** Signs, seen or not, where the backticks should be: a Chinese input method gives `·` for the key. */
const BROKEN_FENCE = /^[^\p{L}\p{N}]{2,}kpi\s*$/iu;
/** A declaration, an exception, a score or the header of a grid; prose may well begin with these words alone. */
const DECLARATION =
  /^(?:param|choice)\s+\S+\s*[=＝:：]|^(?:input|output)\s+\p{Script=Han}|^except\s+when\s|^score\s+\S+\s*[(（]|^[|｜].*[=＝][>＞]/u;
/** `##标题`, or a full-width sign or space: no heading to Markdown, so its rules would cite the clause above. */
const BROKEN_HEADING = /^([#＃]{1,6})\s*([^#＃\s].*)$/u;

/** Whether a code block that is not marked `kpi` holds rules, which would silently not count. */
export const readsLikeRules = (code: string): boolean =>
  code.split(/\r\n|\r|\n/).some((line) => RULE_LINE.test(line) || FORMULA_LINE.test(line));

/**
 * A silently skipped rule is the worst failure, so a paragraph may not look like one: neither a
 * fence that Markdown did not take for one, nor a line that declares a name, nor a heading that
 * would let the rules below it cite another clause.
 */
export function misplacedRules(text: string, paragraph: Span): Diagnostic[] {
  const found: Diagnostic[] = [];
  for (const match of text.slice(paragraph.start, paragraph.end).matchAll(/[^\r\n]+/g)) {
    const [line] = match;
    const where = span(paragraph.start + match.index, paragraph.start + match.index + line.length);
    const heading = BROKEN_HEADING.exec(line);
    if (BROKEN_FENCE.test(line)) {
      found.push(diagnostic("block-misspelt", where, {}, { fixes: [replacement(where, "```kpi")] }));
      // The lines below it are rules to their author, and one finding says what is wrong with them all.
      break;
    }
    if (heading) {
      const [, signs = "", title = ""] = heading;
      const suggestion = `${"#".repeat(signs.length)} ${title}`;
      found.push(diagnostic("heading-misspelt", where, { suggestion }, { fixes: [replacement(where, suggestion)] }));
    } else if (DECLARATION.test(line)) found.push(diagnostic("rule-in-prose", where, {}));
  }
  return found;
}

const replacement = (where: Span, text: string): QuickFix => ({
  title: { zh: `改为 ${text}`, en: `write ${text}` },
  edits: [{ span: where, text }],
});
