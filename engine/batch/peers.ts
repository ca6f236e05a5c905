import { greatestCommonDivisor } from "../values/rational.ts";
import { causesOf, cellsOf, constantOf, type Field, ownCells, type PeersStep } from "./across.ts";
import { Groups } from "./groups.ts";
import { compareQuotients } from "./quotient.ts";
import type { Cells } from "./store.ts";
import type { Work } from "./work.ts";

/**
 * What the agents of one group hold together: each month's groups are sorted or summed once. Rows
 * fail as the reference has it: a rank or average passes over peers without a value, a sum or count
 * does not, and a peer whose attribute is not known may be of any group. Causes that are unsettled
 * stand for what only the reference knows, perhaps a value: nothing passes over them.
 */
export function* lookAtPeers(step: PeersStep, field: Field, unsettled: ReadonlySet<number>): Work<void> {
  const { aggregate } = step;
  const attributes = step.group.map((name) => ({ codes: codesOf(field, name), causes: causesOf(field, name) }));
  const own = causesOf(field, step.operand);
  const values = cellsOf(field, step.operand, aggregate === "count" ? "holds" : "numerator");
  const ranks = aggregate === "rank" || aggregate === "percentile";
  const isScaled = !ranks || constantOf(field, step.operand, "denominator") !== undefined;
  const scale = isScaled ? undefined : cellsOf(field, step.operand, "denominator");
  const passesOver = aggregate !== "sum" && aggregate !== "count";

  const nobody = new Float64Array();
  const numerators = ownCells(field, step.name, "numerator") ?? nobody;
  const denominators = ownCells(field, step.name, "denominator") ?? nobody;
  const cause = ownCells(field, step.name, "cause") ?? nobody;
  cause.fill(0);
  let done = 0;
  for (const rows of field.byMonth.values()) {
    const groups = new Groups(rows);
    const failures = new Int32Array(rows.length);
    let failing = false;
    const fail = (causes: Int32Array): void => {
      for (let position = 0; position < rows.length; position += 1) {
        const why = causes[rows[position] ?? 0] ?? 0;
        if (why === 0 || failures[position] !== 0) continue;
        failing = true;
        failures[position] = why;
        if (!passesOver || unsettled.has(why)) groups.spoil(position, why);
      }
    };
    for (const { codes, causes } of attributes) {
      if (causes) fail(causes);
      for (const part of codes) groups.refine(part);
    }
    if (own) fail(own);

    const { members, starts } = groups.members(failures);
    for (let group = 0; group + 1 < starts.length; group += 1) {
      const peers = members.subarray(starts[group], starts[group + 1]);
      const size = peers.length;
      if (ranks) {
        const notAbove = scale ? countNotAboveOf(peers, values, scale) : countNotAbove(peers, values);
        for (let at = 0; at < size; at += 1) {
          const [row, count] = [peers[at] ?? 0, notAbove[at] ?? 0];
          numerators[row] = aggregate === "rank" ? 1 + size - count : count;
          denominators[row] = size;
        }
        continue;
      }
      let sum = 0;
      for (let at = 0; at < size; at += 1) sum += values[peers[at] ?? 0] ?? 0;
      const held = aggregate === "ranked" ? size : sum;
      for (let at = 0; at < size; at += 1) {
        const row = peers[at] ?? 0;
        numerators[row] = held;
        denominators[row] = size;
      }
    }
    if (failing) {
      for (let position = 0; position < rows.length; position += 1) {
        const why = failures[position] || groups.spoiltBy(position);
        if (why === 0) continue;
        const row = rows[position] ?? 0;
        cause[row] = why;
        numerators[row] = 0;
        denominators[row] = 1;
      }
    }
    done += rows.length;
    yield done / field.columns.length;
  }
}

/** How many of the rows hold no more than each, by numbers of one scale. */
function countNotAbove(rows: Int32Array, values: Cells): Int32Array {
  const own = new Float64Array(rows.length);
  for (let at = 0; at < rows.length; at += 1) own[at] = values[rows[at] ?? 0] ?? 0;
  const sorted = own.slice().sort();
  const counts = new Int32Array(rows.length);
  for (let at = 0; at < rows.length; at += 1) {
    const value = own[at] ?? 0;
    let [low, high] = [0, sorted.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((sorted[middle] ?? 0) <= value) low = middle + 1;
      else high = middle;
    }
    counts[at] = low;
  }
  return counts;
}

/** The same by quotients, compared exactly. */
function countNotAboveOf(rows: Int32Array, values: Cells, scale: Cells): Int32Array {
  const compare = (a: number, b: number): number => {
    const [one, other] = [rows[a] ?? 0, rows[b] ?? 0];
    return compareQuotients(values[one] ?? 0, scale[one] ?? 1, values[other] ?? 0, scale[other] ?? 1);
  };
  const order = rows.map((_, at) => at).sort(compare);
  const counts = new Int32Array(rows.length);
  for (let start = 0, end = 0; start < order.length; start = end) {
    while (end < order.length && compare(order[start] ?? 0, order[end] ?? 0) === 0) end += 1;
    for (let at = start; at < end; at += 1) counts[order[at] ?? 0] = end;
  }
  return counts;
}

/** Numbers that are equal where an attribute is the same; of quotients both parts, in lowest terms. */
function codesOf(field: Field, step: string): readonly Cells[] {
  for (const part of ["code", "text", "holds"] as const) {
    if (field.column(step, part) !== undefined) return [cellsOf(field, step, part)];
  }
  const numerators = cellsOf(field, step, "numerator");
  if (constantOf(field, step, "denominator") !== undefined) return [numerators];
  const denominators = cellsOf(field, step, "denominator");
  const divisors = Float64Array.from(numerators, (numerator, row) =>
    Number(greatestCommonDivisor(BigInt(numerator), BigInt(denominators[row] ?? 1))),
  );
  return [numerators, denominators].map((part) =>
    Float64Array.from(part, (value, row) => value / (divisors[row] ?? 1)),
  );
}
