/** Which row of a table, or which tier, decides each agent-month. */
import type { Evaluation } from "../batch/evaluation.ts";
import { NumberReader, type Threshold, thresholdAt } from "../batch/number-reader.ts";
import { numberAt, type ResultColumn } from "../batch/result-column.ts";
import type { DecisionTable, Override, Program, TiersDefinition } from "../ir/program.ts";
import type { Clause } from "../source/document.ts";
import type { Span } from "../source/span.ts";
import { compare, type Rational, subtract } from "../values/rational.ts";
import { exactText } from "../values/show.ts";
import type { Type } from "../values/type.ts";
import { isRowError, type Value } from "../values/value.ts";
import { type Edge, tierId } from "./edges.ts";
import type { RowQuestions, TableQuestions } from "./row-questions.ts";

/** A table or tiers. Every agent-month is in one of its rows or in one of the counts beside them. */
export interface GridCoverage {
  readonly kind: "table" | "tiers";
  /** The name of the table or of the tiers. */
  readonly address: string;
  readonly rows: readonly RowCoverage[];
  /** Agent-months that no row covers (a gap, or outside the tiers), by the values of the inputs. */
  readonly uncovered: readonly { readonly values: readonly Value[]; readonly count: number }[];
  /** Agent-months for which several rows of a unique table hold. */
  readonly several: number;
  /** An exception gives the value instead. */
  readonly excepted: number;
  /** A row error keeps them from it: an input is missing, a division by zero, … */
  readonly notComputed: number;
  /** Of each column over numbers, ascending. Tiers that meet without a jump have none. */
  readonly edges: readonly EdgeCoverage[];
  readonly clause: Clause;
  readonly span: Span;
}

export interface RowCoverage {
  /** `绩效奖金系数/达标`, for tiers `提成/10000 CNY`. */
  readonly address: string;
  readonly id: string;
  /** Agent-months that it decides. */
  readonly hits: number;
  readonly span: Span;
}

export interface EdgeCoverage {
  /** As of `Edge`. */
  readonly address?: string;
  /** What the edge tests: a name; absent for tiers of a computed amount. */
  readonly column?: string;
  readonly value: Rational;
  readonly type: Type;
  /** How near below the edge is near. */
  readonly margin: Rational;
  /** Agent-months below the edge by no more than the margin, whether a row decides them or none. */
  readonly justBelow: number;
  readonly span: Span;
}

/** Agent-months of a table or of tiers that no row covers. */
export const uncoveredCount = ({ uncovered }: GridCoverage): number =>
  uncovered.reduce((sum, { count }) => sum + count, 0);

/** An edge, what it comes to, and how near below it is near. */
export interface ValuedEdge {
  readonly edge: Edge;
  readonly value: Rational;
  readonly margin: Rational;
}

/** Where an agent-month is that no row decides; all others are at the place of their row. */
export const PLACES = { uncovered: -1, several: -2, excepted: -3, notComputed: -4 } as const;

/** A table or tiers as counted, and of each row asked for the place of what decides it, or one of `PLACES`. */
export interface GridCounted {
  readonly coverage: GridCoverage;
  readonly decided: Int32Array;
}

type Described = Pick<GridCoverage, "kind" | "address" | "clause" | "span"> & {
  readonly rows: readonly Omit<RowCoverage, "hits">[];
};

/** What became of a condition. */
export const NO = 0;
export const YES = 1;
export const UNKNOWN = 2;

/** Of each row whether a condition holds; unknown where that cannot be computed. */
export function verdictsOf({ results }: Evaluation, condition: string, rows: Int32Array): Uint8Array {
  const column = results.get(condition);
  const verdicts = new Uint8Array(rows.length).fill(UNKNOWN);
  if (column?.values.kind !== "truth") return verdicts;
  const { holds } = column.values;
  for (const [at, row] of rows.entries()) if (hasValue(column, row)) verdicts[at] = numberAt(holds, row);
  return verdicts;
}

const hasValue = ({ missing, aside }: ResultColumn, row: number): boolean =>
  numberAt(missing, row) === 0 || aside.has(row);

export abstract class GridCount {
  /** Of each input, ascending. */
  readonly #edges: readonly (readonly ValuedEdge[])[];

  /** @param edges of each input */
  constructor(edges: readonly (readonly ValuedEdge[])[]) {
    this.#edges = edges.map((ofInput) => ofInput.toSorted((a, b) => compare(a.value, b.value)));
  }

  abstract readonly span: Span;
  /** The names of what decides, one for each input. */
  protected abstract readonly inputs: readonly string[];
  protected abstract places(evaluation: Evaluation, rows: Int32Array): Int32Array;
  protected abstract describe(): Described;

