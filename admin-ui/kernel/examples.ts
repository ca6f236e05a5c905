import { checkExamples, type Outcome, type Program } from "../../engine/index.ts";
import { columnOf, outputColumns, shownAs } from "./outcomes.ts";
import type { ExampleResult, Shown } from "./workbench-api.ts";

/**
 * The examples of the scheme as the checker computed them, with values as a table shows them. Rows of a
 * history that check nothing only supply the months around and are left out.
 */
export function exampleResults(program: Program): ExampleResult[] {
  const columns = new Map(outputColumns(program).map((column) => [column.name, column]));
  const show = (name: string, outcome: Outcome): Shown => {
    const type = program.definitions.get(name)?.type ?? { kind: "unknown" };
    return shownAs(outcome, columns.get(name) ?? columnOf(program.header, { name, type }));
  };
  const checked = checkExamples(program).results.filter(({ checks, error }) => checks.length > 0 || error);
  return checked.map(({ label, span, passed, checks, error }) => ({
    ...(label !== undefined && { label }),
    span,
    passes: passed,
    ...(error && { expectedError: error.expected }),
    checks: checks.map((check) => ({
      name: check.name,
      expected: show(check.name, check.expected).text,
      actual: show(check.name, check.actual),
      passes: check.passed,
    })),
  }));
}
