/** Steps that look at other rows, as window functions: over months by their number, never by place. */
import type { Step } from "../lower/whole.ts";
import { DUPLICATE } from "../lower/whole.ts";
import type { Period } from "../syntax/ast.ts";
import { joined, type Sql } from "./expression.ts";
import type { Case, Integer, Over, Truth } from "./integer.ts";
import { Refused } from "./refused.ts";
import { causesBase, type Ground, type Left, MOST_CELL_ERRORS, peerTwice, type Row } from "./row.ts";

type WindowStep = Step & { readonly kind: "window" };
type PeersStep = Step & { readonly kind: "peers" };

const QUARTER = 3;
const YEAR = 12;

/** The longest window whose months are looked at one by one. */
const MOST_LOOKED_AT = 36;

/** One digit of what is left of a quotient. */
const DIGIT = 1n << 28n;

/** More agents than one month will have. */
const MOST_AGENTS = 1n << 31n;

export class Across {
  readonly #row: Row;
  readonly #ground: Ground;
  readonly #zero: Integer;
  /** Above every cause. */
  readonly #base: Integer;
  readonly #month: Integer;

  constructor(row: Row) {
    this.#row = row;
    this.#ground = row.ground;
    const { arithmetic, dialect, sql, month, mostMonth, causes } = row.ground;
    this.#zero = arithmetic.constant(0n);
    this.#base = arithmetic.constant(causesBase(causes) * (MOST_CELL_ERRORS + 1n));
    this.#month = arithmetic.known(dialect.fromCount(sql, month), 0n, mostMonth);
  }

