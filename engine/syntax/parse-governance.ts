/** Statements on how schemes are made and kept: those of an institution, and those that submit to one. */
import type { Localized } from "../diagnostics/localized.ts";
import { type Due, type Identifier, INDICATOR_ATTRIBUTES, type Requirement, type Statement } from "./ast.ts";
import type { Cursor } from "./cursor.ts";
import { parseIdentifier } from "./parse-expression.ts";
import { parseMonthCount } from "./parse-window.ts";
import { optionally, parseEnd, type StatementContext } from "./statement-parts.ts";
import type { Token } from "./token.ts";

/** `require indicators in [6 .. 8]`, `require every indicator states …`, `require weights and bands unchanged for …`. */
export function parseRequire({ cursor, base }: StatementContext): Statement {
  return { kind: "require", ...base, requirement: parseRequirement(cursor), ...parseEnd(cursor) };
}

/** A score has at least one indicator, and nobody judges by more than this. */
const MOST_INDICATORS = 100;

function parseRequirement(cursor: Cursor): Requirement {
  const start = cursor.token.span;
  if (cursor.accept("indicators")) {
    for (const word of ["in", "["]) cursor.expect(word);
    const least = parseCount(cursor, 1, MOST_INDICATORS, { zh: "指标项数", en: "a number of indicators" });
    cursor.expect("..");
    const most = parseCount(cursor, least, MOST_INDICATORS, { zh: "指标项数", en: "a number of indicators" });
    cursor.expect("]");
    return { kind: "indicators", least, most, span: cursor.spanFrom(start) };
  }
  if (cursor.accept("every")) {
    for (const word of ["indicator", "states"]) cursor.expect(word);
    const attributes = [parseAttribute(cursor)];
    while (cursor.accept(",")) attributes.push(parseAttribute(cursor));
    return { kind: "attributes", attributes, span: cursor.spanFrom(start) };
  }
  if (cursor.accept("weights")) {
    for (const word of ["and", "bands", "unchanged", "for"]) cursor.expect(word);
    return { kind: "unchanged", months: parseMonthCount(cursor), span: cursor.spanFrom(start) };
  }
  return cursor.fail({
    zh: "indicators in […]、every indicator states … 或 weights and bands unchanged for …",
    en: "indicators in […], every indicator states … or weights and bands unchanged for …",
  });
}

function parseAttribute(cursor: Cursor): (typeof INDICATOR_ATTRIBUTES)[number] {
  const attribute = INDICATOR_ATTRIBUTES.find((words) => cursor.is(words.split(" ")[0] ?? ""));
  if (!attribute) return cursor.fail({ zh: INDICATOR_ATTRIBUTES.join("、"), en: INDICATOR_ATTRIBUTES.join(", ") });
  for (const word of attribute.split(" ")) cursor.expect(word);
  return attribute;
}

/** `deadline 申诉 = 7 days after publication`, `deadline 自评 = day 3 of next month`. */
export function parseDeadline({ cursor, base }: StatementContext): Statement {
  const name = parseIdentifier(cursor);
  cursor.expect("=");
  return { kind: "deadline", ...base, name, due: parseDue(cursor), ...parseEnd(cursor) };
}

function parseDue(cursor: Cursor): Due {
  const start = cursor.token.span;
  if (cursor.accept("day")) {
    // Every month has this day.
    const day = parseCount(cursor, 1, 28, { zh: "日", en: "a day" });
    for (const word of ["of", "next", "month"]) cursor.expect(word);
    return { kind: "next-month", day, span: cursor.spanFrom(start) };
  }
  if (cursor.token.kind !== "number") {
    cursor.fail({
      zh: "7 days after publication 或 day 3 of next month",
      en: "7 days after publication or day 3 of next month",
    });
  }
  const days = parseCount(cursor, 1, 366, { zh: "天数", en: "a number of days" });
  if (!cursor.accept("day")) cursor.expect("days");
  for (const word of ["after", "publication"]) cursor.expect(word);
  return { kind: "after-publication", days, span: cursor.spanFrom(start) };
}

/** A whole number within both ends. */
function parseCount(cursor: Cursor, least: number, most: number, { zh, en }: Localized): number {
  const { token } = cursor;
  const count = Number(token.text);
  if (token.kind !== "number" || !/^\d+$/.test(token.text) || count < least || count > most) {
    cursor.fail({ zh: `${zh}（${least} 到 ${most}）`, en: `${en} (${least} to ${most})` });
  }
  cursor.take();
  return count;
}

/** `held to ID`. */
export function parseHeld({ cursor, base }: StatementContext): Statement {
  cursor.expect("to");
  const institution = parseCode(cursor, { zh: "制度的名称（institution）", en: "the id of an institution" });
  optionally(() => cursor.expectEnd());
  return { kind: "held", ...base, institution };
}

/** `waive CODE "why"`. */
export function parseWaive({ cursor, base }: StatementContext): Statement {
  const code = parseCode(cursor, { zh: "检查结果的代码", en: "the code of a finding" });
  const reason = cursor.token;
  if (reason.kind !== "text" || reason.text.trim() === "") {
    cursor.fail({ zh: "引号里的理由", en: "the reason in quotation marks" });
  }
  cursor.take();
  optionally(() => cursor.expectEnd());
  return { kind: "waive", ...base, code, reason: reason.text };
}

/** A word that may have hyphens, dots and digits, without a space between. */
function parseCode(cursor: Cursor, expected: Localized): Identifier {
  const first = cursor.token;
  if (!isWordPart(first)) cursor.fail(expected);
  let name = cursor.take().text;
  while (cursor.token.glued && (isWordPart(cursor.token) || cursor.is("-") || cursor.is("."))) {
    name += cursor.take().text;
  }
  return { name, span: cursor.spanFrom(first.span) };
}

const isWordPart = ({ kind }: Token): boolean => kind === "name" || kind === "number";
