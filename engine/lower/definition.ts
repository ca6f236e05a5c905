/** What a name of the scheme is computed from, in whole numbers. */
import type { Definition, InputDefinition, ParamDefinition, ScoreDefinition, TiersDefinition } from "../ir/program.ts";
import type { Term } from "../ir/term.ts";
import { greatestCommonDivisor, type Rational } from "../values/rational.ts";
import type { Amount } from "./amount.ts";
import { larger, smaller } from "./bounds.ts";
import { given, type Scope } from "./scope.ts";
import { lowerColumn } from "./table.ts";
import { amountOf, holdsOf, type Value } from "./value.ts";
import type { Flag } from "./whole.ts";

/** An exception that holds replaces the rule; the rule itself is then not looked at. */
export function lowerDefinition(definition: Definition, scope: Scope): Value {
  const { values } = scope;
  const { graph } = values;
  const conditions = definition.exceptions.map(({ condition }) => scope.lower(condition, scope));
  const holding = conditions.map(holdsOf);
  const rule = lowerRule(definition, given(scope, ...holding.map((flag) => graph.not(flag))));
  const value = definition.exceptions.reduceRight((otherwise, exception, at) => {
    const holds = holding[at] ?? graph.never;
    if (holds === graph.never) return otherwise;
    return values.choose(holds, scope.lower(exception.value, given(scope, holds)), otherwise);
  }, rule);
  const conflict = values.causeWhere(graph.anyTwo(holding), "conflicting-exceptions", definition.name);
  return values.after(value, ...conditions.map(({ cause }) => cause), conflict);
}

function lowerRule(definition: Definition, scope: Scope): Value {
  const { values } = scope;
  switch (definition.kind) {
    case "input":
      return lowerInput(definition, scope);
    case "param":
      return lowerParam(definition, scope);
    case "formula":
    case "distribution":
      return scope.lower(definition.body, scope);
    case "column":
      return lowerColumn(definition, scope);
    case "score":
      return lowerScore(definition, scope);
    case "tiers":
      return lowerTiers(definition, scope);
    case "broken":
      return values.failing(values.cause("not-computable", definition.name), definition.type);
  }
}

// ── inputs ───────────────────────────────────────────────────────────────────────────────────────

/** The value in the row's cell; a blank is a missing value of that `name`. */
export function lowerCell(metric: string, name: string, scope: Scope): Value {
  const { values, ground } = scope;
  const { graph } = values;
  const content = scope.cell(metric);
  const known = ground.metrics.get(metric);
  if (known?.complete) return content;
  const missing = values.causeWhere(graph.absent(metric), "missing-value", name);
  if (known?.valid) return values.after(content, missing);
  return values.after(content, values.causeWhere(graph.invalid(metric), "cell", metric), missing);
}

const isBlank = (metric: string, { values: { graph }, ground }: Scope): Flag => {
  const known = ground.metrics.get(metric);
  if (known?.complete) return graph.never;
  return known?.valid ? graph.absent(metric) : graph.and(graph.absent(metric), graph.not(graph.invalid(metric)));
};

function lowerInput({ name, metric, fallback, type }: InputDefinition, scope: Scope): Value {
  const { values } = scope;
  const { rate } = metric;
  const value = rate ? lowerRate(name, rate, scope) : lowerCell(metric.name, name, scope);
  if (fallback === undefined) return value;
  const blank = rate
    ? values.graph.or(isBlank(rate.numerator, scope), isBlank(rate.denominator, scope))
    : isBlank(metric.name, scope);
  return values.choose(blank, values.known(fallback, type), value);
}

function lowerRate(name: string, rate: { numerator: string; denominator: string }, scope: Scope): Value {
  const { values } = scope;
  const [above, below] = [rate.numerator, rate.denominator].map((metric) => lowerCell(metric, metric, scope));
  if (!above || !below) throw new RangeError("a rate has two metrics");
  const { quotient, zero } = values.amounts.divide(amountOf(above), amountOf(below), scope.facts);
  const divides = values.causeWhere(zero, "division-by-zero", name);
  return values.number(quotient, values.first(above.cause, below.cause, divides));
}

