/** Generators of syntax trees that the parser can give, for properties. Spans are all empty. */
import fc from "fast-check";
import type { Clause } from "../../source/document.ts";
import { span } from "../../source/span.ts";
import { rational } from "../../values/rational.ts";
import {
  type Due,
  type ExampleColumn,
  type Expression,
  type Identifier,
  INDICATOR_ATTRIBUTES,
  type Requirement,
  type Statement,
  type Test,
  type UnitExpression,
} from "../ast.ts";

const NOWHERE = span(0, 0);
export const CLAUSE: Clause = { number: "一", title: "规则", depth: 2, span: NOWHERE };

/** Words of the language that are no reserved words may be names, and so may those of objects. */
const NAMES = [
  "A类客户数",
  "x",
  "级别",
  "月目标完成率",
  "日目标_2",
  "__proto__",
  "constructor",
  "range",
  "shown",
  "table",
];
const PROSE = ["3.3.1：等级表缺失", "a, b - c", "no-row-matches", "CRM", "共 5 项 (含)"];

const name: fc.Arbitrary<Identifier> = fc.constantFrom(...NAMES).map((text) => ({ name: text, span: NOWHERE }));
const names = fc.array(name, { minLength: 1, maxLength: 3 });
const prose = fc.constantFrom(...PROSE);
const unit: fc.Arbitrary<UnitExpression> = fc
  .array(fc.tuple(fc.constantFrom("人", "CNY", "分钟"), fc.constantFrom(1, -1)), { minLength: 1, maxLength: 3 })
  .map((factors) => ({
    factors: factors.map(([word, exponent], at) => ({
      unit: { name: word, span: NOWHERE },
      exponent: at === 0 ? 1 : exponent,
    })),
    span: NOWHERE,
  }));
const decimal = fc
  .tuple(fc.integer({ min: -1_000_000, max: 1_000_000 }), fc.integer({ min: 0, max: 5 }))
  .map(([digits, places]) => rational(digits, 10n ** BigInt(places)));

const literal: fc.Arbitrary<Expression> = fc.oneof(
  fc.record({ kind: fc.constant("number"), value: decimal, percent: fc.constant(true), span: fc.constant(NOWHERE) }),
  fc.record(
    { kind: fc.constant("number"), value: decimal, percent: fc.constant(false), unit, span: fc.constant(NOWHERE) },
    { requiredKeys: ["kind", "value", "percent", "span"] },
  ),
  fc.record({ kind: fc.constant("text"), value: prose, span: fc.constant(NOWHERE) }),
  fc.record({ kind: fc.constant("hole"), unit, span: fc.constant(NOWHERE) }, { requiredKeys: ["kind", "span"] }),
);
const reference: fc.Arbitrary<Expression> = name.map((identifier) => ({ kind: "name", ...identifier }));

const OPERATORS = ["+", "-", "*", "/", "=", "!=", "<", "<=", ">", ">=", "and", "or"] as const;
const COMPARISONS = ["=", "!=", "<", "<=", ">", ">="] as const;

const X: Expression = { kind: "name", name: "x", span: NOWHERE };

