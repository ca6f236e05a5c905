/** How what is seen of other months and other agents moves with this agent's month. */
import type { Term } from "../../../ir/term.ts";
import { partsOf, referencesOf } from "../../../ir/walk.ts";
import type { Model } from "../model.ts";
import type { Scope } from "../scope.ts";
import { supportOf } from "../seek.ts";
import type { Movement } from "./movement.ts";
import { ANYHOW, directionOf, hullOf, LEVEL, type Slope, turned } from "./slope.ts";

/** Only this month moves; what looks at earlier months alone does not. */
export function slopeOfWindow(term: Extract<Term, { kind: "window" }>, scope: Scope, at: Movement): Slope {
  const { aggregate, operand, condition, period } = term;
  if (period.which === "previous") return LEVEL;
  if (aggregate === "ratio" || (condition && at.moves(condition))) return ANYHOW;
  const slope = operand ? at.slope(operand, scope) : LEVEL;
  switch (aggregate) {
    case "months":
      return LEVEL;
    case "count":
      return directionOf(slope);
    case "sum":
      return condition ? hullOf([LEVEL, slope]) : slope;
    case "average":
    case "min":
    case "max":
      return hullOf([LEVEL, slope]);
  }
}

/** The others do not move, unless they look at this agent themselves. */
export function slopeOfPeers(
  { aggregate, operand, group }: Extract<Term, { kind: "peers" }>,
  scope: Scope,
  at: Movement,
): Slope {
  if (group.some(at.moves) || looksAround(operand, scope.model)) return ANYHOW;
  const slope = at.slope(operand, scope);
  switch (aggregate) {
    case "rank":
      return turned(directionOf(slope));
    case "percentile":
    case "count":
      return directionOf(slope);
    case "sum":
      return slope;
    case "average":
      return hullOf([LEVEL, slope]);
    case "ranked":
      return ANYHOW;
  }
}

/** Whether the term, or a name behind it, asks other agents. */
function looksAround(term: Term, model: Model): boolean {
  const names = supportOf(
    model,
    [...referencesOf(term)].map(({ name }) => name),
  );
  return [term, ...names.flatMap((name) => model.termsBehind(name))].some(asksPeers);
}

const asksPeers = (term: Term): boolean => term.kind === "peers" || partsOf(term).some(asksPeers);
