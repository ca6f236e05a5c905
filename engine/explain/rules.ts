/**
 * A scheme's decisions as rules of json-rules-engine: each row of a table and each exception is one
 * rule of plain JSON data. Constants stay as written (`"60%"`); `operators.ts` gives them meaning.
 *
 * An operator on a fact that has an error is false. So that no condition turns true by such an error,
 * `not` never stands in a rule: negation is moved inwards until it changes a comparison's sign.
 */

import { printLiteral, printTerm } from "../ir/print-term.ts";
import type { Program } from "../ir/program.ts";
import type { Term, TypedTest } from "../ir/term.ts";
import type { ComparisonOperator } from "../syntax/ast.ts";
import { ONE, type Rational, ZERO } from "../values/rational.ts";
import { type ChoiceType, PLAIN_NUMBER, TRUTH } from "../values/type.ts";
import { HOLDS } from "./operators.ts";

export interface DecisionRule {
  /** For people: `绩效奖金系数/良`, or `超额完成奖金/except 1`. */
  readonly name: string;
  readonly conditions: { readonly all: readonly Condition[] };
  readonly event: RowEvent | ExceptionEvent | ConditionEvent | GradeEvent;
  /** From 1; what other decisions depend on has a higher one and is decided before them. */
  readonly priority: number;
}
/** Indexes into `Program.tables` and the table's rows. */
export interface RowEvent {
  readonly type: "row";
  readonly params: { readonly table: number; readonly row: number };
}
/** An index into the exceptions of a definition. */
export interface ExceptionEvent {
  readonly type: "exception";
  readonly params: { readonly name: string; readonly exception: number };
}

/** An action or a veto. */
export interface ConditionEvent {
  readonly type: "condition";
  readonly params: { readonly name: string };
}
/** An index into the grades of a forced distribution. */
export interface GradeEvent {
  readonly type: "grade";
  readonly params: { readonly name: string; readonly grade: number };
}

/** `name` is the column of a table that the condition belongs to. */
export type Condition =
  | { readonly all: readonly Condition[]; readonly name?: string }
  | { readonly any: readonly Condition[]; readonly name?: string }
  | Comparison;
export interface Comparison {
  readonly fact: string;
  readonly operator: ComparisonOperator;
  readonly value: string | boolean | { readonly fact: string };
  readonly name?: string;
}

export interface RuleSet {
  readonly rules: readonly DecisionRule[];
  /** All that the conditions read, by fact: a name, or an expression under its own text. */
  readonly facts: ReadonlyMap<string, Term>;
}

export function toRules(program: Program): RuleSet {
  const facts = new Map<string, Term>();
  const priorities = decisionPriorities(program);
  const rules: DecisionRule[] = [];
  program.tables.forEach((table, tableIndex) => {
    const names = table.outputs.map(({ name }) => name);
    const priority = Math.max(1, ...names.map((name) => priorities.get(name) ?? 1));
    const inputs = table.inputs.map((input) => ({ kind: "reference" as const, ...input }));
    table.rows.forEach((row, rowIndex) => {
      const all = row.tests.flatMap((test, column) => {
        const input = inputs[column];
        return input ? toConditions(test, input, facts).map((each) => ({ ...each, name: input.name })) : [];
      });
      const params = { table: tableIndex, row: rowIndex };
      rules.push({ name: `${table.name}/${row.id}`, conditions: { all }, event: { type: "row", params }, priority });
    });
  });
  const definitions = [...program.definitions.values()];
  const vetoes = definitions.flatMap((definition) => (definition.kind === "score" ? definition.vetoes : []));
  for (const { name } of [...program.actions, ...vetoes]) {
    const definition = program.definitions.get(name);
    if (definition?.kind !== "formula") continue;
    rules.push({
      name,
      conditions: { all: [decompose(definition.body, false, facts)] },
      event: { type: "condition", params: { name } },
      priority: priorities.get(name) ?? 1,
    });
  }
  for (const definition of definitions) {
    if (definition.kind !== "distribution") continue;
    const { name, rank, size, smallest, grades } = definition;
    const isLarge = { fact: factOf(size, facts), operator: ">=" as const, value: String(smallest) };
    grades.forEach(({ value, places }, grade) => {
      const holdsRank = comparison(rank, "<=", places, facts);
      rules.push({
        name: `${name}/${printTerm(value)}`,
        conditions: { all: [isLarge, holdsRank] },
        event: { type: "grade", params: { name, grade } },
        priority: priorities.get(name) ?? 1,
      });
    });
  }
  for (const { name, exceptions } of definitions) {
    exceptions.forEach(({ condition }, exception) => {
      rules.push({
        name: `${name}/except ${exception + 1}`,
        conditions: { all: [decompose(condition, false, facts)] },
        event: { type: "exception", params: { name, exception } },
        priority: priorities.get(name) ?? 1,
      });
    });
  }
  return { rules, facts };
}

/** For each name: 1 and one more for every decision on the longest way from it to an output. */
function decisionPriorities({ order, definitions }: Program): ReadonlyMap<string, number> {
  const priorities = new Map<string, number>();
  for (const name of order.toReversed()) {
    const definition = definitions.get(name);
    if (!definition) continue;
    const own = priorities.get(name) ?? 1;
    const { kind, exceptions } = definition;
    const decides = kind === "column" || kind === "distribution" || exceptions.length > 0;
    for (const dependency of definition.dependencies) {
      priorities.set(dependency, Math.max(priorities.get(dependency) ?? 1, own + (decides ? 1 : 0)));
    }
  }
  return priorities;
}

