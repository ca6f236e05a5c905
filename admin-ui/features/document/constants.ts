/** What an expression is worth without any agent: literals, params, and arithmetic over them. */
import {
  add,
  divide,
  type Expression,
  isZero,
  multiply,
  negate,
  type Rational,
  type Statement,
  subtract,
} from "../../../engine/index.ts";

/** What names are worth. */
export type Constants = Pick<ReadonlyMap<string, Rational>, "get">;

export function paramValues(statements: readonly Statement[]): ReadonlyMap<string, Rational> {
  const values = new Map<string, Rational>();
  for (const statement of statements) {
    if (statement.kind !== "param") continue;
    const value = constantValue(statement.value, values);
    if (value !== undefined) values.set(statement.name.name, value);
  }
  return values;
}

/** `undefined` where the expression needs an agent, or cannot be read. */
export function constantValue(expression: Expression, constants: Constants): Rational | undefined {
  switch (expression.kind) {
    case "number":
      return expression.value;
    case "name":
      return constants.get(expression.name);
    case "negate": {
      const operand = constantValue(expression.operand, constants);
      return operand && negate(operand);
    }
    case "binary": {
      const left = constantValue(expression.left, constants);
      const right = constantValue(expression.right, constants);
      if (!left || !right) return undefined;
      switch (expression.operator) {
        case "+":
          return add(left, right);
        case "-":
          return subtract(left, right);
        case "*":
          return multiply(left, right);
        case "/":
          return isZero(right) ? undefined : divide(left, right);
        default:
          return undefined;
      }
    }
    default:
      return undefined;
  }
}