  count(evaluation: Evaluation, rows: Int32Array): GridCounted {
    const decided = this.places(evaluation, rows);
    const { rows: described, ...about } = this.describe();
    const hits = new Int32Array(described.length);
    const others = { several: 0, excepted: 0, notComputed: 0 };
    for (const place of decided) {
      if (place >= 0) hits[place] = (hits[place] ?? 0) + 1;
      else if (place === PLACES.several) others.several += 1;
      else if (place === PLACES.excepted) others.excepted += 1;
      else if (place === PLACES.notComputed) others.notComputed += 1;
    }
    const coverage: GridCoverage = {
      ...about,
      rows: described.map((row, at) => ({ ...row, hits: hits[at] ?? 0 })),
      uncovered: this.#uncovered(evaluation, rows, decided),
      ...others,
      edges: this.#edges.flatMap((edges, input) =>
        countedEdges(edges, evaluation.results.get(this.inputs[input] ?? ""), rows, decided),
      ),
    };
    return { coverage, decided };
  }

  #uncovered({ results }: Evaluation, rows: Int32Array, decided: Int32Array): GridCoverage["uncovered"] {
    const found = new Map<string, { values: readonly Value[]; count: number }>();
    const columns = this.inputs.flatMap((name) => results.get(name) ?? []);
    for (const [at, row] of rows.entries()) {
      if (decided[at] !== PLACES.uncovered) continue;
      const values = columns.flatMap((column) => {
        const value = column.at(row);
        return isRowError(value) ? [] : [value];
      });
      const key = values.map(exactText).join("\n");
      found.set(key, { values, count: (found.get(key)?.count ?? 0) + 1 });
    }
    return [...found.values()];
  }
}

/** Below an edge is who reads it: whoever an exception takes out of the rows, or an error, does not. */
function countedEdges(
  edges: readonly ValuedEdge[],
  column: ResultColumn | undefined,
  rows: Int32Array,
  decided: Int32Array,
): EdgeCoverage[] {
  const counts = new Int32Array(edges.length);
  if (edges.length > 0 && column?.values.kind === "number") {
    const numbers = new NumberReader(column);
    const ends = edges.map(({ value }) => thresholdAt(value));
    const starts = edges.map(({ value, margin }) => thresholdAt(subtract(value, margin)));
    for (const [at, row] of rows.entries()) {
      const place = decided[at] ?? PLACES.notComputed;
      if (place === PLACES.excepted || place === PLACES.notComputed || !numbers.has(row)) continue;
      // Edges ascend, and so does what lies a margin below them: the first one out of reach is the last looked at.
      for (let edge = firstNotBelow(ends, numbers, row); edge < edges.length; edge += 1) {
        const [start, end] = [starts[edge], ends[edge]];
        if (!start || !end || numbers.compare(row, start) < 0) break;
        const order = numbers.compare(row, end);
        if (order < 0 || (order === 0 && !edges[edge]?.edge.belongsAbove)) counts[edge] = (counts[edge] ?? 0) + 1;
      }
    }
  }
  return edges.map(({ edge, value, margin }, at) => ({
    ...(edge.address !== undefined && { address: edge.address }),
    ...(edge.subject.kind === "reference" && { column: edge.subject.name }),
    value,
    type: edge.subject.type,
    margin,
    justBelow: counts[at] ?? 0,
    span: edge.span,
  }));
}

