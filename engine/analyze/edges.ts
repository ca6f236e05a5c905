/** Where the rules of a scheme change their answer as a number rises. */
import { printLiteral, printTerm } from "../ir/print-term.ts";
import type { DecisionTable, Definition, Program, Row, Tier, TiersDefinition } from "../ir/program.ts";
import type { Term, TypedTest } from "../ir/term.ts";
import { ownTermsOf, partsOf } from "../ir/walk.ts";
import type { Clause } from "../source/document.ts";
import type { Span } from "../source/span.ts";
import type { ComparisonOperator } from "../syntax/ast.ts";

export interface Edge {
  readonly kind: "table" | "tiers" | "condition";
  /**
   * `表/列/edge 80%`, `提成/10000 CNY/起点`, or the param that the edge is; absent for a figure that stands in
   * a condition or is computed from several.
   */
  readonly address?: string;
  /** What is compared: a name, or the left side of a condition. */
  readonly subject: Term;
  readonly bound: Term;
  /** Whether the edge itself belongs to what lies above it, as 80 does in `[80 .. 100)`. */
  readonly belongsAbove: boolean;
  /** Names whose values turn on it. */
  readonly decides: readonly string[];
  readonly clause: Clause;
  /** Of the bound. */
  readonly span: Span;
}

/** What lies above the edge, as a condition: `调整后目标 > 0 条`. */
export const edgeText = ({ subject, bound, belongsAbove }: Edge): string =>
  `${printTerm(subject)} ${belongsAbove ? ">=" : ">"} ${printTerm(bound)}`;

/** Every edge over numbers, in the order of the text; each once, however many rows or rules share it. */
export function edgesOf(program: Program): Edge[] {
  const edges = [
    ...program.tables.flatMap((table) => edgesOfTable(table)),
    ...[...program.definitions.values()].flatMap((definition) =>
      definition.kind === "tiers" ? edgesOfTiers(definition) : [],
    ),
    ...edgesOfConditions(program),
  ];
  return edges.sort((a, b) => a.span.start - b.span.start);
}

// ── tables ───────────────────────────────────────────────────────────────────────────────────────

export function edgesOfTable({ name, inputs, outputs, rows, clause }: DecisionTable): Edge[] {
  const decides = outputs.map((output) => output.name);
  return inputs.flatMap((input, column) => {
    if (input.type.kind !== "number") return [];
    const subject: Term = { kind: "reference", name: input.name, type: input.type, span: input.span };
    const edges = new Map<string, Edge>();
    for (const { bound, belongsAbove } of rows.flatMap(({ tests }: Row) => sidesOf(tests[column]))) {
      const literal = bound.kind === "literal" ? printLiteral(bound.value, input.type, { unit: false }) : undefined;
      const address = literal === undefined ? paramOf(bound) : `${name}/${input.name}/edge ${literal}`;
      const key = `${address ?? printTerm(bound)} ${belongsAbove}`;
      if (edges.has(key)) continue;
      const { span } = bound;
      edges.set(key, {
        kind: "table",
        ...(address !== undefined && { address }),
        subject,
        bound,
        belongsAbove,
        decides,
        clause,
        span,
      });
    }
    return [...edges.values()];
  });
}

interface Side {
  readonly bound: Term;
  readonly belongsAbove: boolean;
}

/** Whether the value compared with belongs to what lies above it; both where it stands alone. */
function sidesOfComparison(operator: ComparisonOperator): readonly boolean[] {
  switch (operator) {
    case ">=":
    case "<":
      return [true];
    case ">":
    case "<=":
      return [false];
    case "=":
    case "!=":
      return [true, false];
  }
}

function sidesOf(test: TypedTest | undefined): readonly Side[] {
  switch (test?.kind) {
    case "compare":
      return sidesOfComparison(test.operator).map((belongsAbove) => ({ bound: test.bound, belongsAbove }));
    case "range":
      return [
        { bound: test.lower, belongsAbove: test.lowerIncluded },
        { bound: test.upper, belongsAbove: !test.upperIncluded },
      ];
    case "one-of":
      return test.tests.flatMap(sidesOf);
    case "not":
      return sidesOf(test.test);
    default:
      return [];
  }
}

const paramOf = (bound: Term): string | undefined => (bound.kind === "reference" ? bound.name : undefined);