/** The fact that yields the term: its text, in which a quoted choice is never taken for a name. */
function factOf(term: Term, facts: Map<string, Term>): string {
  const id = printTerm(term, { choice: (value) => `"${value}"` });
  if (!facts.has(id)) facts.set(id, term);
  return id;
}

// ── tests ────────────────────────────────────────────────────────────────────────────────────────

/** All of them hold where the test does; none is needed for `-`. */
function toConditions(test: TypedTest, operand: Term, facts: Map<string, Term>): Condition[] {
  const condition = testCondition(test, operand, false, facts);
  return "all" in condition ? [...condition.all] : [condition];
}

function testCondition(test: TypedTest, operand: Term, negated: boolean, facts: Map<string, Term>): Condition {
  const bound = (operator: ComparisonOperator, value: Term): Condition =>
    comparison(operand, negated ? OPPOSITE[operator] : operator, value, facts);
  switch (test.kind) {
    case "any":
      return negated ? never(facts) : ALWAYS;
    case "compare":
      return bound(test.operator, test.bound);
    case "range": {
      const lower = bound(test.lowerIncluded ? ">=" : ">", test.lower);
      const upper = bound(test.upperIncluded ? "<=" : "<", test.upper);
      return junction(negated ? "any" : "all", [lower, upper]);
    }
    case "one-of": {
      const each = test.tests.map((part) => testCondition(part, operand, negated, facts));
      return junction(negated ? "all" : "any", each);
    }
    case "not":
      return testCondition(test.test, operand, !negated, facts);
  }
}

// ── conditions ───────────────────────────────────────────────────────────────────────────────────

const ALWAYS: Condition = { all: [] };
/** An empty `any` holds in json-rules-engine, so what never holds must be a comparison. */
const never = (facts: Map<string, Term>): Condition => ({
  fact: factOf(NEVER, facts),
  operator: "=",
  value: true,
});
const NOWHERE = { start: 0, end: 0 };
const number = (value: Rational): Term => ({ kind: "literal", value, type: PLAIN_NUMBER, span: NOWHERE });
const NEVER: Term = {
  kind: "compare",
  operator: "<",
  left: number(ONE),
  right: number(ZERO),
  type: TRUTH,
  span: NOWHERE,
};

const OPPOSITE: Readonly<Record<ComparisonOperator, ComparisonOperator>> = {
  "=": "!=",
  "!=": "=",
  "<": ">=",
  ">=": "<",
  ">": "<=",
  "<=": ">",
};
const MIRRORED: Readonly<Record<ComparisonOperator, ComparisonOperator>> = {
  "=": "=",
  "!=": "!=",
  "<": ">",
  ">": "<",
  "<=": ">=",
  ">=": "<=",
};

/** Parts of the same kind are taken in, so that a long chain of `or` makes one list and no deep tree. */
function junction(kind: "all" | "any", parts: readonly Condition[]): Condition {
  const flat = parts.flatMap(
    (part) => (part as { readonly [K in typeof kind]?: readonly Condition[] })[kind] ?? [part],
  );
  const [only] = flat;
  if (only && flat.length === 1) return only;
  return kind === "all" ? { all: flat } : { any: flat };
}

function decompose(term: Term, negated: boolean, facts: Map<string, Term>): Condition {
  switch (term.kind) {
    case "not":
      return decompose(term.operand, !negated, facts);
    case "logic": {
      const parts = [term.left, term.right].map((part) => decompose(part, negated, facts));
      return junction((term.operator === "and") === negated ? "any" : "all", parts);
    }
    case "compare": {
      const operator = negated ? OPPOSITE[term.operator] : term.operator;
      return term.left.kind === "literal"
        ? comparison(term.right, MIRRORED[operator], term.left, facts)
        : comparison(term.left, operator, term.right, facts);
    }
    case "member":
      return testCondition(term.test, term.operand, negated, facts);
    default:
      return { fact: factOf(term, facts), operator: "=", value: !negated };
  }
}

function comparison(left: Term, operator: ComparisonOperator, right: Term, facts: Map<string, Term>): Condition {
  const ordering = operator !== "=" && operator !== "!=";
  if (ordering && left.type.kind === "choice") return choiceOrdering(left, left.type, operator, right, facts);
  return { fact: factOf(left, facts), operator, value: toValue(right, facts) };
}

/** The order of a choice's values is not in a rule: `>= 中级` becomes the list of values that pass. */
function choiceOrdering(
  left: Term,
  { values }: ChoiceType,
  operator: ComparisonOperator,
  right: Term,
  facts: Map<string, Term>,
): Condition {
  if (right.kind !== "literal") {
    const whole: Term = { kind: "compare", operator, left, right, type: TRUTH, span: right.span };
    return { fact: factOf(whole, facts), operator: "=", value: true };
  }
  const fact = factOf(left, facts);
  const bound = values.indexOf(String(right.value));
  const passing = values.filter((_, at) => HOLDS[operator](at - bound));
  if (passing.length === 0) return never(facts);
  return junction(
    "any",
    passing.map((value) => ({ fact, operator: "=", value })),
  );
}

function toValue(term: Term, facts: Map<string, Term>): Comparison["value"] {
  if (term.kind !== "literal") return { fact: factOf(term, facts) };
  return typeof term.value === "object" ? printLiteral(term.value, term.type) : term.value;
}
