/** Terms as polynomials: what is known of one as a whole, and of the difference of two. */
import { printTerm } from "../../../ir/print-term.ts";
import type { Term } from "../../../ir/term.ts";
import { hasBroken } from "../../../ir/walk.ts";
import { compare, divide, isZero, negate, ONE, ZERO } from "../../../values/rational.ts";
import { addDomains, multiplyDomains } from "../arithmetic.ts";
import { type Domain, intersect, isEmpty, isNumber, only, rangeOf, theValue } from "../domain.ts";
import { evaluate } from "../interpret.ts";
import type { Scope } from "../scope.ts";
import type { Order } from "./lines.ts";
import {
  addPolynomials,
  atomPolynomial,
  constantPolynomial,
  multiplyPolynomials,
  type Polynomial,
  scalePolynomial,
  substitute,
  subtractPolynomials,
} from "./polynomial.ts";
import { directionOf, LEVEL, productSlope, type Slope, stretch, sumSlope, UPWARD } from "./slope.ts";

/** What is known of the parts of a term. */
export interface Parts {
  readonly moves: (term: Term) => boolean;
  readonly slope: (term: Term, scope: Scope) => Slope;
  /** The term that a name stands for, where it moves and can be taken apart. */
  readonly behind: (name: string) => Term | undefined;
}

/** A term as a polynomial over terms that are not taken apart further. */
interface NormalForm {
  readonly polynomial: Polynomial;
  readonly atoms: Map<string, Term>;
}

/** Terms taken apart before giving up. */
const MOST_TERMS = 200;

function normalForm(term: Term, parts: Parts): NormalForm | undefined {
  const atoms = new Map<string, Term>();
  let left = MOST_TERMS;
  const atom = (part: Term): Polynomial | undefined => {
    if (hasBroken(part)) return undefined;
    const key = printTerm(part);
    atoms.set(key, part);
    return atomPolynomial(key);
  };
  const both = (a: Term, b: Term, join: typeof addPolynomials): Polynomial | undefined => {
    const [x, y] = [read(a), read(b)];
    return x && y && join(x, y);
  };
  const read = (part: Term): Polynomial | undefined => {
    left -= 1;
    if (left < 0) return undefined;
    switch (part.kind) {
      case "literal":
        return isNumber(part.value) ? constantPolynomial(part.value) : undefined;
      case "negate": {
        const operand = read(part.operand);
        return operand && scalePolynomial(operand, negate(ONE));
      }
      case "convert": {
        const operand = read(part.operand);
        return operand && scalePolynomial(operand, part.factor);
      }
      case "reference": {
        const behind = parts.behind(part.name);
        return behind ? read(behind) : atom(part);
      }
      case "arithmetic":
        switch (part.operator) {
          case "+":
            return both(part.left, part.right, addPolynomials);
          case "-":
            return both(part.left, part.right, subtractPolynomials);
          case "*":
            return both(part.left, part.right, multiplyPolynomials);
          case "/":
            return quotient(part) ?? atom(part);
        }
        return undefined;
      default:
        return atom(part);
    }
  };
  /** By a number, or by what does not move: then by its reciprocal. */
  const quotient = ({ left: dividend, right, type, span }: Extract<Term, { kind: "arithmetic" }>) => {
    const divisor = read(right);
    const constant = divisor?.size === 1 ? divisor.get("")?.coefficient : undefined;
    const over = read(dividend);
    if (over && constant && !isZero(constant)) return scalePolynomial(over, divide(ONE, constant));
    if (parts.moves(right)) return undefined;
    const one: Term = { kind: "literal", value: ONE, type, span };
    const reciprocal = atom({ kind: "arithmetic", operator: "/", left: one, right, type, span });
    return over && reciprocal && multiplyPolynomials(over, reciprocal);
  };
  const polynomial = read(term);
  return polynomial && { polynomial, atoms };
}

