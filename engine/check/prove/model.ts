/**
 * A program as equations over what the agent's row supplies: each name equals a term of earlier
 * names, scores and rates written out as arithmetic. A hole or a mistake yields no value.
 */
import type { Metric } from "../../catalogue/metric.ts";
import type {
  AgentMonth,
  ColumnDefinition,
  DecisionTable,
  Definition,
  InputDefinition,
  Override,
  Program,
} from "../../ir/program.ts";
import type { Term, TypedTest } from "../../ir/term.ts";
import { allTerms, boundsOf, hasBroken, referencesOf, termsOf, termsOfTable } from "../../ir/walk.ts";
import { LIMITS } from "../../limits.ts";
import { Reference } from "../../reference/reference.ts";
import type { Rational } from "../../values/rational.ts";
import { TRUTH, type Type } from "../../values/type.ts";
import { isRowError, type Value } from "../../values/value.ts";
import { decimalStep } from "./arithmetic.ts";
import {
  type Domain,
  EITHER,
  EVERY_NUMBER,
  intervalOf,
  isNumber,
  numbersOf,
  only,
  union,
  valuesOf,
  within,
} from "./domain.ts";
import { complementRanges, LINE, type Range } from "./range.ts";
import { scoreTerm } from "./score-term.ts";
import { rangesOf } from "./test-set.ts";

export interface Equation {
  readonly exceptions: readonly Override[];
  readonly body: Term | ColumnDefinition;
}

/** A figure that a row supplies, before any rule. */
export interface Leaf {
  readonly metric: Metric;
  /** Permitted values, and what a blank stands for. */
  readonly domain: Domain;
  readonly permitted: Domain;
}

/** Names have no spaces, so a figure and a rule of the same name are told apart. */
const leafKey = (metric: Metric): string => `metric ${metric.name}`;

const BLANK_ROW: AgentMonth = { agent: "", month: "", values: new Map() };

export class Model {
  readonly program: Program;
  /** Every name that has an equation, each after all it depends on. */
  readonly order: readonly string[];
  /** Terms and rows evaluated so far: what searches cost is bounded by it, the same on every machine. */
  work = 0;
  #dependents: ReadonlyMap<string, readonly string[]> | undefined;
  readonly #reference: Reference;
  readonly #leaves = new Map<string, Leaf>();
  readonly #equations = new Map<string, Equation>();
  readonly #whole = new Set<string>();
  readonly #edges: ReadonlyMap<string, readonly Rational[]>;
  readonly #symbols: { readonly text: Value[]; readonly date: Value[] };
  readonly #readable = new Map<DecisionTable, boolean>();
  readonly #ranges = new Map<TypedTest, readonly Range[] | undefined>();

