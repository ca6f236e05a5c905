/**
 * Sums of products of what cannot be taken apart: in this form equal parts cancel, so that of
 * `x - x * 10%` it is seen that it rises, and of `y + 1` that it lies above `y`.
 */
import { add, isZero, multiply, negate, ONE, type Rational, ZERO } from "../../../values/rational.ts";

/** A coefficient for each product; a product is named by its sorted factors. */
export type Polynomial = ReadonlyMap<string, Monomial>;
export interface Monomial {
  readonly coefficient: Rational;
  /** Keys of the factors, sorted; none for a plain number. */
  readonly factors: readonly string[];
}

/** Larger ones are not worth their while. */
const MOST_PRODUCTS = 64;
const MOST_FACTORS = 4;

export const constantPolynomial = (coefficient: Rational): Polynomial => collect([{ coefficient, factors: [] }]);
export const atomPolynomial = (key: string): Polynomial => collect([{ coefficient: ONE, factors: [key] }]);

export const addPolynomials = (a: Polynomial, b: Polynomial): Polynomial | undefined =>
  bounded(collect([...a.values(), ...b.values()]));

export const scalePolynomial = (a: Polynomial, by: Rational): Polynomial =>
  collect([...a.values()].map(({ coefficient, factors }) => ({ coefficient: multiply(coefficient, by), factors })));

export const subtractPolynomials = (a: Polynomial, b: Polynomial): Polynomial | undefined =>
  addPolynomials(a, scalePolynomial(b, negate(ONE)));

export function multiplyPolynomials(a: Polynomial, b: Polynomial): Polynomial | undefined {
  if (a.size * b.size > MOST_PRODUCTS) return undefined;
  const products = [...a.values()].flatMap((x) =>
    [...b.values()].map((y) => ({
      coefficient: multiply(x.coefficient, y.coefficient),
      factors: [...x.factors, ...y.factors].sort(),
    })),
  );
  return products.some(({ factors }) => factors.length > MOST_FACTORS) ? undefined : bounded(collect(products));
}

/** Puts a polynomial in the place of each factor. */
export function substitute(a: Polynomial, of: (factor: string) => Polynomial): Polynomial | undefined {
  let sum: Polynomial | undefined = constantPolynomial(ZERO);
  for (const { coefficient, factors } of a.values()) {
    let product: Polynomial | undefined = constantPolynomial(coefficient);
    for (const factor of factors) product = product && multiplyPolynomials(product, of(factor));
    sum = sum && product && addPolynomials(sum, product);
  }
  return sum;
}

const bounded = (a: Polynomial): Polynomial | undefined => (a.size > MOST_PRODUCTS ? undefined : a);

function collect(monomials: readonly Monomial[]): Polynomial {
  const sums = new Map<string, Monomial>();
  for (const { coefficient, factors } of monomials) {
    const key = factors.join("\n");
    const known = sums.get(key);
    sums.set(key, { coefficient: known ? add(known.coefficient, coefficient) : coefficient, factors });
  }
  return new Map([...sums].filter(([, { coefficient }]) => !isZero(coefficient)));
}
