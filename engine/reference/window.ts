import type { Term, WindowTerm } from "../ir/term.ts";
import { monthsIn } from "../values/calendar.ts";
import * as exact from "../values/rational.ts";
import { isRational, type Value } from "../values/value.ts";
import { divisionByZero, emptyWindow, notComputable, tooFewMonths } from "./row-errors.ts";
import { Failure, type Scope } from "./scope.ts";

type Evaluate = (term: Term, scope: Scope) => Value;

/** The months of a window that count, earliest first: those with a row in which the condition holds. */
export function monthsThatCount(term: WindowTerm, scope: Scope, evaluate: Evaluate): Scope[] {
  const { first, last } = monthsIn(term.period, scope.month);
  const months: Scope[] = [];
  for (let month = first; month <= last; month += 1) {
    const past = scope.inMonth(month);
    if (past && (!term.condition || evaluate(term.condition, past) === true)) months.push(past);
  }
  return months;
}

/** @throws Failure where a month's value has an error, months are missing, or an average has none */
export function evaluateWindow(term: WindowTerm, scope: Scope, evaluate: Evaluate): Value {
  const months = monthsThatCount(term, scope, evaluate);
  scope.onWindow?.(
    term,
    months.map(({ month }) => month),
  );
  const { operand, atLeast = 0, aggregate } = term;
  if (months.length < atLeast) throw new Failure(tooFewMonths(scope.name, months.length, atLeast));
  if (aggregate === "months" || !operand) return exact.rational(months.length);
  if (aggregate === "count") {
    return exact.rational(months.filter((month) => evaluate(operand, month) === true).length);
  }
  if (aggregate === "ratio") return ratioOfSums(term, months, scope);
  const values = months.map((month) => numberOf(evaluate(operand, month)));
  const [first, ...rest] = values;
  if (aggregate === "sum") return values.reduce(exact.add, exact.ZERO);
  if (!first) throw new Failure(emptyWindow(scope.name));
  switch (aggregate) {
    case "average":
      return exact.divide(rest.reduce(exact.add, first), exact.rational(values.length));
    case "min":
      return rest.reduce(exact.min, first);
    case "max":
      return rest.reduce(exact.max, first);
  }
}

/** A rate over several months weighs each by its denominator. */
function ratioOfSums({ rate }: WindowTerm, months: readonly Scope[], scope: Scope): Value {
  if (!rate) throw new Failure(notComputable(scope.name));
  const total = (metric: string): exact.Rational =>
    months.map((month) => numberOf(month.metricOf(metric))).reduce(exact.add, exact.ZERO);
  const denominator = total(rate.denominator);
  if (months.length === 0) throw new Failure(emptyWindow(scope.name));
  if (exact.isZero(denominator)) throw new Failure(divisionByZero(scope.name));
  return exact.divide(total(rate.numerator), denominator);
}

/** How many months in a row, this one the last, the condition has held. */
export function evaluateStreak(condition: Term, scope: Scope, evaluate: Evaluate): exact.Rational {
  let length = 0;
  for (let month: Scope | undefined = scope; month && evaluate(condition, month) === true; ) {
    length += 1;
    month = scope.inMonth(scope.month - length);
  }
  return exact.rational(length);
}

function numberOf(value: Value): exact.Rational {
  if (!isRational(value)) throw new TypeError("the checker lets only numbers be aggregated");
  return value;
}
