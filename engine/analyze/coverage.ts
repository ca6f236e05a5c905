/**
 * What real data makes of a scheme: how many agent-months each row of a table, each tier, exception
 * and veto decides, and how many stand just below an edge.
 */
import { createBatch } from "../batch/batch.ts";
import type { Evaluation } from "../batch/evaluation.ts";
import { columnsOf } from "../columns/columns-builder.ts";
import { inOrderOf } from "../columns/in-order.ts";
import type { AgentMonth, Program, Tier } from "../ir/program.ts";
import type { Term } from "../ir/term.ts";
import { Reference } from "../reference/reference.ts";
import type { Clause } from "../source/document.ts";
import type { Span } from "../source/span.ts";
import { abs, add, max, multiply, type Rational, rational, ZERO } from "../values/rational.ts";
import { exactText } from "../values/show.ts";
import { isRational } from "../values/value.ts";
import { type Edge, edgesOfTable, edgesOfTiers } from "./edges.ts";
import {
  type GridCount,
  type GridCoverage,
  TableCount,
  TiersCount,
  UNKNOWN,
  type ValuedEdge,
  verdictsOf,
  YES,
} from "./grid-coverage.ts";
import { RowQuestions } from "./row-questions.ts";

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
 * @param rows the agent-months to count: some of `history`
 * @param history every row that rules may look back to
 * @param near share of an edge's value within which an agent stands just below it
 */
export function coverage(
  program: Program,
  rows: Iterable<AgentMonth>,
  history: readonly AgentMonth[],
  near: Rational = NEAR,
): Coverage {
  const count = new CoverageCount(program, near);
  const columns = columnsOf(history, program.catalogue);
  const evaluation = createBatch(count.program, columns, { names: count.names }).evaluate();
  const counted = new Set(rows);
  return count.of(
    evaluation,
    inOrderOf(columns.source).filter((_, source) => isCounted(history[source], counted)),
  ).coverage;
}

const isCounted = (row: AgentMonth | undefined, counted: ReadonlySet<AgentMonth>): boolean =>
  row !== undefined && counted.has(row);

/** Coverage, and what it was counted from. */
export interface Counted {
  readonly coverage: Coverage;
  /** By grid of the coverage: of each row counted the place of the row or tier that decides it; negative where none does. */
  readonly decided: readonly Int32Array[];
  /** By exception and veto of the coverage: 1 for each row counted for which it holds. */
  readonly holding: readonly Uint8Array[];
}

const NOWHERE: AgentMonth = { agent: "", month: "", values: new Map() };

/**
 * Counts what a batch has computed. It asks questions of its own of every row, under names that
 * stand beside those of the scheme: the batch is to be one of `program`, and to compute `names` too.
 */
export class CoverageCount {
  readonly #questions: RowQuestions;
  readonly #grids: readonly GridCount[];
  readonly #overrides: readonly CountedOverride[];

  /** @param questions of others, who want their answers from the same batch */
  constructor(program: Program, near: Rational = NEAR, questions = new RowQuestions(program)) {
    const reference = new Reference(program, []);
    const valued = edgeValues(program, near, reference);
    this.#questions = questions;
    const tables = program.tables.map(
      (table) => new TableCount(program, table, valued(edgesOfTable(table)), questions),
    );
    const startOf = ({ from }: Tier): Rational | undefined => {
      const start = from && reference.evaluate(from, NOWHERE);
      return start !== undefined && isRational(start) ? start : undefined;
    };
    const tiers = [...program.definitions.values()].flatMap((definition) => {
      if (definition.kind !== "tiers") return [];
      return new TiersCount(definition, valued(edgesOfTiers(definition)), questions, definition.tiers.map(startOf));
    });
    this.#grids = [...tables, ...tiers].sort((a, b) => a.span.start - b.span.start);
    this.#overrides = [...exceptionsOf(program, questions), ...vetoesOf(program, questions)].sort(
      (a, b) => a.span.start - b.span.start,
    );
  }

  /** The scheme with the questions beside its own names. */
  get program(): Program {
    return this.#questions.program;
  }

  /** What has to be computed for the count. */
  get names(): readonly string[] {
    return [
      ...new Set([
        ...this.#questions.names,
        ...this.program.tables.flatMap(({ inputs }) => inputs.map(({ name }) => name)),
      ]),
    ];
  }

  /** @param rows of the evaluation's columns, to be counted */
  of(evaluation: Evaluation, rows: Int32Array): Counted {
    const grids = this.#grids.map((grid) => grid.count(evaluation, rows));
    const overrides = this.#overrides.map(({ condition, ...override }) => {
      const verdicts = verdictsOf(evaluation, condition, rows);
      const counts = [0, 0, 0];
      for (const verdict of verdicts) counts[verdict] = (counts[verdict] ?? 0) + 1;
      const counted = { ...override, hits: counts[YES] ?? 0, notComputed: counts[UNKNOWN] ?? 0 };
      return { counted, holding: verdicts.map((verdict) => Number(verdict === YES)) };
    });
    return {
      coverage: {
        agentMonths: rows.length,
        grids: grids.map((grid) => grid.coverage),
        overrides: overrides.map(({ counted }) => counted),
      },
      decided: grids.map(({ decided }) => decided),
      holding: overrides.map(({ holding }) => holding),
    };
  }
}

/** Edges with what they come to and how near below them is near. */
function edgeValues(program: Program, near: Rational, reference: Reference): (edges: readonly Edge[]) => ValuedEdge[] {
  return (edges) => {
    const valued = edges.flatMap((edge) => {
      const value = reference.evaluate(edge.bound, NOWHERE);
      if (!isRational(value)) return [];
      const step = stepOf(program, edge.subject);
      return [{ edge, value, step, margin: max(multiply(abs(value), near), step) }];
    });
    // Of `[5 .. 9]` and then `[10 .. 19]` between counts, what lies above 9 begins with 10; where two rows
    // share an edge, or it is a row of its own, one is not below it who stands on it.
    const starts = new Set(valued.filter(({ edge }) => edge.belongsAbove).map(({ value }) => exactText(value)));
    const hasTwin = ({ edge, value, step }: (typeof valued)[number]): boolean =>
      !edge.belongsAbove && [value, add(value, step)].some((start) => starts.has(exactText(start)));
    return valued.filter((edge) => !hasTwin(edge));
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
  /** The name under which it is answered whether it holds. */
  readonly condition: string;
}

/** One for each `except when`: its overrides share the condition. */
function exceptionsOf({ definitions }: Program, questions: RowQuestions): CountedOverride[] {
  const found = new Map<Term, CountedOverride>();
  for (const { name, exceptions } of definitions.values()) {
    for (const [at, { condition, clause, span }] of exceptions.entries()) {
      const before = found.get(condition);
      if (before && before.span.start < span.start) continue;
      const asked = questions.condition(condition, { clause, span });
      found.set(condition, { kind: "exception", address: `${name}/except ${at + 1}`, condition: asked, clause, span });
    }
  }
  return [...found.values()];
}

const vetoesOf = ({ definitions }: Program, questions: RowQuestions): CountedOverride[] =>
  [...definitions.values()].flatMap((definition) => {
    if (definition.kind !== "score") return [];
    return definition.vetoes.map((veto): CountedOverride => {
      const { clause, span } = veto;
      const condition = questions.condition(veto.condition, { clause, span });
      return { kind: "veto", address: `${definition.name}/${veto.name}`, condition, clause, span };
    });
  });
