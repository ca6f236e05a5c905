import { isRational, type RowDecision, type Span, type Step } from "../../../engine/index.ts";
import type { Population, SampleExplanation } from "../../kernel/workbench-api.ts";
import type { SampleMarks } from "./scheme-context.ts";

/** What the live sample says about the names and rows of the document. */
export function sampleMarks(
  sample: SampleExplanation | undefined,
  population: Population | undefined,
): SampleMarks | undefined {
  if (!sample) return undefined;
  const steps = stepsByName([...sample.explanation.outputs, ...sample.explanation.actions]);
  const decided = new Map<string, RowDecision>();
  const reached = new Map<string, boolean>();
  for (const { decision, tiers, placement } of steps.values()) {
    for (const tier of tiers ?? []) reached.set(placeOf(tier.span), tier.reached);
    placement?.grades.forEach(({ span }, at) => void reached.set(placeOf(span), at === placement.decided));
    const row = decision?.decided === undefined ? undefined : decision.rows[decision.decided];
    if (row) decided.set(placeOf(row.span), row);
  }
  const known = population?.people.find(({ agent }) => agent === sample.agent)?.name;
  return {
    agent: known || sample.agent,
    value(name) {
      const step = steps.get(name);
      return step && isRational(step.outcome) ? { value: step.outcome, shown: step.shown } : undefined;
    },
    decided: (row) => decided.get(placeOf(row)),
    reached: (tier) => reached.get(placeOf(tier)),
  };
}

const placeOf = ({ start, end }: Span): string => `${start}-${end}`;

/** The trees share their steps: each is visited once. */
function stepsByName(roots: readonly Step[]): ReadonlyMap<string, Step> {
  const found = new Map<string, Step>();
  const visit = (step: Step): void => {
    if (found.has(step.name)) return;
    found.set(step.name, step);
    step.operands.forEach(visit);
  };
  roots.forEach(visit);
  return found;
}
