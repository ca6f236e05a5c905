/**
 * How large exact values can become: a bound on the bits of each name, from inputs of as many digits
 * as a number may have. It keeps a chain of multiplications from filling the memory.
 */
import { type Diagnostic, diagnostic } from "../../diagnostics/diagnostic.ts";
import type { Term } from "../../ir/term.ts";
import { LIMITS } from "../../limits.ts";
import { abs, greatestCommonDivisor, type Rational, rational } from "../../values/rational.ts";
import { isNumber } from "./domain.ts";
import type { Equation, Model } from "./model.ts";

/** The value is below 2^magnitude and a whole number when multiplied by a divisor of so many bits. */
interface Size {
  readonly magnitude: number;
  /** A divisor that is the same for all inputs, such as 100 for what has two decimals. */
  readonly fixed: bigint;
  /** Bits of the divisor that depend on the inputs. */
  readonly loose: number;
}

const BITS_OF_INPUT = Math.ceil(LIMITS.digits * Math.log2(10));
const SMALL: Size = { magnitude: 1, fixed: 1n, loose: 0 };

export function proveSizes(model: Model): Diagnostic[] {
  const sizes = new Map<string, Size>();
  const grown = new Set<string>();
  const findings: Diagnostic[] = [];
  for (const name of model.order) {
    const equation = model.equation(name);
    const definition = model.program.definitions.get(name);
    if (!equation || !definition) continue;
    const size = sizeOfEquation(equation, { model, sizes });
    sizes.set(name, size);
    if (bitsOf(size) <= LIMITS.bits) continue;
    grown.add(name);
    if (definition.dependencies.some((dependency) => grown.has(dependency))) continue;
    findings.push(diagnostic("number-grows", definition.nameSpan, { name, limit: String(LIMITS.bits) }));
  }
  return findings;
}

/** The longest window, so many months. */
const MOST_MONTHS = rational(120);

/** More agents than any centre has. */
const MOST_PEERS = rational(1_000_000);

const bits = (value: bigint): number => (value === 0n ? 0 : value.toString(16).length * 4);
const bitsOf = ({ magnitude, fixed, loose }: Size): number => Math.max(0, magnitude) + bits(fixed) + loose;

interface Sizing {
  readonly model: Model;
  readonly sizes: ReadonlyMap<string, Size>;
}

function sizeOfEquation({ exceptions, body }: Equation, sizing: Sizing): Size {
  const values = exceptions.map(({ value }) => value);
  if (body.kind !== "column") return eitherOf([...values, body].map((term) => sizeOf(term, sizing)));
  const results = body.table.rows.flatMap(({ results }) => results[body.column] ?? []);
  return eitherOf([...values, ...results].map((term) => sizeOf(term, sizing)));
}

function sizeOf(term: Term, sizing: Sizing): Size {
  const of = (part: Term): Size => sizeOf(part, sizing);
  switch (term.kind) {
    case "literal":
      return isNumber(term.value) ? sizeOfNumber(term.value) : SMALL;
    case "reference":
      return sizing.sizes.get(term.name) ?? sizeOfFigure(sizing.model, term.name);
    case "negate":
      return of(term.operand);
    case "convert":
      return product(of(term.operand), sizeOfNumber(term.factor));
    case "arithmetic":
      if (term.operator === "*") return product(of(term.left), of(term.right));
      if (term.operator === "/") return product(of(term.left), reciprocal(term.right, sizing));
      return sum(of(term.left), of(term.right));
    case "if":
      return eitherOf([of(term.consequent), of(term.alternative)]);
    case "call":
      return sizeOfCall(term, sizing);
    case "window": {
      const { operand } = term;
      if (!operand) return SMALL;
      // A sum of so many months: the longest window has some 120.
      return sum(of(operand), sizeOfNumber(MOST_MONTHS));
    }
    case "peers":
      return term.aggregate === "sum" || term.aggregate === "average"
        ? sum(of(term.operand), sizeOfNumber(MOST_PEERS))
        : SMALL;
    case "broken":
    case "streak":
    case "calendar":
    case "elapsed":
    case "not":
    case "compare":
    case "logic":
    case "member":
      return SMALL;
  }
}

function sizeOfCall({ name, args }: Extract<Term, { kind: "call" }>, sizing: Sizing): Size {
  const [first] = args;
  switch (name) {
    case "min":
    case "max":
    case "clamp":
      return eitherOf(args.map((arg) => sizeOf(arg, sizing)));
    case "abs":
      return first ? sizeOf(first, sizing) : SMALL;
    case "round":
    case "floor":
    case "ceil": {
      const decimals = args[1] && sizing.model.constant(args[1]);
      const places = decimals !== undefined && isNumber(decimals) ? Number(decimals.numerator) : 0;
      const { magnitude } = first ? sizeOf(first, sizing) : SMALL;
      return { magnitude: Math.max(magnitude, 0) + 1, fixed: 10n ** BigInt(Math.max(0, places)), loose: 0 };
    }
  }
}

function sizeOfNumber({ numerator, denominator }: Rational): Size {
  return { magnitude: bits(numerator) - bits(denominator) + 4, fixed: denominator, loose: 0 };
}

/** A figure from the agent's row has as many digits as a number may have, its decimals among them. */
function sizeOfFigure(model: Model, key: string): Size {
  const metric = model.leaf(key)?.metric;
  if (metric?.type.kind !== "number") return SMALL;
  const decimals = metric.decimals ?? LIMITS.digits;
  return { magnitude: BITS_OF_INPUT - Math.floor(decimals * Math.log2(10)), fixed: 10n ** BigInt(decimals), loose: 0 };
}

const product = (a: Size, b: Size): Size =>
  bounded({ magnitude: a.magnitude + b.magnitude, fixed: a.fixed * b.fixed, loose: a.loose + b.loose });

/** Of a constant all is known; else the divisor's own digits become the divisor of the quotient. */
function reciprocal(divisor: Term, sizing: Sizing): Size {
  const constant = sizing.model.constant(divisor);
  if (constant !== undefined && isNumber(constant) && constant.numerator !== 0n) {
    const { numerator, denominator } = abs(constant);
    return sizeOfNumber({ numerator: denominator, denominator: numerator });
  }
  const size = sizeOf(divisor, sizing);
  return { magnitude: bits(size.fixed) + size.loose, fixed: 1n, loose: bitsOf(size) };
}

/** Adding doubles the greater of the two at most. */
function sum(a: Size, b: Size): Size {
  const [less, more] = [Math.min(a.magnitude, b.magnitude), Math.max(a.magnitude, b.magnitude)];
  const magnitude = more + Math.log2(1 + 2 ** (less - more));
  return bounded({ magnitude, fixed: commonMultiple(a.fixed, b.fixed), loose: a.loose + b.loose });
}

const eitherOf = (sizes: readonly Size[]): Size =>
  sizes.reduce(
    (a, b) =>
      bounded({
        magnitude: Math.max(a.magnitude, b.magnitude),
        fixed: commonMultiple(a.fixed, b.fixed),
        loose: Math.max(a.loose, b.loose),
      }),
    SMALL,
  );

const commonMultiple = (a: bigint, b: bigint): bigint => (a / greatestCommonDivisor(a, b)) * b;

const LARGEST = 1n << BigInt(LIMITS.bits);
/** Beyond the limit only the fact counts. */
const bounded = ({ magnitude, fixed, loose }: Size): Size => ({
  magnitude: Math.min(magnitude, 2 * LIMITS.bits),
  fixed: fixed > LARGEST ? LARGEST : fixed,
  loose: Math.min(loose, 2 * LIMITS.bits),
});
