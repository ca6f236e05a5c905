import type { Catalogue, UnitConversion } from "../../catalogue/metric.ts";
import { type Diagnostic, diagnostic } from "../../diagnostics/diagnostic.ts";
import { span } from "../../source/span.ts";
import type { Identifier, UnitExpression } from "../../syntax/ast.ts";
import { divide, multiply, ONE, type Rational } from "../../values/rational.ts";
import { invertUnit, multiplyUnits, UNITLESS, type Unit } from "../../values/unit.ts";
import { withSuggestion } from "./scope.ts";
import { Suggester } from "./suggester.ts";

export interface ResolvedUnit {
  readonly unit: Unit;
  /** How many of `unit` one of the written unit is: 万元 is 10000 CNY. */
  readonly factor: Rational;
}

/**
 * Looks up the words of a unit; reports those that the catalogue does not declare. `isName` tells
 * names, which the words of `400元*绩效系数` look like to an author who leaves out spaces.
 */
export function resolveUnit(
  expression: UnitExpression,
  catalogue: Pick<Catalogue, "units">,
  report: (found: Diagnostic) => void,
  suggester = new Suggester(),
  isName: (word: string) => boolean = () => false,
): ResolvedUnit | undefined {
  let result: ResolvedUnit | undefined = { unit: UNITLESS, factor: ONE };
  for (const [at, { unit, exponent }] of expression.factors.entries()) {
    const word = catalogue.units.get(unit.name);
    const previous = expression.factors[at - 1]?.unit;
    if (!word && previous && isName(unit.name)) {
      report(unitOrName(previous, exponent > 0 ? "*" : "/", unit));
      result = undefined;
    } else if (!word) {
      const [args, details] = withSuggestion(unit, suggester.nearest(unit.name, catalogue.units.keys()));
      report(diagnostic("unit-unknown", unit.span, { ...args, unit: unit.name }, details));
      result = undefined;
    } else if (result) {
      result = {
        unit: multiplyUnits(result.unit, exponent > 0 ? word.unit : invertUnit(word.unit)),
        factor: exponent > 0 ? multiply(result.factor, word.factor) : divide(result.factor, word.factor),
      };
    }
  }
  return result;
}

function unitOrName(previous: Identifier, sign: string, { name, span: where }: Identifier): Diagnostic {
  const between = span(previous.span.end, where.start);
  const suggestion = `${previous.name} ${sign} ${name}`;
  const fix = {
    title: { zh: `改为 ${suggestion}`, en: `write ${suggestion}` },
    edits: [{ span: between, text: ` ${sign} ` }],
  };
  return diagnostic("unit-or-name", where, { name, suggestion }, { fixes: [fix] });
}

/**
 * How many of `to` one of `from` is, by the conversions of the catalogue; `undefined` where they do
 * not measure the same. Units are converted factor by factor: 元/小时 to 元/分钟 converts the hour.
 */
export function conversionFactor(from: Unit, to: Unit, catalogue: Catalogue): Rational | undefined {
  const left = from.filter(([base, exponent]) => !to.some(([other, power]) => other === base && power === exponent));
  const right = to.filter(([base, exponent]) => !from.some(([other, power]) => other === base && power === exponent));
  if (left.length !== right.length) return undefined;
  let total = ONE;
  for (const [base, exponent] of left) {
    const target = right.find(([other, power]) => power === exponent && baseFactor(base, other, catalogue.conversions));
    const factor = target && baseFactor(base, target[0], catalogue.conversions);
    if (!factor || Math.abs(exponent) !== 1) return undefined;
    total = exponent > 0 ? multiply(total, factor) : divide(total, factor);
  }
  return total;
}

/** Follows conversions in both directions, the shortest way. */
function baseFactor(from: string, to: string, conversions: readonly UnitConversion[]): Rational | undefined {
  const reached = new Map<string, Rational>([[from, ONE]]);
  for (const [unit, factor] of reached) {
    if (unit === to) return factor;
    for (const step of conversions) {
      if (step.from === unit && !reached.has(step.to)) reached.set(step.to, multiply(factor, step.factor));
      if (step.to === unit && !reached.has(step.from)) reached.set(step.from, divide(factor, step.factor));
    }
  }
  return undefined;
}
