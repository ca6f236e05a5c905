import { resolveUnit } from "../check/resolve/units.ts";
import type { Compilation } from "../compile.ts";
import { type Diagnostic, diagnostic } from "../diagnostics/diagnostic.ts";
import { type Address, findAddress, listAddresses } from "../ir/address.ts";
import { printLiteral } from "../ir/print-term.ts";
import type { Program } from "../ir/program.ts";
import { suggest } from "../source/nearest.ts";
import { type Span, span, type TextEdit } from "../source/span.ts";
import type { Expression, NumberLiteral } from "../syntax/ast.ts";
import { Cursor, Unreadable } from "../syntax/cursor.ts";
import { parseExpression } from "../syntax/parse-expression.ts";
import { printUnit } from "../syntax/print.ts";
import {
  compare,
  divide,
  isInteger,
  multiply,
  ONE,
  type Rational,
  rational,
  subtract,
  toExact,
  ZERO,
} from "../values/rational.ts";
import { describeType, type NumberType } from "../values/type.ts";
import { sameUnit } from "../values/unit.ts";

export type SetResult = { readonly edits: readonly TextEdit[] } | { readonly diagnostic: Diagnostic };

/**
 * The smallest edits of the scheme's text that give the address another value; compiling the edited
 * text is the what-if. A bare number takes the unit of what it sets, a stated unit must fit, and a
 * percentage needs its sign. A value outside the range or off the step of a param is refused.
 */
export function setValue(compilation: Compilation, address: string, value: string): SetResult {
  const addresses = listAddresses(compilation.program);
  const target = findAddress(addresses, address);
  return target ? setAddress(compilation, target, value) : { diagnostic: unknownAddress(address, addresses) };
}

/** The same for an address of the program that has been found. */
export function setAddress({ text, catalogue, program }: Compilation, target: Address, value: string): SetResult {
  const wanted = readExpression(value);
  if (target.type.kind === "number") {
    if (wanted?.kind !== "number") return { diagnostic: notAValue(target, value) };
    return setNumber(target, target.type, wanted, text, catalogue);
  }
  const word = wanted?.kind === "name" ? wanted.name : wanted?.kind === "text" ? wanted.value : undefined;
  if (word === undefined) return { diagnostic: notAValue(target, value) };
  return setWord(target, word, value, program);
}

// ── numbers ──────────────────────────────────────────────────────────────────────────────────────

const HUNDRED = rational(100);

function setNumber(
  target: Address,
  type: NumberType,
  wanted: NumberLiteral,
  text: string,
  catalogue: Compilation["catalogue"],
): SetResult {
  const found = wordingOf(wanted);
  const misfit = (): SetResult => {
    const expected = describeType(type);
    const args = { address: target.address, expectedZh: expected.zh, expectedEn: expected.en, found };
    return { diagnostic: diagnostic("set-unit", spanOf(target), args) };
  };
  if (type.percent && wanted.unit) return misfit();
  if (type.percent && !wanted.percent) {
    const args = { address: target.address, suggestion: `${found}%`, found };
    return { diagnostic: diagnostic("set-percent", spanOf(target), args) };
  }
  if (!type.percent && wanted.percent) return misfit();
  const literals = target.spans.map((where) => readLiteral(text, where));
  const unit = wanted.unit ?? literals[0]?.unit;
  const resolved = unit ? resolveUnit(unit, catalogue, () => undefined) : { unit: type.unit, factor: ONE };
  if (!resolved || !sameUnit(resolved.unit, type.unit)) return misfit();

  const refused = outsideRange(target, type, multiply(wanted.value, resolved.factor));
  if (refused) return { diagnostic: refused };
  const number = toExact(wanted.percent ? multiply(wanted.value, HUNDRED) : wanted.value);
  const suffix = wanted.percent ? "%" : unit ? ` ${printUnit(unit)}` : "";
  return {
    edits: literals.map((literal) =>
      literal.suffix === suffix.trimStart()
        ? { span: literal.number, text: number }
        : { span: literal.whole, text: number + suffix },
    ),
  };
}

/** A literal of the scheme: where its number stands, and the sign or unit it is written with. */
interface WrittenLiteral {
  readonly whole: Span;
  readonly number: Span;
  readonly unit?: NonNullable<NumberLiteral["unit"]>;
  readonly suffix: string | undefined;
}

