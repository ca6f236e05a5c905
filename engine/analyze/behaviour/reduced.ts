/**
 * What a name comes to where the figures lie in a small region: rows of tables and branches are decided
 * there, and what is left is a polynomial over what is not taken apart. Two that read the same are the same.
 */

import { holdsValue, isEmpty, isNumber, rangeOf, theValue, within } from "../../check/prove/domain.ts";
import { evaluate } from "../../check/prove/interpret.ts";
import type { Equation, Model } from "../../check/prove/model.ts";
import { complementRanges } from "../../check/prove/range.ts";
import type { Scope } from "../../check/prove/scope.ts";
import {
  addPolynomials,
  atomPolynomial,
  constantPolynomial,
  multiplyPolynomials,
  type Polynomial,
  scalePolynomial,
  subtractPolynomials,
} from "../../check/prove/trend/polynomial.ts";
import { printTerm, printTypedTest } from "../../ir/print-term.ts";
import type { ColumnDefinition, Definition, TiersDefinition } from "../../ir/program.ts";
import type { Term } from "../../ir/term.ts";
import { hasBroken, partsOf } from "../../ir/walk.ts";
import { compare, divide, isZero, negate, ONE, toExact, ZERO } from "../../values/rational.ts";
import { brief } from "./brief.ts";
import { canFail, canFailBeyondRow } from "./can-fail.ts";

export interface Reduced {
  /** The same for what has the same value wherever both have one. */
  readonly key: string;
  /** Of a number. */
  readonly polynomial?: Polynomial;
  /** What may keep it from having a value. */
  readonly failures: ReadonlySet<string>;
  /** It has none. */
  readonly fails?: true;
}

export const haveSameFailures = (a: Reduced, b: Reduced): boolean =>
  a.failures.size === b.failures.size && [...a.failures].every((each) => b.failures.has(each));

export const isSame = (a: Reduced, b: Reduced): boolean => a.key === b.key && haveSameFailures(a, b);

/** Names of which it is known that they have a value, or none. */
export type Knowledge = ReadonlyMap<string, "has value" | "fails">;

const NONE: ReadonlySet<string> = new Set();

export class Reduction {
  readonly #scope: Scope;
  readonly #affected: ReadonlySet<string>;
  readonly #known: Knowledge;
  readonly #names = new Map<string, Reduced>();
  /** The same of any month of anyone. */
  #anywhere: Reduction | undefined;
  /** What was not taken apart, with what it was made of. */
  readonly parts = new Map<string, { readonly name: string; readonly args: readonly Reduced[] }>();

  /** @param affected the names to take apart; all others are what they are */
  constructor(scope: Scope, affected: ReadonlySet<string>, known: Knowledge = new Map()) {
    this.#scope = scope;
    this.#affected = affected;
    this.#known = known;
  }

  name(name: string): Reduced {
    const known = this.#names.get(name);
    if (known) return known;
    const reduced = this.#fixed(this.#name(name), theValue(this.#scope.get(name)));
    this.#names.set(name, reduced);
    return reduced;
  }

