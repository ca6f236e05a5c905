/**
 * Windows, streaks and what agents of a group hold together, against plain loops over all rows, on
 * generated histories of joiners, leavers, missing months and blank cells. The loops know fractions
 * and months of their own and nothing of the engine.
 */
import { expect, test } from "vitest";
import type { AgentMonth } from "../../engine/ir/program.ts";
import { Reference } from "../../engine/reference/reference.ts";
import { catalogue } from "../../engine/testing/catalogue.ts";
import { Chance } from "../../engine/testing/chance.ts";
import { generateHistory } from "../../engine/testing/generate-history.ts";
import { documentOf } from "../../engine/testing/generate-scheme.ts";
import { programOf } from "../../engine/testing/program-of.ts";
import { isRational, isRowError, type Outcome } from "../../engine/values/value.ts";

// ── the slow way ─────────────────────────────────────────────────────────────────────────────────

interface Row {
  readonly agent: string;
  /** Months since year 0. */
  readonly month: number;
  readonly growth: Amount | undefined;
  readonly people: Amount | undefined;
  readonly joiners: Amount | undefined;
  readonly active: boolean | undefined;
  readonly department: string | undefined;
  readonly team: string | undefined;
}
interface Amount {
  readonly n: bigint;
  readonly d: bigint;
}
/** An amount, or the code of a row error. */
type Result = Amount | string;

const MISSING = "missing-value";
const whole = (n: number): Amount => ({ n: BigInt(n), d: 1n });
const plus = (a: Amount, b: Amount): Amount => ({ n: a.n * b.d + b.n * a.d, d: a.d * b.d });
const isMore = (a: Amount, b: Amount): boolean => a.n * b.d > b.n * a.d;
const isSame = (a: Amount, b: Amount): boolean => a.n * b.d === b.n * a.d;
const over = (a: Amount, b: Amount): Amount =>
  b.n > 0n ? { n: a.n * b.d, d: a.d * b.n } : { n: -a.n * b.d, d: -a.d * b.n };

function sum(amounts: readonly (Amount | undefined)[]): Result {
  let total = whole(0);
  for (const amount of amounts) {
    if (amount === undefined) return MISSING;
    total = plus(total, amount);
  }
  return total;
}

function average(amounts: readonly (Amount | undefined)[]): Result {
  const total = sum(amounts);
  if (typeof total === "string") return total;
  return amounts.length === 0 ? "empty-window" : over(total, whole(amounts.length));
}

function extreme(amounts: readonly (Amount | undefined)[], isBetter: (a: Amount, b: Amount) => boolean): Result {
  let best: Amount | undefined;
  for (const amount of amounts) {
    if (amount === undefined) return MISSING;
    if (best === undefined || isBetter(amount, best)) best = amount;
  }
  return best ?? "empty-window";
}

function count(facts: readonly (boolean | undefined)[]): Result {
  let total = 0;
  for (const fact of facts) {
    if (fact === undefined) return MISSING;
    if (fact) total += 1;
  }
  return whole(total);
}

const isAtLeast = (amount: Amount | undefined, least: number): boolean | undefined =>
  amount && (isMore(amount, whole(least)) || isSame(amount, whole(least)));

/** The agent's rows of the months, earliest first. */
function inMonths(rows: readonly Row[], { agent }: Row, first: number, last: number): Row[] {
  const found: Row[] = [];
  for (let month = first; month <= last; month += 1) {
    for (const row of rows) if (row.agent === agent && row.month === month) found.push(row);
  }
  return found;
}

const quarterOf = (month: number): number => month - (month % 3);
const yearOf = (month: number): number => month - (month % 12);

/** Those in which a fact is known to hold; a blank one fails the whole. */
function where(rows: readonly Row[], fact: (row: Row) => boolean | undefined): Row[] | undefined {
  return rows.some((row) => fact(row) === undefined) ? undefined : rows.filter((row) => fact(row));
}

function streak(rows: readonly Row[], at: Row, fact: (row: Row) => boolean | undefined): Result {
  for (let length = 0; ; length += 1) {
    const [row] = inMonths(rows, at, at.month - length, at.month - length);
    if (!row) return whole(length);
    const holds = fact(row);
    if (holds === undefined) return MISSING;
    if (!holds) return whole(length);
  }
}

/** The rows of the month with the same attributes. A row that lacks one is nobody's peer, but a sum fails by it. */
function group(
  rows: readonly Row[],
  at: Row,
  attributes: readonly ("department" | "team")[],
): { peers: Row[]; isCertain: boolean } {
  const all = rows.filter(({ month }) => month === at.month);
  const known = all.filter((row) => attributes.every((attribute) => row[attribute] !== undefined));
  return {
    peers: known.filter((row) => attributes.every((attribute) => row[attribute] === at[attribute])),
    isCertain: known.length === all.length,
  };
}

function rank(rows: readonly Row[], at: Row, attributes: readonly ("department" | "team")[]): Result {
  if (at.growth === undefined || attributes.some((attribute) => at[attribute] === undefined)) return MISSING;
  let better = 1;
  for (const { growth } of group(rows, at, attributes).peers) {
    if (growth && isMore(growth, at.growth)) better += 1;
  }
  return whole(better);
}

function percentile(rows: readonly Row[], at: Row): Result {
  if (at.growth === undefined || at.department === undefined) return MISSING;
  let [noMore, ranked] = [0, 0];
  for (const { growth } of group(rows, at, ["department"]).peers) {
    if (!growth) continue;
    ranked += 1;
    if (!isMore(growth, at.growth)) noMore += 1;
  }
  return over(whole(noMore), whole(ranked));
}

