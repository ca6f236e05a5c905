import {
  type Compilation,
  type Explanation,
  exactText,
  isRowError,
  LineIndex,
  type Localized,
  type Outcome,
  type Step,
  toExact,
} from "../engine/index.ts";

/** How a message becomes part of the data: in one language, or as it is. */
type Messages<Message> = (message: Localized) => Message;

/**
 * How each output and action came about, as data. Steps are listed once each, those of the first output first,
 * and refer to one another by name: as a nested tree a scheme could grow without bound.
 */
export function explanationJson<Message>(
  { agent, month, outputs, actions }: Explanation,
  { text }: Compilation,
  messages: Messages<Message>,
) {
  const index = new LineIndex(text);
  const steps = new Map<string, Step>();
  const collect = (step: Step): void => {
    if (steps.has(step.name)) return;
    steps.set(step.name, step);
    step.operands.forEach(collect);
  };
  outputs.forEach(collect);
  actions.forEach(collect);
  return {
    agent,
    month,
    outputs: outputs.map(({ name }) => name),
    actions: actions.map(({ name }) => name),
    steps: [...steps.values()].map((step) => stepJson(step, index, messages)),
  };
}

function stepJson<Message>(step: Step, index: LineIndex, messages: Messages<Message>) {
  const { name, kind, outcome, shown, clause, span, assumed, formula, roundings, windows } = step;
  const { decision, parts, tiers, deductions, veto, placement, peers, exception } = step;
  return {
    name,
    kind,
    ...(isRowError(outcome)
      ? { error: { code: outcome.code, name: outcome.name, message: messages(outcome.message) } }
      : { value: exactText(outcome), shown }),
    clause: { number: clause.number, title: clause.title },
    start: index.positionAt(span.start),
    end: index.positionAt(span.end),
    ...(assumed !== undefined && { assumed }),
    ...(formula && { formula }),
    roundings: roundings.map(({ before, after, decimals, mode }) => ({
      before: toExact(before),
      after: toExact(after),
      decimals,
      mode,
    })),
    ...(windows.length > 0 && {
      windows: windows.map(({ months, ...window }) => ({ ...window, months: [...months] })),
    }),
    ...(decision && {
      decision: {
        table: decision.table,
        ...nameAt(decision.rows, decision.decided, ({ id }) => id),
        rows: decision.rows.map(({ id, holds, cells }) => ({
          id,
          holds,
          cells: cells.map(({ distance, ...cell }) => ({ ...cell, ...(distance && { distance: toExact(distance) }) })),
        })),
      },
    }),
    ...(parts && {
      parts: parts.map(({ indicator, weight, score, held, limited, points }) => ({
        indicator,
        weight: toExact(weight),
        score: exactOutcome(score),
        held: exactOutcome(held),
        ...(limited && { limited }),
        points: exactOutcome(points),
      })),
    }),
    ...(tiers && { tiers: tiers.map(({ label, shown, reached, share }) => ({ label, shown, reached, ...share })) }),
    ...(deductions && {
      deductions: deductions.map(({ name, points }) => ({ name, points: exactOutcome(points) })),
    }),
    ...(veto && { veto: { name: veto.name, start: index.positionAt(veto.span.start) } }),
    ...(placement && {
      placement: {
        rank: placement.rank,
        size: placement.size,
        smallest: placement.smallest,
        grades: placement.grades.map(({ grade, upTo, holds }) => ({ grade, upTo, holds })),
        ...nameAt(placement.grades, placement.decided, ({ grade }) => grade),
      },
    }),
    ...(peers.length > 0 && { peers: [...peers] }),
    ...(exception && {
      exception: { condition: exception.condition, start: index.positionAt(exception.span.start) },
    }),
    operands: step.operands.map((operand) => operand.name),
  };
}

/** What decided, by its name; nothing where nothing did. */
function nameAt<Each>(
  all: readonly Each[],
  at: number | undefined,
  nameOf: (each: Each) => string,
): { readonly decided?: string } {
  const found = at === undefined ? undefined : all[at];
  return found === undefined ? {} : { decided: nameOf(found) };
}

export const exactOutcome = (outcome: Outcome): string => (isRowError(outcome) ? "—" : exactText(outcome));
