/**
 * What real data makes of a scheme: how many agent-months each row of a table, each tier, exception
 * and veto decides, and how many stand just below an edge.
 */
import type { AgentMonth, Override, Program } from "../ir/program.ts";
import type { Term } from "../ir/term.ts";
import { Reference } from "../reference/reference.ts";
import type { Clause } from "../source/document.ts";
import type { Span } from "../source/span.ts";
import { abs, add, max, multiply, type Rational, rational, ZERO } from "../values/rational.ts";
import { exactText } from "../values/show.ts";
import { isRational, isRowError, type Outcome } from "../values/value.ts";
import { type Edge, edgesOfTable, edgesOfTiers } from "./edges.ts";
import { type CountedEdge, type GridCount, type GridCoverage, TableCount, TiersCount } from "./grid-coverage.ts";

export interface Coverage {
  readonly agentMonths: number;
  /** Tables and tiers in the order of the text. */
  readonly grids: readonly GridCoverage[];
  /** Exceptions and vetoes in the order of the text. */
  readonly overrides: readonly OverrideCoverage[];
}

/** One `except when`, with all the names it overrides, or one `veto`. */
export interface OverrideCoverage {
  readonly kind: "exception" | "veto";
  /**
   * `超额完成奖金/except 1`: the first name it overrides, and the how-manieth of that name's exceptions;
   * `总分/重大投诉`: the score and the veto.
   */
  readonly address: string;
  /** Agent-months for which it holds. */
  readonly hits: number;
  readonly notComputed: number;
  readonly clause: Clause;
  readonly span: Span;
}

/**
 * Near is within a twentieth of the edge itself (4 points below 80%, 5 below 100), and never less than
 * one step of the metric's decimal places.
 */
export const NEAR = rational(1, 20);

/**
 * @param rows the agent-months to count
 * @param history every row that rules may look back to, the counted ones among them
 * @param near share of an edge's value within which an agent stands just below it
 */
export function coverage(
  program: Program,
  rows: Iterable<AgentMonth>,
  history: readonly AgentMonth[],
  near: Rational = NEAR,
): Coverage {
  const count = new CoverageCount(program, near);
  const reference = new Reference(program, history);
  // A copy, so that what the reference remembers of a row can go when the row has been counted.
  for (const { agent, month, values } of rows) count.add({ agent, month, values }, reference);
  return count.result();
}

const NOWHERE: AgentMonth = { agent: "", month: "", values: new Map() };

/** Counts agent-months one after the other. */
export class CoverageCount {
  readonly #grids: readonly GridCount[];
  readonly #overrides: readonly CountedOverride[];
  #agentMonths = 0;

  constructor(program: Program, near: Rational = NEAR) {
    const valued = edgeValues(program, near);
    const tables = program.tables.map((table) => new TableCount(program, table, valued(edgesOfTable(table))));
    const tiers = [...program.definitions.values()].flatMap((definition) => {
      if (definition.kind !== "tiers") return [];
      return new TiersCount(definition, valued(edgesOfTiers(definition)));
    });
    this.#grids = [...tables, ...tiers].sort((a, b) => a.span.start - b.span.start);
    this.#overrides = [...exceptionsOf(program), ...vetoesOf(program)].sort((a, b) => a.span.start - b.span.start);
  }

  /** @param reference over all rows that rules may look at for this one */
  add(at: AgentMonth, reference: Reference): void {
    this.#agentMonths += 1;
    const holding = new Map<Term, Outcome>();
    for (const override of this.#overrides) {
      const { condition, name } = override;
      const outcome = reference.evaluate(condition, at, name);
      holding.set(condition, outcome);
      if (outcome === true) override.hits += 1;
      if (isRowError(outcome)) override.notComputed += 1;
    }
    const holds = ({ condition }: Override): Outcome => holding.get(condition) ?? false;
    for (const grid of this.#grids) grid.add(at, reference, holds);
  }

  result(): Coverage {
    return {
      agentMonths: this.#agentMonths,
      grids: this.#grids.map((grid) => grid.result()),
      overrides: this.#overrides.map(({ name: _, condition: __, ...counted }) => ({ ...counted })),
    };
  }
}

/** Edges with what they come to and how near below them is near. */
function edgeValues(program: Program, near: Rational): (edges: readonly Edge[]) => CountedEdge[] {
  const reference = new Reference(program, []);
  return (edges) => {
    const counted = edges.flatMap((edge) => {
      const value = reference.evaluate(edge.bound, NOWHERE);
      if (!isRational(value)) return [];
      const step = stepOf(program, edge.subject);
      return [{ edge, value, step, margin: max(multiply(abs(value), near), step), justBelow: 0 }];
    });
    // Of `[5 .. 9]` and then `[10 .. 19]` between counts, what lies above 9 begins with 10; where two rows
    // share an edge, or it is a row of its own, one is not below it who stands on it.
    const starts = new Set(counted.filter(({ edge }) => edge.belongsAbove).map(({ value }) => exactText(value)));
    const hasTwin = ({ edge, value, step }: (typeof counted)[number]): boolean =>
      !edge.belongsAbove && [value, add(value, step)].some((start) => starts.has(exactText(start)));
    return counted.filter((edge) => !hasTwin(edge));
  };
}

/** The smallest difference between two values of a metric; 0 where none is known. */
function stepOf({ definitions }: Program, subject: Term): Rational {
  const definition = subject.kind === "reference" ? definitions.get(subject.name) : undefined;
  const decimals = definition?.kind === "input" ? definition.metric.decimals : undefined;
  return decimals === undefined ? ZERO : rational(1n, 10n ** BigInt(decimals));
}

// ── exceptions and vetoes ────────────────────────────────────────────────────────────────────────

interface CountedOverride extends Pick<OverrideCoverage, "kind" | "address" | "clause" | "span"> {
  /** Whose rule it is part of. */
  readonly name: string;
  readonly condition: Term;
  hits: number;
  notComputed: number;
}

/** One for each `except when`: its overrides share the condition. */
function exceptionsOf({ definitions }: Program): CountedOverride[] {
  const found = new Map<Term, CountedOverride>();
  for (const { name, exceptions } of definitions.values()) {
    for (const [at, { condition, clause, span }] of exceptions.entries()) {
      const before = found.get(condition);
      if (before && before.span.start < span.start) continue;
      const address = `${name}/except ${at + 1}`;
      found.set(condition, { kind: "exception", address, name, condition, clause, span, hits: 0, notComputed: 0 });
    }
  }
  return [...found.values()];
}

const vetoesOf = ({ definitions }: Program): CountedOverride[] =>
  [...definitions.values()].flatMap((definition) => {
    if (definition.kind !== "score") return [];
    const { name } = definition;
    return definition.vetoes.map((veto): CountedOverride => {
      const { condition, clause, span } = veto;
      const address = `${name}/${veto.name}`;
      return { kind: "veto", address, name, condition, clause, span, hits: 0, notComputed: 0 };
    });
  });