/** Of thresholds in ascending order, the first that is not below the number of the row. */
function firstNotBelow(thresholds: readonly Threshold[], numbers: NumberReader, row: number): number {
  let [low, high] = [0, thresholds.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const threshold = thresholds[middle];
    if (threshold && numbers.compare(row, threshold) > 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

export class TableCount extends GridCount {
  protected readonly inputs: readonly string[];
  readonly #table: DecisionTable;
  readonly #questions: TableQuestions;
  /** By column of the table: the conditions under which an exception gives its value instead. */
  readonly #exceptions: readonly (readonly string[])[];

  constructor(program: Program, table: DecisionTable, edges: readonly ValuedEdge[], questions: RowQuestions) {
    super(
      table.inputs.map(({ name }) =>
        edges.filter(({ edge: { subject } }) => subject.kind === "reference" && subject.name === name),
      ),
    );
    this.inputs = table.inputs.map(({ name }) => name);
    this.#table = table;
    this.#questions = questions.table(table);
    this.#exceptions = table.outputs.flatMap(({ name }) => {
      const definition = program.definitions.get(name);
      if (definition?.kind !== "column" || definition.table !== table) return [];
      return [conditionsOf(definition.exceptions, questions)];
    });
  }

  get span(): Span {
    return this.#table.span;
  }

  protected places(evaluation: Evaluation, rows: Int32Array): Int32Array {
    const { first, last } = this.#questions;
    const firsts = placesIn(evaluation.results.get(first), rows);
    const lasts = last === undefined ? firsts : placesIn(evaluation.results.get(last), rows);
    const none = this.#table.rows.length;
    const columns = this.#exceptions.map((conditions) =>
      conditions.map((condition) => verdictsOf(evaluation, condition, rows)),
    );
    return firsts.map((place, at) => {
      // The table is asked where at least one of its columns is.
      const isAsked = columns.some((verdicts) => verdicts.every((verdict) => verdict[at] === NO));
      if (!isAsked) {
        const isUnknown = columns.some((verdicts) => verdicts.some((verdict) => verdict[at] === UNKNOWN));
        return isUnknown ? PLACES.notComputed : PLACES.excepted;
      }
      if (place < 0 || (lasts[at] ?? 0) < 0) return PLACES.notComputed;
      if (place === none) return PLACES.uncovered;
      return place === lasts[at] ? place : PLACES.several;
    });
  }

  protected describe() {
    const { name, rows, clause, span } = this.#table;
    const described = rows.map(({ id, span }) => ({ address: `${name}/${id}`, id, span }));
    return { kind: "table", address: name, rows: described, clause, span } as const;
  }
}

const conditionsOf = (exceptions: readonly Override[], questions: RowQuestions): string[] =>
  exceptions.map(({ condition, clause, span }) => questions.condition(condition, { clause, span }));

/** Whole numbers of a column; not computed where it has none. */
function placesIn(column: ResultColumn | undefined, rows: Int32Array): Int32Array {
  if (column?.values.kind !== "number") return new Int32Array(rows.length).fill(PLACES.notComputed);
  const { numerators } = column.values;
  return rows.map((row) => (hasValue(column, row) ? numberAt(numerators, row) : PLACES.notComputed));
}

export class TiersCount extends GridCount {
  protected readonly inputs: readonly string[];
  readonly #definition: TiersDefinition;
  readonly #base: string;
  readonly #exceptions: readonly string[];
  /** By tier where it starts; absent where it is open below or that cannot be told. */
  readonly #starts: readonly (Threshold | undefined)[];

  /** @param startOf what the start of a tier comes to; `undefined` where that cannot be told */
  constructor(
    definition: TiersDefinition,
    edges: readonly ValuedEdge[],
    questions: RowQuestions,
    starts: readonly (Rational | undefined)[],
  ) {
    super([edges]);
    this.#definition = definition;
    this.#base = questions.value(definition.base, definition);
    this.inputs = [this.#base];
    this.#exceptions = conditionsOf(definition.exceptions, questions);
    this.#starts = starts.map((start) => start && thresholdAt(start));
  }

  get span(): Span {
    return this.#definition.span;
  }

  protected places(evaluation: Evaluation, rows: Int32Array): Int32Array {
    const column = evaluation.results.get(this.#base);
    const numbers = column?.values.kind === "number" ? new NumberReader(column) : undefined;
    const verdicts = this.#exceptions.map((condition) => verdictsOf(evaluation, condition, rows));
    return rows.map((row, at) => {
      if (verdicts.some((verdict) => verdict[at] === UNKNOWN)) return PLACES.notComputed;
      if (verdicts.some((verdict) => verdict[at] === YES)) return PLACES.excepted;
      return numbers?.has(row) ? this.#tierOf(numbers, row) : PLACES.notComputed;
    });
  }

  #tierOf(numbers: NumberReader, row: number): number {
    const { tiers, method, ends } = this.#definition;
    const reached = this.#starts.findLastIndex((start, tier) =>
      start ? numbers.compare(row, start) >= 0 : tiers[tier]?.from === undefined,
    );
    // Below the first point of an interpolation that goes on there, it is the first point that decides.
    if (reached < 0) return method === "interpolated" && ends === "held" ? 0 : PLACES.uncovered;
    const last = this.#starts[reached];
    const isPastEnd =
      method === "interpolated" && ends === "error" && reached === tiers.length - 1 && last !== undefined;
    return isPastEnd && numbers.compare(row, last) > 0 ? PLACES.uncovered : reached;
  }

  protected describe() {
    const { name, tiers, clause, span } = this.#definition;
    const rows = tiers.map((tier) => ({ address: `${name}/${tierId(tier)}`, id: tierId(tier), span: tier.span }));
    return { kind: "tiers", address: name, rows, clause, span } as const;
  }
}
