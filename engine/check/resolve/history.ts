import type { Metric } from "../../catalogue/metric.ts";
import { type Diagnostic, diagnostic } from "../../diagnostics/diagnostic.ts";
import type { PeersAggregate, Term, WindowAggregate } from "../../ir/term.ts";
import type { CalendarPlace, Call, Expression, Peers, WindowExpression } from "../../syntax/ast.ts";
import { printExpression } from "../../syntax/print.ts";
import { DATE, PERCENT, PLAIN_NUMBER, TRUTH, type Type } from "../../values/type.ts";

/** What is needed of the typing of other expressions. */
export interface ExpressionTyping {
  term(expression: Expression): Term;
  truth(expression: Expression): Term;
  value(expression: Expression, type: Type): Term;
  numeric(term: Term): Term;
  broken(span: Term["span"]): Term;
  /** The metric that an input reads; absent for every other name. */
  metricOf(name: string): Metric | undefined;
  suggest(word: string, candidates: Iterable<string>): string | undefined;
  report(found: Diagnostic): void;
}

const AGGREGATES: readonly WindowAggregate[] = ["sum", "average", "count", "min", "max"];

/** Functions of the calendar and of past months, which take no plain numbers. */
export const HISTORY_FUNCTIONS = {
  streak: 1,
  days: 2,
  "full months": 2,
} as const;
export type HistoryFunction = keyof typeof HISTORY_FUNCTIONS;
export const isHistoryFunction = (name: string): name is HistoryFunction => Object.hasOwn(HISTORY_FUNCTIONS, name);

export function typeWindow(window: WindowExpression, typing: ExpressionTyping): Term {
  const { aggregate, operand, period, span, atLeast } = window;
  const filter = window.condition && typing.truth(window.condition);
  const rest = { period, ...(filter && { condition: filter }), ...(atLeast !== undefined && { atLeast }), span };
  if (!operand) return { kind: "window", aggregate: "months", ...rest, type: PLAIN_NUMBER };
  const rate = operand.kind === "name" ? typing.metricOf(operand.name)?.rate : undefined;
  if (!aggregate) {
    const term = typing.term(operand);
    if (rate) return { kind: "window", aggregate: "ratio", operand: term, rate, ...rest, type: term.type };
    if (term.kind !== "broken")
      typing.report(diagnostic("window-without-aggregate", span, { name: printExpression(operand) }));
    return typing.broken(span);
  }
  const known = AGGREGATES.find((name) => name === aggregate.name);
  if (!known) {
    const nearest = typing.suggest(aggregate.name, AGGREGATES);
    const suggestion = {
      suggestionZh: nearest ? `，是不是“${nearest}”？` : "",
      suggestionEn: nearest ? `; did you mean "${nearest}"?` : "",
    };
    typing.report(diagnostic("function-unknown", aggregate.span, { name: aggregate.name, ...suggestion }));
    return typing.broken(span);
  }
  if (rate) {
    typing.report(rateAggregated(window, operand, known, rate));
    return typing.broken(span);
  }
  if (known === "count") {
    return { kind: "window", aggregate: known, operand: typing.truth(operand), ...rest, type: PLAIN_NUMBER };
  }
  const term = typing.numeric(typing.term(operand));
  return { kind: "window", aggregate: known, operand: term, ...rest, type: term.type };
}

/** The mean of rates and the rate of sums differ; both are offered, neither is taken for granted. */
function rateAggregated(
  window: WindowExpression,
  operand: Expression,
  aggregate: WindowAggregate,
  { numerator, denominator }: { numerator: string; denominator: string },
): Diagnostic {
  const name = printExpression(operand);
  const { aggregate: _, ...ratio } = window;
  const readings = [
    printExpression(ratio),
    printExpression(window).replace(`(${name})`, `(${numerator} / ${denominator})`),
  ];
  const fixes = readings.map((text) => ({
    title: { zh: `改为 ${text}`, en: `write ${text}` },
    edits: [{ span: window.span, text }],
  }));
  const [ofSums = "", ofRates = ""] = readings;
  return diagnostic("rate-aggregated", window.span, { name, aggregate, ofSums, ofRates }, { fixes });
}

const PEERS_AGGREGATES: readonly PeersAggregate[] = ["rank", "percentile", "sum", "average", "count"];

export function typePeers({ aggregate, operand, group, span }: Peers, typing: ExpressionTyping): Term {
  const known = PEERS_AGGREGATES.find((name) => name === aggregate.name);
  if (!known) {
    const nearest = typing.suggest(aggregate.name, PEERS_AGGREGATES);
    const [suggestionZh, suggestionEn] = nearest
      ? [`，是不是“${nearest}”？`, `; did you mean "${nearest}"?`]
      : ["", ""];
    typing.report(diagnostic("function-unknown", aggregate.span, { name: aggregate.name, suggestionZh, suggestionEn }));
    return typing.broken(span);
  }
  const groups = group.map((name) => typing.term({ kind: "name", ...name }));
  const value = known === "count" ? typing.truth(operand) : typing.numeric(typing.term(operand));
  const type = known === "sum" || known === "average" ? value.type : known === "percentile" ? PERCENT : PLAIN_NUMBER;
  return { kind: "peers", aggregate: known, operand: value, group: groups, type, span };
}

export function typeHistoryCall(name: HistoryFunction, { args, span }: Call, typing: ExpressionTyping): Term {
  const [first, second] = args;
  const needed = HISTORY_FUNCTIONS[name];
  if (!first || args.length !== needed || (needed === 2 && !second)) {
    const signature = name === "streak" ? "streak(C)" : `${name}(a, b)`;
    const counts = { signature, expected: String(needed), found: String(args.length) };
    typing.report(diagnostic("function-arguments", span, counts));
    return typing.broken(span);
  }
  if (name === "streak" || !second) return { kind: "streak", condition: typing.truth(first), type: PLAIN_NUMBER, span };
  const [from, to] = [typing.value(first, DATE), typing.value(second, DATE)];
  return { kind: "elapsed", unit: name === "days" ? "days" : "months", from, to, type: PLAIN_NUMBER, span };
}

export const typeCalendarPlace = (place: CalendarPlace): Term => ({
  kind: "calendar",
  place,
  type: place.part === "day" ? DATE : TRUTH,
  span: place.span,
});