const trees = fc.letrec<{
  expression: Expression;
  test: Test;
  member: Test;
  simple: Test;
  range: Test;
  not: Test;
  list: Test;
}>((tie) => {
  const operand = tie("expression");
  const at = { span: fc.constant(NOWHERE) };
  return {
    expression: fc.oneof(
      { maxDepth: 4, depthSize: "small", depthIdentifier: "tree" },
      reference,
      literal,
      fc.record({ kind: fc.constant("not"), operand, ...at }),
      // A minus before a number belongs to the number.
      fc.record({
        kind: fc.constant("negate"),
        operand: operand.map((inner) => (inner.kind === "number" ? X : inner)),
        ...at,
      }),
      fc.record({
        kind: fc.constant("binary"),
        operator: fc.constantFrom(...OPERATORS),
        left: operand,
        right: operand,
        operatorSpan: fc.constant(NOWHERE),
        ...at,
      }),
      fc.record({ kind: fc.constant("in"), operand, test: tie("member"), ...at }),
      fc.record({ kind: fc.constant("as"), operand, unit, ...at }),
      fc.record({ kind: fc.constant("if"), condition: operand, consequent: operand, alternative: operand, ...at }),
      fc.record({ kind: fc.constant("call"), callee: name, args: fc.array(operand, { maxLength: 3 }), ...at }),
    ),
    range: fc.record({
      kind: fc.constant("range"),
      lower: operand,
      lowerIncluded: fc.boolean(),
      upper: operand,
      upperIncluded: fc.boolean(),
      ...at,
    }),
    simple: fc.oneof(
      { maxDepth: 4, depthSize: "small", depthIdentifier: "tree" },
      fc.record({
        kind: fc.constant("compare"),
        operator: fc.constant("="),
        bound: operand,
        explicit: fc.constant(false),
        ...at,
      }),
      fc.record({
        kind: fc.constant("compare"),
        operator: fc.constantFrom(...COMPARISONS),
        bound: operand,
        explicit: fc.constant(true),
        ...at,
      }),
      tie("range"),
    ),
    // A `not` stands alone: before a list it would be read for the whole of it.
    not: fc.record({
      kind: fc.constant("not"),
      test: fc.oneof(
        { maxDepth: 2, depthIdentifier: "tree" },
        fc.record({
          kind: fc.constant("compare"),
          operator: fc.constant("="),
          bound: reference,
          explicit: fc.constant(false),
          ...at,
        }),
        tie("range"),
        tie("list"),
        tie("not"),
      ),
      ...at,
    }),
    list: fc.record({
      kind: fc.constant("one-of"),
      tests: fc.oneof(fc.array(tie("simple"), { minLength: 1, maxLength: 3 }), fc.tuple(tie("not"))),
      ...at,
    }),
    test: fc.oneof(
      fc.record({ kind: fc.constant("any"), ...at }),
      tie("simple"),
      tie("not"),
      fc.record({ kind: fc.constant("one-of"), tests: fc.array(tie("simple"), { minLength: 2, maxLength: 3 }), ...at }),
    ),
    member: fc.oneof(tie("range"), tie("list")),
  };
});

// ── statements ───────────────────────────────────────────────────────────────────────────────────

const { expression, test } = trees;
const at = { clause: fc.constant(CLAUSE), span: fc.constant(NOWHERE) };
const assumption = prose.map((reason) => ({ reason, span: NOWHERE }));
const optional = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });

/** Without the properties that are undefined: an absent part has no property at all. */
const compact = <T extends object>(value: T): T =>
  Object.fromEntries(Object.entries(value).filter(([, part]) => part !== undefined)) as T;

/** Names that each stand once, as the columns of a grid must. */
const distinct = (least: number, most: number): fc.Arbitrary<Identifier[]> =>
  fc.uniqueArray(name, { minLength: least, maxLength: most, selector: (identifier) => identifier.name });

const headersOf = (identifiers: readonly Identifier[]) =>
  fc.tuple(
    ...identifiers.map((identifier) =>
      fc.record({ name: fc.constant(identifier), unit: optional(unit), span: fc.constant(NOWHERE) }).map(compact),
    ),
  );

const table = fc
  .record({ columns: distinct(1, 4), inputs: fc.nat(2), labelled: fc.boolean() })
  .map(({ columns, inputs, labelled }) => {
    const at = Math.min(inputs, columns.length - 1);
    return { inputs: columns.slice(0, at), outputs: columns.slice(at), labelled };
  })
  .chain(({ inputs, outputs, labelled }) =>
    fc.record({
      kind: fc.constant("table"),
      ...at,
      assumed: optional(assumption),
      name: optional(name),
      policy: fc.constantFrom("unique", "first"),
      inputs: headersOf(inputs),
      outputs: headersOf(outputs),
      rows: fc.array(
        fc
          .record({
            label: labelled ? optional(name) : fc.constant(undefined),
            tests: fc.array(test, { minLength: inputs.length, maxLength: inputs.length }),
            results: fc.array(expression, { minLength: outputs.length, maxLength: outputs.length }),
            assumed: optional(assumption),
            span: fc.constant(NOWHERE),
          })
          .map(compact),
        { minLength: 1, maxLength: 3 },
      ),
      complete: fc.constant(true),
    }),
  );

