import type { Suggester } from "../check/resolve/suggester.ts";
import { resolveUnit } from "../check/resolve/units.ts";
import { diagnostic } from "../diagnostics/diagnostic.ts";
import { LIMITS } from "../limits.ts";
import type { GridCell, NumberLiteral, UnitsStatement } from "../syntax/ast.ts";
import { parseExpression, parseIdentifier } from "../syntax/parse-expression.ts";
import { compare, equal, multiply, ONE, type Rational, rational, ZERO } from "../values/rational.ts";
import { baseUnit, isUnitless, sameUnit, UNITLESS, type Unit } from "../values/unit.ts";
import { cellFinding, parseCell } from "./cell.ts";
import { type Column, type GridRecord, type Report, readRecords } from "./grid-records.ts";
import type { UnitConversion, UnitWord } from "./metric.ts";

const COLUMNS = {
  word: { zh: "单位", en: "unit", required: true },
  equals: { zh: "等于", en: "equals" },
  english: { zh: "英文", en: "english" },
} as const satisfies Record<string, Column>;

const CNY = baseUnit("CNY");

/** Known without a catalogue. 分 is not among them: it is a score point, never a fen. */
const BUILT_IN: readonly UnitWord[] = [
  { word: "CNY", unit: CNY, factor: ONE },
  { word: "元", unit: CNY, factor: ONE },
  { word: "万元", unit: CNY, factor: rational(10_000) },
  { word: "万", unit: UNITLESS, factor: rational(10_000) },
];

const PLAIN = { unit: UNITLESS, factor: ONE };

interface UnitsContext {
  readonly text: string;
  readonly suggester: Suggester;
  readonly report: Report;
}

export interface Units {
  readonly units: ReadonlyMap<string, UnitWord>;
  readonly conversions: readonly UnitConversion[];
}

/**
 * Reads the units of all grids; a unit may be explained by one further down. What equals an amount of
 * money, a bare number or exactly one of another unit is another way to write that; what equals
 * several of another unit is a unit of its own, which only `as` converts.
 */
export function readUnits(statements: readonly UnitsStatement[], context: UnitsContext): Units {
  return new UnitsReader(context).read(statements);
}

/** A unit's word, its English word if it has one, and the cell that says what it equals. */
interface Explained {
  readonly words: readonly string[];
  readonly cell: GridCell;
}

class UnitsReader {
  readonly #text: string;
  readonly #suggester: Suggester;
  readonly #report: Report;
  readonly #units = new Map<string, UnitWord>(BUILT_IN.map((built) => [built.word, built]));
  readonly #conversions: UnitConversion[] = [];
  /** By every word of the unit. */
  readonly #explained = new Map<string, Explained>();
  readonly #underway = new Set<Explained>();

  constructor({ text, suggester, report }: UnitsContext) {
    this.#text = text;
    this.#suggester = suggester;
    this.#report = report;
  }

  read(statements: readonly UnitsStatement[]): Units {
    for (const { grid } of statements) {
      for (const record of readRecords(grid, COLUMNS, this.#report)) this.#declare(record);
    }
    for (const unit of new Set(this.#explained.values())) this.#explain(unit);
    return { units: this.#units, conversions: this.#conversions };
  }

  /** Makes the words of a row known as a base unit of its own, which its explanation may change. */
  #declare({ cells }: GridRecord<keyof typeof COLUMNS>): void {
    const words: string[] = [];
    for (const key of ["word", "english"] as const) {
      const cell = cells.get(key);
      const identifier = cell && parseCell(this.#text, cell, this.#report, (cursor) => parseIdentifier(cursor));
      if (!identifier) continue;
      const { name, span } = identifier;
      if (this.#units.has(name)) this.#report(diagnostic("unit-taken", span, { unit: name }));
      else words.push(name);
      this.#units.set(name, this.#units.get(name) ?? { word: name, unit: baseUnit(words[0] ?? name), factor: ONE });
    }
    const cell = cells.get("equals");
    const explained = cell && { words, cell };
    if (explained) for (const word of words) this.#explained.set(word, explained);
  }

  /** Settles what a unit equals, the units it is explained by first. */
  #explain(explained: Explained): void {
    const { words, cell } = explained;
    const [word = ""] = words;
    if (this.#explained.get(word) !== explained) return;
    for (const each of words) this.#explained.delete(each);
    this.#underway.add(explained);
    const amount = this.#amount(word, cell);
    for (const { unit } of amount?.unit?.factors ?? []) {
      const by = this.#explained.get(unit.name);
      if (by && this.#underway.size < LIMITS.nesting) this.#explain(by);
    }
    const target = amount?.unit
      ? resolveUnit(amount.unit, { units: this.#units }, this.#report, this.#suggester)
      : PLAIN;
    if (amount && target) this.#settle(explained, multiply(amount.value, target.factor), target.unit);
    this.#underway.delete(explained);
  }

  #amount(word: string, cell: GridCell): NumberLiteral | undefined {
    const literal = parseCell(this.#text, cell, this.#report, (cursor) => parseExpression(cursor));
    if (!literal) return undefined;
    if (literal.kind === "number" && !literal.percent && compare(literal.value, ZERO) > 0) return literal;
    this.#reject(word, cell);
    return undefined;
  }

  #settle({ words, cell }: Explained, factor: Rational, unit: Unit): void {
    const [word = ""] = words;
    const [base, ...further] = unit;
    const ofItself = [...this.#underway].some((other) => base !== undefined && other.words.includes(base[0]));
    if (isUnitless(unit) || sameUnit(unit, CNY) || (equal(factor, ONE) && !ofItself)) {
      for (const each of words) this.#units.set(each, { word: each, unit, factor });
    } else if (base && base[1] === 1 && further.length === 0 && !ofItself) {
      this.#conversions.push({ from: word, to: base[0], factor });
    } else {
      this.#reject(word, cell);
    }
  }

  #reject(word: string, cell: GridCell): void {
    const expected = { zh: "另一个单位的正数倍，如 60 秒", en: "a positive number of another unit, such as 60 秒" };
    this.#report(cellFinding(cell, word, COLUMNS.equals, expected));
  }
}
