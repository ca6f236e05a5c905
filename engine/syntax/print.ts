import { decimalsOf, multiply, rational, toExact } from "../values/rational.ts";
import type {
  ActionStatement,
  AssertStatement,
  Assumption,
  Binary,
  ColumnHeader,
  DeductStatement,
  DistributeStatement,
  Due,
  ExampleColumn,
  ExamplesStatement,
  ExceptStatement,
  Expression,
  Grid,
  Identifier,
  Indicator,
  NumberLiteral,
  RangeTest,
  ReportStatement,
  Requirement,
  ScoreStatement,
  ShownDecimals,
  Statement,
  TableStatement,
  Test,
  TiersStatement,
  UnitExpression,
  VetoStatement,
  WindowExpression,
} from "./ast.ts";
import { DISTRIBUTION_COLUMNS } from "./distribution-columns.ts";
import { layOutGrid } from "./grid.ts";
import { TIER_COLUMNS } from "./parse-tiers.ts";
import { REQUIRED_SCORE_COLUMNS, SCORE_COLUMNS, type ScoreColumn } from "./score-columns.ts";

/** How tightly a form binds; an operand that binds less than its place wants stands in parentheses. */
const BINDING = { if: 0, or: 1, and: 2, not: 3, comparison: 4, sum: 5, product: 6, negate: 7, as: 8, atom: 9 } as const;

const OPERATOR_BINDING: Readonly<Record<Binary["operator"], number>> = {
  or: BINDING.or,
  and: BINDING.and,
  "=": BINDING.comparison,
  "!=": BINDING.comparison,
  "<": BINDING.comparison,
  "<=": BINDING.comparison,
  ">": BINDING.comparison,
  ">=": BINDING.comparison,
  "+": BINDING.sum,
  "-": BINDING.sum,
  "*": BINDING.product,
  "/": BINDING.product,
};

function bindingOf(expression: Expression): number {
  switch (expression.kind) {
    case "if":
      return BINDING.if;
    case "binary":
      return OPERATOR_BINDING[expression.operator];
    case "not":
      return BINDING.not;
    case "in":
      return BINDING.comparison;
    case "negate":
      return BINDING.negate;
    case "as":
      return BINDING.as;
    case "number":
      if (decimalsOf(expression.value) === undefined) return BINDING.product;
      return expression.value.numerator < 0n ? BINDING.negate : BINDING.atom;
    case "window":
      // Its condition goes on as far as it can; `months in` would be taken for a name and a test.
      return expression.condition || expression.atLeast !== undefined ? BINDING.if : BINDING.atom;
    default:
      return BINDING.atom;
  }
}

/** The expression in canonical form: ASCII signs, one space around operators, no needless parentheses. */
export function printExpression(expression: Expression): string {
  switch (expression.kind) {
    case "number":
      return printNumber(expression);
    case "text":
      return `"${expression.value}"`;
    case "name":
      return expression.name;
    case "negate":
      return `-${operand(expression.operand, BINDING.negate)}`;
    case "not":
      return `not ${operand(expression.operand, BINDING.not)}`;
    case "binary":
      return printBinary(expression);
    case "in":
      return `${operand(expression.operand, BINDING.sum)} in ${printMemberTest(expression.test)}`;
    case "as":
      return `${operand(expression.operand, BINDING.as)} as ${printUnit(expression.unit)}`;
    case "if": {
      const { condition, consequent, alternative } = expression;
      const [c, x, y] = [condition, consequent, alternative].map(printExpression);
      return `if ${c} then ${x} else ${y}`;
    }
    case "call":
      return `${expression.callee.name}(${expression.args.map(printExpression).join(", ")})`;
    case "window":
      return printWindow(expression);
    case "peers": {
      return `${expression.aggregate.name}(${printExpression(expression.operand)}) within ${printGroup(expression.group)}`;
    }
    case "calendar": {
      const { edge, part, which, unit } = expression;
      return [edge, part, "of", ...(which ? [which] : []), unit].join(" ");
    }
    case "hole":
      return expression.unit ? `? ${printUnit(expression.unit)}` : "?";
    case "unreadable":
      return "";
  }
}

function printGroup(group: readonly Identifier[]): string {
  const names = group.map(({ name }) => name).join(", ");
  return group.length === 0 ? "all" : group.length === 1 ? names : `(${names})`;
}

const operand = (expression: Expression, least: number): string =>
  bindingOf(expression) < least ? `(${printExpression(expression)})` : printExpression(expression);

function printBinary({ operator, left, right }: Binary): string {
  const binding = OPERATOR_BINDING[operator];
  // Operators of one level group from the left; comparisons do not group at all.
  const leftLeast = binding === BINDING.comparison ? BINDING.sum : binding;
  return `${operand(left, leftLeast)} ${operator} ${operand(right, binding + 1)}`;
}

