/** Rules as a policy would print them: × ÷ − ≤, words for `if` and `and`, units as people say them. */
import {
  type Expression,
  multiply,
  type Rational,
  rational,
  type TableStatement,
  type Test,
  toExact,
  type UnitExpression,
} from "../../../engine/index.ts";
import { formatUnitWord, groupDigits } from "../../i18n/format.ts";
import { t } from "../../i18n/i18n.ts";
import { peersText, phrasesStandAlone, placeText, timeCallText, windowText } from "./readable-windows.ts";

const SIGNS: Readonly<Record<string, string>> = {
  "*": "×",
  "/": "÷",
  "-": "−",
  "<=": "≤",
  ">=": "≥",
  "!=": "≠",
};

/** The DSL's own precedence, loosest first; what binds looser than its place takes brackets. */
const LEVELS: readonly (readonly string[])[] = [
  ["or"],
  ["and"],
  ["not"],
  ["=", "!=", "<", "<=", ">", ">=", "in"],
  ["+", "-"],
  ["*", "/"],
];
const levelOf = (operator: string): number => LEVELS.findIndex((level) => level.includes(operator));
const HUNDRED = rational(100);
/** Dates are texts in the syntax; only the checker tells them apart. */
const DATE = /^\d{4}-\d{2}-\d{2}$/;
const COMPARISON = levelOf("=");
const TIGHTEST = LEVELS.length;

export function readable(expression: Expression, above = -1): string {
  const at = (level: number, text: string): string => (level < above ? `(${text})` : text);
  switch (expression.kind) {
    case "number":
      return numberText(expression.value, expression.percent, expression.unit);
    case "text":
      return DATE.test(expression.value) ? expression.value : `“${expression.value}”`;
    case "name":
      return expression.name;
    case "negate":
      return `−${readable(expression.operand, TIGHTEST)}`;
    case "not":
      return at(levelOf("not"), `${t().document.not} ${readable(expression.operand, levelOf("not"))}`);
    case "binary": {
      const level = levelOf(expression.operator);
      const sign = operatorText(expression.operator);
      // The right side of − and ÷ keeps its brackets on the same level, and comparisons do not chain.
      const left = readable(expression.left, level === COMPARISON || isPhrase(expression.left) ? level + 1 : level);
      return at(level, `${left} ${sign} ${readable(expression.right, level + 1)}`);
    }
    case "in":
      return at(levelOf("in"), membershipText(readable(expression.operand, levelOf("in")), expression.test));
    case "as":
      return `${readable(expression.operand, TIGHTEST)} ${t().document.as} ${unitText(expression.unit)}`;
    case "if": {
      const { condition, consequent, alternative } = expression;
      return at(-1, t().document.conditional(readable(condition), readable(consequent), readable(alternative)));
    }
    case "call": {
      const args = expression.args.map((argument) => readable(argument));
      const phrase = timeCallText(expression.callee.name, args);
      return phrase === undefined ? `${expression.callee.name}(${args.join(", ")})` : atPhrase(above, phrase);
    }
    case "window": {
      const { aggregate, operand, condition } = expression;
      const of = operand ? readable(operand, aggregate?.name === "count" ? -1 : TIGHTEST) : "";
      return atPhrase(above, windowText(expression, of, condition && readable(condition)));
    }
    case "peers": {
      const of = readable(expression.operand, expression.aggregate.name === "count" ? -1 : TIGHTEST);
      return atPhrase(above, peersText(expression, of));
    }
    case "calendar":
      return placeText(expression);
    case "hole":
      return expression.unit ? `? ${unitText(expression.unit)}` : "?";
    case "unreadable":
      return "…";
  }
}

/** A phrase of several words stands in brackets within arithmetic, unless its language shows where it ends. */
const atPhrase = (above: number, text: string): string =>
  above > COMPARISON + 1 && !phrasesStandAlone() ? `(${text})` : text;

const isPhrase = ({ kind }: Expression): boolean => kind === "window" || kind === "peers";

const operatorText = (operator: string): string =>
  operator === "and" ? t().document.and : operator === "or" ? t().document.or : (SIGNS[operator] ?? operator);

/** A range about a name reads as one chain: `60% ≤ 月目标完成率 < 80%`. */
const membershipText = (operand: string, test: Test): string =>
  test.kind === "range" || test.kind === "compare"
    ? testText(test, operand)
    : `${operand} ${t().document.in} (${testText(test)})`;

/** A cell of a decision table; `x` stands for the column's value where a range needs it. */
export function testText(test: Test, x = "x"): string {
  switch (test.kind) {
    case "any":
      return t().document.any;
    case "compare": {
      const bound = readable(test.bound);
      if (test.operator === "=" && x === "x") return bound;
      return `${x === "x" ? "" : `${x} `}${operatorText(test.operator)} ${bound}`;
    }
    case "range": {
      const sign = (included: boolean): string => (included ? "≤" : "<");
      return `${readable(test.lower)} ${sign(test.lowerIncluded)} ${x} ${sign(test.upperIncluded)} ${readable(test.upper)}`;
    }
    case "one-of":
      return test.tests.map((each) => testText(each, x)).join(t().document.listSeparator);
    case "not":
      return `${t().document.not} ${testText(test.test, x)}`;
  }
}

export const numberText = (value: Rational, percent: boolean, unit?: UnitExpression): string => {
  if (percent) return `${groupDigits(toExact(multiply(value, HUNDRED)))}%`;
  const digits = groupDigits(toExact(value));
  return unit ? `${digits} ${unitText(unit)}` : digits;
};

/** `CNY/人` as 元/人. */
export function unitText({ factors }: UnitExpression): string {
  const words = factors.map(
    ({ unit, exponent }, index) => `${index === 0 ? "" : exponent < 0 ? "/" : "·"}${unit.name}`,
  );
  return formatUnitWord(words.join(""));
}

/** Whether the bounds of a table over one number are written as percentages. */
export const usesPercent = (table: TableStatement): boolean =>
  table.rows.some(({ tests }) => tests.some((test) => boundsOf(test).some((b) => b.kind === "number" && b.percent)));

const boundsOf = (test: Test): readonly Expression[] => {
  switch (test.kind) {
    case "compare":
      return [test.bound];
    case "range":
      return [test.lower, test.upper];
    case "one-of":
      return test.tests.flatMap(boundsOf);
    default:
      return [];
  }
};

/** A stretch of a number line as a test of `x`: `95% ≤ x < 100%`, `= 20`, `> 30`. */
export function regionText(stretch: NumberRegion | undefined, percent: boolean): string {
  const { from, fromIncluded, to, toIncluded } = stretch ?? {};
  const text = (bound: Rational): string => numberText(bound, percent);
  if (from && from === to) return `= ${text(from)}`;
  if (from && to) return `${text(from)} ${fromIncluded ? "≤" : "<"} x ${toIncluded ? "≤" : "<"} ${text(to)}`;
  if (from) return `${fromIncluded ? "≥" : ">"} ${text(from)}`;
  return to ? `${toIncluded ? "≤" : "<"} ${text(to)}` : "";
}

interface NumberRegion {
  readonly from?: Rational;
  readonly fromIncluded: boolean;
  readonly to?: Rational;
  readonly toIncluded: boolean;
}