  /** The cause in a row; that of a row that stands twice comes before all others, where the row is looked at. */
  #causeOf(cause: Integer, looksAtRow = true): Integer {
    const { arithmetic, isTwice } = this.#ground;
    if (!looksAtRow) return cause;
    const twice = { when: { sql: isTwice, partial: false }, value: arithmetic.constant(BigInt(DUPLICATE)) };
    return arithmetic.choose([twice], cause);
  }

  #is(value: Integer, than: "zero" | "not zero"): Sql {
    const { arithmetic, sql } = this.#ground;
    const isZero = arithmetic.equal(value, this.#zero).sql;
    return than === "zero" ? isZero : sql`(NOT ${isZero})`;
  }

  /** The cause of the first row of a window that has one, by a number that orders rows; 0 where none has. */
  #firstCause(order: Integer, cause: Integer, when: Sql, over: Over): Integer {
    const { arithmetic, sql } = this.#ground;
    const encoded = arithmetic.add(arithmetic.multiply(order, this.#base), cause);
    const fails = sql`(${when} AND ${this.#is(cause, "not zero")})`;
    const first = arithmetic.extreme("min", encoded, fails, over, this.#zero);
    if (!first) throw new TypeError("a cause is one column");
    return this.#causeWithin(first);
  }

  #causeWithin(encoded: Integer): Integer {
    const { arithmetic } = this.#ground;
    const before = arithmetic.multiply(arithmetic.floorDivide(encoded, this.#base), this.#base);
    return arithmetic.within(arithmetic.subtract(encoded, before), 0n, this.#base.greatest - 1n);
  }

  #orderWithin(encoded: Integer): Integer {
    return this.#ground.arithmetic.floorDivide(encoded, this.#base);
  }

  /** NULL where a row of the window has no value because a number is too large. */
  #unlessUnknown(value: Integer, unknown: Sql | undefined): Integer {
    if (!unknown) return value;
    const { arithmetic } = this.#ground;
    return arithmetic.choose([{ when: { sql: unknown, partial: true }, value: this.#zero }], value);
  }

  /** Where a step fails it leaves 0, and 1 for a denominator. */
  #left(cause: Integer, unknown: Sql | undefined, numerator: Integer, denominator?: Integer): Left {
    const { arithmetic } = this.#ground;
    const known = this.#unlessUnknown(cause, unknown);
    const fails: Truth = { sql: this.#is(known, "not zero"), partial: known.partial };
    const leaves = (value: Integer, instead: bigint): Integer =>
      arithmetic.choose([{ when: fails, value: arithmetic.constant(instead) }], value);
    return {
      cause: known,
      numerator: leaves(numerator, 0n),
      ...(denominator && { denominator: leaves(denominator, 1n) }),
    };
  }

  // ── windows ────────────────────────────────────────────────────────────────────────────────────

  window(step: WindowStep): Left {
    const { arithmetic, sql, isTwice } = this.#ground;
    const over = this.#overMonths(step.period);
    const most = monthsOf(step.period);
    const operand = step.operand === undefined ? undefined : this.#row.left(step.operand);
    const divisor = step.denominator === undefined ? undefined : this.#row.left(step.denominator);
    const condition = step.condition === undefined ? undefined : this.#row.left(step.condition);
    const always = sql`(1 = 1)`;

    // Month by month: the row stands twice, or the condition cannot be decided.
    const placed = this.#causeOf(condition?.cause ?? this.#zero);
    const holds = condition
      ? sql` AND ${this.#is(condition.cause, "zero")} AND ${condition.holds?.sql ?? ""}`.parts
      : [];
    const counts = sql`(NOT ${isTwice}${holds})`;
    const months = arithmetic.sum(arithmetic.constant(1n), counts, over, most);
    const causes: Case[] = [];
    const failing = (cause: Integer): void => {
      causes.push({ when: { sql: this.#is(cause, "not zero"), partial: cause.partial }, value: cause });
    };
    const failingWhen = (when: Truth, place: number): void => {
      causes.push({ when, value: arithmetic.constant(BigInt(place)) });
    };
    failing(this.#firstCause(this.#month, placed, always, over));
    if (step.atLeast !== undefined) {
      failingWhen(arithmetic.less(months, arithmetic.constant(BigInt(step.atLeast))), step.causes.tooFew);
    }
    const ofCounted = ({ cause }: Left): Integer => this.#firstCause(this.#month, cause, counts, over);
    const isEmpty = arithmetic.equal(months, this.#zero);
    const total = ({ numerator }: Left): Integer => {
      if (!numerator) throw new TypeError("only numbers are added");
      return arithmetic.sum(numerator, counts, over, most);
    };
    const left = (numerator: Integer, denominator?: Integer): Left => {
      const looked = [operand, divisor, condition].flatMap((each) => each ?? []);
      return this.#left(arithmetic.choose(causes, this.#zero), this.#unknownIn(looked, over), numerator, denominator);
    };

    switch (step.aggregate) {
      case "months":
        return left(months);
      case "count": {
        const { holds, cause } = required(operand);
        failing(ofCounted(required(operand)));
        const held = sql`(${counts} AND ${this.#is(cause, "zero")} AND ${holds?.sql ?? ""})`;
        return left(arithmetic.sum(arithmetic.constant(1n), held, over, most));
      }
      case "sum":
        failing(ofCounted(required(operand)));
        return left(total(required(operand)));
      case "min":
      case "max": {
        failing(ofCounted(required(operand)));
        failingWhen(isEmpty, step.causes.empty);
        const found = this.#extreme(step, step.aggregate, required(operand), counts, over);
        return left(found.numerator, found.denominator);
      }
      case "ratio": {
        failing(ofCounted(required(divisor)));
        failingWhen(isEmpty, step.causes.empty);
        const below = total(required(divisor));
        failingWhen(arithmetic.equal(below, this.#zero), step.causes.zero);
        failing(ofCounted(required(operand)));
        const above = total(required(operand));
        const isNegative = arithmetic.less(below, this.#zero);
        return left(
          arithmetic.choose([{ when: isNegative, value: arithmetic.negate(above) }], above),
          arithmetic.max(arithmetic.absolute(below), arithmetic.constant(1n)),
        );
      }
    }
  }

  #unknownIn(looked: readonly Left[], over: Over): Sql | undefined {
    const { sql } = this.#ground;
    const partial = looked.flatMap(({ cause, numerator, denominator, holds }) => [
      ...[cause, numerator, denominator].flatMap((each) => (each?.partial ? each.parts.map((part) => part.sql) : [])),
      ...(holds?.partial ? [holds.sql] : []),
    ]);
    if (partial.length === 0) return undefined;
    const isUnknown = joined(
      partial.map((each) => sql`${each} IS NULL`),
      " OR ",
    );
    // NULL where there is one, FALSE where there is none.
    const found = sql.column`max(CASE WHEN ${isUnknown} THEN 1 ELSE 0 END) OVER (${over})`;
    return sql`CASE WHEN ${found} = 1 THEN NULL ELSE (1 = 0) END`;
  }

  #overMonths(period: Period): Over {
    const { sql, dialect, agent, month } = this.#ground;
    const own = (order: Sql, frame: string): Over => [
      ...sql`PARTITION BY ${agent} ORDER BY ${order} RANGE BETWEEN `.parts,
      frame,
    ];
    if (period.kind === "months") {
      const { which, count } = period;
      return which === "last"
        ? own(month, `${count - 1} PRECEDING AND CURRENT ROW`)
        : own(month, `${count} PRECEDING AND 1 PRECEDING`);
    }
    const length = lengthOf(period);
    const unit = length === 1 ? month : sql.column`${dialect.quotient(sql, month, length)}`;
    if (period.which === "previous") return own(unit, "1 PRECEDING AND 1 PRECEDING");
    if (length === 1) return own(month, "CURRENT ROW AND CURRENT ROW");
    return [
      ...sql`PARTITION BY ${agent}, ${unit} ORDER BY ${month} RANGE BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW`.parts,
    ];
  }

  /** Of quotients with different denominators, or of numbers of several columns, month by month. */
  #extreme(
    { name, period }: WindowStep,
    aggregate: "min" | "max",
    { numerator, denominator, cause }: Left,
    counts: Sql,
    over: Over,
  ): { numerator: Integer; denominator?: Integer } {
    const { arithmetic, sql, agent, month } = this.#ground;
    if (!numerator || !denominator) throw new TypeError("only numbers are compared");
    const isSame = denominator.least === denominator.greatest;
    const has = sql`(${counts} AND ${this.#is(cause, "zero")})`;
    const quickly = isSame ? arithmetic.extreme(aggregate, numerator, has, over, this.#zero) : undefined;
    if (quickly) return { numerator: quickly };

    const months = Number(monthsOf(period));
    if (months > MOST_LOOKED_AT) {
      throw new Refused(ownerOf(name), {
        zh: `${aggregate} 要逐月比较 ${months} 个月的商，查询里最多 ${MOST_LOOKED_AT} 个月`,
        en: `${aggregate} compares quotients of ${months} months one by one, and a query does so for ${MOST_LOOKED_AT} at most`,
      });
    }
    let best: { is: Integer; numerator: Integer; denominator: Integer } | undefined;
    for (const { shift, within } of this.#monthsBack(period)) {
      const at: Over = [
        ...sql`PARTITION BY ${agent} ORDER BY ${month} RANGE BETWEEN ${shift === 0 ? "CURRENT ROW AND CURRENT ROW" : `${shift} PRECEDING AND ${shift} PRECEDING`}`
          .parts,
      ];
      const one = arithmetic.constant(1n);
      const found = arithmetic.pick(one, has, at, this.#zero);
      const is = within
        ? arithmetic.choose([{ when: { sql: within, partial: false }, value: found }], this.#zero)
        : found;
      const candidate = {
        is,
        numerator: arithmetic.pick(numerator, has, at, this.#zero),
        denominator: isSame ? denominator : arithmetic.pick(denominator, has, at, one),
      };
      if (!best) {
        best = candidate;
        continue;
      }
      const [mine, theirs] = isSame
        ? [candidate.numerator, best.numerator]
        : [
            arithmetic.multiply(candidate.numerator, best.denominator),
            arithmetic.multiply(best.numerator, candidate.denominator),
          ];
      const better = aggregate === "min" ? arithmetic.less(mine, theirs) : arithmetic.less(theirs, mine);
      const takes: Truth = {
        sql: sql`(${this.#is(is, "not zero")} AND (${this.#is(best.is, "zero")} OR ${better.sql}))`,
        partial: better.partial,
      };
      const previous = best;
      const pick = (of: (from: typeof candidate) => Integer): Integer =>
        arithmetic.choose([{ when: takes, value: of(candidate) }], of(previous));
      best = {
        is: arithmetic.max(previous.is, is),
        numerator: pick((from) => from.numerator),
        denominator: isSame ? denominator : pick((from) => from.denominator),
      };
    }
    if (!best) throw new TypeError("a window has months");
    return isSame ? { numerator: best.numerator } : { numerator: best.numerator, denominator: best.denominator };
  }

  /** How many months back a window may look, each with the test that it belongs to the window. */
  #monthsBack(period: Period): { shift: number; within?: Sql }[] {
    const { sql, dialect, month } = this.#ground;
    if (period.kind === "months") {
      const first = period.which === "last" ? 0 : 1;
      return Array.from({ length: period.count }, (_, at) => ({ shift: first + at }));
    }
    const length = lengthOf(period);
    const unit = (of: Sql): Sql => dialect.quotient(sql, of, length);
    const [from, to, back] = period.which === "this" ? [0, length - 1, 0] : [1, 2 * length - 1, 1];
    return Array.from({ length: to - from + 1 }, (_, at) => {
      const shift = from + at;
      const shifted = unit(sql`(${month} + ${String(length - shift)})`);
      return { shift, within: sql`(${shifted} = ${unit(month)} + 1 - ${String(back)})` };
    });
  }

  // ── streaks ────────────────────────────────────────────────────────────────────────────────────

  /** From the later of the last gap and the last month in which the condition does not hold. */
  streak(step: Step & { readonly kind: "streak" }): Left {
    const { arithmetic, sql, agent, month } = this.#ground;
    const condition = this.#row.left(step.condition);
    const cause = this.#causeOf(condition.cause);
    const holds = sql`(${this.#is(cause, "zero")} AND ${condition.holds?.sql ?? ""})`;
    const own = [...sql`PARTITION BY ${agent} ORDER BY ${month} RANGE BETWEEN `.parts];
    const toDate: Over = [...own, "UNBOUNDED PRECEDING AND CURRENT ROW"];
    const one = arithmetic.constant(1n);
    const before = arithmetic.pick(one, sql`(1 = 1)`, [...own, "1 PRECEDING AND 1 PRECEDING"], this.#zero);
    const start = arithmetic.extreme("max", this.#month, this.#is(before, "zero"), toDate, this.#zero);
    const encoded = arithmetic.add(arithmetic.multiply(this.#month, this.#base), cause);
    const ended = arithmetic.extreme("max", encoded, sql`(NOT ${holds})`, toDate, arithmetic.constant(-1n));
    if (!start || !ended) throw new TypeError("a month is one column");
    const broken = this.#orderWithin(ended);
    const isBroken = arithmetic.lessOrEqual(start, broken);
    const length = arithmetic.choose(
      [{ when: isBroken, value: arithmetic.subtract(this.#month, broken) }],
      arithmetic.add(arithmetic.subtract(this.#month, start), one),
    );
    const unknown = this.#unknownIn([condition], toDate);
    const why = arithmetic.choose([{ when: isBroken, value: this.#causeWithin(ended) }], this.#zero);
    return this.#left(why, unknown, arithmetic.within(length, 0n, this.#month.greatest + 1n));
  }

  // ── peers ──────────────────────────────────────────────────────────────────────────────────────

  peers(step: PeersStep): Left {
    const { arithmetic, sql, dialect, agent, month } = this.#ground;
    const operand = this.#row.left(step.operand);
    const groups = step.group.map((name) => this.#row.left(name));
    const operandCause = this.#causeOf(operand.cause, operand.looksAtRow);
    const groupCauses = groups.map(({ cause, looksAtRow }) => this.#causeOf(cause, looksAtRow));
    const keys = groups.map((group) => this.#keysOf(group));
    // Own errors first: the operand's, then the attributes'.
    const own = [operandCause, ...groupCauses].map(
      (cause): Case => ({
        when: { sql: this.#is(cause, "not zero"), partial: cause.partial },
        value: cause,
      }),
    );
    /** Who is known to share the first attributes. */
    const sharing = (count: number): { over: Sql[]; isIn: Sql } => {
      const sound = groupCauses.slice(0, count).map((cause) => this.#is(cause, "zero"));
      const isIn = sound.length === 0 ? sql`(1 = 1)` : sql`(${joined(sound, " AND ")})`;
      return { over: [month, ...(count === 0 ? [] : [isIn]), ...keys.slice(0, count).flat()], isIn };
    };
    const over = (by: readonly Sql[], rest: Over = []): Over => ["PARTITION BY ", ...joined(by, ", "), ...rest];
    const isRanked = step.aggregate === "rank" || step.aggregate === "percentile";
    const digits = isRanked ? this.#orderOf(operand) : [];
    const looked = [operand, ...groups, ...digits.map((numerator): Left => ({ cause: this.#zero, numerator }))];
    const unknown = this.#unknownIn(looked, over([month]));

    if (step.aggregate === "sum" || step.aggregate === "count") {
      const place = sql.column`dense_rank() OVER (PARTITION BY ${month} ORDER BY ${agent}${dialect.byBytes})`;
      const order = arithmetic.known(dialect.fromCount(sql, place), 1n, MOST_AGENTS);
      // A peer fails where its attribute is looked at, among those who share the ones before.
      const failures = [...groupCauses, operandCause].map((cause, at) => {
        const { over: by, isIn } = sharing(at);
        const encoded = arithmetic.add(arithmetic.multiply(order, this.#base), cause);
        const fails = sql`(${isIn} AND ${this.#is(cause, "not zero")})`;
        const none = arithmetic.constant((MOST_AGENTS + 1n) * this.#base.greatest);
        const first = arithmetic.extreme("min", encoded, fails, over(by), none);
        if (!first) throw new TypeError("a cause is one column");
        return first;
      });
      const found = this.#causeWithin(failures.reduce((a, b) => arithmetic.min(a, b)));
      const isTwin = arithmetic.equal(found, arithmetic.constant(BigInt(DUPLICATE)));
      const twin = arithmetic.constant(BigInt(peerTwice(this.#ground.causes)));
      const first = arithmetic.choose([{ when: isTwin, value: twin }], found);
      const { over: by, isIn } = sharing(groups.length);
      const isAdded = sql`(${isIn} AND ${this.#is(operandCause, "zero")})`;
      const numerator =
        step.aggregate === "sum"
          ? arithmetic.sum(numeratorOf(operand), isAdded, over(by), MOST_AGENTS)
          : arithmetic.sum(
              arithmetic.constant(1n),
              sql`(${isAdded} AND ${operand.holds?.sql ?? ""})`,
              over(by),
              MOST_AGENTS,
            );
      return this.#left(arithmetic.choose(own, first), unknown, numerator);
    }

    const { over: by, isIn } = sharing(groups.length);
    const takesPart = sql.column`(${isIn} AND ${this.#is(operandCause, "zero")})`;
    const among = [...by, takesPart];
    const cause = arithmetic.choose(own, this.#zero);
    const one = arithmetic.constant(1n);
    const everyone = arithmetic.max(arithmetic.sum(one, takesPart, over(among), MOST_AGENTS), one);
    if (step.aggregate === "ranked") return this.#left(cause, unknown, everyone);
    if (step.aggregate === "average") {
      const total = arithmetic.sum(numeratorOf(operand), takesPart, over(among), MOST_AGENTS);
      return this.#left(cause, unknown, total, everyone);
    }
    const ordered = digits.flatMap((digit) => arithmetic.order(digit));
    if (step.aggregate === "rank") {
      const place = sql.column`rank() OVER (${over(among, [" ORDER BY ", ...joined(ordered, " DESC, "), " DESC"])})`;
      const rank = arithmetic.known(dialect.fromCount(sql, place), 1n, MOST_AGENTS);
      return this.#left(cause, unknown, rank);
    }
    const below = sql.column`count(*) OVER (${over(among, [" ORDER BY ", ...joined(ordered, ", ")])})`;
    const notAbove = arithmetic.known(dialect.fromCount(sql, below), 1n, MOST_AGENTS);
    return this.#left(cause, unknown, notAbove, everyone);
  }

  /** Columns that are equal where the values are, and only there. */
  #keysOf({ numerator, denominator, holds, text }: Left): readonly Sql[] {
    if (text) return [text];
    if (holds) return [holds.sql];
    if (!numerator) throw new TypeError("a group has a value");
    const digits = denominator ? this.#orderOf({ cause: this.#zero, numerator, denominator }) : [numerator];
    return digits.flatMap((digit) => this.#ground.arithmetic.order(digit));
  }

  /**
   * Numbers that, looked at one after the other, order quotients exactly: the whole part, then digits of what is left, so many that
   * two different quotients differ in one.
   */
  #orderOf({ numerator, denominator }: Left): readonly Integer[] {
    const { arithmetic } = this.#ground;
    if (!numerator || !denominator) throw new TypeError("only numbers are ranked");
    if (denominator.least === denominator.greatest) return [numerator];
    const base = arithmetic.constant(DIGIT);
    const digits: Integer[] = [];
    let rest = numerator;
    // Quotients over d and e differ by at least 1/(d·e).
    const needed = denominator.greatest * denominator.greatest;
    for (let reached = 1n; ; reached *= DIGIT) {
      const quotient = arithmetic.floorDivide(rest, denominator);
      const digit = reached === 1n ? quotient : arithmetic.within(quotient, 0n, DIGIT - 1n);
      digits.push(digit);
      if (reached > needed) return digits;
      const left = arithmetic.subtract(rest, arithmetic.multiply(digit, denominator));
      rest = arithmetic.multiply(arithmetic.within(left, 0n, denominator.greatest - 1n), base);
    }
  }
}

const numeratorOf = ({ numerator }: Left): Integer => {
  if (!numerator) throw new TypeError("only numbers are added");
  return numerator;
};

function required(left: Left | undefined): Left {
  if (!left) throw new TypeError("the window has nothing to look at");
  return left;
}

/** The name whose rule a step is part of. */
const ownerOf = (step: string): string => step.split(" #")[0] ?? step;

const lengthOf = (period: Period): number => {
  if (period.kind === "months") return period.count;
  return period.unit === "month" ? 1 : period.unit === "quarter" ? QUARTER : YEAR;
};

/** The most months that a window holds. */
const monthsOf = (period: Period): bigint => BigInt(Math.max(1, lengthOf(period)));
