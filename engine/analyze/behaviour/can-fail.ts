import { holdsValue } from "../../check/prove/domain.ts";
import { assume, evaluate } from "../../check/prove/interpret.ts";
import type { Scope } from "../../check/prove/scope.ts";
import type { Term, WindowTerm } from "../../ir/term.ts";
import { partsOf, referencesOf } from "../../ir/walk.ts";
import { ZERO } from "../../values/rational.ts";

const known = new WeakMap<Scope, Map<string, boolean>>();

/** Whether a name may have no value although every input is given. @param base what every name can be */
export function canFail(base: Scope, name: string): boolean {
  const names = known.get(base) ?? new Map<string, boolean>();
  known.set(base, names);
  const found = names.get(name);
  if (found !== undefined) return found;
  const { model } = base;
  const definition = model.program.definitions.get(name);
  const fails =
    !definition ||
    definition.kind === "broken" ||
    definition.kind === "tiers" ||
    definition.kind === "distribution" ||
    definition.exceptions.length > 1 ||
    (definition.kind === "score" && definition.vetoes.length > 1) ||
    (definition.kind === "input" && definition.metric.rate !== undefined) ||
    model.termsBehind(name).some((term) => mayFail(term, base)) ||
    definition.dependencies.some((other) => canFail(base, other));
  names.set(name, fails);
  return fails;
}

/** By itself, whatever the names in it do. */
function mayFail(term: Term, scope: Scope): boolean {
  switch (term.kind) {
    case "broken":
      return true;
    case "window":
      if (mayLackMonths(term)) return true;
      break;
    case "if": {
      const branches = [
        [true, term.consequent],
        [false, term.alternative],
      ] as const;
      const fails = branches.some(([truth, branch]) => {
        const within = assume(term.condition, truth, scope);
        return within !== undefined && mayFail(branch, within);
      });
      return fails || mayFail(term.condition, scope);
    }
    case "arithmetic":
      if (term.operator === "/" && holdsValue(evaluate(term.right, scope), ZERO)) return true;
      break;
    default:
  }
  return partsOf(term).some((part) => mayFail(part, scope));
}

/** Of too few months, or of none, which only some aggregates need; this month is there. */
function mayLackMonths({ aggregate, atLeast = 0, condition, period }: WindowTerm): boolean {
  if (aggregate === "ratio") return true;
  const sure = (period.which === "this" || period.which === "last") && !condition ? 1 : 0;
  const needed = aggregate === "average" || aggregate === "min" || aggregate === "max" ? 1 : 0;
  return Math.max(needed, atLeast) > sure;
}

/** Whether a term about other months or agents may have no value although every figure of theirs is given. */
export const canFailBeyondRow = (term: Term, base: Scope): boolean =>
  mayFail(term, base) || [...referencesOf(term)].some(({ name }) => canFail(base, name));
