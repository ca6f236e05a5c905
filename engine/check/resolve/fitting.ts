import { type Diagnostic, diagnostic, type QuickFix } from "../../diagnostics/diagnostic.ts";
import type { Localized } from "../../diagnostics/localized.ts";
import type { Term } from "../../ir/term.ts";
import { LineIndex } from "../../source/line-index.ts";
import type { Span } from "../../source/span.ts";
import { abs, compare, isZero, multiply, ONE, rational, toExact } from "../../values/rational.ts";
import { describeType, type NumberType, PLAIN_NUMBER, type Type, UNKNOWN } from "../../values/type.ts";
import { formatUnit, isUnitless, sameUnit } from "../../values/unit.ts";
import { isRational } from "../../values/value.ts";

const HUNDRED = rational(100);

/** Holds typed terms against each other and against what their place wants. */
export class Fitting {
  readonly #text: string;
  readonly #lines: LineIndex;
  readonly report: (found: Diagnostic) => void;

  constructor(text: string, report: (found: Diagnostic) => void) {
    this.#text = text;
    this.#lines = new LineIndex(text);
    this.report = report;
  }

  /** Holds a term against the type that its place wants; a bare number becomes `scale` times so much of it. */
  fit(term: Term, type: Type, scale = ONE): Term {
    if (
      type.kind === "number" &&
      term.kind === "literal" &&
      term.type.kind === "number" &&
      isUnitless(term.type.unit)
    ) {
      if (this.isZero(term)) return { ...term, type };
      if (!type.percent && !term.type.percent && isRational(term.value))
        return { ...term, value: multiply(term.value, scale), type };
    }
    return this.require(term, type);
  }

  /** The line, from 1, of an offset; for messages. */
  lineOf(offset: number): number {
    return this.#lines.positionAt(offset).line;
  }

  /** What arithmetic may be done with. */
  numeric(term: Term): Term {
    if (term.type.kind === "number" || term.type.kind === "unknown") return term;
    return this.mismatch(term, PLAIN_NUMBER, ANY_NUMBER);
  }

  /**
   * Gives all terms one type; a literal 0 fits any unit, and one percentage makes all percentages.
   * Beside a percentage a bare 20 may mean 20% or 2000%, so it is refused unless `mixed` lets it be,
   * as in 1 - 20%.
   */
  unify(
    terms: readonly Term[],
    operation: Localized,
    { where, mixed = false }: { where?: Span; mixed?: boolean } = {},
  ): [Type, Term[]] {
    const known = terms.filter((term) => term.type.kind !== "unknown");
    const leader = known.find((term) => !this.isZero(term)) ?? known[0];
    if (!leader) return [UNKNOWN, [...terms]];
    if (leader.type.kind !== "number") return [leader.type, terms.map((term) => this.require(term, leader.type))];
    const percent =
      isUnitless(leader.type.unit) && known.some((term) => term.type.kind === "number" && term.type.percent);
    const type: NumberType = { ...leader.type, percent };
    const united = terms.map((term): Term => {
      if (term.type.kind === "unknown") return term;
      if (this.isZero(term) && term.kind === "literal") return { ...term, type };
      if (term.type.kind !== "number") return this.mismatch(term, type);
      if (sameUnit(term.type.unit, type.unit)) return percent && !mixed ? this.require(term, type) : term;
      const [left, right] = [formatUnit(type.unit) || "1", formatUnit(term.type.unit) || "1"];
      const args = { left, right, operationZh: operation.zh, operationEn: operation.en };
      this.report(diagnostic("unit-mismatch", where ?? term.span, args, { fixes: this.#addUnit(terms) }));
      return this.broken(term.span);
    });
    return [type, united];
  }

  /** A bare number beside a value with a unit most likely means so many of it. */
  #addUnit(terms: readonly Term[]): QuickFix[] {
    const units = terms.flatMap(({ type }) =>
      type.kind === "number" && !isUnitless(type.unit) ? [formatUnit(type.unit)] : [],
    );
    const [unit] = units;
    const bare = terms.find(
      ({ kind, type }) => kind === "literal" && type.kind === "number" && isUnitless(type.unit) && !type.percent,
    );
    if (unit === undefined || !bare || units.length !== terms.length - 1) return [];
    const text = `${this.source(bare.span)} ${unit}`;
    return [{ title: { zh: `改为 ${text}`, en: `write ${text}` }, edits: [{ span: bare.span, text }] }];
  }

  /** Holds a term against a type, nothing being taken for granted. */
  require(term: Term, type: Type): Term {
    if (type.kind === "unknown" || term.type.kind === "unknown") return term;
    if (type.kind === "number" && term.type.kind === "number") {
      if (this.isZero(term)) return { ...term, type };
      const bare = term.kind === "literal" && !term.type.percent;
      if (sameUnit(type.unit, term.type.unit) && !(type.percent && bare)) return term;
    } else if (type.kind === "choice" && term.type.kind === "choice") {
      if (type.values.join("\n") === term.type.values.join("\n")) return term;
    } else if (type.kind === "choice" && term.kind === "literal" && typeof term.value === "string") {
      if (type.values.includes(term.value)) return { ...term, type };
    } else if (type.kind === "date" && term.kind === "literal" && typeof term.value === "string") {
      if (/^\d{4}-\d{2}-\d{2}$/.test(term.value)) return { ...term, type };
    } else if (type.kind === term.type.kind) return term;
    return this.mismatch(term, type);
  }

  /** Reports that a term is of another type than its place wants. */
  mismatch(term: Term, expected: Type, wanted: Localized = describeType(expected)): Term {
    if (term.kind === "broken") return term;
    const actual = describeType(term.type);
    const found = this.source(term.span);
    const fixes = bareNumberAs(term, expected, found).map((text) => ({
      title: { zh: `改为 ${text}`, en: `write ${text}` },
      edits: [{ span: term.span, text }],
    }));
    const args = { found, expectedZh: wanted.zh, expectedEn: wanted.en, actualZh: actual.zh, actualEn: actual.en };
    this.report(diagnostic("type-mismatch", term.span, args, { fixes }));
    return this.broken(term.span);
  }

  /** What was reported and cannot be computed. */
  broken(span: Span): Term {
    return { kind: "broken", because: "error", type: UNKNOWN, span };
  }

  /** A bare 0, which fits any unit; 0 CNY has that of money. */
  isZero(term: Term): boolean {
    if (term.kind !== "literal" || term.type.kind !== "number" || !isRational(term.value)) return false;
    return isZero(term.value) && isUnitless(term.type.unit) && !term.type.percent;
  }

  /** What the author wrote there. */
  source({ start, end }: Span): string {
    return this.#text.slice(start, end);
  }
}

/** Where arithmetic is done, a number in any unit will do. */
const ANY_NUMBER: Localized = { zh: "一个数", en: "a number" };

/** What a bare number may have meant where a percentage or a unit is wanted, the likeliest first. */
function bareNumberAs(term: Term, expected: Type, found: string): string[] {
  if (expected.kind !== "number" || term.kind !== "literal" || !isRational(term.value)) return [];
  if (term.type.kind !== "number" || term.type.percent || !isUnitless(term.type.unit)) return [];
  if (!expected.percent) return isUnitless(expected.unit) ? [] : [`${found} ${formatUnit(expected.unit)}`];
  // 0.5 may stand for 50% or 0.5%; whoever writes 60 does not mean 6000%.
  const whole = compare(abs(term.value), ONE) > 0 ? [] : [`${toExact(multiply(term.value, HUNDRED))}%`];
  return [...whole, `${found}%`];
}
