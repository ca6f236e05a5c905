import type {
  AgentMonth,
  ColumnDefinition,
  Definition,
  InputDefinition,
  Program,
  ScoreDefinition,
  TiersDefinition,
} from "../ir/program.ts";
import type { Term } from "../ir/term.ts";
import { monthsIn } from "../values/calendar.ts";
import { type Month, monthAt, monthIndex } from "../values/month.ts";
import * as exact from "../values/rational.ts";
import { showValue } from "../values/show.ts";
import { isRational, isRowError, type Outcome, type Value } from "../values/value.ts";
import { asNumber, evaluate, passes } from "./evaluate.ts";
import { type History, historyOf } from "./history.ts";
import {
  conflictingExceptions,
  conflictingVetoes,
  divisionByZero,
  duplicateRow,
  missingValue,
  noRowMatches,
  notComputable,
  outsideTiers,
  severalRowsMatch,
} from "./row-errors.ts";
import { Failure, type PeersLooked, type Scope, settle, settled } from "./scope.ts";

/** Told of what is looked at beyond the row, as it is computed. */
export interface Watch {
  /** Every window that is looked through: whose it is, seen from which month, and where it starts. */
  readonly onWindow?: (at: AgentMonth, from: Month) => void;
  /** Every look at the others of a month; where it left some out, the result is provisional. */
  readonly onPeers?: (at: AgentMonth, looked: PeersLooked) => void;
}

/**
 * The law: what a program means, one value at a time, exact and in few lines. Every faster
 * evaluator must equal it to the last digit and the last error. Each value is computed once.
 */
export class Reference {
  readonly #program: Program;
  readonly #history: History;
  readonly #values = new WeakMap<AgentMonth, Map<string, Outcome>>();
  /** For each name what it depends on, in the order of dependencies, itself last. */
  readonly #plans = new Map<string, readonly Definition[]>();

  readonly #watch: Watch;

  /** `history` is every row that may be asked for; an agent-month that stands twice has no value. */
  constructor(program: Program, history: readonly AgentMonth[] | History, watch: Watch = {}) {
    this.#program = program;
    this.#history = "month" in history ? history : historyOf(history);
    this.#watch = watch;
  }

  /** The value of a name for one agent and month, or the row error that keeps it from having one. */
  value(name: string, at: AgentMonth): Outcome {
    if (this.#history.row(at.agent, at.month) === "twice") return duplicateRow(at.agent, at.month);
    const values = this.#values.get(at) ?? new Map<string, Outcome>();
    this.#values.set(at, values);
    return values.get(name) ?? this.#history.known?.(name, at) ?? this.#compute(name, at, values);
  }

  /**
   * The value of one expression of the program for one agent and month, as `explain` asks for a
   * condition or a weight; `name` is whose rule the expression is part of.
   */
  evaluate(term: Term, at: AgentMonth, name = ""): Outcome {
    return settle(() => evaluate(term, this.scope(at, name)));
  }

  /** Where an expression of `name`'s rule is evaluated; `lookUp` may watch which names it reads. */
  scope(at: AgentMonth, name = "", lookUp = (other: string): Outcome => this.value(other, at)): Scope {
    const month = monthIndex(at.month);
    return {
      name,
      month,
      valueOf: lookUp,
      inMonth: (index) => {
        if (index === month) return this.scope(at, name, lookUp);
        const row = this.#history.row(at.agent, monthAt(index));
        if (row === "twice") throw new Failure(duplicateRow(at.agent, monthAt(index)));
        return row && this.scope(row, name);
      },
      everyone: () => {
        const rows = this.#history.month(at.month);
        const isKnown = this.#history.row(at.agent, at.month) !== undefined;
        return [...rows, ...(isKnown ? [] : [at])].map((row) => this.scope(row, name));
      },
      onPeers: (_, looked) => this.#watch.onPeers?.(at, looked),
      onWindow: ({ period }) => this.#watch.onWindow?.(at, monthAt(monthsIn(period, month).first)),
      metricOf: (metric) => settled(at.values.get(metric) ?? missingValue(metric)),
    };
  }

  /**
   * What the name depends on is computed first and nothing else, so that no chain of names is too
   * long for the stack, and a rank asks its peers for what is ranked but not for their ranks.
   */
  #compute(name: string, at: AgentMonth, values: Map<string, Outcome>): Outcome {
    const known = (other: string): Outcome => values.get(other) ?? notComputable(other);
    for (const definition of this.#planFor(name)) {
      if (values.has(definition.name)) continue;
      const scope = this.scope(at, definition.name, known);
      values.set(
        definition.name,
        settle(() => computeDefinition(definition, at, scope)),
      );
    }
    return known(name);
  }

  #planFor(name: string): readonly Definition[] {
    const planned = this.#plans.get(name);
    if (planned) return planned;
    const { definitions, order } = this.#program;
    const needed = new Set([name]);
    for (const each of needed)
      for (const dependency of definitions.get(each)?.dependencies ?? []) needed.add(dependency);
    const plan = order.flatMap((each) => (needed.has(each) ? (definitions.get(each) ?? []) : []));
    this.#plans.set(name, plan);
    return plan;
  }
}