  constructor(program: Program) {
    this.program = program;
    this.#reference = new Reference(program, []);
    this.#symbols = symbolsOf(program);
    this.#edges = edgesOf(program, (term) => this.constant(term));
    const order: string[] = [];
    for (const name of program.order) {
      const definition = program.definitions.get(name);
      const equation = definition && this.#equationOf(definition);
      if (!definition || !equation) continue;
      this.#equations.set(name, equation);
      order.push(name);
      if (this.#isWhole(definition)) this.#whole.add(name);
    }
    this.order = order;
  }

  equation(name: string): Equation | undefined {
    return this.#equations.get(name);
  }

  /** What the name is computed with: its exceptions, its formula or the results of its column. */
  termsBehind(name: string): readonly Term[] {
    const equation = this.#equations.get(name);
    if (!equation) return [];
    const { exceptions, body } = equation;
    const own = body.kind === "column" ? body.table.rows.flatMap(({ results }) => results[body.column] ?? []) : [body];
    return [...exceptions.flatMap(({ condition, value }) => [condition, value]), ...own];
  }

  leaf(key: string): Leaf | undefined {
    return this.#leaves.get(key);
  }

  /** Whether neither the name nor what it depends on has a hole or a mistake: then all its values are known. */
  isWhole(name: string): boolean {
    return this.#whole.has(name);
  }

  /** The value of a term that reads nothing but params. */
  constant(term: Term): Value | undefined {
    for (const { name } of referencesOf(term)) {
      if (this.program.definitions.get(name)?.kind !== "param") return undefined;
    }
    const outcome = this.#reference.evaluate(term, BLANK_ROW);
    return isRowError(outcome) ? undefined : outcome;
  }

  /** The outputs that are computed from the name, itself among them. */
  outputsFrom(name: string): string[] {
    this.#dependents ??= dependentsOf(this.program);
    const found = new Set([name]);
    for (const each of found) for (const dependent of this.#dependents.get(each) ?? []) found.add(dependent);
    return this.program.outputs.map((output) => output.name).filter((output) => found.has(output));
  }

  /** Whether every row of the table says when it holds; one that does not leaves the table without a result. */
  isReadable(table: DecisionTable): boolean {
    let readable = this.#readable.get(table);
    if (readable === undefined) {
      readable =
        this.program.tables.includes(table) &&
        table.rows.every(({ tests }) => tests.every((test) => this.ranges(test) !== undefined));
      this.#readable.set(table, readable);
    }
    return readable;
  }

  /** The numbers that pass a test, ascending and apart; `undefined` where its bounds are not constant. */
  ranges(test: TypedTest): readonly Range[] | undefined {
    if (!this.#ranges.has(test)) {
      const number = (bound: Term): Rational | undefined => {
        const value = this.constant(bound);
        return value !== undefined && isNumber(value) ? value : undefined;
      };
      const constant = boundsOf(test).every((bound) => this.constant(bound) !== undefined);
      this.#ranges.set(test, constant ? rangesOf(test, number) : undefined);
    }
    return this.#ranges.get(test);
  }

  /** The values of a domain that may pass a test, or those that may not. */
  passing(domain: Domain, test: TypedTest, type: Type, passes = true): Domain {
    const ranges = this.ranges(test);
    if (!ranges) return domain;
    if (type.kind === "number") return within(domain, passes ? ranges : complementRanges(ranges));
    if (domain.kind === "interval") return domain;
    return { kind: "values", values: domain.values.filter((value) => this.passes(value, test, type) === passes) };
  }

  /** Whether one value passes a test. */
  passes(value: Value, test: TypedTest, type: Type): boolean {
    const { span } = test;
    const operand: Term = { kind: "literal", value, type, span };
    return this.#reference.evaluate({ kind: "member", operand, test, type: TRUTH, span }, BLANK_ROW) === true;
  }

  /** Numbers at which some test of the name changes its answer, ascending. */
  edges(name: string): readonly Rational[] {
    return this.#edges.get(name) ?? [];
  }

  #isWhole(definition: Definition): boolean {
    const terms = [...termsOf(definition), ...(definition.kind === "column" ? termsOfTable(definition.table) : [])];
    const readable = definition.kind !== "column" || this.isReadable(definition.table);
    return readable && definition.dependencies.every((name) => this.#whole.has(name)) && !terms.some(hasBroken);
  }

  #equationOf(definition: Definition): Equation | undefined {
    const { exceptions } = definition;
    switch (definition.kind) {
      case "input": {
        const body = this.#inputTerm(definition);
        return body && { exceptions, body };
      }
      case "param": {
        const { type, value, span } = definition;
        return { exceptions, body: { kind: "literal", value, type, span } };
      }
      case "formula":
      case "tiers":
      case "distribution":
        return { exceptions, body: definition.body };
      case "column":
        return { exceptions, body: definition };
      case "score":
        return { exceptions, body: scoreTerm(definition) };
      case "broken":
        return undefined;
    }
  }

  /** The metric as a term of figures that rows supply; a rate is a quotient. */
  #inputTerm({ metric, fallback, span }: InputDefinition): Term | undefined {
    if (!metric.rate) return this.#leafTerm(metric, span, fallback);
    const { metrics } = this.program.catalogue;
    const [numerator, denominator] = [metrics.get(metric.rate.numerator), metrics.get(metric.rate.denominator)];
    if (!numerator || !denominator) return undefined;
    const [left, right] = [this.#leafTerm(numerator, span), this.#leafTerm(denominator, span)];
    return { kind: "arithmetic", operator: "/", left, right, type: metric.type, span };
  }

  #leafTerm(metric: Metric, span: Term["span"], fallback?: Value): Term {
    const name = leafKey(metric);
    const permitted = this.#permitted(metric);
    const known = this.#leaves.get(name)?.domain ?? permitted;
    const domain = fallback === undefined ? known : union(known, only(fallback));
    this.#leaves.set(name, { metric, domain, permitted });
    return { kind: "reference", name, type: metric.type, span };
  }

