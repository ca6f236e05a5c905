/** Which row of a table, or which tier, decides each agent-month. */
import type { AgentMonth, ColumnDefinition, DecisionTable, Override, Program, TiersDefinition } from "../ir/program.ts";
import { passes } from "../reference/evaluate.ts";
import type { Reference } from "../reference/reference.ts";
import { settle } from "../reference/scope.ts";
import type { Clause } from "../source/document.ts";
import type { Span } from "../source/span.ts";
import { compare, type Rational, subtract } from "../values/rational.ts";
import { exactText } from "../values/show.ts";
import type { Type } from "../values/type.ts";
import { isRational, isRowError, type Outcome, type Value } from "../values/value.ts";
import { type Edge, tierId } from "./edges.ts";

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

/** Whether an exception holds for the agent-month being counted. */
export type Holds = (exception: Override) => Outcome;

/** An edge with those who stand just below it. */
export interface CountedEdge {
  readonly edge: Edge;
  readonly value: Rational;
  readonly margin: Rational;
  justBelow: number;
}

/** Where an agent-month ends up: the index of a row, or why in none. */
type Place =
  | { readonly kind: "row"; readonly row: number; readonly values: readonly Value[] }
  | { readonly kind: "uncovered" | "several"; readonly values: readonly Value[] }
  | { readonly kind: "excepted" | "notComputed" };

export abstract class GridCount {
  abstract readonly span: Span;
  protected readonly edges: readonly (readonly CountedEdge[])[];
  readonly #hits: number[];
  readonly #uncovered = new Map<string, { values: readonly Value[]; count: number }>();
  readonly #others = { several: 0, excepted: 0, notComputed: 0 };

  /** @param edges of each input */
  constructor(rows: number, edges: readonly (readonly CountedEdge[])[]) {
    this.#hits = Array.from({ length: rows }, () => 0);
    this.edges = edges.map((ofInput) => ofInput.toSorted((a, b) => compare(a.value, b.value)));
  }

  protected abstract place(at: AgentMonth, reference: Reference, holds: Holds): Place;
  protected abstract describe(): Pick<GridCoverage, "kind" | "address" | "clause" | "span"> & {
    readonly rows: readonly Omit<RowCoverage, "hits">[];
  };

  add(at: AgentMonth, reference: Reference, holds: Holds): void {
    const place = this.place(at, reference, holds);
    for (const [input, value] of ("values" in place ? place.values : []).entries()) {
      if (isRational(value)) this.#countBelow(value, this.edges[input] ?? []);
    }
    switch (place.kind) {
      case "row":
        this.#hits[place.row] = (this.#hits[place.row] ?? 0) + 1;
        break;
      case "uncovered": {
        const key = place.values.map(exactText).join("\n");
        const { count } = this.#uncovered.get(key) ?? { count: 0 };
        this.#uncovered.set(key, { values: place.values, count: count + 1 });
        break;
      }
      default:
        this.#others[place.kind] += 1;
    }
  }

