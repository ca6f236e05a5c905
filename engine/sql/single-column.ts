import {
  absoluteBounds,
  addBounds,
  floorDivideBounds,
  larger,
  maxBounds,
  minBounds,
  multiplyBounds,
  negateBounds,
  smaller,
} from "../lower/bounds.ts";
import type { Bounds } from "../lower/whole.ts";
import type { Sql, Write } from "./expression.ts";
import type { Arithmetic, Case, Integer, Over, Truth } from "./integer.ts";

/** What a database with integers large enough for one column says of its own. */
export interface Machine {
  /** The greatest magnitude it holds; absent where there is no limit. */
  readonly greatest?: bigint;
  constant(value: bigint): string;
  fromDigits(sql: Write, digits: Sql): Sql;
  /** Towards 0, and what is left then, with the sign of the dividend. */
  divide(sql: Write, left: Sql, right: Sql): Sql;
  remainder(sql: Write, left: Sql, right: Sql): Sql;
  /** The same result, or NULL where it is beyond `greatest`. */
  guarded(sql: Write, operator: "+" | "-" | "*", left: Sql, right: Sql): Sql;
  nullable(sql: Write, value: Sql): Sql;
}

/** Every integer is one column; what the bounds do not prove to fit is guarded in each row. */
export class SingleColumn implements Arithmetic {
  readonly #sql: Write;
  readonly #machine: Machine;

  constructor(sql: Write, machine: Machine) {
    this.#sql = sql;
    this.#machine = machine;
  }

