import { isRowError, type Step } from "../../../engine/index.ts";

/** One visible line of the step tree. */
export interface StepNode {
  readonly step: Step;
  /** The names on the way down to it: stays the same from one computation to the next. */
  readonly path: string;
  readonly parent: string | undefined;
  /** 1 for an output. */
  readonly level: number;
  /** Place among its siblings, counted from 1, and their number. */
  readonly position: number;
  readonly siblings: number;
  readonly children: readonly Step[];
  readonly open: boolean;
}

/** Whether a step is opened or closed by hand, by its path. */
export type OpenedSteps = ReadonlyMap<string, boolean>;

/**
 * The tree as the lines now visible, from top to bottom. Without a word from the user, the first root
 * (or those that `opensRoot` names) is open, and below it every step that leads to more than inputs and params (which the filled-in
 * formula already holds) or to an error. What stands there a second time stays closed.
 */
export function visibleSteps(
  roots: readonly Step[],
  opened: OpenedSteps,
  opensRoot = (root: Step): boolean => root === roots[0],
): StepNode[] {
  const nodes: StepNode[] = [];
  const shown = new Set<Step>();
  const visit = (steps: readonly Step[], parent: StepNode | undefined, inOpen: boolean): void => {
    steps.forEach((step, at) => {
      const path = parent === undefined ? step.name : `${parent.path}/${step.name}`;
      const opens = parent === undefined ? opensRoot(step) : inOpen;
      const node: StepNode = {
        step,
        path,
        parent: parent?.path,
        level: (parent?.level ?? 0) + 1,
        position: at + 1,
        siblings: steps.length,
        children: step.operands,
        open: step.operands.length > 0 && (opened.get(path) ?? (opens && !shown.has(step) && opensByItself(step))),
      };
      nodes.push(node);
      shown.add(step);
      if (node.open) visit(step.operands, node, opens);
    });
  };
  visit(roots, undefined, false);
  return nodes;
}

const isGiven = ({ kind }: Step): boolean => kind === "input" || kind === "param";

const opensByItself = (step: Step): boolean =>
  step.tiers !== undefined || step.operands.some((operand) => !isGiven(operand) || isRowError(operand.outcome));

/** The headline's tree first, then the other outputs in their order. */
export const headlineFirst = (outputs: readonly Step[], headline: string | undefined): Step[] => [
  ...outputs.filter(({ name }) => name === headline),
  ...outputs.filter(({ name }) => name !== headline),
];
