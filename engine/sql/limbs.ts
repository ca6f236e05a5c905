import {
  absoluteBounds,
  addBounds,
  floorDivide,
  floorDivideBounds,
  larger,
  magnitude,
  maxBounds,
  minBounds,
  multiplyBounds,
  negateBounds,
  smaller,
} from "../lower/bounds.ts";
import type { Bounds } from "../lower/whole.ts";
import { joined, type Sql, type Write } from "./expression.ts";
import type { Arithmetic, Case, Integer, Over, Part, Truth } from "./integer.ts";
import { caseOf } from "./single-column.ts";

/** Of one limb: two of them multiplied, and a hundred such products added, fit into 63 bits. */
const BITS = 28n;
const BASE = 1n << BITS;
const MASK = String(BASE - 1n);
/** A number of more columns is too large; the floats that quotients are estimated with go further. */
const MOST_COLUMNS = 16;
const MOST_VALUE = 1n << (BITS * BigInt(MOST_COLUMNS));
/** Sums and products stay below 2^62, so that one more addition still fits. */
const MOST = (1n << 62n) - 1n;
/** A quotient of floats up to here is less than one off; beyond, the row has no value. */
const MOST_QUOTIENT = 1n << 46n;
const DECIMAL_CHUNK = 9;
const CHUNK = 10n ** 9n;

/**
 * Exact integers of any size on a machine whose integers have 64 bits and turn into floats where
 * they overflow. A number that is proven to fit is one column; a larger one is the sum of its
 * columns, each times 2^28 more than the one before. Columns may be larger than 2^28 or negative
 * until `carried` puts them in order; their bounds say how far that may go.
 */
export class Limbs implements Arithmetic {
  readonly #sql: Write;

  constructor(sql: Write) {
    this.#sql = sql;
  }

