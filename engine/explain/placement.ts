/** How a forced distribution placed one agent: the rank, the group, and the places of each grade. */
import type { DistributionDefinition } from "../ir/program.ts";
import type { Term } from "../ir/term.ts";
import { isRational, type Outcome } from "../values/value.ts";
import type { GradeVerdicts } from "./decide.ts";
import type { Placement } from "./step.ts";

/** Absent where there is no rank: the agent's own value has an error. */
export function placementOf(
  { rank, size, smallest, grades }: DistributionDefinition,
  verdicts: GradeVerdicts,
  evaluate: (term: Term) => Outcome,
): Placement | undefined {
  const count = (term: Term): number | undefined => {
    const outcome = evaluate(term);
    return isRational(outcome) ? Number(outcome.numerator) : undefined;
  };
  const [place, members] = [count(rank), count(size)];
  if (place === undefined || members === undefined) return undefined;
  const decided = verdicts.indexOf(true);
  return {
    rank: place,
    size: members,
    smallest,
    grades: grades.map(({ value, places, span }, at) => ({
      grade: value.kind === "literal" ? String(value.value) : "",
      upTo: count(places) ?? 0,
      holds: verdicts[at] ?? false,
      span,
    })),
    ...(decided >= 0 && { decided }),
  };
}
