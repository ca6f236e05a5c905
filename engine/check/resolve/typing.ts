import type { Catalogue } from "../../catalogue/metric.ts";
import { diagnostic } from "../../diagnostics/diagnostic.ts";
import { DECIMALS_RANGE, FUNCTIONS } from "../../ir/functions.ts";
import type { FunctionName, Term, TypedTest } from "../../ir/term.ts";
import type {
  ArithmeticOperator,
  Binary,
  Call,
  Conversion,
  Expression,
  Identifier,
  NameReference,
  NumberLiteral,
  Test,
  UnitExpression,
} from "../../syntax/ast.ts";
import { equal, isInteger, multiply, ONE } from "../../values/rational.ts";
import {
  type NumberType,
  numberOf,
  PERCENT,
  PLAIN_NUMBER,
  TEXT,
  TRUTH,
  type Type,
  UNKNOWN,
} from "../../values/type.ts";
import { divideUnits, formatUnit, multiplyUnits } from "../../values/unit.ts";
import { isRational } from "../../values/value.ts";
import type { Fitting } from "./fitting.ts";
import {
  type ExpressionTyping,
  isHistoryFunction,
  typeCalendarPlace,
  typeHistoryCall,
  typePeers,
  typeWindow,
} from "./history.ts";
import { type Scope, withSuggestion } from "./scope.ts";
import type { Suggester } from "./suggester.ts";
import { typeTest } from "./typed-test.ts";
import { conversionFactor, type ResolvedUnit, resolveUnit } from "./units.ts";

/** The words for a yes and a no. */
export const TRUTHS: ReadonlyMap<string, boolean> = new Map([
  ["是", true],
  ["否", false],
]);

/** A score point; never a hundredth of a yuan. */
const POINT = "分";

/** Gives expressions of one scheme their types. What is wrong is reported and becomes `broken`. */
export class Typing {
  readonly #scope: Scope;
  readonly #catalogue: Catalogue;
  readonly #currency: string;
  readonly #suggester: Suggester;
  readonly #types: ReadonlyMap<string, Type>;
  readonly fitting: Fitting;

  constructor(context: {
    scope: Scope;
    catalogue: Catalogue;
    currency: string;
    suggester: Suggester;
    /** Of every name that has been resolved so far. */
    types: ReadonlyMap<string, Type>;
    fitting: Fitting;
  }) {
    this.#scope = context.scope;
    this.#catalogue = context.catalogue;
    this.#currency = context.currency;
    this.#suggester = context.suggester;
    this.#types = context.types;
    this.fitting = context.fitting;
  }