/** A lever, which has a range, is a slot; any other param is a constant. */
function lowerParam({ name, value: written, range, step }: ParamDefinition, { values, ground }: Scope): Value {
  const value = ground.params?.get(name) ?? written;
  if (!range) return values.number(values.amounts.constant(value));
  const settings = [value, range.lower, range.upper, ...(step ? [step] : [])];
  const scale = settings.map(({ denominator }) => denominator).reduce(leastCommonMultiple);
  const scaled = ({ numerator, denominator }: Rational): bigint => (numerator * scale) / denominator;
  const ends = [value, range.lower, range.upper].map(scaled);
  return values.slot(name, { value: scaled(value), scale, least: ends.reduce(smaller), greatest: ends.reduce(larger) });
}

const leastCommonMultiple = (a: bigint, b: bigint): bigint => (a / greatestCommonDivisor(a, b)) * b;

// ── scores and tiers ─────────────────────────────────────────────────────────────────────────────

/** All parts are needed, even where a veto then gives the score its value. */
function lowerScore({ name, indicators, deductions, vetoes }: ScoreDefinition, scope: Scope): Value {
  const { values } = scope;
  const { amounts, graph } = values;
  const conditions = vetoes.map(({ condition }) => scope.lower(condition, scope));
  const holding = conditions.map(holdsOf);
  const ends = vetoes.map(({ value }, at) => scope.lower(value, given(scope, ...holding.slice(at, at + 1))));
  const causes = [
    ...conditions.map(({ cause }) => cause),
    ...ends.map(({ cause }, at) => graph.choose(holding[at] ?? graph.never, cause, values.sound)),
    values.causeWhere(anyDiffers(holding, ends.map(amountOf), scope), "conflicting-vetoes", name),
  ];
  const take = (term: Term): Amount => {
    const value = scope.lower(term, scope);
    causes.push(value.cause);
    return amountOf(value);
  };
  let total: Amount = [];
  for (const { weight, score, lower, upper } of indicators) {
    const [share, points] = [take(weight), take(score)];
    const least = lower && take(lower);
    const most = upper && take(upper);
    const raised = least ? amounts.max(points, least) : points;
    total = amounts.add(total, amounts.multiply(share, most ? amounts.min(raised, most) : raised));
  }
  for (const { points } of deductions) total = amounts.subtract(total, take(points));
  const vetoed = ends.reduceRight(
    (otherwise, end, at) => amounts.choose(holding[at] ?? graph.never, amountOf(end), otherwise),
    total,
  );
  return values.number(vetoed, values.first(...causes));
}

/** A veto holds that gives another value than the first that holds. */
function anyDiffers(holding: readonly Flag[], ends: readonly Amount[], { values }: Scope): Flag {
  const { graph, amounts } = values;
  const first = ends.reduceRight<Amount>(
    (otherwise, end, at) => amounts.choose(holding[at] ?? graph.never, end, otherwise),
    ends.at(-1) ?? [],
  );
  return graph.any(ends.map((end, at) => graph.and(holding[at] ?? graph.never, graph.not(amounts.equal(end, first)))));
}

/** What lies outside the tiers has no amount. */
function lowerTiers({ name, method, base, tiers, ends, body }: TiersDefinition, scope: Scope): Value {
  const { values } = scope;
  const { graph, amounts } = values;
  const value = scope.lower(base, scope);
  const starts = tiers.flatMap(({ from }) => (from ? [scope.lower(from, scope)] : []));
  const [lowest, highest] = [starts.length === tiers.length ? starts[0] : undefined, starts.at(-1)];
  const amount = amountOf(value);
  const isBelow = lowest ? amounts.less(amount, amountOf(lowest)) : graph.never;
  const isAbove = highest ? amounts.less(amountOf(highest), amount) : graph.never;
  const isBeyondEnds = ends === "error" ? graph.or(isBelow, isAbove) : graph.never;
  const outside = method === "interpolated" ? isBeyondEnds : isBelow;
  const inside = scope.lower(body, given(scope, graph.not(outside)));
  const causes = [value, ...starts].map(({ cause }) => cause);
  return values.after(inside, ...causes, values.causeWhere(outside, "outside-tiers", name));
}
