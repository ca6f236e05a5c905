/**
 * What of a program a kernel computes, and in which order: stage by stage, the row steps whose columns
 * somebody reads, then the steps that look across rows. A row step that nobody reads from a column is
 * computed where it is used.
 */
import type { Localized } from "../diagnostics/localized.ts";
import { type Node, type Part, partsOf, within } from "../lower/nodes.ts";
import type { Step, WholeProgram } from "../lower/whole.ts";
import { isExact, isWide } from "./exact.ts";

export type AcrossStep = Step & { readonly kind: "window" | "streak" | "peers" };

/** A part of a row step that has a column, and what it is computed from. */
export interface Kept {
  readonly step: string;
  readonly part: Part;
  readonly node: Node;
  /** Of the first who reads the column. */
  readonly stage: number;
}

export interface Plan {
  readonly steps: ReadonlyMap<string, Step>;
  /** Of the names wanted, those that only the reference computes, and why. */
  readonly beyond: ReadonlyMap<string, Localized>;
  /** The names wanted, each with its step. */
  readonly names: ReadonlyMap<string, string>;
  readonly stages: readonly { readonly kept: readonly Kept[]; readonly across: readonly AcrossStep[] }[];
}

const TOO_LARGE: Localized = {
  zh: "中间结果可能超出机器能精确计算的范围",
  en: "an intermediate result may be too large for machine numbers",
};
const UNKNOWN_NAME: Localized = { zh: "没有这个名称", en: "there is no such name" };

export function planOf(program: WholeProgram, wanted: Iterable<string>): Plan {
  const steps = new Map(program.steps.map((step) => [step.name, step]));
  const inexact = inexactSteps(program);
  const beyond = new Map<string, Localized>();
  const names = new Map<string, string>();
  for (const name of wanted) {
    const step = program.names.get(name);
    if (step === undefined) beyond.set(name, program.beyond.get(name) ?? UNKNOWN_NAME);
    else if (inexact.has(step)) beyond.set(name, TOO_LARGE);
    else names.set(name, step);
  }
  const needed = neededSteps([...names.values()], steps);
  const stages = stagesOf(program.steps.filter(({ name }) => needed.has(name)));
  const last = Math.max(0, ...[...stages.values()].map((stage) => stage + 1));
  const kept = keptParts([...names.values()], last, steps, stages);
  return {
    steps,
    beyond,
    names,
    stages: Array.from({ length: last + 1 }, (_, at) => ({
      kept: kept.filter(({ stage }) => stage === at),
      across: program.steps.filter((step): step is AcrossStep => stages.get(step.name) === at),
    })),
  };
}

/** Steps that a step looks at. */
export function stepsReadBy(step: Step): readonly string[] {
  switch (step.kind) {
    case "row":
      return [...within(partsOf(step.value).map(([, node]) => node))].flatMap((node) =>
        node.op === "step" ? [node.step] : [],
      );
    case "window":
      return [step.operand, step.denominator, step.condition].flatMap((name) => name ?? []);
    case "streak":
      return [step.condition];
    case "peers":
      return [step.operand, ...step.group];
  }
}

/** Steps across rows are computed with single doubles, and read only such. */
function inexactSteps({ steps }: WholeProgram): Set<string> {
  const inexact = new Set<string>();
  const across = new Set(steps.filter(({ kind }) => kind !== "row").map(({ name }) => name));
  const wide = new Set<string>();
  for (const step of steps) {
    const read = stepsReadBy(step);
    const nodes = step.kind === "row" ? [...within(partsOf(step.value).map(([, node]) => node))] : [];
    if (step.kind === "row" && partsOf(step.value).some(([, node]) => "least" in node && isWide(node)))
      wide.add(step.name);
    const isBeyond = (node: Node): boolean =>
      !isExact(node) || (node.op === "step" && across.has(node.step) && "least" in node && isWide(node));
    const readsWide = step.kind !== "row" && read.some((name) => wide.has(name));
    if (nodes.some(isBeyond) || readsWide || read.some((name) => inexact.has(name))) inexact.add(step.name);
  }
  return inexact;
}

function neededSteps(wanted: readonly string[], steps: ReadonlyMap<string, Step>): Set<string> {
  const needed = new Set(wanted);
  for (const name of needed) {
    const step = steps.get(name);
    if (step) for (const other of stepsReadBy(step)) needed.add(other);
  }
  return needed;
}

/** In which stage each step that looks across rows is computed: after how many others. */
function stagesOf(steps: readonly Step[]): Map<string, number> {
  const after = new Map<string, number>();
  for (const step of steps) {
    const ready = Math.max(0, ...stepsReadBy(step).map((name) => after.get(name) ?? 0));
    after.set(step.name, step.kind === "row" ? ready : ready + 1);
  }
  return new Map(steps.flatMap(({ name, kind }) => (kind === "row" ? [] : [[name, (after.get(name) ?? 1) - 1]])));
}

/** What a step that looks across rows reads, before it does; and what is wanted, in the last stage, so that few passes are made. */
function keptParts(
  wanted: readonly string[],
  last: number,
  steps: ReadonlyMap<string, Step>,
  stages: ReadonlyMap<string, number>,
): Kept[] {
  const kept = new Map<string, Kept>();
  const keep = (name: string, stage: number, only?: Part): void => {
    const step = steps.get(name);
    if (step?.kind !== "row") return;
    for (const [part, node] of partsOf(step.value)) {
      if (only !== undefined && part !== only) continue;
      const key = `${name} ${part}`;
      if (node.op === "step") {
        const read = steps.get(node.step);
        if (read) keep(node.step, stage, partRead(node, read));
      } else if (!isFound(node) && (kept.get(key)?.stage ?? last + 1) > stage) {
        kept.set(key, { step: name, part, node, stage });
      }
    }
  };
  for (const name of wanted) keep(name, last);
  for (const [name, stage] of stages) {
    const step = steps.get(name);
    if (step) for (const read of stepsReadBy(step)) keep(read, stage);
  }
  for (let stage = 0; stage < last; stage += 1) hasten(stage, kept, steps);
  return [...kept.values()];
}

/** What a stage computes on the way to its columns, and a later one is to keep, is kept at once. */
function hasten(stage: number, kept: Map<string, Kept>, steps: ReadonlyMap<string, Step>): void {
  const seen = new Set<Node>();
  const left = [...kept.values()].filter((each) => each.stage === stage).map(({ node }) => node);
  for (let next = left.pop(); next; next = left.pop()) {
    for (const node of within([next], seen)) {
      const step = node.op === "step" ? steps.get(node.step) : undefined;
      if (node.op !== "step" || step?.kind !== "row") continue;
      const part = partRead(node, step);
      const computed = partsOf(step.value).find(([name]) => name === part)?.[1];
      const own = kept.get(`${step.name} ${part}`);
      if (own && own.stage > stage) kept.set(`${step.name} ${part}`, { ...own, stage });
      if (computed) left.push(computed);
    }
  }
}

/** Which part of a step a node reads. */
export function partRead(node: Node & { op: "step" }, step: Step): Part {
  if ("part" in node) return node.part;
  return step.kind === "row" && step.value.kind === "text" ? "text" : "holds";
}

/** What needs no column of its own: it is the same in all rows, or stands in a column already. */
const isFound = ({ op }: Node): boolean => op === "constant" || op === "input" || op === "month" || op === "param";
