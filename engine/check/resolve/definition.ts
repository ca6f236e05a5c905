import type { Metric } from "../../catalogue/metric.ts";
import { formatCell, readCell } from "../../catalogue/read-cell.ts";
import { diagnostic } from "../../diagnostics/diagnostic.ts";
import type { Definition, Override, ParamDefinition, WeightedIndicator } from "../../ir/program.ts";
import type { Term } from "../../ir/term.ts";
import { cover, type Span } from "../../source/span.ts";
import type { ActionStatement, ExceptStatement, ParamStatement, ScoreStatement, Statement } from "../../syntax/ast.ts";
import {
  compare,
  divide,
  equal,
  isInteger,
  ONE,
  type Rational,
  rational,
  subtract,
  ZERO,
} from "../../values/rational.ts";
import { type NumberType, numberOf, PERCENT, PLAIN_NUMBER, TRUTH, type Type, UNKNOWN } from "../../values/type.ts";
import { formatUnit } from "../../values/unit.ts";
import { isRational, isRowError } from "../../values/value.ts";
import { deductedAmount, resolveAdjustments } from "./adjustments.ts";
import { reportGradesWithoutChoice, resolveDistribution } from "./distribution.ts";
import { dependenciesOf } from "./order.ts";
import type { Declaration, Scope } from "./scope.ts";
import type { TableResolver } from "./table.ts";
import { resolveTiers } from "./tiers.ts";
import type { Typing } from "./typing.ts";

type Of<Kind extends Declaration["kind"]> = Extract<Declaration, { kind: Kind }>;
type Base = Omit<Extract<Definition, { kind: "broken" }>, "kind" | "because" | "type">;

/** Resolves declarations, one at a time, in the order of their dependencies. */
export class DefinitionResolver {
  readonly #typing: Typing;
  readonly #scope: Scope;
  readonly #text: string;
  readonly #tableOf: (declaration: Of<"column">) => TableResolver;
  readonly #conditions = new Map<ExceptStatement, Term>();
  readonly #scoreTypes = new Map<ScoreStatement, NumberType>();

  constructor(context: {
    typing: Typing;
    scope: Scope;
    text: string;
    tableOf: (declaration: Of<"column">) => TableResolver;
  }) {
    this.#typing = context.typing;
    this.#scope = context.scope;
    this.#text = context.text;
    this.#tableOf = context.tableOf;
  }