const score = fc.record({
  kind: fc.constant("score"),
  ...at,
  assumed: optional(assumption),
  name,
  unit: optional(unit),
  indicators: fc.array(
    fc
      .record({
        name,
        weight: expression,
        score: expression,
        lower: optional(expression),
        upper: optional(expression),
        source: optional(prose),
        ratedBy: optional(prose),
        assumed: optional(assumption),
        span: fc.constant(NOWHERE),
      })
      .map(compact),
    { minLength: 1, maxLength: 3 },
  ),
  complete: fc.constant(true),
});

/** The last column is checked in every row: an example that checks nothing is refused. */
const examples = fc
  .record({
    labelled: fc.boolean(),
    places: fc.subarray(["agent", "month"] as const),
    columns: distinct(1, 3).chain((all) =>
      fc.tuple(
        ...all.map((identifier) =>
          fc.record({
            kind: fc.constantFrom("given", "expected"),
            name: fc.constant(identifier),
            span: fc.constant(NOWHERE),
          }),
        ),
      ),
    ),
    last: fc.constantFrom("expected", "error"),
  })
  .map(({ labelled, places, columns, last }): ExampleColumn[] => [
    ...(labelled ? [{ kind: "label", span: NOWHERE } as const] : []),
    ...places.map((kind) => ({ kind, span: NOWHERE }) as const),
    ...columns,
    last === "error"
      ? { kind: last, span: NOWHERE }
      : { kind: last, name: { name: "最后一列", span: NOWHERE }, span: NOWHERE },
  ])
  .chain((columns) =>
    fc.record({
      kind: fc.constant("examples"),
      ...at,
      assumed: optional(assumption),
      columns: fc.constant(columns),
      rows: fc.array(fc.record({ cells: fc.tuple(...columns.map(exampleCell)), span: fc.constant(NOWHERE) }), {
        minLength: 1,
        maxLength: 3,
      }),
      complete: fc.constant(true),
    }),
  );

function exampleCell({ kind }: ExampleColumn, at: number, columns: readonly ExampleColumn[]) {
  const isProse = kind !== "given" && kind !== "expected";
  const cell: fc.Arbitrary<Expression> = isProse
    ? prose.map((value) => ({ kind: "text", value, span: NOWHERE }))
    : expression;
  return at === columns.length - 1 ? cell : optional(cell);
}

const shown = fc.integer({ min: 0, max: 9 }).map((decimals) => ({ decimals, span: NOWHERE }));

const report = fc.record({
  kind: fc.constant("report"),
  ...at,
  assumed: optional(assumption),
  name,
  place: optional(
    fc.record({
      kind: fc.constant("calendar"),
      edge: fc.constantFrom("first", "last"),
      part: fc.constant("month"),
      unit: fc.constantFrom("quarter", "year"),
      span: fc.constant(NOWHERE),
    }),
  ),
  columns: fc.array(fc.record({ name, shown: optional(shown) }).map(compact), { minLength: 1, maxLength: 3 }),
});

const budget = fc.record({
  kind: fc.constant("budget"),
  ...at,
  assumed: optional(assumption),
  aggregate: fc.constant({ name: "sum", span: NOWHERE }),
  name,
  limit: expression,
});

const assertion = fc.record({
  kind: fc.constant("assert"),
  ...at,
  assumed: optional(assumption),
  subject: expression,
  trend: optional(fc.record({ never: fc.constantFrom("falls", "rises"), driver: name })),
});

const deduct = fc.record({
  kind: fc.constant("deduct"),
  ...at,
  assumed: optional(assumption),
  name,
  score: name,
  amount: expression,
  atMost: optional(expression),
});

const veto = fc.record({
  kind: fc.constant("veto"),
  ...at,
  assumed: optional(assumption),
  name,
  score: name,
  value: expression,
  condition: expression,
});

const distribute = fc.record({
  kind: fc.constant("distribute"),
  ...at,
  assumed: optional(assumption),
  name,
  by: name,
  group: fc.array(name, { maxLength: 2 }),
  places: fc.constantFrom("rounded", "rounded up", "rounded down"),
  smallest: fc.integer({ min: 1, max: 999_999 }),
  otherwise: name,
  rows: fc.array(
    fc
      .record({ grade: name, share: expression, assumed: optional(assumption), span: fc.constant(NOWHERE) })
      .map(compact),
    { minLength: 1, maxLength: 3 },
  ),
  complete: fc.constant(true),
});