/** The slope of a sum whose parts may cancel. */
export function slopeOfWhole(term: Term, scope: Scope, parts: Parts): Slope | undefined {
  const form = normalForm(term, parts);
  // What cannot be taken apart is its own only part.
  if (!form || [...form.atoms.values()].includes(term)) return undefined;
  let sum = LEVEL;
  for (const { coefficient, factors } of form.polynomial.values()) {
    let [domain, slope]: [Domain, Slope] = [only(coefficient), LEVEL];
    for (const factor of factors) {
      const atom = form.atoms.get(factor);
      if (!atom) return undefined;
      const own = stretch(evaluate(atom, scope));
      if (isEmpty(own)) return LEVEL;
      slope = productSlope(domain, slope, own, parts.slope(atom, scope));
      domain = multiplyDomains(domain, own);
    }
    sum = sumSlope(sum, slope);
  }
  return sum;
}

/** A term as it is at one value of the input. */
export interface Side {
  readonly term: Term;
  readonly scope: Scope;
}

/** By how much the input has moved; no name is written so. */
const STEP = "Δ ";

/**
 * Whether `high`, at some value of the input, is above or below `low` at a smaller one; `scope` holds
 * both. What does not move is the same in both.
 */
export function orderOfTerms(low: Side, high: Side, scope: Scope, parts: Parts): Order {
  const [below, above] = [normalForm(low.term, parts), normalForm(high.term, parts)];
  if (!below || !above) return { up: false, down: false };
  const atoms = new Map([...below.atoms, ...above.atoms]);
  const steps = new Map<string, Domain>([[STEP, UPWARD]]);
  /** How far an atom has moved. */
  const stepOf = (key: string): Polynomial => {
    const atom = atoms.get(key);
    const slope = atom ? parts.slope(atom, scope) : LEVEL;
    const exact = theValue(slope);
    if (exact !== undefined && isNumber(exact)) return scalePolynomial(atomPolynomial(STEP), exact);
    steps.set(STEP + key, directionOf(slope));
    return atomPolynomial(STEP + key);
  };
  const moved = (key: string, by: typeof addPolynomials): Polynomial => {
    const atom = atoms.get(key);
    const here = atomPolynomial(key);
    return atom && parts.moves(atom) ? (by(here, stepOf(key)) ?? here) : here;
  };
  const domainIn =
    (side: Side) =>
    (key: string): Domain => {
      const step = steps.get(key);
      if (step) return step;
      const atom = atoms.get(key);
      if (!atom) return only(ZERO);
      if (parts.moves(atom)) return stretch(evaluate(atom, side.scope));
      return stretch(intersect(evaluate(atom, low.scope), evaluate(atom, high.scope)));
    };
  // Both as seen from the smaller value, then both from the greater one.
  const aboveMoved = substitute(above.polynomial, (key) => moved(key, addPolynomials));
  const fromBelow = aboveMoved && subtractPolynomials(aboveMoved, below.polynomial);
  const first = fromBelow && signOf(fromBelow, domainIn(low));
  if (first && (first.up || first.down)) return first;
  const belowMoved = substitute(below.polynomial, (key) => moved(key, subtractPolynomials));
  const fromAbove = belowMoved && subtractPolynomials(above.polynomial, belowMoved);
  return (fromAbove && signOf(fromAbove, domainIn(high))) ?? { up: false, down: false };
}

function signOf(polynomial: Polynomial, domainOf: (key: string) => Domain): Order {
  let sum: Domain = only(ZERO);
  for (const { coefficient, factors } of polynomial.values()) {
    const product = factors.map(domainOf).reduce(multiplyDomains, only(coefficient));
    // Where a part cannot have a value, there is nothing to compare.
    if (isEmpty(product)) return { up: true, down: true };
    sum = addDomains(sum, product);
  }
  const { lower, upper } = rangeOf(sum);
  return {
    up: lower !== undefined && compare(lower.value, ZERO) >= 0,
    down: upper !== undefined && compare(upper.value, ZERO) <= 0,
  };
}
