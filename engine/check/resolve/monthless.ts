import { type Diagnostic, diagnostic } from "../../diagnostics/diagnostic.ts";
import type { Program } from "../../ir/program.ts";
import type { Term } from "../../ir/term.ts";
import { termsOf, termsOfTable, within } from "../../ir/walk.ts";
import type { Statement } from "../../syntax/ast.ts";

/** Examples without months can say nothing of what the calendar or earlier months decide. */
export function reportMonthless(
  statements: readonly Statement[],
  program: Program,
  report: (found: Diagnostic) => void,
): void {
  const timed = namesThatNeedAMonth(program);
  if (timed.size === 0) return;
  const results = [...program.outputs, ...program.actions];
  for (const statement of statements) {
    if (statement.kind !== "examples" || statement.columns.some(({ kind }) => kind === "month")) continue;
    for (const column of statement.columns) {
      const name =
        column.kind === "expected"
          ? column.name.name
          : column.kind === "error"
            ? results.find((result) => timed.has(result.name))?.name
            : undefined;
      if (name === undefined || !timed.has(name)) continue;
      report(diagnostic("example-without-month", column.span, { name }));
      break;
    }
  }
}

/** Every name computed from a window, a streak or the calendar, near or far. */
function namesThatNeedAMonth({ definitions, order }: Program): Set<string> {
  const timed = new Set<string>();
  for (const name of order) {
    const definition = definitions.get(name);
    if (!definition) continue;
    const terms = [...termsOf(definition), ...(definition.kind === "column" ? termsOfTable(definition.table) : [])];
    const looks = terms.some((term) => [...within(term)].some(looksAtTime));
    if (looks || definition.dependencies.some((dependency) => timed.has(dependency))) timed.add(name);
  }
  return timed;
}

const looksAtTime = ({ kind }: Term): boolean => kind === "window" || kind === "streak" || kind === "calendar";