function printWindow({ aggregate, operand: subject, period, condition, atLeast }: WindowExpression): string {
  const text = subject ? printExpression(subject) : "";
  const head = !subject ? "months in" : `${aggregate ? `${aggregate.name}(${text})` : text} over`;
  const span =
    period.kind === "months" ? `${period.which} ${monthCount(period.count)}` : `${period.which} ${period.unit}`;
  const filter = condition ? ` where ${printExpression(condition)}` : "";
  return `${head} ${span}${filter}${atLeast === undefined ? "" : `, at least ${monthCount(atLeast)}`}`;
}

const monthCount = (count: number): string => `${count} ${count === 1 ? "month" : "months"}`;

const HUNDRED = rational(100);

function printNumber({ value, percent, unit }: NumberLiteral): string {
  const digits = percent ? `${toExact(multiply(value, HUNDRED))}%` : toExact(value);
  return unit ? `${digits} ${printUnit(unit)}` : digits;
}

export function printUnit({ factors }: UnitExpression): string {
  return factors.map(({ unit, exponent }, at) => `${at === 0 ? "" : exponent < 0 ? "/" : "*"}${unit.name}`).join("");
}

// ── tests ────────────────────────────────────────────────────────────────────────────────────────

/** The test as it stands in a cell. */
export function printTest(test: Test): string {
  switch (test.kind) {
    case "any":
      return "-";
    case "compare":
      return test.explicit ? `${test.operator} ${operand(test.bound, BINDING.sum)}` : printBareBound(test.bound);
    case "range":
      return printRange(test, printExpression(test.lower));
    case "one-of":
      return test.tests.map(printTest).join(", ");
    case "not":
      return `not ${isInBrackets(test.test) ? printMemberTest(test.test) : printTest(test.test)}`;
  }
}

/** A list, and an interval, are bracketed after `in` and `not`. */
const isInBrackets = ({ kind }: Test): boolean => kind === "one-of" || kind === "range";

/** The test as it follows `in`. */
function printMemberTest(test: Test): string {
  if (test.kind !== "range") return `(${printTest(test)})`;
  return printRange(test, test.lowerIncluded ? printExpression(test.lower) : printBareBound(test.lower));
}

const printRange = ({ upper, lowerIncluded, upperIncluded }: RangeTest, lower: string): string =>
  `${lowerIncluded ? "[" : "("}${lower} .. ${printExpression(upper)}${upperIncluded ? "]" : ")"}`;

/** A bound without operator; in brackets where it could be taken for an interval. */
function printBareBound(bound: Expression): string {
  const text = operand(bound, BINDING.sum);
  const looksLikeRange = bound.kind === "binary" && bound.operator === "-";
  const isBracketed = bindingOf(bound) < BINDING.sum;
  return !isBracketed && (text.startsWith("(") || looksLikeRange) ? `(${text})` : text;
}

// ── statements ───────────────────────────────────────────────────────────────────────────────────

/**
 * The statement in canonical form, one or several lines without a line break at the end. What could
 * not be read has no canonical form and prints as nothing.
 */
export function printStatement(statement: Statement): string {
  switch (statement.kind) {
    case "input": {
      const names = statement.names.map(({ name }) => name).join(", ");
      return clauses(
        `input ${names}`,
        statement.fallback && `default ${printExpression(statement.fallback)}`,
        statement,
      );
    }
    case "param":
      return clauses(
        `param ${statement.name.name} = ${printExpression(statement.value)}`,
        statement.range && `range ${printTest(statement.range)}`,
        statement.step && `step ${printExpression(statement.step)}`,
        statement,
      );
    case "choice":
      return clauses(
        `choice ${statement.name.name}: ${statement.values.map(({ name }) => name).join(", ")}`,
        statement,
      );
    case "formula":
      return clauses(`${statement.name.name} = ${printExpression(statement.body)}`, statement);
    case "output":
      return clauses(
        `output ${statement.name.name}`,
        statement.body && `= ${printExpression(statement.body)}`,
        statement.shown && printShown(statement.shown),
        statement,
      );
    case "table":
      return withGrid(
        clauses("table", statement.name?.name, statement.policy === "first" ? "first" : undefined, statement),
        tableGrid(statement),
      );
    case "tiers":
      return printTiers(statement);
    case "score":
      return withGrid(
        clauses(`score ${statement.name.name}`, statement.unit && `(${printUnit(statement.unit)})`, statement),
        scoreGrid(statement),
      );
    case "deduct":
      return printDeduct(statement);
    case "veto":
      return printVeto(statement);
    case "distribute":
      return printDistribute(statement);
    case "except":
      return printExcept(statement);
    case "action":
      return printAction(statement);
    case "report":
      return printReport(statement);
    case "budget":
      return clauses(`budget sum(${statement.name.name}) each month <= ${printExpression(statement.limit)}`, statement);
    case "assert":
      return printAssert(statement);
    case "examples":
      return withGrid(clauses("examples", statement), examplesGrid(statement));
    case "metrics":
    case "rates":
    case "units":
      return withGrid(clauses(statement.kind, statement), asWritten(statement.grid));
    case "log":
      return withGrid(clauses(`log ${statement.name.name}`, statement), asWritten(statement.grid));
    case "aggregates":
      return withGrid(clauses(`aggregates ${statement.log.name}`, statement), asWritten(statement.grid));
    case "require":
      return clauses(`require ${printRequirement(statement.requirement)}`, statement);
    case "deadline":
      return clauses(`deadline ${statement.name.name} = ${printDue(statement.due)}`, statement);
    case "held":
      return `held to ${statement.institution.name}`;
    case "waive":
      return `waive ${statement.code.name} "${statement.reason}"`;
    case "unreadable":
      return "";
  }
}

