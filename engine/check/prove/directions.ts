/**
 * Pay and scores that move against the direction of a metric: less for more of what is better, or more
 * for more of what is worse. Said only where two rows show it, and only of what a statement pays or
 * scores in the end: a deduction that grows with complaints is as it should be.
 */
import { type Diagnostic, diagnostic } from "../../diagnostics/diagnostic.ts";
import type { Definition, InputDefinition, Program } from "../../ir/program.ts";
import type { Term } from "../../ir/term.ts";
import { within } from "../../ir/walk.ts";
import { isMoney } from "../../values/show.ts";
import { baseUnit, sameUnit } from "../../values/unit.ts";
import type { Context } from "./context.ts";
import { leavesOf, supportOf } from "./seek.ts";
import type { Effort, MonotonyProver } from "./trend/monotony.ts";
import { culpritOf, pairMessage } from "./trend/pair-message.ts";
import type { Claim } from "./trend/pairs.ts";
import { witnessOfPair } from "./witness.ts";

/** The unit of scores. */
const POINT = "分";

const EFFORT: Effort = { rows: 8, work: 4_000, everyRow: false };

export function proveDirections(context: Context, prover: MonotonyProver): Diagnostic[] {
  const results = resultsOf(context.scope.model.program, context);
  return results.flatMap((result) => {
    const drivers = driversOf(context, prover, result);
    const against = drivers.flatMap((input) => judge(context, prover, result, input) ?? []);
    if (against.length === 0) return [];
    // What moves against every metric, where there are other results, is no merit but a deduction.
    const isMerit = results.length === 1 || drivers.some((input) => isRewarded(prover, result, input));
    return isMerit ? against : [];
  });
}

/** Outputs in money or points that no other such output is computed from. */
function resultsOf({ outputs, definitions, header }: Program, { scope: { model } }: Context): Definition[] {
  const paid = outputs.flatMap(({ name }) => {
    const definition = definitions.get(name);
    return definition && model.isWhole(name) && isPaidOrScored(definition, header.currency) ? [definition] : [];
  });
  return paid.filter(
    ({ name }) => !paid.some((other) => other.name !== name && supportOf(model, [other.name]).includes(name)),
  );
}

const isPaidOrScored = ({ kind, type }: Definition, currency: string): boolean =>
  kind === "score" || isMoney(type, currency) || (type.kind === "number" && sameUnit(type.unit, baseUnit(POINT)));

/** The numeric inputs behind a result that have a direction of their own. */
function driversOf({ scope: { model } }: Context, prover: MonotonyProver, { name }: Definition): InputDefinition[] {
  const { definitions } = model.program;
  const names = supportOf(model, [name]);
  const inputs = names.flatMap((each) => {
    const definition = definitions.get(each);
    return definition?.kind === "input" ? [definition] : [];
  });
  const divisors = names.flatMap((each) => model.termsBehind(each).flatMap((term) => [...divisorsIn(term)]));
  return inputs.filter(({ name, metric }) => {
    if (metric.type.kind !== "number" || (metric.direction !== "up" && metric.direction !== "down")) return false;
    // A figure of a rate is judged by the rate, and one that is divided by is no merit in itself.
    const leaves = leavesOf(model, [name]);
    const isPart = inputs.some(
      (other) => other.name !== name && leavesOf(model, [other.name]).some((leaf) => leaves.includes(leaf)),
    );
    if (isPart) return false;
    const driver = prover.driver(name);
    return !divisors.some((divisor) => driver.moves(divisor));
  });
}

function* divisorsIn(term: Term): Generator<Term> {
  for (const part of within(term)) if (part.kind === "arithmetic" && part.operator === "/") yield part.right;
}

const subjectOf = ({ name, type, nameSpan }: Definition): Term => ({ kind: "reference", name, type, span: nameSpan });

function judge(
  context: Context,
  prover: MonotonyProver,
  result: Definition,
  { name, metric }: InputDefinition,
): Diagnostic | undefined {
  const claim: Claim = {
    subject: subjectOf(result),
    never: metric.direction === "up" ? "falls" : "rises",
    driver: prover.driver(name),
  };
  const found = prover.judge(claim, EFFORT);
  if (found.status !== "refuted") return undefined;
  const { pair } = found;
  const [directionZh, directionEn] = DIRECTIONS[claim.never];
  const args = { subject: result.name, directionZh, directionEn, ...pairMessage(context, claim, pair) };
  const culprit = culpritOf(context, claim, pair) ?? result;
  const witness = witnessOfPair(context.reference, [name, result.name], pair);
  return diagnostic("result-against-direction", culprit.nameSpan, args, { witness });
}

const DIRECTIONS = { falls: ["越大越好", "up"], rises: ["越小越好", "down"] } as const;

/** Whether the result ever moves with the direction of the metric. */
function isRewarded(prover: MonotonyProver, result: Definition, { name, metric }: InputDefinition): boolean {
  const never = metric.direction === "up" ? "rises" : "falls";
  return prover.judge({ subject: subjectOf(result), never, driver: prover.driver(name) }, EFFORT).status === "refuted";
}