  constant(value: bigint): Integer {
    const bounds = { least: value, greatest: value };
    return fits(bounds) ? one(this.#literal(value), bounds) : of(this.#columnsOf(value), bounds, false);
  }

  #columnsOf(value: bigint): Part[] {
    const parts: Part[] = [];
    const sign = value < 0n ? -1n : 1n;
    for (let rest = magnitude(value); rest > 0n; rest >>= BITS) {
      const digit = sign * (rest & (BASE - 1n));
      parts.push(part(this.#literal(digit), { least: digit, greatest: digit }));
    }
    return parts;
  }

  #literal = (value: bigint): Sql => this.#sql`${value < 0n ? `(${value})` : String(value)}`;

  known(sql: Sql, least: bigint, greatest: bigint): Integer {
    return one(sql, { least, greatest });
  }

  fromDigits(digits: Sql, most: number): Integer {
    const sql = this.#sql;
    if (most <= 18) return one(sql`CAST(${digits} AS INTEGER)`, { least: 0n, greatest: 10n ** BigInt(most) - 1n });
    const chunks = Math.ceil(most / 15);
    const padded = sql`substr('${"0".repeat(chunks * 15)}' || ${digits}, ${String(-chunks * 15)})`;
    const parts = Array.from({ length: chunks }, (_, at) =>
      one(sql`CAST(substr(${padded}, ${String(1 + at * 15)}, 15) AS INTEGER)`, {
        least: 0n,
        greatest: 10n ** 15n - 1n,
      }),
    );
    return parts.reduce((value, part) => this.add(this.multiply(value, this.constant(10n ** 15n)), part));
  }

  within(value: Integer, least = value.least, greatest = value.greatest): Integer {
    const met = { least: larger(least, value.least), greatest: smaller(greatest, value.greatest) };
    if (met.least > met.greatest) return value;
    const [only, more] = value.parts;
    if (only && !more) return { ...value, ...met, parts: [{ sql: only.sql, ...met }] };
    return this.#settled({ ...value, ...met });
  }

  add(left: Integer, right: Integer): Integer {
    return this.#columnwise(left, right, addBounds(left, right), (a, b) => this.#sql`(${a} + ${b})`, addBounds);
  }

  subtract(left: Integer, right: Integer): Integer {
    const difference = (a: Bounds, b: Bounds): Bounds => addBounds(a, negateBounds(b));
    return this.#columnwise(left, right, difference(left, right), (a, b) => this.#sql`(${a} - ${b})`, difference);
  }

  #columnwise(
    left: Integer,
    right: Integer,
    bounds: Bounds,
    operate: (a: Sql, b: Sql) => Sql,
    ofColumns: (a: Bounds, b: Bounds) => Bounds,
  ): Integer {
    const partial = left.partial || right.partial;
    const [a, b] = [only(left), only(right)];
    if (a && b && fits(bounds)) return one(operate(a.sql, b.sql), bounds, partial);
    const [lefts, rights] = [this.#split(left), this.#split(right)];
    const zero = this.#zero();
    const parts = Array.from({ length: Math.max(lefts.length, rights.length) }, (_, at): Part => {
      const [x, y] = [lefts[at] ?? zero, rights[at] ?? zero];
      return isConstant(y, 0n) ? x : part(operate(x.sql, y.sql), ofColumns(x, y));
    });
    return this.#settled(of(parts, bounds, partial));
  }

  multiply(left: Integer, right: Integer): Integer {
    const sql = this.#sql;
    const bounds = multiplyBounds(left, right);
    const partial = left.partial || right.partial;
    const [a, b] = [only(left), only(right)];
    if (a && b && fits(bounds)) return one(sql`(${a.sql} * ${b.sql})`, bounds, partial);
    const [lefts, rights] = [this.#carried(left), this.#carried(right)];
    const columns: Part[] = [];
    for (const [i, x] of lefts.entries()) {
      for (const [j, y] of rights.entries()) {
        if (isConstant(x, 0n) || isConstant(y, 0n)) continue;
        const product = isConstant(x, 1n)
          ? y
          : isConstant(y, 1n)
            ? x
            : part(sql`(${x.sql} * ${y.sql})`, multiplyBounds(x, y));
        const before = columns[i + j];
        columns[i + j] = before ? part(sql`(${before.sql} + ${product.sql})`, addBounds(before, product)) : product;
      }
    }
    const zero = this.#zero();
    for (let at = 0; at < Math.max(1, columns.length); at += 1) columns[at] ??= zero;
    return this.#settled(of(columns, bounds, partial));
  }

  /**
   * By a small divisor digit by digit. Else the quotient of two floats, which is less than one off,
   * put right by the exact remainder.
   */
  floorDivide(left: Integer, right: Integer): Integer {
    const sql = this.#sql;
    const bounds = floorDivideBounds(left, right);
    const partial = left.partial || right.partial;
    const [a, b] = [only(left), only(right)];
    if (a && b) {
      const floored =
        left.least >= 0n ? sql`(${a.sql} / ${b.sql})` : sql`(${a.sql} / ${b.sql} - (${a.sql} % ${b.sql} < 0))`;
      return one(floored, bounds, partial);
    }
    if (b && b.greatest < 1n << 33n) return of(this.#dividedBySmall(this.#carried(left), b).quotient, bounds, partial);
    return this.#dividedByEstimate(left, right, bounds);
  }

  /** From the highest column down; each remainder is carried into the column below. */
  #dividedBySmall(columns: readonly Part[], divisor: Part): { quotient: Part[]; remainder: Part } {
    const sql = this.#sql;
    const quotient: Part[] = [];
    let remainder = this.#zero();
    for (const [at, column] of [...columns.entries()].reverse()) {
      const isTop = at === columns.length - 1;
      const dividend = isTop
        ? column
        : part(sql`((${remainder.sql} << ${String(BITS)}) + ${column.sql})`, {
            least: 0n,
            greatest: divisor.greatest * BASE,
          });
      const down = sql`(${dividend.sql} / ${divisor.sql})`;
      const whole = dividend.least >= 0n ? down : sql`(${down} - (${dividend.sql} % ${divisor.sql} < 0))`;
      quotient[at] = part(whole, isTop ? floorDivideBounds(dividend, divisor) : { least: 0n, greatest: BASE - 1n });
      remainder = part(sql`(${dividend.sql} - ${whole} * ${divisor.sql})`, {
        least: 0n,
        greatest: divisor.greatest - 1n,
      });
    }
    return { quotient, remainder };
  }

  #dividedByEstimate(left: Integer, right: Integer, bounds: Bounds): Integer {
    const sql = this.#sql;
    const dividend = this.absolute(left);
    const ratio = sql`(${this.#asFloat(dividend)} / ${this.#asFloat(right)})`;
    const most = larger(magnitude(bounds.least ?? 0n), magnitude(bounds.greatest ?? 0n));
    const isSmall = most <= MOST_QUOTIENT;
    const estimate = isSmall
      ? sql`CAST(${ratio} AS INTEGER)`
      : sql`CASE WHEN ${ratio} < ${float(MOST_QUOTIENT)} THEN CAST(${ratio} AS INTEGER) END`;
    const guess = one(
      estimate,
      { least: 0n, greatest: smaller(most, MOST_QUOTIENT) + 1n },
      left.partial || right.partial || !isSmall,
    );
    const rest = this.within(
      this.subtract(dividend, this.multiply(guess, right)),
      -2n * right.greatest,
      2n * right.greatest,
    );
    const [tooMuch, tooLittle] = [this.less(rest, this.constant(0n)), this.lessOrEqual(right, rest)];
    const quotient = one(sql`(${estimate} - ${tooMuch.sql} + ${tooLittle.sql})`, guess, guess.partial);
    if (left.least >= 0n) return this.within(quotient, bounds.least, bounds.greatest);
    // Of −n it is one less, unless it comes out even.
    const even = sql`(${this.equal(rest, this.constant(0n)).sql} OR ${this.equal(rest, right).sql} OR ${this.equal(rest, this.negate(right)).sql})`;
    const column = only(quotient)?.sql ?? "";
    const isNegative = this.less(left, this.constant(0n)).sql;
    const signed = one(
      sql`CASE WHEN ${isNegative} THEN -(${column} + (NOT ${even})) ELSE ${column} END`,
      { least: -guess.greatest - 1n, greatest: guess.greatest },
      guess.partial,
    );
    return this.within(signed, bounds.least, bounds.greatest);
  }

  /** Of a number that is not negative. */
  #asFloat(value: Integer): Sql {
    const terms = this.#carried(value).map(({ sql }, at) => this.#sql`${sql} * ${float(BASE ** BigInt(at))}`);
    return this.#sql`(${terms.flatMap((term, at) => (at === 0 ? [term] : [" + ", term]))})`;
  }

  negate(operand: Integer): Integer {
    const parts = operand.parts.map((each) => part(this.#sql`(-${each.sql})`, negateBounds(each)));
    return of(parts, negateBounds(operand), operand.partial);
  }

  absolute(operand: Integer): Integer {
    if (operand.least >= 0n) return operand;
    const chosen = this.choose([{ when: this.less(operand, this.constant(0n)), value: this.negate(operand) }], operand);
    const { least, greatest } = absoluteBounds(operand);
    return this.within(chosen, least, greatest);
  }

  min(left: Integer, right: Integer): Integer {
    const { least, greatest } = minBounds(left, right);
    return this.within(this.choose([{ when: this.lessOrEqual(left, right), value: left }], right), least, greatest);
  }

  max(left: Integer, right: Integer): Integer {
    const { least, greatest } = maxBounds(left, right);
    return this.within(this.choose([{ when: this.lessOrEqual(left, right), value: right }], left), least, greatest);
  }

  choose(cases: readonly Case[], otherwise: Integer): Integer {
    const all = [...cases.map(({ value }) => value), otherwise];
    const bounds = hullOf(all);
    const partial = cases.some(({ when }) => when.partial) || all.some((each) => each.partial);
    const areSingle = all.every((each) => each.parts.length === 1);
    const columns = new Map(all.map((each) => [each, areSingle ? each.parts : this.#split(each)]));
    const zero = this.#zero();
    const length = Math.max(...[...columns.values()].map((parts) => parts.length));
    const parts = Array.from({ length }, (_, at): Part => {
      const column = (value: Integer): Part => columns.get(value)?.[at] ?? zero;
      return part(
        caseOf(this.#sql, cases, (value) => column(value).sql, otherwise),
        hullOf(all.map(column)),
      );
    });
    return of(parts, bounds, partial);
  }

  equal(left: Integer, right: Integer): Truth {
    const partial = left.partial || right.partial;
    const [a, b] = [only(left), only(right)];
    if (a && b) return { sql: this.#sql`(${a.sql} = ${b.sql})`, partial };
    const parts = this.#carried(this.subtract(left, right)).map(({ sql }) => this.#sql`${sql} = 0`);
    return { sql: this.#sql`(${parts.flatMap((each, at) => (at === 0 ? [each] : [" AND ", each]))})`, partial };
  }

  less(left: Integer, right: Integer): Truth {
    const partial = left.partial || right.partial;
    const [a, b] = [only(left), only(right)];
    if (a && b) return { sql: this.#sql`(${a.sql} < ${b.sql})`, partial };
    const top = this.#carried(this.subtract(left, right)).at(-1) ?? this.#zero();
    return { sql: this.#sql`(${top.sql} < 0)`, partial };
  }

  lessOrEqual(left: Integer, right: Integer): Truth {
    const more = this.less(right, left);
    return { sql: this.#sql`(NOT ${more.sql})`, partial: more.partial };
  }

  sum(value: Integer, when: Sql, over: Over, mostRows: bigint): Integer {
    const sql = this.#sql;
    const total = (each: Bounds): Bounds => ({
      least: smaller(0n, (each.least ?? 0n) * mostRows),
      greatest: larger(0n, (each.greatest ?? 0n) * mostRows),
    });
    const columns = fits(total(value)) && value.parts.length === 1 ? value.parts : this.#carried(value);
    const parts = columns.map((each) => {
      const sum = sql.column`sum(CASE WHEN ${when} THEN ${each.sql} END) OVER (${over})`;
      return part(sql`COALESCE(${sum}, 0)`, total(each));
    });
    return this.#settled(of(parts, total(value), value.partial));
  }

  pick(value: Integer, when: Sql, over: Over, otherwise: Integer): Integer {
    return this.#aggregated("max", value, when, over, otherwise);
  }

  extreme(aggregate: "min" | "max", value: Integer, when: Sql, over: Over, otherwise: Integer): Integer | undefined {
    return value.parts.length === 1 ? this.#aggregated(aggregate, value, when, over, otherwise) : undefined;
  }

  #aggregated(aggregate: "min" | "max", value: Integer, when: Sql, over: Over, otherwise: Integer): Integer {
    const sql = this.#sql;
    const instead = value.parts.length === 1 && otherwise.parts.length === 1 ? otherwise.parts : this.#split(otherwise);
    const length = Math.max(value.parts.length, instead.length);
    const zero = this.#zero();
    const parts = Array.from({ length }, (_, at): Part => {
      const [own, other] = [value.parts[at] ?? zero, instead[at] ?? zero];
      const found = sql.column`${aggregate}(CASE WHEN ${when} THEN ${own.sql} END) OVER (${over})`;
      return part(sql`COALESCE(${found}, ${other.sql})`, hullOf([own, other]));
    });
    return of(parts, hullOf([value, otherwise]), value.partial);
  }

  order(value: Integer): readonly Sql[] {
    const columns = value.parts.length === 1 ? value.parts : this.#carried(value);
    return columns.map(({ sql }) => sql).reverse();
  }

  digits(value: Integer): Sql {
    const sql = this.#sql;
    const column = only(value);
    if (column) return column.sql;
    const divisor = part(this.#literal(CHUNK), { least: CHUNK, greatest: CHUNK });
    const chunks: Sql[] = [];
    let rest: readonly Part[] = this.#carried(value);
    for (let most = value.greatest; most > 0n; most /= CHUNK) {
      const { quotient, remainder } = this.#dividedBySmall(rest, divisor);
      chunks.unshift(sql`printf('%0${String(DECIMAL_CHUNK)}d', ${remainder.sql})`);
      rest = quotient;
    }
    const written = sql`ltrim(${chunks.flatMap((chunk, at) => (at === 0 ? [chunk] : [" || ", chunk]))}, '0')`;
    return sql`CASE WHEN ${written} = '' THEN '0' ELSE ${written} END`;
  }

  #zero(): Part {
    return part(this.#literal(0n), { least: 0n, greatest: 0n });
  }

  /** As several columns, none of them carried into the next. */
  #split(value: Integer): readonly Part[] {
    const [single, more] = value.parts;
    if (!single || more || (single.least > -MOST >> 1n && single.greatest < MOST >> 1n)) return value.parts;
    return this.#carried(value);
  }

  /** As columns from 0 to 2^28 − 1, of which the highest has the sign. */
  #carried(value: Integer): readonly Part[] {
    const sql = this.#sql;
    const isCarried = (each: Part, at: number): boolean =>
      at === value.parts.length - 1
        ? each.least >= -BASE && each.greatest < BASE
        : each.least >= 0n && each.greatest < BASE;
    if (value.parts.every(isCarried)) return value.parts;
    if (value.least === value.greatest) return this.#columnsOf(value.least);
    const parts: Part[] = [];
    let carry: Part | undefined;
    for (let at = 0; ; at += 1) {
      const own = value.parts[at];
      const isLast = at >= value.parts.length - 1;
      const column = own && carry ? part(sql`(${own.sql} + ${carry.sql})`, addBounds(own, carry)) : (own ?? carry);
      if (!column) return parts;
      // With all below in order, the highest column is the number itself, shifted down.
      const top = { least: value.least >> (BITS * BigInt(at)), greatest: value.greatest >> (BITS * BigInt(at)) };
      if (isLast && top.least >= -BASE && top.greatest < BASE) return [...parts, part(column.sql, top)];
      parts.push(part(sql`(${column.sql} & ${MASK})`, { least: 0n, greatest: BASE - 1n }));
      carry = part(sql`(${column.sql} >> ${String(BITS)})`, {
        least: floorDivide(column.least, BASE),
        greatest: floorDivide(column.greatest, BASE),
      });
    }
  }

  /** Without the columns beyond the most: a row that needs them has no value. */
  #clipped(value: Integer): Integer {
    const columns = this.#carried(value);
    const [kept, beyond] = [columns.slice(0, MOST_COLUMNS), columns.slice(MOST_COLUMNS)];
    const sql = this.#sql;
    const isAll = (digit: string, top: string): (string | Sql)[] =>
      joined(
        beyond.map((each, at) => sql`${each.sql} = ${at === beyond.length - 1 ? top : digit}`),
        " AND ",
      );
    const isNegative = sql`(${isAll(MASK, "-1")})`;
    const fits = sql`(${isAll("0", "0")} OR ${isNegative})`;
    const parts = [
      ...kept.map((each) => part(sql`CASE WHEN ${fits} THEN ${each.sql} END`, each)),
      part(sql`CASE WHEN ${isNegative} THEN -1 ELSE 0 END`, { least: -1n, greatest: 0n }),
    ];
    const bounds = { least: larger(value.least, -MOST_VALUE), greatest: smaller(value.greatest, MOST_VALUE) };
    return of(parts, bounds, true);
  }

  /** In one column where it fits; its columns carried before they outgrow the machine. */
  #settled(value: Integer): Integer {
    if (value.least < -MOST_VALUE || value.greatest > MOST_VALUE) return this.#clipped(value);
    if (value.parts.length > 1 && fits(value)) {
      const columns = this.#carried(value);
      const terms = columns.map(({ sql }, at) =>
        at === 0 ? sql : this.#sql`(${sql} << ${String(BITS * BigInt(at))})`,
      );
      const sum = this.#sql`(${terms.flatMap((term, at) => (at === 0 ? [term] : [" + ", term]))})`;
      return one(sum, value, value.partial);
    }
    const isLarge = value.parts.some(({ least, greatest }) => least < -(MOST >> 2n) || greatest > MOST >> 2n);
    return isLarge ? { ...value, parts: this.#carried(value) } : value;
  }
}

const isConstant = ({ least, greatest }: Part, value: bigint): boolean => least === value && greatest === value;

const float = (value: bigint): string => Number(value).toExponential();

const fits = ({ least, greatest }: Bounds): boolean =>
  least !== undefined && greatest !== undefined && least >= -MOST && greatest <= MOST;

const part = (sql: Sql, { least, greatest }: Bounds): Part => {
  if (least === undefined || greatest === undefined || least < -2n * MOST || greatest > 2n * MOST) {
    throw new RangeError("a column is larger than the machine's integers");
  }
  return { sql, least, greatest };
};

const of = (parts: readonly Part[], { least, greatest }: Bounds, partial: boolean): Integer => {
  if (least === undefined || greatest === undefined) throw new TypeError("an integer of a query has bounds");
  return { least, greatest, parts, partial };
};

const one = (sql: Sql, bounds: Bounds, partial = false): Integer => of([part(sql, bounds)], bounds, partial);

const only = ({ parts }: Integer): Part | undefined => (parts.length === 1 ? parts[0] : undefined);

const hullOf = (all: readonly { readonly least: bigint; readonly greatest: bigint }[]) => ({
  least: all.map(({ least }) => least).reduce(smaller),
  greatest: all.map(({ greatest }) => greatest).reduce(larger),
});