// ── tiers ────────────────────────────────────────────────────────────────────────────────────────

/** Where each tier starts; its edge belongs to it. Tiers that meet without a jump have none. */
export function edgesOfTiers({ name, base, tiers, method, clause }: TiersDefinition): Edge[] {
  if (method !== "slab") return [];
  return tiers.flatMap((tier): Edge[] => {
    const { from } = tier;
    if (!from) return [];
    const address = from.kind === "literal" ? `${name}/${tierId(tier)}/起点` : paramOf(from);
    return [
      {
        kind: "tiers",
        ...(address !== undefined && { address }),
        subject: base,
        bound: from,
        belongsAbove: true,
        decides: [name],
        clause,
        span: from.span,
      },
    ];
  });
}

/** A tier goes by where it starts, as in a comparison of versions; `-` where it is open below. */
export const tierId = ({ from }: Tier): string => (from ? printTerm(from) : "-");

// ── conditions ───────────────────────────────────────────────────────────────────────────────────

/** Comparisons of numbers in `if` and `except`, and wherever else a rule asks whether something holds. */
function edgesOfConditions({ definitions, tables }: Program): Edge[] {
  const edges = new Map<Term, Edge[]>();
  const add = (term: Term, name: string, clause: Clause): void => {
    for (const comparison of comparisonsIn(term)) {
      const known = edges.get(comparison);
      const found = known?.map((edge) => ({ ...edge, decides: [...new Set([...edge.decides, name])] }));
      edges.set(comparison, found ?? edgesOfCondition(comparison, name, clause));
    }
  };
  for (const definition of definitions.values()) {
    const { name, clause, exceptions } = definition;
    for (const { condition, value, clause } of exceptions) {
      add(condition, name, clause);
      add(value, name, clause);
    }
    for (const term of writtenTermsOf(definition)) add(term, name, clause);
  }
  for (const { rows, outputs, clause } of tables) {
    for (const { results } of rows) {
      for (const [at, result] of results.entries()) add(result, outputs[at]?.name ?? "", clause);
    }
  }
  return [...edges.values()].flat();
}

/**
 * Tiers are written out as conditions, but theirs are edges of tiers already; forced shares are too, but
 * where a grade begins is up to the others.
 */
function writtenTermsOf(definition: Definition): readonly Term[] {
  switch (definition.kind) {
    case "tiers":
      return [definition.base, ...definition.tiers.map(({ value }) => value)];
    case "distribution":
      return [];
    default:
      return ownTermsOf(definition);
  }
}

type Comparison = Extract<Term, { kind: "compare" | "member" }>;

/** What other months and other agents are asked is no edge of this month's figures. */
function* comparisonsIn(term: Term): Generator<Comparison> {
  if (term.kind === "window" || term.kind === "peers" || term.kind === "streak") return;
  if (term.kind === "compare" && term.left.type.kind === "number") yield term;
  if (term.kind === "member" && term.operand.type.kind === "number") yield term;
  for (const part of partsOf(term)) yield* comparisonsIn(part);
}

const MIRRORED: Readonly<Record<ComparisonOperator, ComparisonOperator>> = {
  "=": "=",
  "!=": "!=",
  "<": ">",
  "<=": ">=",
  ">": "<",
  ">=": "<=",
};

function edgesOfCondition(comparison: Comparison, name: string, clause: Clause): Edge[] {
  const { subject, sides } = comparedIn(comparison);
  return sides.map(({ bound, belongsAbove }) => {
    const address = paramOf(bound);
    const isParam = address !== undefined;
    const edge = { subject, bound, belongsAbove, decides: [name], clause, span: bound.span };
    return { kind: "condition", ...edge, ...(isParam && { address }) };
  });
}

/** The figure stands on the right as often as on the left: `0 < x` is about x. */
function comparedIn(comparison: Comparison): { subject: Term; sides: readonly Side[] } {
  if (comparison.kind === "member") return { subject: comparison.operand, sides: sidesOf(comparison.test) };
  const { operator, left, right } = comparison;
  const [subject, bound, seen] = left.kind === "literal" ? [right, left, MIRRORED[operator]] : [left, right, operator];
  return { subject, sides: sidesOfComparison(seen).map((belongsAbove) => ({ bound, belongsAbove })) };
}
