/**
 * What a name comes to where the figures lie in a small region: rows of tables and branches are decided
 * there, and what is left is a polynomial over what is not taken apart. Two that read the same are the same.
 */

import { holdsValue, isEmpty, isNumber, theValue } from "../../check/prove/domain.ts";
import { evaluate } from "../../check/prove/interpret.ts";
import type { Equation } from "../../check/prove/model.ts";
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
import type { ColumnDefinition } from "../../ir/program.ts";
import type { Term } from "../../ir/term.ts";
import { hasBroken } from "../../ir/walk.ts";
import { divide, isZero, negate, ONE, toExact, ZERO } from "../../values/rational.ts";

export interface Reduced {
  /** The same for what has the same value wherever both have one. */
  readonly key: string;
  /** Of a number. */
  readonly polynomial?: Polynomial;
  /** What may keep it from having a value. */
  readonly failures: ReadonlySet<string>;
}

export const haveSameFailures = (a: Reduced, b: Reduced): boolean =>
  a.failures.size === b.failures.size && [...a.failures].every((each) => b.failures.has(each));

export const isSame = (a: Reduced, b: Reduced): boolean => a.key === b.key && haveSameFailures(a, b);

const NONE: ReadonlySet<string> = new Set();

export class Reduction {
  readonly #scope: Scope;
  readonly #affected: ReadonlySet<string>;
  readonly #canFail: (name: string) => boolean;
  readonly #names = new Map<string, Reduced>();
  /** What was not taken apart, with what it was made of. */
  readonly parts = new Map<string, { readonly name: string; readonly args: readonly Reduced[] }>();

  /** @param affected the names to take apart; all others are what they are */
  constructor(scope: Scope, affected: ReadonlySet<string>, canFail: (name: string) => boolean) {
    this.#scope = scope;
    this.#affected = affected;
    this.#canFail = canFail;
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
    if (equation) return this.#equation(equation);
    return this.#atom(name, this.#canFail(name) ? new Set([name]) : NONE);
  }

  #equation({ exceptions, body }: Equation): Reduced {
    const own = (): Reduced => (body.kind === "column" ? this.#column(body) : this.term(body));
    const conditions = exceptions.map(({ condition }) => this.#truth(condition));
    const reduced = exceptions.map(({ condition }) => this.term(condition));
    if (conditions.includes(undefined) || conditions.filter(Boolean).length > 1) {
      const values = exceptions.map(({ value }) => this.term(value));
      return this.#oneOf("except", reduced, [...values, own()], exceptions.length > 1);
    }
    const value = exceptions[conditions.indexOf(true)]?.value;
    const taken = value ? this.term(value) : own();
    return { ...taken, failures: failuresOf([...reduced, taken]) };
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
    const full = choices.map((each) => `${each.key} ! ${[...each.failures].sort().join(", ")}`);
    if (fails || choices.some((each) => each.failures.size > 0)) {
      failures.add(`${name}(${[...deciding.map(({ key }) => key), ...full].join("; ")})`);
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
    if (value === undefined) return reduced;
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
        const truth = this.#truth(term.condition);
        const { condition, consequent, alternative } = term;
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
      case "logic":
        return this.#oneOf(term.operator, [this.term(term.left)], [this.term(term.right)], false);
      case "call":
        return this.#call(term.name, term.args);
      case "elapsed":
        return this.#call(term.unit, [term.from, term.to]);
      case "member": {
        const operand = this.term(term.operand);
        return this.#opaque("in", [operand.key, printTerm({ ...term, operand: NOTHING })], operand.failures);
      }
      default:
        // Of other months and agents, and of the calendar: the same only where it is written the same.
        return this.#opaque(term.kind, [printTerm(term)], new Set([printTerm(term)]));
    }
  }

  #arithmetic(term: Extract<Term, { kind: "arithmetic" }>): Reduced {
    const [left, right] = [this.term(term.left), this.term(term.right)];
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
        if (holdsValue(evaluate(term.right, this.#scope), ZERO)) failures.add(`1/(${right.key})`);
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
    const key = `${name}(${keys.join("; ")})`;
    this.parts.set(key, { name, args });
    return this.#atom(key, failures);
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
