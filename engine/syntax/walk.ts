import type { Expression, Test } from "./ast.ts";

/**
 * Every bare word of an expression: names, and what looks like names, which are values of choices and units
 * (`400 元*系数` is refused, but it is meant to use 系数).
 */
export function* namesIn(expression: Expression): Generator<string> {
  switch (expression.kind) {
    case "name":
      yield expression.name;
      return;
    case "negate":
    case "not":
    case "as":
      yield* namesIn(expression.operand);
      return;
    case "binary":
      yield* namesIn(expression.left);
      yield* namesIn(expression.right);
      return;
    case "in":
      yield* namesIn(expression.operand);
      yield* namesInTest(expression.test);
      return;
    case "if":
      yield* namesIn(expression.condition);
      yield* namesIn(expression.consequent);
      yield* namesIn(expression.alternative);
      return;
    case "window":
      if (expression.operand) yield* namesIn(expression.operand);
      if (expression.condition) yield* namesIn(expression.condition);
      return;
    case "call":
      for (const arg of expression.args) yield* namesIn(arg);
      return;
    case "peers":
      yield* namesIn(expression.operand);
      for (const { name } of expression.group) yield name;
      return;
    case "number":
    case "hole":
      for (const { unit } of expression.unit?.factors ?? []) yield unit.name;
      return;
    case "calendar":
    case "text":
    case "unreadable":
  }
}

export function* namesInTest(test: Test): Generator<string> {
  switch (test.kind) {
    case "compare":
      yield* namesIn(test.bound);
      return;
    case "range":
      yield* namesIn(test.lower);
      yield* namesIn(test.upper);
      return;
    case "one-of":
      for (const part of test.tests) yield* namesInTest(part);
      return;
    case "not":
      yield* namesInTest(test.test);
      return;
    case "any":
  }
}