  constant(value: bigint): Integer {
    return integer(this.#sql`${this.#machine.constant(value)}`, { least: value, greatest: value }, false);
  }

  known(sql: Sql, least: bigint, greatest: bigint): Integer {
    return integer(sql, { least, greatest }, false);
  }

  fromDigits(digits: Sql, most: number): Integer {
    const greatest = 10n ** BigInt(most) - 1n;
    const value = this.#machine.fromDigits(this.#sql, digits);
    const fits = this.#fits({ least: 0n, greatest });
    return integer(value, this.#clipped({ least: 0n, greatest }), !fits);
  }

  within(value: Integer, least = value.least, greatest = value.greatest): Integer {
    const met = { least: larger(least, value.least), greatest: smaller(greatest, value.greatest) };
    return met.least > met.greatest ? value : integer(columnOf(value), met, value.partial);
  }

  add(left: Integer, right: Integer): Integer {
    return this.#operate("+", left, right, addBounds(left, right));
  }

  subtract(left: Integer, right: Integer): Integer {
    return this.#operate("-", left, right, addBounds(left, negateBounds(right)));
  }

  multiply(left: Integer, right: Integer): Integer {
    return this.#operate("*", left, right, multiplyBounds(left, right));
  }

  #operate(operator: "+" | "-" | "*", left: Integer, right: Integer, bounds: Bounds): Integer {
    const [a, b] = [columnOf(left), columnOf(right)];
    const partial = left.partial || right.partial;
    if (this.#fits(bounds)) return integer(this.#sql`(${a} ${operator} ${b})`, bounds, partial);
    return integer(this.#machine.guarded(this.#sql, operator, a, b), this.#clipped(bounds), true);
  }

  floorDivide(left: Integer, right: Integer): Integer {
    const sql = this.#sql;
    const [a, b] = [columnOf(left), columnOf(right)];
    const quotient = this.#machine.divide(sql, a, b);
    const floored =
      left.least >= 0n
        ? quotient
        : sql`(${quotient} - CASE WHEN ${this.#machine.remainder(sql, a, b)} < 0 THEN 1 ELSE 0 END)`;
    return integer(floored, floorDivideBounds(left, right), left.partial || right.partial);
  }

  negate(operand: Integer): Integer {
    return integer(this.#sql`(-${columnOf(operand)})`, negateBounds(operand), operand.partial);
  }

  absolute(operand: Integer): Integer {
    if (operand.least >= 0n) return operand;
    const value = columnOf(operand);
    return integer(
      this.#sql`CASE WHEN ${value} < 0 THEN -${value} ELSE ${value} END`,
      absoluteBounds(operand),
      operand.partial,
    );
  }

  min(left: Integer, right: Integer): Integer {
    const chosen = this.choose([{ when: this.lessOrEqual(left, right), value: left }], right);
    return integer(columnOf(chosen), minBounds(left, right), chosen.partial);
  }

  max(left: Integer, right: Integer): Integer {
    const chosen = this.choose([{ when: this.lessOrEqual(left, right), value: right }], left);
    return integer(columnOf(chosen), maxBounds(left, right), chosen.partial);
  }

  choose(cases: readonly Case[], otherwise: Integer): Integer {
    const all = [...cases.map(({ value }) => value), otherwise];
    return integer(
      caseOf(this.#sql, cases, (each) => columnOf(each), otherwise),
      {
        least: all.map(({ least }) => least).reduce(smaller),
        greatest: all.map(({ greatest }) => greatest).reduce(larger),
      },
      cases.some(({ when }) => when.partial) || all.some(({ partial }) => partial),
    );
  }

  equal(left: Integer, right: Integer): Truth {
    return this.#compare("=", left, right);
  }

  less(left: Integer, right: Integer): Truth {
    return this.#compare("<", left, right);
  }

  lessOrEqual(left: Integer, right: Integer): Truth {
    return this.#compare("<=", left, right);
  }

  #compare(operator: string, left: Integer, right: Integer): Truth {
    const sql = this.#sql`(${columnOf(left)} ${operator} ${columnOf(right)})`;
    return { sql, partial: left.partial || right.partial };
  }

  sum(value: Integer, when: Sql, over: Over, mostRows: bigint): Integer {
    const sql = this.#sql;
    const most = (this.#machine.greatest ?? 0n) / mostRows;
    const sums = {
      least: smaller(0n, value.least * mostRows),
      greatest: larger(0n, value.greatest * mostRows),
    };
    const fits = this.#fits(sums);
    const column = columnOf(value);
    const term = fits
      ? column
      : sql`CASE WHEN ${column} BETWEEN ${this.#machine.constant(-most)} AND ${this.#machine.constant(most)} THEN ${column} END`;
    const total = sql.column`sum(${this.#machine.nullable(sql, sql`CASE WHEN ${when} THEN ${term} END`)}) OVER (${over})`;
    const zero = this.#machine.constant(0n);
    if (fits) return integer(sql`COALESCE(${total}, ${zero})`, sums, value.partial);
    const lacks = sql.column`max(CASE WHEN ${when} AND ${term} IS NULL THEN 1 ELSE 0 END) OVER (${over})`;
    return integer(
      sql`CASE WHEN ${lacks} = 1 THEN NULL ELSE COALESCE(${total}, ${zero}) END`,
      this.#clipped(sums),
      true,
    );
  }

  pick(value: Integer, when: Sql, over: Over, otherwise: Integer): Integer {
    return this.extreme("max", value, when, over, otherwise);
  }

  extreme(aggregate: "min" | "max", value: Integer, when: Sql, over: Over, otherwise: Integer): Integer {
    const sql = this.#sql;
    const one = this.#machine.nullable(sql, sql`CASE WHEN ${when} THEN ${columnOf(value)} END`);
    const found = sql.column`${aggregate}(${one}) OVER (${over})`;
    return integer(
      sql`COALESCE(${found}, ${columnOf(otherwise)})`,
      { least: smaller(value.least, otherwise.least), greatest: larger(value.greatest, otherwise.greatest) },
      value.partial,
    );
  }

  order(value: Integer): readonly Sql[] {
    return [columnOf(value)];
  }

  digits(value: Integer): Sql {
    return columnOf(value);
  }

  #fits({ least, greatest }: Bounds): boolean {
    const most = this.#machine.greatest;
    if (most === undefined) return true;
    return least !== undefined && greatest !== undefined && least >= -most && greatest <= most;
  }

  #clipped({ least, greatest }: Bounds): Bounds {
    const most = this.#machine.greatest;
    if (most === undefined)
      return { ...(least !== undefined && { least }), ...(greatest !== undefined && { greatest }) };
    return {
      least: least === undefined ? -most : larger(-most, smaller(most, least)),
      greatest: greatest === undefined ? most : smaller(most, larger(-most, greatest)),
    };
  }
}

function integer(sql: Sql, { least, greatest }: Bounds, partial: boolean): Integer {
  if (least === undefined || greatest === undefined) throw new TypeError("an integer of a query has bounds");
  return { least, greatest, parts: [{ sql, least, greatest }], partial };
}

export function columnOf({ parts }: Integer): Sql {
  const [only, more] = parts;
  if (!only || more) throw new TypeError("the number has several columns");
  return only.sql;
}

/** CASE for one column of a choice among numbers; it looks at the cases in their order and no further. */
export function caseOf(
  sql: Write,
  cases: readonly Case[],
  column: (value: Integer) => Sql | string,
  otherwise: Integer,
): Sql {
  const branches = cases.flatMap(({ when, value }) => [
    ...(when.partial ? [" WHEN ", when.sql, " IS NULL THEN NULL"] : []),
    " WHEN ",
    when.sql,
    " THEN ",
    column(value),
  ]);
  return sql`CASE${branches} ELSE ${column(otherwise)} END`;
}