  /** Edges ascend, and so does what lies a margin below them: the first one out of reach is the last looked at. */
  #countBelow(value: Rational, edges: readonly CountedEdge[]): void {
    for (let at = firstAbove(edges, value); at < edges.length; at += 1) {
      const counted = edges[at];
      if (!counted || compare(value, subtract(counted.value, counted.margin)) < 0) return;
      const order = compare(value, counted.value);
      if (order < 0 || (order === 0 && !counted.edge.belongsAbove)) counted.justBelow += 1;
    }
  }

  result(): GridCoverage {
    const { rows, ...about } = this.describe();
    return {
      ...about,
      rows: rows.map((row, at) => ({ ...row, hits: this.#hits[at] ?? 0 })),
      uncovered: [...this.#uncovered.values()],
      ...this.#others,
      edges: this.edges.flat().map(({ edge, value, margin, justBelow }) => ({
        ...(edge.address !== undefined && { address: edge.address }),
        ...(edge.subject.kind === "reference" && { column: edge.subject.name }),
        value,
        type: edge.subject.type,
        margin,
        justBelow,
        span: edge.span,
      })),
    };
  }
}

/** Of edges in ascending order, the first that is not below the value. */
function firstAbove(edges: readonly CountedEdge[], value: Rational): number {
  let [low, high] = [0, edges.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const edge = edges[middle];
    if (edge && compare(edge.value, value) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

export class TableCount extends GridCount {
  readonly #table: DecisionTable;
  readonly #columns: readonly ColumnDefinition[];

  constructor(program: Program, table: DecisionTable, edges: readonly CountedEdge[]) {
    const ofInput = ({ name }: { readonly name: string }) =>
      edges.filter(({ edge: { subject } }) => subject.kind === "reference" && subject.name === name);
    super(table.rows.length, table.inputs.map(ofInput));
    this.#table = table;
    this.#columns = table.outputs.flatMap(({ name }) => {
      const definition = program.definitions.get(name);
      return definition?.kind === "column" && definition.table === table ? [definition] : [];
    });
  }

  get span(): Span {
    return this.#table.span;
  }

  protected place(at: AgentMonth, reference: Reference, holds: Holds): Place {
    const outcomes = this.#columns.map(({ exceptions }) => exceptions.map(holds));
    // The table is asked where at least one of its columns is.
    const asked = outcomes.some((ofColumn) => ofColumn.every((outcome) => outcome === false));
    if (!asked) return { kind: outcomes.flat().some(isRowError) ? "notComputed" : "excepted" };
    const values: Value[] = [];
    for (const { name } of this.#table.inputs) {
      const value = reference.value(name, at);
      if (isRowError(value)) return { kind: "notComputed" };
      values.push(value);
    }
    return this.#matching(values, at, reference);
  }

  #matching(values: readonly Value[], at: AgentMonth, reference: Reference): Place {
    const { rows, inputs, policy, name } = this.#table;
    const scope = reference.scope(at, name);
    let first: number | undefined;
    for (const [index, { tests }] of rows.entries()) {
      const outcome = settle(() =>
        tests.every((test, column) => {
          const [value, input] = [values[column], inputs[column]];
          return value !== undefined && input !== undefined && passes(test, value, input.type, scope);
        }),
      );
      if (isRowError(outcome)) return { kind: "notComputed" };
      if (outcome !== true) continue;
      if (policy === "first") return { kind: "row", row: index, values };
      if (first !== undefined) return { kind: "several", values };
      first = index;
    }
    return first === undefined ? { kind: "uncovered", values } : { kind: "row", row: first, values };
  }

  protected describe() {
    const { name, rows, clause, span } = this.#table;
    const described = rows.map(({ id, span }) => ({ address: `${name}/${id}`, id, span }));
    return { kind: "table", address: name, rows: described, clause, span } as const;
  }
}

export class TiersCount extends GridCount {
  readonly #definition: TiersDefinition;

  constructor(definition: TiersDefinition, edges: readonly CountedEdge[]) {
    super(definition.tiers.length, [edges]);
    this.#definition = definition;
  }

  get span(): Span {
    return this.#definition.span;
  }

  protected place(at: AgentMonth, reference: Reference, holds: Holds): Place {
    const { name, base, tiers, method, ends, exceptions } = this.#definition;
    const outcomes = exceptions.map(holds);
    if (outcomes.some(isRowError)) return { kind: "notComputed" };
    if (outcomes.includes(true)) return { kind: "excepted" };
    const value = reference.evaluate(base, at, name);
    if (!isRational(value)) return { kind: "notComputed" };
    const reached = tiers.findLastIndex(({ from }) => {
      const start = from && reference.evaluate(from, at, name);
      return start === undefined || (isRational(start) && compare(value, start) >= 0);
    });
    // Below the first point of an interpolation that goes on there, it is the first point that decides.
    const row = method === "interpolated" && ends === "held" ? Math.max(reached, 0) : reached;
    return row < 0 || this.#isBeyond(value, row, at, reference)
      ? { kind: "uncovered", values: [value] }
      : { kind: "row", row, values: [value] };
  }

  /** Past the last point of an interpolation that ends there. */
  #isBeyond(value: Rational, row: number, at: AgentMonth, reference: Reference): boolean {
    const { method, ends, tiers, name } = this.#definition;
    const from = tiers[row]?.from;
    if (method !== "interpolated" || ends !== "error" || row < tiers.length - 1 || !from) return false;
    const last = reference.evaluate(from, at, name);
    return isRational(last) && compare(value, last) > 0;
  }

  protected describe() {
    const { name, tiers, clause, span } = this.#definition;
    const rows = tiers.map((tier) => ({ address: `${name}/${tierId(tier)}`, id: tierId(tier), span: tier.span }));
    return { kind: "tiers", address: name, rows, clause, span } as const;
  }
}