/** An exception that holds replaces the rule; the rule itself is then not looked at. */
function computeDefinition(definition: Definition, at: AgentMonth, scope: Scope): Outcome {
  const holding = definition.exceptions.filter(({ condition }) => evaluate(condition, scope) === true);
  if (holding.length > 1) return conflictingExceptions(definition.name);
  const [exception] = holding;
  if (exception) return evaluate(exception.value, scope);
  switch (definition.kind) {
    case "input":
      return computeInput(definition, at);
    case "param":
      return definition.value;
    case "formula":
    case "distribution":
      return evaluate(definition.body, scope);
    case "column":
      return computeColumn(definition, scope);
    case "score":
      return computeScore(definition, scope);
    case "tiers":
      return computeTiers(definition, scope);
    case "broken":
      return notComputable(definition.name);
  }
}

function computeInput({ name, metric, fallback }: InputDefinition, at: AgentMonth): Outcome {
  if (!metric.rate) return at.values.get(metric.name) ?? fallback ?? missingValue(name);
  const { values } = at;
  const { rate } = metric;
  if (fallback !== undefined && !(values.has(rate.numerator) && values.has(rate.denominator))) return fallback;
  const numerator = values.get(rate.numerator) ?? missingValue(rate.numerator);
  const denominator = values.get(rate.denominator) ?? missingValue(rate.denominator);
  if (isRowError(numerator)) return numerator;
  if (isRowError(denominator)) return denominator;
  if (!isRational(numerator) || !isRational(denominator)) return notComputable(name);
  return exact.isZero(denominator) ? divisionByZero(name) : exact.divide(numerator, denominator);
}

/** The rows of the table that hold, in their order; a `first` table stops at the first. */
function computeColumn({ name, table, column }: ColumnDefinition, scope: Scope): Outcome {
  const inputs: Value[] = [];
  for (const input of table.inputs) {
    const value = scope.valueOf(input.name);
    if (isRowError(value)) return value;
    inputs.push(value);
  }
  const matching = table.rows.filter((row) =>
    row.tests.every((test, at) => {
      const [value, input] = [inputs[at], table.inputs[at]];
      return value !== undefined && input !== undefined && passes(test, value, input.type, scope);
    }),
  );
  const [row] = matching;
  if (!row) {
    const shown = table.inputs.map((input, at) => `${input.name} = ${showValue(inputs[at] ?? "", input.type)}`);
    return noRowMatches(name, table.name, shown.join(", "));
  }
  if (table.policy === "unique" && matching.length > 1) {
    return severalRowsMatch(name, table.name, matching.map(({ id }) => id).join("; "));
  }
  const result = row.results[column];
  return result ? evaluate(result, scope) : notComputable(name);
}

/** What lies outside the tiers has no amount. */
function computeTiers({ name, method, base, tiers, ends, body }: TiersDefinition, scope: Scope): Outcome {
  const value = evaluate(base, scope);
  const starts = tiers.flatMap(({ from }) => (from ? [evaluate(from, scope)] : []));
  const [lowest, highest] = [starts.length === tiers.length ? starts[0] : undefined, starts.at(-1)];
  if (!isRational(value)) return notComputable(name);
  const isBelow = lowest !== undefined && isRational(lowest) && exact.compare(value, lowest) < 0;
  const isAbove = highest !== undefined && isRational(highest) && exact.compare(value, highest) > 0;
  const outside = method === "interpolated" ? ends === "error" && (isBelow || isAbove) : isBelow;
  return outside ? outsideTiers(name, showValue(value, base.type)) : evaluate(body, scope);
}

/**
 * Each indicator's score, held within its limits, times its weight, less the deductions; all of them are
 * needed, even where a veto then gives the score its value.
 */
function computeScore({ name, indicators, deductions, vetoes }: ScoreDefinition, scope: Scope): Outcome {
  const holding = vetoes.filter(({ condition }) => evaluate(condition, scope) === true);
  const [vetoed, ...others] = holding.map(({ value }) => asNumber(evaluate(value, scope)));
  if (vetoed && others.some((value) => !exact.equal(value, vetoed))) return conflictingVetoes(name);
  let total = exact.ZERO;
  for (const { weight, score, lower, upper } of indicators) {
    const [share, points] = [evaluate(weight, scope), evaluate(score, scope)];
    const least = lower && evaluate(lower, scope);
    const most = upper && evaluate(upper, scope);
    if (!isRational(share) || !isRational(points)) throw new TypeError("weights and scores are numbers");
    let held = points;
    if (least !== undefined && isRational(least)) held = exact.max(held, least);
    if (most !== undefined && isRational(most)) held = exact.min(held, most);
    total = exact.add(total, exact.multiply(share, held));
  }
  for (const { points } of deductions) total = exact.subtract(total, asNumber(evaluate(points, scope)));
  return vetoed ?? total;
}
