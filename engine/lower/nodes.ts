/** Walks over expressions in whole numbers: the one place that knows the parts of a node. */
import type { Flag, Lowered, Text, Whole } from "./whole.ts";

export type Node = Whole | Flag | Text;
/** What a step leaves: a number has the first two, a choice or date a code. */
export const PARTS = ["numerator", "denominator", "code", "holds", "text", "cause"] as const;
export type Part = (typeof PARTS)[number];

/** The nodes that a node is computed from. */
export function operandsOf(node: Node): readonly Node[] {
  switch (node.op) {
    case "add":
    case "subtract":
    case "multiply":
    case "min":
    case "max":
    case "floor-divide":
    case "equal":
    case "less":
    case "less-or-equal":
    case "and":
    case "or":
    case "same-text":
      return [node.left, node.right];
    case "negate":
    case "absolute":
    case "not":
      return [node.operand];
    case "choose":
      return [node.when, node.then, node.otherwise];
    case "constant":
    case "input":
    case "param":
    case "month":
    case "step":
    case "absent":
    case "invalid":
      return [];
  }
}

/** What a step computes, by the part it is left in. */
export function partsOf(value: Lowered): readonly (readonly [Part, Node])[] {
  const cause = ["cause", value.cause] as const;
  switch (value.kind) {
    case "number":
      return [["numerator", value.numerator], ["denominator", value.denominator], cause];
    case "code":
      return [["code", value.code], cause];
    case "truth":
      return [["holds", value.holds], cause];
    case "text":
      return [["text", value.text], cause];
  }
}

/** The nodes and all they are computed from, each once, operands first. */
export function* within(nodes: Iterable<Node>, seen = new Set<Node>()): Generator<Node> {
  for (const node of nodes) {
    if (seen.has(node)) continue;
    seen.add(node);
    yield* within(operandsOf(node), seen);
    yield node;
  }
}