/** Joins the parts of a statement's first line, the reason for an assumed figure last. */
function clauses(...parts: readonly (string | { readonly assumed?: Assumption } | undefined)[]): string {
  return parts
    .map((part) => (typeof part === "object" ? printAssumption(part.assumed) : part))
    .filter((part) => part !== undefined)
    .join(" ");
}

const printAssumption = (assumed: Assumption | undefined): string | undefined =>
  assumed && `assumed "${assumed.reason}"`;

const withGrid = (head: string, rows: readonly (readonly string[])[]): string => [head, ...layOutGrid(rows)].join("\n");

const printHeader = ({ name, unit }: ColumnHeader): string => (unit ? `${name.name} (${printUnit(unit)})` : name.name);

function printTiers({ name, method, subject, ends, fromUnit, valueUnit, rows, ...rest }: TiersStatement): string {
  const head = `tiers ${name.name} ${method} of ${printExpression(subject)}${ends ? ` ends ${ends}` : ""}`;
  const withUnit = (title: string, unit: UnitExpression | undefined): string =>
    unit ? `${title} (${printUnit(unit)})` : title;
  const value = TIER_COLUMNS[method === "interpolated" ? "value" : "rate"][0];
  const anyAssumed = rows.some(({ assumed }) => assumed);
  const reason = (text: string): string[] => (anyAssumed ? [text] : []);
  return withGrid(clauses(head, rest), [
    [withUnit(TIER_COLUMNS.from[0], fromUnit), withUnit(value, valueUnit), ...reason(TIER_COLUMNS.assumed[0])],
    ...rows.map((row) => [
      row.from ? printExpression(row.from) : "-",
      printExpression(row.value),
      ...reason(row.assumed?.reason ?? ""),
    ]),
  ]);
}

function printDeduct({ name, score, amount, atMost, ...rest }: DeductStatement): string {
  const limit = atMost && `at most ${printExpression(atMost)}`;
  return clauses(`deduct ${name.name} from ${score.name} = ${printExpression(amount)}`, limit, rest);
}

function printVeto({ name, score, value, condition, ...rest }: VetoStatement): string {
  const head = `veto ${name.name} of ${score.name} = ${printExpression(value)} when ${printExpression(condition)}`;
  return clauses(head, rest);
}

function printDistribute(statement: DistributeStatement): string {
  const { name, by, group, places, smallest, otherwise, rows } = statement;
  const head = `distribute ${name.name} by ${by.name} within ${printGroup(group)}`;
  const terms = `  places ${places}, ties better, smallest group ${smallest}, otherwise ${otherwise.name}`;
  const anyAssumed = rows.some(({ assumed }) => assumed);
  const reason = (text: string): string[] => (anyAssumed ? [text] : []);
  const { grade, share, assumed } = DISTRIBUTION_COLUMNS;
  return withGrid(clauses(`${head}\n${terms}`, { ...(statement.assumed && { assumed: statement.assumed }) }), [
    [grade[0], share[0], ...reason(assumed[0])],
    ...rows.map((row) => [row.grade.name, printExpression(row.share), ...reason(writtenCell(row.assumed?.reason))]),
  ]);
}

function printAction({ name, orderedBy, condition, lasting, assumed }: ActionStatement): string {
  const who = orderedBy ? ` may ${orderedBy.name}` : "";
  const duration = lasting ? ` for ${lasting.exactly ? "exactly " : ""}${monthCount(lasting.months)}` : "";
  const head = `action ${name.name}${who} when ${printExpression(condition)}${duration}`;
  return clauses(head, { ...(assumed && { assumed }) });
}

