/** A score as arithmetic, by halves: as many indicators and vetoes as a file holds make no deep recursion. */
import type { ScoreDefinition, Veto } from "../../ir/program.ts";
import { sumOf } from "../../ir/sum.ts";
import type { Term } from "../../ir/term.ts";
import { ZERO } from "../../values/rational.ts";
import { TRUTH } from "../../values/type.ts";

/** Weight times the score held within its limits, added up, less what is deducted; the first veto that holds before all. */
export function scoreTerm({ indicators, deductions, vetoes, type, span }: ScoreDefinition): Term {
  const parts = indicators.map(({ weight, score, lower, upper, span }): Term => {
    const { type } = score;
    const raised: Term = lower ? { kind: "call", name: "max", args: [score, lower], type, span } : score;
    const held: Term = upper ? { kind: "call", name: "min", args: [raised, upper], type, span } : raised;
    return { kind: "arithmetic", operator: "*", left: weight, right: held, type, span };
  });
  const earned: Term = sumOf(parts, type) ?? { kind: "literal", value: ZERO, type, span };
  const taken = sumOf(
    deductions.map(({ points }) => points),
    type,
  );
  const total: Term = taken ? { kind: "arithmetic", operator: "-", left: earned, right: taken, type, span } : earned;
  return vetoes.length === 0 ? total : firstOf(vetoes, total);
}

/** The value of the first veto that holds, else `otherwise`; without it one of them is known to hold. */
function firstOf(vetoes: readonly Veto[], otherwise?: Term): Term {
  const [veto, ...others] = vetoes;
  if (!veto) throw new Error("there is no first of none");
  if (others.length === 0 && !otherwise) return veto.value;
  const half = Math.max(1, vetoes.length >> 1);
  const [first, rest] = [vetoes.slice(0, half), vetoes.slice(half)];
  const alternative = rest.length > 0 ? firstOf(rest, otherwise) : (otherwise ?? veto.value);
  const { type, span } = veto.value;
  return { kind: "if", condition: anyOf(first), consequent: firstOf(first), alternative, type, span };
}

function anyOf(vetoes: readonly Veto[]): Term {
  const half = vetoes.length >> 1;
  const [veto] = vetoes;
  if (!veto) throw new Error("there is none of none");
  if (half === 0) return veto.condition;
  const [left, right] = [anyOf(vetoes.slice(0, half)), anyOf(vetoes.slice(half))];
  return { kind: "logic", operator: "or", left, right, type: TRUTH, span: veto.span };
}
