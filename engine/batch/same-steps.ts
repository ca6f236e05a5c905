/** Which steps of an edited program hold what they held before, so that their columns need not be computed again. */
import { type Node, operandsOf, PARTS, partsOf, within } from "../lower/nodes.ts";
import type { Step, WholeProgram } from "../lower/whole.ts";
import type { Kernel } from "./kernel.ts";

/** The steps whose columns must be computed anew where those of another kernel stand in the same store. */
export function changedSteps(before: Kernel, after: Kernel): ReadonlySet<string> {
  const names = new Set(after.program.steps.map(({ name }) => name));
  // The same number is another cause where the lists differ.
  if (JSON.stringify(before.program.causes) !== JSON.stringify(after.program.causes)) return names;
  const meanings = new Meanings();
  const [old, own] = [meanings.of(before.program), meanings.of(after.program)];
  const hasColumns = (kernel: Kernel, step: string) =>
    PARTS.map((part) => typeof kernel.column(step, part) === "object");
  for (const name of names) {
    const columns = hasColumns(before, name);
    const isThere = hasColumns(after, name).every((has, at) => !has || columns[at]);
    if (isThere && old.get(name) === own.get(name)) names.delete(name);
  }
  return names;
}

/** Gives equal expressions equal numbers, whichever program they are of. */
class Meanings {
  readonly #known = new Map<string, number>();

  /** By step. */
  of(program: WholeProgram): ReadonlyMap<string, number> {
    const steps = new Map<string, number>();
    const nodes = new Map<Node, number>();
    for (const step of program.steps) {
      if (step.kind === "row") {
        for (const node of within(partsOf(step.value).map(([, part]) => part))) {
          if (!nodes.has(node)) nodes.set(node, this.#number(keyOf(node, nodes, steps, program)));
        }
      }
      steps.set(step.name, this.#number(keyOfStep(step, nodes, steps)));
    }
    return steps;
  }

  #number(key: string): number {
    const known = this.#known.get(key) ?? this.#known.size;
    this.#known.set(key, known);
    return known;
  }
}

function keyOf(
  node: Node,
  nodes: ReadonlyMap<Node, number>,
  steps: ReadonlyMap<string, number>,
  { params }: WholeProgram,
): string {
  const bounds = "least" in node || "greatest" in node ? `${node.least} ${node.greatest}` : "";
  const operands = operandsOf(node).map((operand) => nodes.get(operand));
  const own = ((): readonly unknown[] => {
    switch (node.op) {
      case "constant":
        return [typeof node.value, node.value];
      case "input":
      case "absent":
      case "invalid":
        return [node.metric];
      case "param":
        return [node.name, params.get(node.name)?.value, node.scale];
      case "step":
        return [steps.get(node.step), "part" in node ? node.part : ""];
      default:
        return [];
    }
  })();
  return [node.op, bounds, ...operands, ...own].join(" ");
}

function keyOfStep(step: Step, nodes: ReadonlyMap<Node, number>, steps: ReadonlyMap<string, number>): string {
  const read = (name: string | undefined) => (name === undefined ? "" : steps.get(name));
  switch (step.kind) {
    case "row":
      return ["row", ...partsOf(step.value).map(([part, node]) => `${part} ${nodes.get(node)}`)].join(" ");
    case "window": {
      const { span: _, ...period } = step.period;
      const operands = [step.operand, step.denominator, step.condition].map(read);
      return ["window", step.aggregate, ...operands, JSON.stringify([period, step.atLeast, step.causes])].join(" ");
    }
    case "streak":
      return `streak ${read(step.condition)}`;
    case "peers":
      return ["peers", step.aggregate, read(step.operand), "within", ...step.group.map(read)].join(" ");
  }
}
