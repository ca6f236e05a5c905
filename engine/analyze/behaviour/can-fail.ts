import { holdsValue } from "../../check/prove/domain.ts";
import { assume, evaluate } from "../../check/prove/interpret.ts";
import type { Scope } from "../../check/prove/scope.ts";
import type { Term } from "../../ir/term.ts";
import { partsOf } from "../../ir/walk.ts";
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
    case "window":
    case "peers":
      return true;
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