const RULES: readonly [rule: string, slow: (rows: readonly Row[], at: Row) => Result][] = [
  [
    "sum(净增) over last 3 months",
    (rows, at) => sum(inMonths(rows, at, at.month - 2, at.month).map(({ growth }) => growth)),
  ],
  [
    "average(净增) over previous quarter",
    (rows, at) => {
      const start = quarterOf(at.month);
      return average(inMonths(rows, at, start - 3, start - 1).map(({ growth }) => growth));
    },
  ],
  [
    "min(净增) over this year",
    (rows, at) =>
      extreme(
        inMonths(rows, at, yearOf(at.month), at.month).map(({ growth }) => growth),
        (a, b) => isMore(b, a),
      ),
  ],
  [
    "max(净增) over previous 2 months",
    (rows, at) =>
      extreme(
        inMonths(rows, at, at.month - 2, at.month - 1).map(({ growth }) => growth),
        isMore,
      ),
  ],
  [
    "count(净增 >= 5) over this quarter",
    (rows, at) => count(inMonths(rows, at, quarterOf(at.month), at.month).map(({ growth }) => isAtLeast(growth, 5))),
  ],
  [
    "sum(净增) over previous year where 在职",
    (rows, at) => {
      const start = yearOf(at.month);
      const counted = where(inMonths(rows, at, start - 12, start - 1), ({ active }) => active);
      return counted ? sum(counted.map(({ growth }) => growth)) : MISSING;
    },
  ],
  [
    "average(净增) over last 4 months where 净增 >= 0, at least 2 months",
    (rows, at) => {
      const counted = where(inMonths(rows, at, at.month - 3, at.month), ({ growth }) => isAtLeast(growth, 0));
      if (!counted) return MISSING;
      return counted.length < 2 ? "too-few-months" : average(counted.map(({ growth }) => growth));
    },
  ],
  [
    "months in previous quarter",
    (rows, at) => whole(inMonths(rows, at, quarterOf(at.month) - 3, quarterOf(at.month) - 1).length),
  ],
  ["months in this month", () => whole(1)],
  [
    "新人率 over this quarter",
    (rows, at) => {
      const months = inMonths(rows, at, quarterOf(at.month), at.month);
      const [below, above] = [sum(months.map(({ people }) => people)), sum(months.map(({ joiners }) => joiners))];
      if (typeof below === "string") return below;
      if (below.n === 0n) return "division-by-zero";
      return typeof above === "string" ? above : over(above, below);
    },
  ],
  ["streak(净增 >= 5)", (rows, at) => streak(rows, at, ({ growth }) => isAtLeast(growth, 5))],
  ["streak(在职)", (rows, at) => streak(rows, at, ({ active }) => active)],
  ["rank(净增) within 部门", (rows, at) => rank(rows, at, ["department"])],
  ["rank(净增) within (部门, 小组)", (rows, at) => rank(rows, at, ["department", "team"])],
  ["rank(净增) within all", (rows, at) => rank(rows, at, [])],
  ["percentile(净增) within 部门", (rows, at) => percentile(rows, at)],
  [
    "sum(净增) within 部门",
    (rows, at) => {
      const { peers, isCertain } = group(rows, at, ["department"]);
      return isCertain && at.growth ? sum(peers.map(({ growth }) => growth)) : MISSING;
    },
  ],
  [
    "average(净增) within 小组",
    (rows, at) => {
      if (at.growth === undefined || at.team === undefined) return MISSING;
      return average(
        group(rows, at, ["team"])
          .peers.filter(({ growth }) => growth)
          .map(({ growth }) => growth),
      );
    },
  ],
  [
    "count(净增 >= 5) within 部门",
    (rows, at) => {
      const { peers, isCertain } = group(rows, at, ["department"]);
      return isCertain ? count(peers.map(({ growth }) => isAtLeast(growth, 5))) : MISSING;
    },
  ],
];

// ── the comparison ───────────────────────────────────────────────────────────────────────────────

function plain({ agent, month, values }: AgentMonth): Row {
  const amount = (name: string): Amount | undefined => {
    const value = values.get(name);
    return value !== undefined && isRational(value) ? { n: value.numerator, d: value.denominator } : undefined;
  };
  const text = (name: string): string | undefined => {
    const value = values.get(name);
    return typeof value === "string" ? value : undefined;
  };
  const active = values.get("在职");
  return {
    agent,
    month: Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1,
    growth: amount("净增"),
    people: amount("人数"),
    joiners: amount("新人数"),
    active: typeof active === "boolean" ? active : undefined,
    department: text("部门"),
    team: text("小组"),
  };
}

const agrees = (outcome: Outcome, expected: Result): boolean =>
  isRowError(outcome)
    ? outcome.code === expected
    : isRational(outcome) &&
      typeof expected === "object" &&
      isSame(expected, { n: outcome.numerator, d: outcome.denominator });

test.each(RULES)("%s", (rule, slow) => {
  const inputs = "input 净增, 人数, 新人数, 新人率, 在职, 部门, 小组";
  const program = programOf(documentOf([inputs, `x = ${rule}`, "output x shown 2 decimals"]), catalogue);
  const seen = new Set<string>();
  for (let seed = 1; seed <= 8; seed += 1) {
    const history = generateHistory(new Chance(seed), catalogue, { agents: 9, months: 16, blanks: 12, broken: 0 });
    const rows = history.map(plain);
    const reference = new Reference(program, history);
    history.forEach((at, index) => {
      const row = rows[index];
      const expected = row && slow(rows, row);
      if (expected === undefined) throw new Error("every row has a result");
      const outcome = reference.value("x", at);
      if (!agrees(outcome, expected)) expect([seed, at.agent, at.month, outcome]).toEqual(expected);
      seen.add(typeof expected === "string" ? expected : "value");
    });
  }
  expect(seen).toContain("value");
});