  /** `expected` resolves bare words to values of a choice; it is not enforced. */
  term(expression: Expression, expected: Type = UNKNOWN): Term {
    const { span } = expression;
    switch (expression.kind) {
      case "number":
        return this.#number(expression);
      case "text":
        return { kind: "literal", value: expression.value, type: TEXT, span };
      case "name":
        return this.#name(expression, expected);
      case "negate": {
        const operand = this.fitting.numeric(this.term(expression.operand));
        return { kind: "negate", operand, type: operand.type, span };
      }
      case "not":
        return { kind: "not", operand: this.truth(expression.operand), type: TRUTH, span };
      case "binary":
        return this.#binary(expression);
      case "in": {
        const operand = this.term(expression.operand);
        return { kind: "member", operand, test: this.test(expression.test, operand.type), type: TRUTH, span };
      }
      case "as":
        return this.#conversion(expression);
      case "if": {
        const condition = this.truth(expression.condition);
        const [consequent, alternative] = this.#pair(expression.consequent, expression.alternative, expected);
        const [type, [yes, no]] = this.fitting.unify([consequent, alternative], { zh: "取其一", en: "choose between" });
        return { kind: "if", condition, consequent: yes ?? consequent, alternative: no ?? alternative, type, span };
      }
      case "call":
        return isHistoryFunction(expression.callee.name)
          ? typeHistoryCall(expression.callee.name, expression, this.#others)
          : this.#call(expression);
      case "window":
        return typeWindow(expression, this.#others);
      case "peers":
        return typePeers(expression, this.#others);
      case "calendar":
        return typeCalendarPlace(expression);
      case "hole": {
        this.fitting.report(diagnostic("hole", span, {}));
        const unit = expression.unit && this.unit(expression.unit);
        return { kind: "broken", because: "hole", type: unit ? numberOf(unit.unit) : UNKNOWN, span };
      }
      case "unreadable":
        return this.fitting.broken(span);
    }
  }

  get #others(): ExpressionTyping {
    return {
      term: (expression) => this.term(expression),
      truth: (expression) => this.truth(expression),
      value: (expression, type) => this.value(expression, type),
      numeric: (term) => this.fitting.numeric(term),
      broken: (span) => this.fitting.broken(span),
      metricOf: (name) => {
        const declaration = this.#scope.declarations.get(name);
        return declaration?.kind === "input" ? declaration.metric : undefined;
      },
      suggest: (word, candidates) => this.#suggester.nearest(word, candidates),
      report: this.fitting.report,
    };
  }

  truth(expression: Expression): Term {
    return this.fitting.require(this.term(expression, TRUTH), TRUTH);
  }

  /** A value that must fit `type`; a bare number takes its unit, `scale` of it where a header says 万元. */
  value(expression: Expression, type: Type, scale = ONE): Term {
    return this.fitting.fit(this.term(expression, type), type, scale);
  }

  /** As `value`, but a bare number other than 0 fits only what has no unit, and no percentage. */
  exactValue(expression: Expression, type: Type): Term {
    return this.fitting.require(this.term(expression, type), type);
  }

  /** A test against values of `type`; bare numbers are read as in `value`. */
  test(test: Test, type: Type, scale = ONE): TypedTest {
    return typeTest(test, type, scale, this);
  }

  unit(expression: UnitExpression): ResolvedUnit | undefined {
    const isName = (word: string): boolean => this.#scope.declarations.has(word);
    return resolveUnit(expression, this.#catalogue, this.fitting.report, this.#suggester, isName);
  }

  #number({ value, percent, unit, span }: NumberLiteral): Term {
    if (percent) return { kind: "literal", value, type: PERCENT, span };
    if (!unit) return { kind: "literal", value, type: PLAIN_NUMBER, span };
    const resolved = this.unit(unit);
    if (!resolved) return this.fitting.broken(span);
    return { kind: "literal", value: multiply(value, resolved.factor), type: numberOf(resolved.unit), span };
  }

  #name(reference: NameReference, expected: Type): Term {
    const { name, span } = reference;
    const type = this.#types.get(name);
    if (type) return { kind: "reference", name, type, span };
    // Part of a cycle, or of a statement that could not be read: both were reported.
    if (this.#scope.declarations.has(name) || this.#scope.unread.has(name)) return this.fitting.broken(span);
    if (expected.kind === "choice") {
      if (expected.values.includes(name)) return { kind: "literal", value: name, type: expected, span };
      const nearest = this.#suggester.nearest(name, [...expected.values, ...this.#scope.declarations.keys()]);
      const values = expected.values.join("、");
      const [, details] = withSuggestion(reference, nearest);
      this.fitting.report(diagnostic("choice-value", span, { value: name, choice: expected.name, values }, details));
      return this.fitting.broken(span);
    }
    const truth = TRUTHS.get(name);
    if (truth !== undefined) return { kind: "literal", value: truth, type: TRUTH, span };
    this.reportUnknown(reference);
    return this.fitting.broken(span);
  }

  /** All expressions with one type: the cells of a column. */
  united(expressions: readonly Expression[]): [Type, Term[]] {
    return this.fitting.unify(
      expressions.map((expression) => this.term(expression)),
      { zh: "放在同一列", en: "put into one column" },
    );
  }

  /** A name that means nothing here. One that the catalogue knows is either read already or only wants to be. */
  reportUnknown(reference: Identifier): void {
    const { name, span } = reference;
    const metric = this.#catalogue.find(name)?.name;
    if (metric === undefined || this.#scope.declarations.has(metric)) {
      const nearest = metric ?? this.nearestName(name);
      this.fitting.report(diagnostic("name-unknown", span, ...withSuggestion(reference, nearest)));
      return;
    }
    const suggestionZh = `；要读取这个指标，请写 input ${metric}`;
    const suggestionEn = `; to read the metric, write input ${metric}`;
    this.fitting.report(diagnostic("name-unknown", span, { name, suggestionZh, suggestionEn }));
  }

  nearestOf(name: string, candidates: Iterable<string>): string | undefined {
    return this.#suggester.nearest(name, candidates);
  }

  nearestMetric(name: string): string | undefined {
    return this.#suggester.nearest(name, this.#catalogue.metrics.keys());
  }

  nearestName(name: string): string | undefined {
    return this.#suggester.nearest(name, [...this.#scope.declarations.keys(), ...this.#catalogue.metrics.keys()]);
  }

  /** A word that names nothing: perhaps a value of a choice. */
  isBareWord(expression: Expression): boolean {
    if (expression.kind !== "name" || TRUTHS.has(expression.name)) return false;
    return !this.#scope.declarations.has(expression.name);
  }

  /** Types two operands so that a bare choice value on either side finds its choice on the other. */
  #pair(left: Expression, right: Expression, expected: Type = UNKNOWN): [Term, Term] {
    if (this.isBareWord(left) && !this.isBareWord(right)) {
      const second = this.term(right, expected);
      return [this.#beside(second, left, expected), second];
    }
    const first = this.term(left, expected);
    return [first, this.#beside(first, right, expected)];
  }

  #beside(first: Term, other: Expression, expected: Type): Term {
    if (expected.kind !== "unknown") return this.term(other, expected);
    return first.type.kind === "unknown" && this.isBareWord(other)
      ? this.fitting.broken(other.span)
      : this.term(other, first.type);
  }

  #binary(expression: Binary): Term {
    const { operator, span } = expression;
    switch (operator) {
      case "and":
      case "or":
        return {
          kind: "logic",
          operator,
          left: this.truth(expression.left),
          right: this.truth(expression.right),
          type: TRUTH,
          span,
        };
      case "+":
      case "-":
      case "*":
      case "/":
        return this.#arithmetic(expression, operator);
      default: {
        const pair = this.#pair(expression.left, expression.right);
        const [type, [left, right]] = this.fitting.unify(pair, { zh: "比较", en: "compare" });
        if (operator !== "=" && operator !== "!=" && (type.kind === "truth" || type.kind === "text")) {
          this.fitting.mismatch(pair[0], PLAIN_NUMBER);
        }
        return { kind: "compare", operator, left: left ?? pair[0], right: right ?? pair[1], type: TRUTH, span };
      }
    }
  }

  /** `inProduct`: a factor of a longer product, whose unit is judged at its end. */
  #arithmetic(expression: Binary, operator: ArithmeticOperator, inProduct = false): Term {
    const { span } = expression;
    const left = this.fitting.numeric(this.#firstOperand(expression, operator));
    const right = this.fitting.numeric(this.term(expression.right));
    const make = (type: Type, a = left, b = right): Term => ({
      kind: "arithmetic",
      operator,
      left: a,
      right: b,
      type,
      span,
    });
    if (left.type.kind !== "number" || right.type.kind !== "number") return make(UNKNOWN);
    const [a, b] = [left.type, right.type];
    switch (operator) {
      case "+":
      case "-": {
        if (this.#isMoney(a) && b.percent && !this.fitting.isZero(right)) {
          this.fitting.report(diagnostic("percent-of-what", span, { found: this.fitting.source(span) }));
          return this.fitting.broken(span);
        }
        const operation = operator === "+" ? { zh: "相加", en: "add" } : { zh: "相减", en: "subtract" };
        const [type, [first, second]] = this.fitting.unify([left, right], operation, { where: span, mixed: true });
        return make(type, first, second);
      }
      case "*":
      case "/": {
        const type = numberOf(operator === "*" ? multiplyUnits(a.unit, b.unit) : divideUnits(a.unit, b.unit));
        if (!inProduct && this.#isMoney(type) && this.#isPoints(type)) {
          const [first, second] = [this.fitting.source(left.span), this.fitting.source(right.span)];
          this.fitting.report(diagnostic("money-times-points", span, { left: first, right: second }));
          return this.fitting.broken(span);
        }
        return make(type);
      }
    }
  }

  /** In `基数 * 总分 / 100 分` only the whole product has a unit worth judging. */
  #firstOperand({ left }: Binary, operator: ArithmeticOperator): Term {
    const product = operator === "*" || operator === "/";
    if (product && left.kind === "binary" && (left.operator === "*" || left.operator === "/")) {
      return this.#arithmetic(left, left.operator, true);
    }
    return this.term(left);
  }