  #name(name: string): Reduced {
    const equation = this.#affected.has(name) ? this.#scope.model.equation(name) : undefined;
    if (equation) return this.#equation(name, equation);
    const known = this.#known.get(name);
    if (known === "fails") return { key: `error ${name}`, failures: new Set([name]), fails: true };
    return this.#atom(name, known === undefined && canFail(this.#scope.anyMonth, name) ? new Set([name]) : NONE);
  }

  #equation(name: string, { exceptions, body }: Equation): Reduced {
    const own = (): Reduced => (body.kind === "column" ? this.#column(body) : this.#body(name, body));
    const conditions = exceptions.map(({ condition }) => this.#truth(condition));
    const reduced = exceptions.map(({ condition }) => this.term(condition));
    const failing = failingOf(reduced, this.#scope.model);
    if (failing) return failing;
    if (conditions.includes(undefined) || conditions.filter(Boolean).length > 1) {
      const values = exceptions.map(({ value }) => this.term(value));
      return this.#oneOf("except", reduced, [...values, own()], exceptions.length > 1);
    }
    const value = exceptions[conditions.indexOf(true)]?.value;
    const taken = value ? this.term(value) : own();
    return { ...taken, failures: failuresOf([...reduced, taken]) };
  }

  #body(name: string, body: Term): Reduced {
    const needed = this.#neededFor(this.#scope.model.program.definitions.get(name));
    const failing = failingOf(needed, this.#scope.model);
    if (failing) return failing;
    const own = this.term(body);
    return { ...own, failures: failuresOf([...needed, own]) };
  }

  /** What must have a value before the arithmetic that tiers and scores are written out as is even looked at. */
  #neededFor(definition: Definition | undefined): Reduced[] {
    const reduce = (terms: readonly (Term | undefined)[]): Reduced[] =>
      terms.flatMap((term) => (term ? this.term(term) : []));
    if (definition?.kind === "tiers") {
      const { base, tiers } = definition;
      return [...reduce([base, ...tiers.map(({ from }) => from)]), this.#withinTiers(definition)];
    }
    if (definition?.kind !== "score") return [];
    const { vetoes, indicators, deductions } = definition;
    const conditions = reduce(vetoes.map(({ condition }) => condition));
    const values = reduce(vetoes.map(({ value }) => value));
    const agree = new Set(values.map(fullKeyOf)).size <= 1;
    const conflict = `vetoes(${[...conditions, ...values].map(fullKeyOf).join("; ")})`;
    return [
      ...conditions,
      { key: "", failures: agree ? NONE : new Set([this.#brief(conflict)]) },
      ...reduce(indicators.flatMap(({ weight, score, lower, upper }) => [weight, score, lower, upper])),
      ...reduce(deductions.map(({ points }) => points)),
    ];
  }

  /** Fails where the amount lies outside the tiers. */
  #withinTiers(definition: TiersDefinition): Reduced {
    const ends = endsOfTiers(definition);
    if (ends.every((end) => end === undefined)) return { key: "", failures: NONE };
    const [lower, upper] = ends.map((end) => {
      const value = end && this.#scope.model.constant(end);
      return value !== undefined && isNumber(value) ? { value, included: true } : undefined;
    });
    const amount = evaluate(definition.base, this.#scope);
    const inside = [{ lower, upper }];
    const unknown = ends.some((end, at) => end && ![lower, upper][at]);
    if (!unknown && isEmpty(within(amount, complementRanges(inside)))) return { key: "", failures: NONE };
    const edges = ends.map((end) => (end ? this.term(end).key : "")).join(" .. ");
    const failures = new Set([this.#brief(`outside ${edges}: ${this.term(definition.base).key}`)]);
    if (unknown || !isEmpty(within(amount, inside))) return { key: "", failures };
    return { key: "error outside", failures: new Set(["outside"]), fails: true };
  }

  #column({ table, column }: ColumnDefinition): Reduced {
    const { model } = this.#scope;
    const verdicts = table.rows.map(({ tests }) => {
      let certain = true;
      for (const [at, test] of tests.entries()) {
        const input = table.inputs[at];
        if (!input) return undefined;
        const domain = this.#scope.get(input.name);
        const [passing, failing] = [true, false].map(
          (passes) => !isEmpty(model.passing(domain, test, input.type, passes)),
        );
        if (!passing) return false;
        if (failing) certain = false;
      }
      return certain ? true : undefined;
    });
    const at = verdicts.findIndex((verdict) => verdict !== false);
    const others = table.policy === "unique" ? verdicts.slice(at + 1).some((verdict) => verdict !== false) : false;
    const result = table.rows[at]?.results[column];
    const inputs = table.inputs.map((input) => this.name(input.name));
    const fails = failingOf(inputs, this.#scope.model);
    if (fails) return fails;
    if (!result || verdicts[at] !== true || others) {
      const tests = table.rows.map((row) => row.tests.map((test) => printTypedTest(test)).join(" & "));
      const results = table.rows.flatMap((row) => row.results[column] ?? []).map((each) => this.term(each));
      return this.#oneOf(`${table.policy} ${tests.join(" / ")}`, inputs, results, true);
    }
    const own = this.term(result);
    return { ...own, failures: failuresOf([...inputs, own]) };
  }

  /**
   * Several of which one is taken, nobody knows which here: only that one can keep it from having a value.
   *
   * @param deciding what says which
   * @param fails whether it may have no value where all have one
   */
  #oneOf(name: string, deciding: readonly Reduced[], choices: readonly Reduced[], fails: boolean): Reduced {
    const failures = failuresOf(deciding);
    const own = choices.map((each) => `${[...each.failures].sort().join(", ")}${each.fails ? "!" : ""}`);
    if (fails || own.some((each) => each !== "")) {
      failures.add(this.#brief(`${name}(${[...deciding.map(({ key }) => key), ...own].join("; ")})`));
    }
    const all = [...deciding, ...choices];
    return this.#opaque(
      name,
      all.map(({ key }) => key),
      failures,
      all,
    );
  }

  term(term: Term): Reduced {
    return this.#fixed(this.#term(term), theValue(evaluate(term, this.#scope)));
  }

  /** Where only one value is left, it is that. */
  #fixed(reduced: Reduced, value: ReturnType<typeof theValue>): Reduced {
    if (value === undefined || reduced.fails) return reduced;
    if (!isNumber(value)) return { key: `= ${String(value)}`, failures: reduced.failures };
    return polynomialOf(constantPolynomial(value), reduced.failures);
  }

  #term(term: Term): Reduced {
    if (hasBroken(term)) return this.#opaque("broken", [printTerm(term)], NONE);
    switch (term.kind) {
      case "literal":
        return this.#fixed({ key: "", failures: NONE }, term.value);
      case "reference":
        return this.name(term.name);
      case "negate": {
        const { polynomial, failures } = this.term(term.operand);
        return this.#number(polynomial && scalePolynomial(polynomial, negate(ONE)), term, [term.operand], failures);
      }
      case "convert": {
        const { polynomial, failures } = this.term(term.operand);
        return this.#number(polynomial && scalePolynomial(polynomial, term.factor), term, [term.operand], failures);
      }
      case "arithmetic":
        return this.#arithmetic(term);
      case "if": {
        const { condition, consequent, alternative } = term;
        const failing = failingOf([this.term(condition)], this.#scope.model);
        if (failing) return failing;
        const truth = this.#truth(condition);
        if (truth === undefined) {
          return this.#oneOf("if", [this.term(condition)], [this.term(consequent), this.term(alternative)], false);
        }
        const taken = this.term(truth ? consequent : alternative);
        return { ...taken, failures: new Set([...this.term(condition).failures, ...taken.failures]) };
      }
      case "not":
        return this.#call("not", [term.operand]);
      case "compare":
        return this.#call(term.operator, [term.left, term.right]);
      case "logic": {
        const left = this.term(term.left);
        const truth = this.#truth(term.left);
        if (left.fails || truth === (term.operator === "or")) return left;
        if (truth === undefined) return this.#oneOf(term.operator, [left], [this.term(term.right)], false);
        const right = this.term(term.right);
        return { ...right, failures: failuresOf([left, right]) };
      }
      case "call":
        return this.#extreme(term) ?? this.#call(term.name, term.args);
      case "elapsed":
        return this.#call(term.unit, [term.from, term.to]);
      case "member": {
        const operand = this.term(term.operand);
        if (operand.fails) return operand;
        return this.#opaque("in", [operand.key, printTerm({ ...term, operand: NOTHING })], operand.failures);
      }
      case "window":
      case "streak":
      case "peers":
        return this.#beyondRow(term);
      default:
        return this.#opaque(term.kind, [printTerm(term)], NONE);
    }
  }

  /** Of other months and agents: the same where it is made alike of what is the same in any month of anyone. */
  #beyondRow(term: Extract<Term, { kind: "window" | "streak" | "peers" }>): Reduced {
    const { anyMonth } = this.#scope;
    this.#anywhere ??= anyMonth === this.#scope ? this : new Reduction(anyMonth, this.#affected);
    const anywhere = this.#anywhere;
    const keys = partsOf(term).map((part) => fullKeyOf(anywhere.term(part)));
    const key = this.#brief(`${frameOf(term)}(${keys.join("; ")})`);
    return this.#opaque(key, [], canFailBeyondRow(term, anyMonth) ? new Set([key]) : NONE);
  }

  #arithmetic(term: Extract<Term, { kind: "arithmetic" }>): Reduced {
    const [left, right] = [this.term(term.left), this.term(term.right)];
    const failing = failingOf([left, right], this.#scope.model);
    if (failing) return failing;
    const failures = new Set([...left.failures, ...right.failures]);
    const [a, b] = [left.polynomial, right.polynomial];
    if (!a || !b) return this.#call(term.operator, [term.left, term.right]);
    switch (term.operator) {
      case "+":
        return this.#number(addPolynomials(a, b), term, [term.left, term.right], failures);
      case "-":
        return this.#number(subtractPolynomials(a, b), term, [term.left, term.right], failures);
      case "*":
        return this.#number(multiplyPolynomials(a, b), term, [term.left, term.right], failures);
      case "/": {
        const constant = b.size === 1 ? b.get("")?.coefficient : undefined;
        if (constant && !isZero(constant)) return polynomialOf(scalePolynomial(a, divide(ONE, constant)), failures);
        if (holdsValue(evaluate(term.right, this.#scope), ZERO)) failures.add(this.#brief(`1/(${right.key})`));
        const reciprocal = this.#opaque("1/", [right.key], failures, [right]);
        return this.#number(
          reciprocal.polynomial && multiplyPolynomials(a, reciprocal.polynomial),
          term,
          [term.left, term.right],
          failures,
        );
      }
    }
  }

  /** `max` and `min` where it is known which argument that is. */
  #extreme({ name, args }: Extract<Term, { kind: "call" }>): Reduced | undefined {
    if (name !== "max" && name !== "min") return undefined;
    const reduced = args.map((arg) => this.term(arg));
    if (reduced.some(({ fails }) => fails)) return undefined;
    const ranges = args.map((arg) => rangeOf(evaluate(arg, this.#scope)));
    const at = ranges.findIndex((own) =>
      ranges.every((other) => {
        const [low, high] = name === "max" ? [other.upper, own.lower] : [own.upper, other.lower];
        return own === other || (low && high && compare(low.value, high.value) <= 0);
      }),
    );
    const taken = reduced[at];
    return taken && { ...taken, failures: failuresOf(reduced) };
  }

  #number(
    polynomial: Polynomial | undefined,
    term: Term,
    args: readonly Term[],
    failures: ReadonlySet<string>,
  ): Reduced {
    return polynomial ? polynomialOf(polynomial, failures) : this.#call(labelOf(term), args);
  }

  #call(name: string, args: readonly Term[]): Reduced {
    const reduced = args.map((arg) => this.term(arg));
    const failing = failingOf(reduced, this.#scope.model);
    if (failing) return failing;
    const failures = new Set(reduced.flatMap((arg) => [...arg.failures]));
    return this.#opaque(
      name,
      reduced.map(({ key }) => key),
      failures,
      reduced,
    );
  }

  #opaque(
    name: string,
    keys: readonly string[],
    failures: ReadonlySet<string>,
    args: readonly Reduced[] = [],
  ): Reduced {
    const key = this.#brief(`${name}(${keys.join("; ")})`);
    this.parts.set(key, { name, args });
    return this.#atom(key, failures);
  }

  #brief(key: string): string {
    return brief(key, this.#scope.model);
  }

  #atom(key: string, failures: ReadonlySet<string>): Reduced {
    return polynomialOf(atomPolynomial(key), failures);
  }

  #truth(condition: Term): boolean | undefined {
    const value = theValue(evaluate(condition, this.#scope));
    return typeof value === "boolean" ? value : undefined;
  }
}

/** What the term does with its parts. */
function labelOf(term: Term): string {
  if (term.kind === "arithmetic") return term.operator;
  return term.kind === "convert" ? `as ${toExact(term.factor)}` : term.kind;
}

/** What is computed from all of the parts, in this order, has no value where one has none: the first says why. */
function failingOf(parts: readonly Reduced[], model: Model): Reduced | undefined {
  const at = parts.findIndex(({ fails }) => fails);
  const failing = parts[at];
  if (!failing || at === 0) return failing;
  const before = parts.slice(0, at).filter(({ failures }) => failures.size > 0);
  const key = [...before, failing].map(fullKeyOf).join(" / ");
  return { key: brief(`error ${key}`, model), failures: failuresOf([...before, failing]), fails: true };
}

/** Of what a look at other months and agents is made, its operand and condition aside. */
function frameOf(term: Extract<Term, { kind: "window" | "streak" | "peers" }>): string {
  if (term.kind === "streak") return "streak";
  if (term.kind === "peers") return `peers ${term.aggregate}`;
  const { aggregate, rate, condition, operand, period, atLeast } = term;
  const { span: _, ...months } = period;
  return `window ${JSON.stringify({ aggregate, rate, parts: [operand, condition].map(Boolean), months, atLeast })}`;
}

/** The same for what has the same value, or none, everywhere. */
const fullKeyOf = ({ key, failures }: Reduced): string => `${key} ! ${[...failures].sort().join(", ")}`;

/** Below the first and above the last of which the tiers are an error, where they are. */
export function endsOfTiers({ method, ends, tiers }: TiersDefinition): readonly (Term | undefined)[] {
  const isInterpolated = method === "interpolated";
  if (isInterpolated && ends !== "error") return [undefined, undefined];
  return [tiers[0]?.from, isInterpolated ? tiers.at(-1)?.from : undefined];
}

const failuresOf = (parts: readonly Reduced[]): Set<string> => new Set(parts.flatMap(({ failures }) => [...failures]));

const NOTHING: Term = { kind: "literal", value: ZERO, type: { kind: "unknown" }, span: { start: 0, end: 0 } };

function polynomialOf(polynomial: Polynomial, failures: ReadonlySet<string>): Reduced {
  const products = [...polynomial.values()].map(({ coefficient, factors }) =>
    [toExact(coefficient), ...factors].join(" * "),
  );
  return { key: products.sort().join(" + "), polynomial, failures };
}

/** Names of which the difference of two is a multiple: where one of them is 0, there is none. */
export function commonFactors(a: Reduced, b: Reduced, parts: Reduction["parts"]): string[] {
  const difference = a.polynomial && b.polynomial && subtractPolynomials(a.polynomial, b.polynomial);
  if (!difference) return [];
  const products = [...difference.values()];
  const [first, second] = products;
  if (!first) return [];
  const shared = first.factors.filter((factor) => products.every(({ factors }) => factors.includes(factor)));
  if (!second || products.length > 2) return shared;
  // round(x) - round(y): where x and y are the same, so are these.
  const only = (factors: readonly string[], others: readonly string[]): string[] =>
    factors.filter((factor) => !others.includes(factor));
  const [[x, ...more], [y, ...rest]] = [only(first.factors, second.factors), only(second.factors, first.factors)];
  const [left, right] = [x === undefined ? undefined : parts.get(x), y === undefined ? undefined : parts.get(y)];
  if (!left || !right || left.name !== right.name || more.length + rest.length > 0) return shared;
  const differing = left.args.flatMap((arg, at) => {
    const other = right.args[at];
    return other && arg.key !== other.key ? [[arg, other] as const] : [];
  });
  const [pair] = differing;
  return pair && differing.length === 1 ? [...shared, ...commonFactors(...pair, parts)] : shared;
}
