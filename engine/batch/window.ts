import type { Field, StreakStep, WindowStep } from "./across.ts";
import { compareQuotients } from "./quotient.ts";
import type { Reach } from "./reach.ts";
import { Stretch } from "./stretch.ts";
import type { Work } from "./work.ts";

/**
 * Looks back over each agent's months, for several windows in one pass. What the months of a window
 * come to is the difference of two running sums, however many they are, and windows share these; a
 * least or greatest is looked for among them.
 */
export function* lookBack(steps: readonly WindowStep[], field: Field): Work<void> {
  const stretch = new Stretch(field);
  const windows = steps.map((step) => ({ step, reach: field.reach(step.period) }));
  const { length } = field.columns.agents;
  for (let agent = 0, stretches = 0; agent < length; stretches += 1) {
    agent = stretch.take(agent);
    for (const { step, reach } of windows) lookBackIn(stretch, step, field, reach);
    if (stretches % STRETCHES === 0) yield agent / length;
  }
}

/** Of a window or streak between two chances to give way: about a millisecond. */
const STRETCHES = 16;

/** Pass after pass over few rows: each is a plain loop without a branch that the data could mislead. */
function lookBackIn(stretch: Stretch, step: WindowStep, { columns }: Field, reach: Reach): void {
  const { first, end } = stretch;
  const size = end - first;
  const { name, aggregate, operand, causes, atLeast = 0 } = step;
  const counts = step.condition === undefined ? undefined : stretch.numbers(step.condition, "holds");
  const failures = failuresOf(step, stretch, counts, columns.repeated.size > 0);
  const values =
    operand === undefined ? undefined : stretch.numbers(operand, aggregate === "count" ? "holds" : "numerator");
  const divisors = step.denominator === undefined ? undefined : stretch.numbers(step.denominator, "numerator");
  const rows: WindowRows = {
    first,
    low: reach.low.subarray(first, end),
    high: reach.high.subarray(first, end),
    counts,
    failures,
    sums: (of, value) => {
      // What fails depends on what is aggregated, so such sums are a step's own.
      const key = `sums of ${of} where ${step.condition}`;
      const sum = (room: Float64Array): RunningSums => runningSums(rows, value, room);
      return failures ? sum(stretch.room("own sums", 1)) : stretch.once(key, sum, 1);
    },
  };

  const numerators = stretch.room("own numerators");
  const denominators = stretch.room("own denominators");
  const months = stretch.counts("months");
  const isExtreme = aggregate === "min" || aggregate === "max";
  const needsMonths = isExtreme || aggregate === "ratio";
  if (needsMonths || aggregate === "months" || atLeast > 0) countMonths(rows, months);
  if (aggregate === "months" || !values || operand === undefined) numerators.set(months);
  else if (isExtreme) {
    seek(rows, values, stretch.numbers(operand, "denominator"), aggregate === "max", numerators, denominators);
  } else takeDifferences(rows, rows.sums(operand, values), numerators);
  if (divisors) takeDifferences(rows, rows.sums(`${step.denominator}`, divisors), denominators);

  const cause = stretch.counts("own causes").fill(0);
  let failed = false;
  const fail = (row: number, why: number): void => {
    failed = true;
    cause[row] = why;
  };
  if (divisors) {
    for (let row = 0; row < size; row += 1) {
      const divisor = denominators[row] ?? 0;
      if (divisor === 0) fail(row, causes.zero);
      else if (divisor < 0) {
        numerators[row] = 0 - (numerators[row] ?? 0);
        denominators[row] = 0 - divisor;
      }
    }
  }
  if (needsMonths) {
    for (let row = 0; row < size; row += 1) if (months[row] === 0) fail(row, causes.empty);
  }
  if (atLeast > 0) {
    for (let row = 0; row < size; row += 1) if ((months[row] ?? 0) < atLeast) fail(row, causes.tooFew);
  }
  if (failures) firstFailures(rows, failures, stretch.room("own sums", 1), fail);
  if (failed) {
    for (let row = 0; row < size; row += 1) {
      if (cause[row] === 0) continue;
      numerators[row] = 0;
      denominators[row] = 1;
    }
  }
  stretch.leave(name, "numerator", numerators);
  if (needsMonths) stretch.leave(name, "denominator", denominators);
  if (step.fails) stretch.leave(name, "cause", cause);
}

/** Of each row of a stretch the rows that its window looks at, and which of all rows count. */
interface WindowRows {
  /** The first row of the stretch. */
  readonly first: number;
  /** From here up to `high`, which is left out. */
  readonly low: Int32Array;
  readonly high: Int32Array;
  readonly counts: Float64Array | undefined;
  readonly failures: Float64Array | undefined;
  /** Of the values of a step; without `values` how many rows count. */
  readonly sums: (of: string, values?: Float64Array) => RunningSums;
}

/** What the rows that count come to before each row, and in all after the last. */
interface RunningSums {
  readonly sums: Float64Array;
  /** Where the sum of all does not fit the machine's numbers: what is to be added up instead. */
  readonly values?: Float64Array;
}

const doesCount = ({ counts, failures }: WindowRows, row: number): boolean =>
  (counts === undefined || counts[row] === 1) && (failures === undefined || failures[row] === 0);

function countMonths(rows: WindowRows, months: Int32Array): void {
  const { low, high, counts, failures } = rows;
  if (counts || failures) takeDifferences(rows, rows.sums("rows"), months);
  else for (let row = 0; row < low.length; row += 1) months[row] = (high[row] ?? 0) - (low[row] ?? 0);
}

