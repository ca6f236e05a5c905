/** The examples of a scheme, computed by the reference. */
import { formatCell, readCell } from "../catalogue/read-cell.ts";
import { type Diagnostic, diagnostic } from "../diagnostics/diagnostic.ts";
import type { AgentMonth, Example, Program } from "../ir/program.ts";
import { Reference } from "../reference/reference.ts";
import type { Span } from "../source/span.ts";
import { equal, roundTo } from "../values/rational.ts";
import { exactText, showValue } from "../values/show.ts";
import { type Type, UNKNOWN } from "../values/type.ts";
import { isRational, isRowError, type Outcome, type RowError, type RowErrorCode, type Value } from "../values/value.ts";

/** What one row of an `examples` grid gives. */
export interface ExampleResult {
  readonly label?: string;
  readonly span: Span;
  readonly passed: boolean;
  /** One for each expected value, in the order of the columns; blank cells are not checked. */
  readonly checks: readonly ExampleCheck[];
  /** Set where the row must give an error. */
  readonly error?: {
    readonly expected: RowErrorCode;
    /** Absent where every output has a value. */
    readonly actual?: RowErrorCode;
    readonly passed: boolean;
    readonly span: Span;
  };
}

export interface ExampleCheck {
  readonly name: string;
  readonly expected: Value;
  readonly actual: Outcome;
  readonly passed: boolean;
  /** Of the cell. */
  readonly span: Span;
}

/** An example as an agent-month, and the evaluator that knows the history it is part of. */
export interface ExampleRow {
  readonly example: Example;
  readonly row: AgentMonth;
  readonly reference: Reference;
}

/** In the order of the text. */
export function exampleRows(program: Program): ExampleRow[] {
  const rows = program.examples.map((example) => ({ example, row: rowOf(example, program) }));
  const histories = Map.groupBy(rows, ({ example }) => example.history);
  const references = new Map(
    [...histories].map(([history, members]) => [
      history,
      new Reference(
        program,
        members.map(({ row }) => row),
      ),
    ]),
  );
  return rows.flatMap(({ example, row }) => {
    const reference = references.get(example.history);
    return reference ? { example, row, reference } : [];
  });
}

/** Every example with what it gives, and a finding for each that fails. */
export function checkExamples(program: Program): { diagnostics: Diagnostic[]; results: ExampleResult[] } {
  const results: ExampleResult[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const { example, row, reference } of exampleRows(program)) {
    const result = resultOf(example, row, program, reference);
    results.push(result);
    diagnostics.push(...findingsOf(result, row, program, reference));
  }
  return { diagnostics, results };
}

/** The given values enter through the same door as a file's cells, so that bounds hold for them too. */
export function rowOf({ agent, month, given }: Example, { catalogue }: Program): AgentMonth {
  const values = new Map<string, Outcome>();
  for (const [name, value] of given) {
    const metric = catalogue.metrics.get(name);
    const outcome = metric && readCell(metric, formatCell(metric, value));
    if (outcome !== undefined) values.set(name, outcome);
  }
  return { agent, month, values };
}

function resultOf(example: Example, row: AgentMonth, program: Program, reference: Reference): ExampleResult {
  const { label, span, expectedError } = example;
  const checks = [...example.expected].map(([name, { value, span }]): ExampleCheck => {
    const actual = reference.value(name, row);
    return { name, expected: value, actual, passed: agrees(value, actual, shownDecimals(program, name)), span };
  });
  const actual = firstError(program, reference, row)?.code;
  const error = expectedError && {
    expected: expectedError.code,
    ...(actual && { actual }),
    passed: actual === expectedError.code,
    span: expectedError.span,
  };
  const passed = checks.every((check) => check.passed) && error?.passed !== false;
  return { ...(label !== undefined && { label }), span, passed, checks, ...(error && { error }) };
}

const shownDecimals = ({ outputs }: Program, name: string): number | undefined =>
  outputs.find((output) => output.name === name)?.shown;

/** A value that is shown with fewer decimals may be expected as it is shown. */
function agrees(expected: Value, actual: Outcome, shown: number | undefined): boolean {
  if (!isRational(expected) || !isRational(actual)) return expected === actual;
  return equal(expected, actual) || (shown !== undefined && equal(expected, roundTo(actual, shown)));
}

/** The error a run would give for the row: of the first output that has one, then of the first action. */
function firstError({ outputs, actions }: Program, reference: Reference, row: AgentMonth): RowError | undefined {
  return [...outputs, ...actions].map(({ name }) => reference.value(name, row)).find(isRowError);
}

function findingsOf(
  { checks, error }: ExampleResult,
  row: AgentMonth,
  program: Program,
  reference: Reference,
): Diagnostic[] {
  const findings: Diagnostic[] = [];
  const failed = checks.filter((check) => !check.passed);
  for (const { name, expected, actual, span } of failed) {
    if (isRowError(actual)) continue;
    const type = program.definitions.get(name)?.type ?? UNKNOWN;
    findings.push(diagnostic("example-fails", span, { name, ...shownApart(expected, actual, type) }));
  }
  const broken = failed.find(({ actual }) => isRowError(actual));
  // What is not computable was reported where its rule is wrong.
  if (broken && isRowError(broken.actual) && broken.actual.code !== "not-computable") {
    const { zh, en } = broken.actual.message;
    findings.push(diagnostic("example-error", broken.span, { reasonZh: zh, reasonEn: en }));
  }
  if (error && !error.passed && error.actual !== "not-computable") {
    const [output] = program.outputs;
    const outcome = output && reference.value(output.name, row);
    const value = output && outcome !== undefined && !isRowError(outcome) ? showValue(outcome, output.type) : "";
    const actual = error.actual ?? `${output?.name ?? ""} = ${value}`;
    findings.push(diagnostic("example-no-error", error.span, { expected: error.expected, actual }));
  }
  return findings;
}

/** As people read them, unless that hides the difference. */
function shownApart(expected: Value, actual: Value, type: Type): { expected: string; actual: string } {
  const shown = { expected: showValue(expected, type), actual: showValue(actual, type) };
  return shown.expected === shown.actual ? { expected: exactText(expected), actual: exactText(actual) } : shown;
}
