import { diagnostic } from "../../diagnostics/diagnostic.ts";
import type { DecisionTable, Row } from "../../ir/program.ts";
import type { Term, TypedTest } from "../../ir/term.ts";
import { referencesOfTest } from "../../ir/walk.ts";
import type { ColumnHeader, Expression, TableStatement } from "../../syntax/ast.ts";
import { printTest } from "../../syntax/print.ts";
import type { Rational } from "../../values/rational.ts";
import { numberOf, type Type, UNKNOWN } from "../../values/type.ts";
import { formatUnit, sameUnit, type Unit } from "../../values/unit.ts";
import type { Scope } from "./scope.ts";
import type { Typing } from "./typing.ts";

/**
 * Resolves a decision table column by column: one output column may be computed from another, so
 * the results of each are typed only when its turn comes.
 */
export class TableResolver {
  readonly #statement: TableStatement;
  readonly #typing: Typing;
  readonly #scope: Scope;
  readonly #types: ReadonlyMap<string, Type>;
  readonly #rows: (Row & { results: Term[] })[];
  readonly #outputs: { name: string; type: Type; span: ColumnHeader["span"] }[];
  readonly table: DecisionTable;

  constructor(statement: TableStatement, typing: Typing, scope: Scope, types: ReadonlyMap<string, Type>) {
    this.#statement = statement;
    this.#typing = typing;
    this.#scope = scope;
    this.#types = types;
    const units = statement.inputs.map(({ unit }) => unit && typing.unit(unit));
    const scales = units.map((unit) => unit?.factor);
    const inputs = statement.inputs.map((header, at) => ({
      name: header.name.name,
      type: this.#inputType(header, units[at]?.unit),
      span: header.span,
    }));
    this.#outputs = statement.outputs.map(({ name, span }) => ({ name: name.name, type: UNKNOWN, span }));
    this.#rows = statement.rows.map(({ label, tests, results, assumed, span }) => ({
      id: label?.name ?? tests.map(printTest).join(" & "),
      ...(label && { label: label.name }),
      tests: tests.map((test, at) => this.#test(test, inputs[at]?.type ?? UNKNOWN, scales[at])),
      results: results.map((result): Term => ({ kind: "broken", because: "error", type: UNKNOWN, span: result.span })),
      ...(assumed && { assumed: assumed.reason }),
      span,
    }));
    this.#checkLabels();
    this.table = {
      name: statement.name?.name ?? this.#outputs[0]?.name ?? "",
      policy: statement.policy,
      inputs,
      outputs: this.#outputs,
      rows: this.#rows,
      clause: statement.clause,
      span: statement.span,
    };
  }

  /** A label names its row in addresses and explanations, so two rows cannot share one. */
  #checkLabels(): void {
    const first = new Map<string, number>();
    for (const { label } of this.#statement.rows) {
      if (!label) continue;
      const before = first.get(label.name);
      if (before === undefined) first.set(label.name, label.span.start);
      else {
        const line = String(this.#typing.fitting.lineOf(before));
        this.#typing.fitting.report(diagnostic("name-duplicate", label.span, { name: label.name, line }));
      }
    }
  }

  /** Whether every row's tests could be read, so that a gap is a gap. */
  get isReadable(): boolean {
    const readable = (test: TypedTest): boolean => {
      switch (test.kind) {
        case "any":
          return true;
        case "compare":
          return test.bound.kind !== "broken";
        case "range":
          return test.lower.kind !== "broken" && test.upper.kind !== "broken";
        case "one-of":
          return test.tests.every(readable);
        case "not":
          return readable(test.test);
      }
    };
    return this.#statement.complete && this.#rows.every((row) => row.tests.every(readable));
  }

  /** Types the results of one output column and returns the column's type. */
  resolveColumn(column: number): Type {
    const header = this.#statement.outputs[column];
    const output = this.#outputs[column];
    if (!header || !output) return UNKNOWN;
    const cells = this.#statement.rows.map((row) => row.results[column]);
    const [type, terms] = this.#results(header, cells);
    output.type = type;
    this.#rows.forEach((row, at) => {
      const term = terms[at];
      if (term) row.results[column] = term;
    });
    return type;
  }

  #results(header: ColumnHeader, cells: readonly (Expression | undefined)[]): [Type, (Term | undefined)[]] {
    const unit = header.unit && this.#typing.unit(header.unit);
    const declared: Type = unit ? numberOf(unit.unit) : (this.#scope.choices.get(header.name.name) ?? UNKNOWN);
    if (declared.kind !== "unknown")
      return [declared, cells.map((cell) => cell && this.#typing.value(cell, declared, unit?.factor))];
    const [type, terms] = this.#typing.united(cells.flatMap((cell) => cell ?? []));
    return [type, terms];
  }

  #inputType(header: ColumnHeader, unit: Unit | undefined): Type {
    const { name } = header.name;
    const type = this.#types.get(name);
    if (!type) {
      const isKnown = this.#scope.declarations.has(name) || this.#scope.unread.has(name);
      if (!isKnown) this.#typing.reportUnknown(header.name);
      return UNKNOWN;
    }
    if (unit && type.kind === "number" && !sameUnit(unit, type.unit)) {
      const [left, right] = [formatUnit(type.unit) || "1", formatUnit(unit) || "1"];
      const args = { left, right, operationZh: "比较", operationEn: "compare" };
      this.#typing.fitting.report(diagnostic("unit-mismatch", header.span, args));
    }
    return type;
  }

  #test(test: TableStatement["rows"][number]["tests"][number], type: Type, scale?: Rational): TypedTest {
    const typed = this.#typing.test(test, type, scale);
    for (const { name, span } of referencesOfTest(typed)) {
      if (this.#scope.declarations.get(name)?.kind === "param") continue;
      this.#typing.fitting.report(diagnostic("constant-required", span, { found: name }));
    }
    return typed;
  }
}