  #permitted({ type, permitted, decimals }: Metric): Domain {
    if (permitted?.kind === "list") return valuesOf(permitted.values);
    switch (type.kind) {
      case "truth":
        return EITHER;
      case "choice":
        return { kind: "values", values: type.values };
      case "text":
      case "date":
        return { kind: "values", values: this.#symbols[type.kind] };
      case "unknown":
        return EVERY_NUMBER;
      case "number": {
        // A figure without a limit of decimals still has one of digits.
        const step = decimalStep(decimals ?? LIMITS.digits);
        if (!permitted) return intervalOf(LINE, step);
        const { lower, lowerIncluded, upper, upperIncluded } = permitted;
        const from = lower && { value: lower, included: lowerIncluded };
        return intervalOf({ lower: from, upper: upper && { value: upper, included: upperIncluded } }, step);
      }
    }
  }
}

function dependentsOf({ definitions }: Program): Map<string, string[]> {
  const dependents = new Map<string, string[]>();
  for (const { name, dependencies } of definitions.values()) {
    for (const dependency of dependencies) {
      const known = dependents.get(dependency);
      if (known) known.push(name);
      else dependents.set(dependency, [name]);
    }
  }
  return dependents;
}

function edgesOf(program: Program, constant: (term: Term) => Value | undefined): Map<string, Rational[]> {
  const edges = new Map<string, Value[]>();
  const add = (name: string, bounds: readonly Term[]): void => {
    const values = bounds.map(constant).filter((value) => value !== undefined);
    edges.set(name, [...(edges.get(name) ?? []), ...values.filter(isNumber)]);
  };
  for (const { inputs, rows } of program.tables) {
    inputs.forEach(({ name }, column) => {
      const bounds = rows.flatMap(({ tests }) => {
        const test = tests[column];
        return test ? boundsOf(test) : [];
      });
      add(name, bounds);
    });
  }
  for (const term of allTerms(program)) {
    if (term.kind === "member" && term.operand.kind === "reference") add(term.operand.name, boundsOf(term.test));
    if (term.kind !== "compare") continue;
    const { left, right } = term;
    if (left.kind === "reference") add(left.name, [right]);
    if (right.kind === "reference") add(right.name, [left]);
  }
  const sorted = (values: readonly Value[]): Rational[] => {
    const domain = valuesOf(values);
    return domain.kind === "values" ? numbersOf(domain) : [];
  };
  return new Map([...edges].map(([name, values]) => [name, sorted(values)]));
}

const FAR_DAYS = ["2020-01-01", "2030-01-01"];
const OTHER_TEXT = "其他";

/** Texts and dates have no list of values: those a rule names stand for all, with what lies between. */
function symbolsOf(program: Program): { text: Value[]; date: Value[] } {
  const text = new Set<string>();
  const date = new Set<string>();
  for (const term of allTerms(program)) {
    // Before and after every day of the calendar that the witness's month knows.
    if (term.kind === "calendar" && term.place.part === "day") for (const day of FAR_DAYS) date.add(day);
    if (term.kind !== "literal" || typeof term.value !== "string") continue;
    if (term.type.kind === "text") text.add(term.value);
    if (term.type.kind === "date") for (const offset of [-1, 0, 1, 2]) date.add(movedDay(term.value, offset));
  }
  let other = OTHER_TEXT;
  while (text.has(other)) other += OTHER_TEXT;
  return { text: [...text, other], date: date.size > 0 ? [...date].sort() : ["2025-01-01"] };
}

const DAY = 86_400_000;
const movedDay = (date: string, days: number): string =>
  new Date(Date.parse(date) + days * DAY).toISOString().slice(0, 10);
