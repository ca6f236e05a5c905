/** Which nodes a loop computes, in which order, and what is known of each before any code is written. */
import { type Node, operandsOf } from "../lower/nodes.ts";
import type { Column } from "./store.ts";

export type NodeKind = "whole" | "flag" | "text";

/** The column that a step has left, or what the step computes where that is computed in the loop. */
export type StepSource = (node: Node & { op: "step" }) => Column | Node;

export interface LoopOrder {
  /** Operands first. */
  readonly nodes: readonly Node[];
  /** What one step reads of another that is computed in the loop, too, and which kind of node it is. */
  readonly roots: ReadonlyMap<Node, NodeKind>;
  /** What all rows have in common: it depends on constants and params. */
  readonly fixed: ReadonlySet<Node>;
  /** What depends on the month and on nothing else that the row holds, and is more than the month itself. */
  readonly monthly: ReadonlySet<Node>;
  /** The params that are read. */
  readonly params: readonly string[];
  /** What a node is computed as: a step's expression where that is computed in the loop. */
  readonly resolved: (node: Node) => Node;
}

/**
 * Without recursion: a chain of names can be thousands long. Where one step reads another, the other is
 * a root, to be computed by itself beforehand, so that code is only nested as deeply as one expression.
 */
export function orderOf(targets: readonly Node[], stepSource: StepSource): LoopOrder {
  const nodes: Node[] = [];
  const roots = new Map<Node, NodeKind>();
  const fixed = new Set<Node>();
  const monthly = new Set<Node>();
  const params = new Set<string>();

  const resolved = (reference: Node): Node => {
    let node = reference;
    while (node.op === "step") {
      const source = stepSource(node);
      if ("address" in source) break;
      node = source;
    }
    return node;
  };

  /** What is known of a node from its operands. */
  const learn = (node: Node): void => {
    const operands = operandsOf(node).map(resolved);
    if (node.op === "param") params.add(node.name);
    if (operands.length === 0) {
      if (node.op === "constant" || node.op === "param") fixed.add(node);
      return;
    }
    if (operands.every((operand) => fixed.has(operand))) fixed.add(node);
    const isOfMonth = (operand: Node): boolean => operand.op === "month" || monthly.has(operand);
    if (operands.some(isOfMonth) && operands.every((operand) => operand.op === "constant" || isOfMonth(operand))) {
      monthly.add(node);
    }
  };

  const seen = new Set<Node>();
  const left = targets.map((node) => ({ node: resolved(node), isReady: false }));
  for (let next = left.pop(); next; next = left.pop()) {
    const { node, isReady } = next;
    if (isReady) {
      nodes.push(node);
      learn(node);
    } else if (!seen.has(node)) {
      seen.add(node);
      left.push({ node, isReady: true });
      for (const operand of operandsOf(node)) {
        const computed = resolved(operand);
        if (operand !== computed && operandsOf(computed).length > 0) roots.set(computed, kindOf(operand, computed));
        left.push({ node: computed, isReady: false });
      }
    }
  }
  return { nodes, roots, fixed, monthly, params: [...params], resolved };
}

/** Of what a reference to a step is resolved to. */
function kindOf(reference: Node, computed: Node): NodeKind {
  if ("part" in reference) return "whole";
  return computed.op === "choose" ? "text" : "flag";
}

/** How often each node that is computed is used; what `isFound` is not looked into. */
export function usesOf(
  targets: readonly Node[],
  { resolved, roots }: LoopOrder,
  isFound: (node: Node) => boolean,
): ReadonlyMap<Node, number> {
  const uses = new Map<Node, number>();
  const left = targets.map(resolved);
  for (let node = left.pop(); node; node = left.pop()) {
    const before = uses.get(node) ?? 0;
    uses.set(node, before + 1);
    if (before === 0 && !isFound(node)) left.push(...operandsOf(node).map(resolved));
  }
  // A root is computed once beforehand and read once at least.
  for (const root of roots.keys()) if (uses.has(root)) uses.set(root, (uses.get(root) ?? 0) + 1);
  return uses;
}