function printReport({ name, place, columns, ...rest }: ReportStatement): string {
  const list = columns.map(({ name, shown }) => (shown ? `${name.name} ${printShown(shown)}` : name.name));
  return clauses(`report ${name.name}${place ? ` in ${printExpression(place)}` : ""}: ${list.join(", ")}`, rest);
}

function printAssert({ subject, trend, assumed }: AssertStatement): string {
  const property = trend && `never ${trend.never} as ${trend.driver.name} rises`;
  return clauses(`assert ${printExpression(subject)}`, property, { ...(assumed && { assumed }) });
}

const printShown = ({ decimals }: ShownDecimals): string => `shown ${decimals} decimals`;

function printExcept({ condition, overrides, assumed }: ExceptStatement): string {
  const lines = overrides.map(({ name, value }) => `  ${name.name} = ${printExpression(value)}`);
  return clauses([`except when ${printExpression(condition)}`, ...lines].join("\n"), { ...(assumed && { assumed }) });
}

function printRequirement(requirement: Requirement): string {
  switch (requirement.kind) {
    case "indicators":
      return `indicators in [${requirement.least} .. ${requirement.most}]`;
    case "attributes":
      return `every indicator states ${requirement.attributes.join(", ")}`;
    case "unchanged":
      return `weights and bands unchanged for ${monthCount(requirement.months)}`;
  }
}

const printDue = (due: Due): string =>
  due.kind === "next-month"
    ? `day ${due.day} of next month`
    : `${due.days} ${due.days === 1 ? "day" : "days"} after publication`;

function tableGrid({ inputs, outputs, rows }: TableStatement): string[][] {
  const labelled = rows.some(({ label }) => label);
  const reasoned = rows.some(({ assumed }) => assumed);
  const row = (label: string, cells: readonly string[], reason: string): string[] => [
    ...(labelled ? [label] : []),
    ...cells,
    ...(reasoned ? [reason] : []),
  ];
  return [
    row("档", [...inputs.map(printHeader), ...outputs.map((header) => `=> ${printHeader(header)}`)], "假定"),
    ...rows.map(({ label, tests, results, assumed }) =>
      row(label?.name ?? "", [...tests.map(printTest), ...results.map(printExpression)], writtenCell(assumed?.reason)),
    ),
  ];
}

const INDICATOR_CELLS: Readonly<Record<ScoreColumn, (indicator: Indicator) => string | undefined>> = {
  name: ({ name }) => name.name,
  weight: ({ weight }) => printExpression(weight),
  score: ({ score }) => printExpression(score),
  lower: ({ lower }) => lower && printExpression(lower),
  upper: ({ upper }) => upper && printExpression(upper),
  source: ({ source }) => source,
  ratedBy: ({ ratedBy }) => ratedBy,
  assumed: ({ assumed }) => assumed && writtenCell(assumed.reason),
};

function scoreGrid({ indicators }: ScoreStatement): string[][] {
  const columns = (Object.keys(SCORE_COLUMNS) as ScoreColumn[]).filter(
    (column) =>
      REQUIRED_SCORE_COLUMNS.includes(column) ||
      indicators.some((indicator) => INDICATOR_CELLS[column](indicator) !== undefined),
  );
  return [
    columns.map((column) => SCORE_COLUMNS[column][0]),
    ...indicators.map((indicator) => columns.map((column) => INDICATOR_CELLS[column](indicator) ?? "")),
  ];
}

function examplesGrid({ columns, rows }: ExamplesStatement): string[][] {
  const printCell = (cell: Expression | undefined, column: ExampleColumn | undefined): string => {
    if (!cell) return "";
    const isProse = column?.kind !== "given" && column?.kind !== "expected";
    return isProse && cell.kind === "text" ? writtenCell(cell.value) : printExpression(cell);
  };
  return [
    columns.map(printExampleHeader),
    ...rows.map(({ cells }) => cells.map((cell, at) => printCell(cell, columns[at]))),
  ];
}

function printExampleHeader(column: ExampleColumn): string {
  switch (column.kind) {
    case "label":
      return "例";
    case "agent":
      return "工号";
    case "month":
      return "月份";
    case "given":
      return column.name.name;
    case "expected":
      return `=> ${column.name.name}`;
    case "error":
      return "=> error";
  }
}

const asWritten = ({ header, rows }: Grid): string[][] =>
  [header, ...rows].map(({ cells }) => cells.map(({ text }) => text));

/** Prose in a cell; in quotation marks where a sign in it would end the cell. */
const writtenCell = (text = ""): string => (/[|｜#＃]/.test(text) ? `"${text}"` : text);