  /** A name that a cycle keeps from having a value. */
  broken(declaration: Declaration): Definition {
    return { kind: "broken", because: "error", type: UNKNOWN, ...this.#base(declaration), exceptions: [] };
  }

  resolve(declaration: Declaration): Definition {
    const definition = this.#resolve(declaration, { ...this.#base(declaration), exceptions: [] });
    const exceptions = this.#exceptions(definition);
    return exceptions.length === 0 ? definition : { ...definition, exceptions };
  }

  #base(declaration: Declaration): Omit<Base, "exceptions"> {
    const { identifier } = declaration;
    const statement: Statement = declaration.statement;
    return {
      name: identifier.name,
      nameSpan: identifier.span,
      clause: statement.clause,
      span: statement.span,
      ...(statement.assumed && { assumed: statement.assumed.reason }),
      dependencies: [...dependenciesOf(identifier.name, this.#scope)],
    };
  }

  #resolve(declaration: Declaration, base: Base): Definition {
    switch (declaration.kind) {
      case "input":
        return this.#input(declaration, base);
      case "param":
        return this.#param(declaration.statement, base);
      case "formula": {
        const choice = this.#scope.choices.get(base.name);
        const { body: expression } = declaration.statement;
        if (!expression) throw new Error("only an output with a body declares a name");
        const body = choice ? this.#typing.value(expression, choice) : this.#typing.term(expression);
        return { kind: "formula", ...base, type: choice ?? body.type, body };
      }
      case "column": {
        const resolver = this.#tableOf(declaration);
        const type = resolver.resolveColumn(declaration.column);
        return { kind: "column", ...base, type, table: resolver.table, column: declaration.column };
      }
      case "score":
        return this.#score(declaration.statement, base);
      case "tiers": {
        const { method, ends } = declaration.statement;
        const { type, ...parts } = resolveTiers(declaration.statement, this.#typing);
        return { kind: "tiers", ...base, type, method, ...(ends && { ends }), ...parts };
      }
      case "deduct": {
        const type = this.#scoreTypeOf(declaration.statement.score.name);
        if (!type) return { kind: "broken", because: "error", ...base, type: UNKNOWN };
        return { kind: "formula", ...base, type, body: deductedAmount(declaration.statement, type, this.#typing) };
      }
      case "veto": {
        if (!this.#scoreTypeOf(declaration.statement.score.name)) {
          return { kind: "broken", because: "error", ...base, type: UNKNOWN };
        }
        return { kind: "formula", ...base, type: TRUTH, body: this.#typing.truth(declaration.statement.condition) };
      }
      case "distribute": {
        const choice = this.#scope.choices.get(base.name);
        if (!choice) {
          reportGradesWithoutChoice(declaration.statement, this.#typing);
          return { kind: "broken", because: "error", ...base, type: UNKNOWN };
        }
        const parts = resolveDistribution(declaration.statement, choice, this.#typing, this.#scope);
        return { kind: "distribution", ...base, type: choice, ...parts };
      }
      case "action":
        return { kind: "formula", ...base, type: TRUTH, body: this.#action(declaration.statement) };
    }
  }

  #input({ metric, statement }: Of<"input">, base: Base): Definition {
    const fallback = statement.fallback && this.#typing.value(statement.fallback, metric.type);
    if (fallback && fallback.kind !== "literal" && fallback.kind !== "broken") {
      this.#typing.fitting.report(diagnostic("literal-required", fallback.span, {}));
    }
    if (fallback?.kind === "literal") this.#checkDefault(metric, fallback);
    const taken = fallback?.kind === "literal" ? { fallback: fallback.value } : {};
    return { kind: "input", ...base, type: metric.type, metric, ...taken };
  }

  /** A default stands for a cell of the data, so what no cell may hold is no default. */
  #checkDefault(metric: Metric, fallback: Extract<Term, { kind: "literal" }>): void {
    const outcome = readCell(metric, formatCell(metric, fallback.value));
    if (outcome === undefined || !isRowError(outcome)) return;
    const { zh, en } = outcome.message;
    this.#typing.fitting.report(diagnostic("default-not-permitted", fallback.span, { reasonZh: zh, reasonEn: en }));
  }

  #param(statement: ParamStatement, base: Base): Definition {
    const term = this.#typing.term(statement.value);
    if (term.kind === "broken") return { kind: "broken", because: term.because, ...base, type: term.type };
    if (term.kind !== "literal" || !isRational(term.value) || term.type.kind !== "number") {
      this.#typing.fitting.report(diagnostic("literal-required", term.span, {}));
      return { kind: "broken", because: "error", ...base, type: term.type };
    }
    const type = term.type;
    // Beside `2 万元` a bare 5 in the range is 5 万元, as everyone reads it.
    const written = statement.value.kind === "number" ? statement.value.unit : undefined;
    const scale = (written && this.#typing.unit(written)?.factor) ?? ONE;
    const constant = (expression: ParamStatement["value"] | undefined): Rational | undefined => {
      const found = expression && this.#typing.value(expression, type, scale);
      if (found?.kind === "literal" && isRational(found.value)) return found.value;
      if (found && found.kind !== "broken") this.#typing.fitting.report(diagnostic("literal-required", found.span, {}));
      return undefined;
    };
    const [lower, upper, step] = [
      constant(statement.range?.lower),
      constant(statement.range?.upper),
      constant(statement.step),
    ];
    const ends = statement.range && {
      lowerIncluded: statement.range.lowerIncluded,
      upperIncluded: statement.range.upperIncluded,
    };
    const param: ParamDefinition = {
      kind: "param",
      ...base,
      type,
      value: term.value,
      valueSpan: statement.value.span,
      ...(lower && upper && ends && { range: { lower, upper, ...ends } }),
      ...(step && { step }),
    };
    this.#checkParam(param, statement);
    return param;
  }

  #checkParam({ value, range, step, valueSpan }: ParamDefinition, statement: ParamStatement): void {
    const { report } = this.#typing.fitting;
    if (range && statement.range) {
      const shown = this.#source(statement.range);
      const [below, above] = [compare(value, range.lower), compare(value, range.upper)];
      if (compare(range.lower, range.upper) > 0) {
        report(diagnostic("range-empty", statement.range.span, { range: shown }));
      } else if (
        below < 0 ||
        above > 0 ||
        (below === 0 && !range.lowerIncluded) ||
        (above === 0 && !range.upperIncluded)
      ) {
        report(diagnostic("value-out-of-range", valueSpan, { value: this.#source(statement.value), range: shown }));
      }
    }
    if (step && statement.step) {
      const written = this.#source(statement.step);
      const origin = range?.lower ?? ZERO;
      if (compare(step, ZERO) <= 0) report(diagnostic("step-not-positive", statement.step.span, { step: written }));
      else if (!isInteger(divide(subtract(value, origin), step))) {
        const from = statement.range ? this.#source(statement.range.lower) : "0";
        const args = { value: this.#source(statement.value), step: written, origin: from };
        report(diagnostic("value-off-step", valueSpan, args));
      }
    }
  }

  #source({ span }: { readonly span: Span }): string {
    return this.#text.slice(span.start, span.end);
  }

  /** The type of a score that a deduction or veto changes; `undefined` where there is no such score. */
  #scoreTypeOf(name: string): NumberType | undefined {
    const declaration = this.#scope.declarations.get(name);
    return declaration?.kind === "score" ? this.#scoreType(declaration.statement) : undefined;
  }

  /** What is wrong with the unit of a score is said once. */
  #scoreType(statement: ScoreStatement): NumberType {
    const known = this.#scoreTypes.get(statement);
    if (known) return known;
    const unit = statement.unit && this.#typing.unit(statement.unit);
    const type: NumberType = unit ? numberOf(unit.unit) : PLAIN_NUMBER;
    this.#scoreTypes.set(statement, type);
    if (statement.unit && unit && !equal(unit.factor, ONE)) {
      const to = formatUnit(unit.unit);
      this.#typing.fitting.report(
        diagnostic("unit-scaled", statement.unit.span, { unit: this.#source(statement.unit), to }),
      );
    }
    return type;
  }

  #score(statement: ScoreStatement, base: Base): Definition {
    const type = this.#scoreType(statement);
    const seen = new Set<string>();
    const indicators = statement.indicators.map(
      ({ name, weight, score, lower, upper, source, ratedBy, span }): WeightedIndicator => {
        if (seen.has(name.name)) {
          const line = String(this.#typing.fitting.lineOf(statement.span.start));
          this.#typing.fitting.report(diagnostic("name-duplicate", name.span, { name: name.name, line }));
        }
        seen.add(name.name);
        const limit = (expression: typeof lower): Term | undefined =>
          expression && this.#typing.value(expression, type);
        const [lowest, highest] = [limit(lower), limit(upper)];
        this.#checkLimits(lowest, highest);
        return {
          name: name.name,
          weight: this.#typing.value(weight, PERCENT),
          weightSpan: weight.span,
          score: this.#typing.value(score, type),
          ...(lowest && { lower: lowest }),
          ...(highest && { upper: highest }),
          ...(source !== undefined && { source }),
          ...(ratedBy !== undefined && { ratedBy }),
          span,
        };
      },
    );
    const adjustments = resolveAdjustments(this.#scope.adjustments.get(base.name) ?? [], type, this.#typing);
    return { kind: "score", ...base, type, indicators, ...adjustments };
  }

  /** When it follows: the condition, or its streak where it must last. */
  #action({ condition, lasting }: ActionStatement): Term {
    const holds = this.#typing.truth(condition);
    if (!lasting) return holds;
    const { months, exactly, span } = lasting;
    const streak: Term = { kind: "streak", condition: holds, type: PLAIN_NUMBER, span: holds.span };
    const needed: Term = { kind: "literal", value: rational(months), type: PLAIN_NUMBER, span };
    return { kind: "compare", operator: exactly ? "=" : ">=", left: streak, right: needed, type: TRUTH, span };
  }

  #checkLimits(lower: Term | undefined, upper: Term | undefined): void {
    if (lower?.kind !== "literal" || upper?.kind !== "literal") return;
    if (!isRational(lower.value) || !isRational(upper.value) || compare(lower.value, upper.value) <= 0) return;
    const range = `[${this.#source(lower)} .. ${this.#source(upper)}]`;
    this.#typing.fitting.report(diagnostic("range-empty", cover(lower.span, upper.span), { range }));
  }

  /** One condition may stand before several overrides; what is wrong with it is said once. */
  #condition(statement: ExceptStatement): Term {
    const condition = this.#conditions.get(statement) ?? this.#typing.truth(statement.condition);
    this.#conditions.set(statement, condition);
    return condition;
  }

  #exceptions(definition: Definition): Override[] {
    return (this.#scope.exceptions.get(definition.name) ?? []).flatMap((statement) =>
      statement.overrides
        .filter(({ name }) => name.name === definition.name)
        .flatMap(({ name, value, span }): Override[] => {
          if (definition.kind === "input" || definition.kind === "param") {
            this.#typing.fitting.report(diagnostic("exception-target", name.span, { name: name.name }));
            return [];
          }
          const type: Type = definition.type;
          const condition = this.#condition(statement);
          return [{ condition, value: this.#typing.exactValue(value, type), clause: statement.clause, span }];
        }),
    );
  }
}