const requirement: fc.Arbitrary<Requirement> = fc.oneof(
  fc
    .tuple(fc.integer({ min: 1, max: 100 }), fc.integer({ min: 1, max: 100 }))
    .map(([a, b]): Requirement => ({ kind: "indicators", least: Math.min(a, b), most: Math.max(a, b), span: NOWHERE })),
  fc
    .subarray([...INDICATOR_ATTRIBUTES], { minLength: 1 })
    .map((attributes): Requirement => ({ kind: "attributes", attributes, span: NOWHERE })),
  fc.integer({ min: 1, max: 120 }).map((months): Requirement => ({ kind: "unchanged", months, span: NOWHERE })),
);

const due: fc.Arbitrary<Due> = fc.oneof(
  fc.integer({ min: 1, max: 366 }).map((days): Due => ({ kind: "after-publication", days, span: NOWHERE })),
  fc.integer({ min: 1, max: 28 }).map((day): Due => ({ kind: "next-month", day, span: NOWHERE })),
);

const code = fc
  .constantFrom("requirement-indicators", "table-gap", "telesales-v6.0", "量化考核")
  .map((text): Identifier => ({ name: text, span: NOWHERE }));

const governance = fc.oneof(
  fc.record({ kind: fc.constant("require"), ...at, requirement, assumed: optional(assumption) }),
  fc.record({ kind: fc.constant("deadline"), ...at, name, due, assumed: optional(assumption) }),
  fc.record({ kind: fc.constant("held"), ...at, institution: code }),
  fc.record({ kind: fc.constant("waive"), ...at, code, reason: prose }),
);

const grid = fc.integer({ min: 1, max: 3 }).chain((width) => {
  const row = fc
    .array(fc.oneof(prose, fc.constant("")), { minLength: width, maxLength: width })
    .map((cells) => ({ cells: cells.map((text) => ({ text, span: NOWHERE })), span: NOWHERE }));
  return fc.record({ header: row, rows: fc.array(row, { minLength: 1, maxLength: 3 }), span: fc.constant(NOWHERE) });
});

export const statements: fc.Arbitrary<Statement> = fc
  .oneof(
    fc.record({
      kind: fc.constant("input"),
      ...at,
      names,
      fallback: optional(expression),
      assumed: optional(assumption),
    }),
    fc.record({
      kind: fc.constant("param"),
      ...at,
      name,
      value: expression,
      range: optional(
        fc.record({
          kind: fc.constant("range"),
          lower: expression,
          lowerIncluded: fc.boolean(),
          upper: expression,
          upperIncluded: fc.boolean(),
          span: fc.constant(NOWHERE),
        }),
      ),
      step: optional(expression),
      assumed: optional(assumption),
    }),
    fc.record({ kind: fc.constant("choice"), ...at, name, values: names, assumed: optional(assumption) }),
    fc.record({ kind: fc.constant("formula"), ...at, name, body: expression, assumed: optional(assumption) }),
    fc.record({
      kind: fc.constant("output"),
      ...at,
      name,
      body: optional(expression),
      shown: optional(shown),
      assumed: optional(assumption),
    }),
    fc.record({
      kind: fc.constant("except"),
      ...at,
      condition: expression,
      overrides: fc.array(fc.record({ name, value: expression, span: fc.constant(NOWHERE) }), {
        minLength: 1,
        maxLength: 3,
      }),
      assumed: optional(assumption),
    }),
    fc.record({ kind: fc.constantFrom("metrics", "rates", "units"), ...at, grid }),
    fc.record({ kind: fc.constant("log"), ...at, name, grid }),
    fc.record({ kind: fc.constant("aggregates"), ...at, log: name, grid }),
    table,
    score,
    deduct,
    veto,
    distribute,
    report,
    budget,
    assertion,
    examples,
    governance,
  )
  .map((statement) => compact(statement) as Statement);

const POSITIONS: ReadonlySet<string> = new Set(["span", "operatorSpan", "clause"]);

/** The same tree without its positions, to compare what texts mean. */
export function withoutSpans(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(withoutSpans);
  if (typeof node !== "object" || node === null) return node;
  return Object.fromEntries(
    Object.entries(node).flatMap(([key, value]) => (POSITIONS.has(key) ? [] : [[key, withoutSpans(value)]])),
  );
}
