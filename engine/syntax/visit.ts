import type { Expression, Identifier, Statement, Test, UnitExpression } from "./ast.ts";

/**
 * What a name does where it stands: `define` gives it its meaning, `refer` uses it (as a name or as a
 * value of a choice: only the checker knows which), `value` declares a value of a choice, `row` names
 * a row or an indicator, which can be addressed but not computed with.
 */
export type NameRole = "define" | "refer" | "value" | "call" | "row";

/** Called for the parts of a statement in the order of the text; an outer part before what is in it. */
export interface Visitor {
  readonly expression?: (expression: Expression) => void;
  readonly test?: (test: Test) => void;
  readonly unit?: (unit: UnitExpression) => void;
  readonly name?: (name: Identifier, role: NameRole) => void;
  /** The id of an institution or the code of a finding, which may have hyphens. */
  readonly code?: (code: Identifier) => void;
}

/** Shows a visitor every part of a statement. Prose in cells (sources, reasons, labels of examples) is left out. */
export function visitStatement(statement: Statement, visitor: Visitor): void {
  const expression = (part: Expression | undefined): void => {
    if (part) visitExpression(part, visitor);
  };
  const name = (part: Identifier, role: NameRole): void => {
    visitor.name?.(part, role);
  };
  switch (statement.kind) {
    case "input":
      for (const part of statement.names) name(part, "define");
      expression(statement.fallback);
      break;
    case "param":
      name(statement.name, "define");
      expression(statement.value);
      if (statement.range) visitTest(statement.range, visitor);
      expression(statement.step);
      break;
    case "choice":
      // The choice gives a computed name its values; the name is defined by what computes it.
      name(statement.name, "refer");
      for (const value of statement.values) name(value, "value");
      break;
    case "formula":
      name(statement.name, "define");
      expression(statement.body);
      break;
    case "output":
      name(statement.name, statement.body ? "define" : "refer");
      expression(statement.body);
      break;
    case "table":
      if (statement.name) name(statement.name, "row");
      for (const [role, headers] of [
        ["refer", statement.inputs],
        ["define", statement.outputs],
      ] as const) {
        for (const header of headers) {
          name(header.name, role);
          if (header.unit) visitor.unit?.(header.unit);
        }
      }
      for (const row of statement.rows) {
        if (row.label) name(row.label, "row");
        for (const test of row.tests) visitTest(test, visitor);
        for (const result of row.results) expression(result);
      }
      break;
    case "tiers":
      name(statement.name, "define");
      expression(statement.subject);
      for (const unit of [statement.fromUnit, statement.valueUnit]) if (unit) visitor.unit?.(unit);
      for (const row of statement.rows) {
        expression(row.from);
        expression(row.value);
      }
      break;
    case "score":
      name(statement.name, "define");
      if (statement.unit) visitor.unit?.(statement.unit);
      for (const indicator of statement.indicators) {
        name(indicator.name, "row");
        for (const part of [indicator.weight, indicator.score, indicator.lower, indicator.upper]) expression(part);
      }
      break;
    case "deduct":
      name(statement.name, "define");
      name(statement.score, "refer");
      expression(statement.amount);
      expression(statement.atMost);
      break;
    case "veto":
      name(statement.name, "define");
      name(statement.score, "refer");
      expression(statement.value);
      expression(statement.condition);
      break;
    case "distribute":
      name(statement.name, "define");
      for (const part of [statement.by, ...statement.group, statement.otherwise]) name(part, "refer");
      for (const { grade, share } of statement.rows) {
        name(grade, "refer");
        expression(share);
      }
      break;
    case "except":
      expression(statement.condition);
      for (const override of statement.overrides) {
        name(override.name, "refer");
        expression(override.value);
      }
      break;
    case "action":
      name(statement.name, "define");
      expression(statement.condition);
      break;
    case "report":
      name(statement.name, "row");
      if (statement.place) expression(statement.place);
      for (const column of statement.columns) name(column.name, "refer");
      break;
    case "budget":
      name(statement.aggregate, "call");
      name(statement.name, "refer");
      expression(statement.limit);
      break;
    case "assert":
      expression(statement.subject);
      if (statement.trend) name(statement.trend.driver, "refer");
      break;
    case "examples":
      for (const column of statement.columns) {
        if (column.kind === "given" || column.kind === "expected") name(column.name, "refer");
      }
      for (const { cells } of statement.rows) {
        cells.forEach((cell, at) => {
          const kind = statement.columns[at]?.kind;
          if (kind === "given" || kind === "expected") expression(cell);
        });
      }
      break;
    case "deadline":
    case "log":
      name(statement.name, "row");
      break;
    case "aggregates":
      name(statement.log, "row");
      break;
    case "held":
      visitor.code?.(statement.institution);
      break;
    case "waive":
      visitor.code?.(statement.code);
      break;
    case "require":
    case "metrics":
    case "rates":
    case "units":
    case "unreadable":
      break;
  }
}

export function visitExpression(expression: Expression, visitor: Visitor): void {
  visitor.expression?.(expression);
  switch (expression.kind) {
    case "number":
    case "hole":
      if (expression.unit) visitor.unit?.(expression.unit);
      break;
    case "name":
      visitor.name?.(expression, "refer");
      break;
    case "negate":
    case "not":
      visitExpression(expression.operand, visitor);
      break;
    case "binary":
      visitExpression(expression.left, visitor);
      visitExpression(expression.right, visitor);
      break;
    case "in":
      visitExpression(expression.operand, visitor);
      visitTest(expression.test, visitor);
      break;
    case "as":
      visitExpression(expression.operand, visitor);
      visitor.unit?.(expression.unit);
      break;
    case "if":
      visitExpression(expression.condition, visitor);
      visitExpression(expression.consequent, visitor);
      visitExpression(expression.alternative, visitor);
      break;
    case "call":
      visitor.name?.(expression.callee, "call");
      for (const argument of expression.args) visitExpression(argument, visitor);
      break;
    case "window":
      if (expression.aggregate && expression.operand) visitor.name?.(expression.aggregate, "call");
      if (expression.operand) visitExpression(expression.operand, visitor);
      if (expression.condition) visitExpression(expression.condition, visitor);
      break;
    case "peers":
      visitor.name?.(expression.aggregate, "call");
      visitExpression(expression.operand, visitor);
      for (const part of expression.group) visitor.name?.(part, "refer");
      break;
    case "calendar":
    case "text":
    case "unreadable":
      break;
  }
}

export function visitTest(test: Test, visitor: Visitor): void {
  visitor.test?.(test);
  switch (test.kind) {
    case "any":
      break;
    case "compare":
      visitExpression(test.bound, visitor);
      break;
    case "range":
      visitExpression(test.lower, visitor);
      visitExpression(test.upper, visitor);
      break;
    case "one-of":
      for (const part of test.tests) visitTest(part, visitor);
      break;
    case "not":
      visitTest(test.test, visitor);
      break;
  }
}