function runningSums(rows: WindowRows, values: Float64Array | undefined, sums: Float64Array): RunningSums {
  const all = !rows.counts && !rows.failures;
  const size = sums.length - 1;
  let [sum, least, greatest] = [0, 0, 0];
  for (let row = 0; row < size; row += 1) {
    sums[row] = sum;
    if (!all && !doesCount(rows, row)) continue;
    const value = values ? (values[row] ?? 0) : 1;
    sum += value;
    if (value < least) least = value;
    if (value > greatest) greatest = value;
  }
  sums[size] = sum;
  const fits = Math.max(greatest, -least) * size <= Number.MAX_SAFE_INTEGER;
  return fits || !values ? { sums } : { sums, values };
}

/** The sums of windows: each fits the machine's numbers, or the step would not be there. */
function takeDifferences(rows: WindowRows, { sums, values }: RunningSums, into: Float64Array | Int32Array): void {
  const { first, low, high } = rows;
  for (let row = 0; row < low.length; row += 1) {
    const [start, end] = [(low[row] ?? 0) - first, (high[row] ?? 0) - first];
    if (values) {
      let sum = 0;
      for (let at = start; at < end; at += 1) if (doesCount(rows, at)) sum += values[at] ?? 0;
      into[row] = sum;
    } else into[row] = (sums[end] ?? 0) - (sums[start] ?? 0);
  }
}

/** The least or greatest quotient of the months that count. */
function seek(
  rows: WindowRows,
  values: Float64Array,
  scale: Float64Array,
  isMax: boolean,
  numerators: Float64Array,
  denominators: Float64Array,
): void {
  const { first, low, high } = rows;
  for (let row = 0; row < low.length; row += 1) {
    let [isFound, numerator, denominator] = [false, 0, 1];
    const end = (high[row] ?? 0) - first;
    for (let at = (low[row] ?? 0) - first; at < end; at += 1) {
      if (!doesCount(rows, at)) continue;
      const order = isFound ? compareQuotients(values[at] ?? 0, scale[at] ?? 1, numerator, denominator) : 0;
      if (isFound && (isMax ? order <= 0 : order >= 0)) continue;
      isFound = true;
      numerator = values[at] ?? 0;
      denominator = scale[at] ?? 1;
    }
    numerators[row] = numerator;
    denominators[row] = denominator;
  }
}

/** Where a row that is looked at fails, the window does, by the first of them. */
function firstFailures(
  { first, low, high }: WindowRows,
  failures: Float64Array,
  sums: Float64Array,
  fail: (row: number, why: number) => void,
): void {
  let sum = 0;
  for (let row = 0; row < low.length; row += 1) {
    sums[row] = sum;
    if (failures[row] !== 0) sum += 1;
  }
  sums[low.length] = sum;
  for (let row = 0; row < low.length; row += 1) {
    let at = (low[row] ?? 0) - first;
    if (sums[(high[row] ?? 0) - first] === sums[at]) continue;
    while (failures[at] === 0) at += 1;
    fail(row, failures[at] ?? 0);
  }
}

/** How many months in a row, this one the last, the condition has held. */
export function* countStreak({ name, condition }: StreakStep, field: Field): Work<void> {
  const stretch = new Stretch(field);
  const { agents, agent, month } = field.columns;
  for (let at = 0, stretches = 0; at < agents.length; stretches += 1) {
    at = stretch.take(at);
    const { first, end } = stretch;
    const holds = stretch.numbers(condition, "holds");
    const failures = stretch.causes(condition);
    const numerators = stretch.counts("own numerators");
    const cause = stretch.counts("own causes");
    for (let row = 0; row < end - first; row += 1) {
      const here = first + row;
      const goesOn = row > 0 && agent[here - 1] === agent[here] && month[here - 1] === (month[here] ?? 0) - 1;
      const fails = failures !== undefined && failures[row] !== 0;
      const counts = !fails && holds[row] === 1;
      numerators[row] = counts ? 1 + (goesOn ? (numerators[row - 1] ?? 0) : 0) : 0;
      cause[row] = fails ? (failures[row] ?? 0) : counts && goesOn ? (cause[row - 1] ?? 0) : 0;
    }
    stretch.leave(name, "numerator", numerators);
    stretch.leave(name, "cause", cause);
    if (stretches % STRETCHES === 0) yield at / agents.length;
  }
}

/** What fails in each row that a window may count: the condition, else what is aggregated where the month counts. */
function failuresOf(
  step: WindowStep,
  stretch: Stretch,
  counts: Float64Array | undefined,
  isRepeated: boolean,
): Float64Array | undefined {
  const condition = step.condition === undefined ? undefined : stretch.causes(step.condition);
  const operands = [step.operand, step.denominator].flatMap((name) =>
    name === undefined ? [] : [stretch.causes(name)],
  );
  const present = operands.filter((causes) => causes !== undefined);
  if (!condition && present.length === 0 && !isRepeated) return undefined;
  const failures = stretch.room("failures");
  if (condition) failures.set(condition);
  else failures.fill(0);
  for (const causes of present) {
    for (let row = 0; row < failures.length; row += 1) {
      if (failures[row] === 0 && (counts === undefined || counts[row] === 1)) failures[row] = causes[row] ?? 0;
    }
  }
  stretch.markRepeated(failures);
  return failures;
}