function readLiteral(text: string, whole: Span): WrittenLiteral {
  const literal = readExpression(text, whole);
  if (literal?.kind !== "number") return { whole, number: whole, suffix: undefined };
  const cursor = new Cursor(text, whole, () => undefined);
  cursor.accept("-");
  const end = cursor.token.kind === "number" ? cursor.token.span.end : whole.end;
  const { unit, percent } = literal;
  return {
    whole,
    number: span(whole.start, end),
    ...(unit && { unit }),
    suffix: percent ? "%" : unit ? printUnit(unit) : "",
  };
}

function outsideRange({ spans, range, step }: Address, type: NumberType, value: Rational): Diagnostic | undefined {
  const [where = NOWHERE] = spans;
  const show = (number: Rational): string => printLiteral(number, type);
  if (range) {
    const { lower, lowerIncluded, upper, upperIncluded } = range;
    const [below, above] = [compare(value, lower), compare(value, upper)];
    if (below < 0 || (below === 0 && !lowerIncluded) || above > 0 || (above === 0 && !upperIncluded)) {
      const interval = `${lowerIncluded ? "[" : "("}${show(lower)} .. ${show(upper)}${upperIncluded ? "]" : ")"}`;
      return diagnostic("value-out-of-range", where, { value: show(value), range: interval });
    }
  }
  const origin = range?.lower ?? ZERO;
  if (step && compare(step, ZERO) > 0 && !isInteger(divide(subtract(value, origin), step))) {
    return diagnostic("value-off-step", where, { value: show(value), step: show(step), origin: show(origin) });
  }
  return undefined;
}

// ── words ────────────────────────────────────────────────────────────────────────────────────────

function setWord(target: Address, word: string, written: string, { definitions }: Program): SetResult {
  const { type } = target;
  if (type.kind === "choice" && !type.values.includes(word)) {
    const args = { value: word, choice: type.name, values: type.values.join("、") };
    return { diagnostic: diagnostic("choice-value", spanOf(target), args) };
  }
  if (type.kind === "truth" && word !== "是" && word !== "否") return { diagnostic: notAValue(target, written) };
  if (type.kind === "date" && !/^\d{4}-\d{2}-\d{2}$/.test(word)) return { diagnostic: notAValue(target, written) };
  // A bare word that is also a name of the scheme would be read as that name.
  const bare = type.kind === "truth" || (type.kind === "choice" && !definitions.has(word));
  return { edits: target.spans.map((where) => ({ span: where, text: bare ? word : `"${word}"` })) };
}

// ── reading and refusing ─────────────────────────────────────────────────────────────────────────

/** The one expression that the region holds; `undefined` where it holds anything else. */
export function readExpression(text: string, region: Span = span(0, text.length)): Expression | undefined {
  let sound = true;
  const cursor = new Cursor(text, region, () => {
    sound = false;
  });
  try {
    const expression = parseExpression(cursor);
    cursor.expectEnd();
    return sound ? expression : undefined;
  } catch (error) {
    if (error instanceof Unreadable) return undefined;
    throw error;
  }
}

/**
 * A number as people write it for a type: alone, in its unit or in one that it can be had from, a
 * percentage with its sign, thousands perhaps with commas; `undefined` for any other text.
 */
export function readNumberOf(
  text: string,
  type: NumberType,
  catalogue: Compilation["catalogue"],
): Rational | undefined {
  const found = readExpression(text.replaceAll(/(?<=\d)[,，](?=\d{3}(?!\d))/g, ""));
  if (found?.kind !== "number" || found.percent !== type.percent) return undefined;
  if (!found.unit) return found.value;
  const resolved = resolveUnit(found.unit, catalogue, () => undefined);
  return resolved && sameUnit(resolved.unit, type.unit) ? multiply(found.value, resolved.factor) : undefined;
}

const NOWHERE = span(0, 0);
const spanOf = ({ spans }: Address): Span => spans[0] ?? NOWHERE;

const wordingOf = ({ value, percent, unit }: NumberLiteral): string =>
  `${toExact(percent ? multiply(value, HUNDRED) : value)}${percent ? "%" : unit ? ` ${printUnit(unit)}` : ""}`;

function notAValue(target: Address, found: string): Diagnostic {
  const { zh, en } = describeType(target.type);
  return diagnostic("set-not-a-value", spanOf(target), {
    address: target.address,
    expectedZh: zh,
    expectedEn: en,
    found,
  });
}

function unknownAddress(address: string, addresses: readonly Address[]): Diagnostic {
  const nearest = suggest(
    address,
    addresses.map((each) => each.address),
  );
  const suggestionZh = nearest === undefined ? "" : `，是不是“${nearest}”？`;
  const suggestionEn = nearest === undefined ? "" : `; did you mean "${nearest}"?`;
  return diagnostic("address-unknown", NOWHERE, { address, suggestionZh, suggestionEn });
}