  #conversion({ operand: expression, unit, span }: Conversion): Term {
    const operand = this.fitting.numeric(this.term(expression));
    const target = this.unit(unit);
    if (!target || operand.type.kind !== "number") return this.fitting.broken(span);
    if (!equal(target.factor, ONE)) {
      const args = { unit: this.fitting.source(unit.span), to: formatUnit(target.unit) };
      this.fitting.report(diagnostic("unit-scaled", unit.span, args));
      return this.fitting.broken(span);
    }
    const factor = conversionFactor(operand.type.unit, target.unit, this.#catalogue);
    if (!factor) {
      const [from, to] = [formatUnit(operand.type.unit) || "1", this.fitting.source(unit.span)];
      this.fitting.report(diagnostic("conversion-impossible", span, { from, to }));
      return this.fitting.broken(span);
    }
    return { kind: "convert", operand, factor, type: numberOf(target.unit), span };
  }

  #call({ callee, args, span }: Call): Term {
    const builtin = FUNCTIONS.get(callee.name);
    if (!builtin) {
      this.fitting.report(
        diagnostic(
          "function-unknown",
          callee.span,
          ...withSuggestion(callee, this.#suggester.nearest(callee.name, FUNCTIONS.keys())),
        ),
      );
      for (const arg of args) this.term(arg);
      return this.fitting.broken(span);
    }
    const { least, most = Number.POSITIVE_INFINITY } = builtin.arguments;
    const terms = args.map((arg) => this.fitting.numeric(this.term(arg)));
    if (args.length < least || args.length > most) {
      const expected =
        least === most ? String(least) : most === Number.POSITIVE_INFINITY ? `≥ ${least}` : `${least}–${most}`;
      this.fitting.report(
        diagnostic("function-arguments", span, { signature: builtin.signature, expected, found: String(args.length) }),
      );
      return this.fitting.broken(span);
    }
    const [type, united] = this.fitting.unify(
      terms.slice(0, builtin.sameUnit),
      { zh: "一起计算", en: "combine" },
      { where: span },
    );
    const constants = terms.slice(builtin.sameUnit);
    for (const constant of constants) this.#requireDecimals(constant);
    return { kind: "call", name: callee.name as FunctionName, args: [...united, ...constants], type, span };
  }

  /** The number of decimals of a rounding: written out, so that every reader sees it. */
  #requireDecimals(term: Term): void {
    const { least, most } = DECIMALS_RANGE;
    if (term.kind === "broken") return;
    if (term.kind !== "literal" || !isRational(term.value)) {
      this.fitting.report(diagnostic("literal-required", term.span, {}));
    } else if (!isInteger(term.value) || Number(term.value.numerator) < least || Number(term.value.numerator) > most) {
      const range = `${least} .. ${most}`;
      this.fitting.report(
        diagnostic("value-out-of-range", term.span, { value: this.fitting.source(term.span), range }),
      );
    }
  }

  #isMoney(type: NumberType): boolean {
    return type.unit.some(([base, exponent]) => base === this.#currency && exponent > 0);
  }

  #isPoints(type: NumberType): boolean {
    return type.unit.some(([base, exponent]) => base === POINT && exponent > 0);
  }
}
