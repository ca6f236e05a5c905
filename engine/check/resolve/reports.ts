import { diagnostic } from "../../diagnostics/diagnostic.ts";
import type { Budget, Output, Report } from "../../ir/program.ts";
import { referencesOf } from "../../ir/walk.ts";
import type { BudgetStatement, Identifier, ReportStatement, ShownDecimals, Statement } from "../../syntax/ast.ts";
import { describeType, PLAIN_NUMBER, type Type, UNKNOWN } from "../../values/type.ts";
import { type Scope, withSuggestion } from "./scope.ts";
import type { Typing } from "./typing.ts";

interface Context {
  readonly scope: Scope;
  readonly types: ReadonlyMap<string, Type>;
  readonly typing: Typing;
  readonly outputs: readonly Output[];
}

/** The lists of a scheme. A list without a name of its own, or a column that stands twice, is reported. */
export function resolveReports(statements: readonly Statement[], context: Context): Report[] {
  const taken = new Map<string, Identifier>();
  return statements.flatMap((statement): Report[] => {
    if (statement.kind !== "report") return [];
    const { name, place, clause } = statement;
    const first = taken.get(name.name);
    if (first) {
      const line = String(context.typing.fitting.lineOf(first.span.start));
      context.typing.fitting.report(diagnostic("name-duplicate", name.span, { name: name.name, line }));
      return [];
    }
    taken.set(name.name, name);
    const columns = resolveColumns(statement, context);
    return [{ name: name.name, ...(place && { place }), columns, clause, span: name.span }];
  });
}

/** A column is shown as it says, else as the output of its name. */
function resolveColumns({ columns }: ReportStatement, { scope, types, typing, outputs }: Context): Output[] {
  const found = new Map<string, Output>();
  for (const { name, shown } of columns) {
    if (!scope.declarations.has(name.name)) {
      typing.fitting.report(
        diagnostic("name-unknown", name.span, ...withSuggestion(name, typing.nearestName(name.name))),
      );
    } else if (found.has(name.name)) {
      typing.fitting.report(diagnostic("grid-column-repeated", name.span, { column: name.name }));
    } else {
      const type = types.get(name.name) ?? UNKNOWN;
      const decimals = shownDecimals(name, shown, type, typing) ?? outputs.find((one) => one.name === name.name)?.shown;
      found.set(name.name, {
        name: name.name,
        type,
        ...(decimals !== undefined && { shown: decimals }),
        span: name.span,
      });
    }
  }
  return [...found.values()];
}

/** The decimals to show, which only a number has. */
export function shownDecimals(
  name: Identifier,
  shown: ShownDecimals | undefined,
  type: Type,
  typing: Typing,
): number | undefined {
  if (!shown || type.kind === "number" || type.kind === "unknown") return shown?.decimals;
  const [expected, actual] = [describeType(PLAIN_NUMBER), describeType(type)];
  const args = {
    found: name.name,
    expectedZh: expected.zh,
    expectedEn: expected.en,
    actualZh: actual.zh,
    actualEn: actual.en,
  };
  typing.fitting.report(diagnostic("type-mismatch", shown.span, args));
  return undefined;
}

/** What all agents of a month may come to: a number of the scheme against a constant in its unit. */
export function resolveBudget(statement: BudgetStatement, { scope, types, typing }: Context): Budget[] {
  const { name, limit: written, clause } = statement;
  if (!scope.declarations.has(name.name)) {
    typing.fitting.report(
      diagnostic("name-unknown", name.span, ...withSuggestion(name, typing.nearestName(name.name))),
    );
    return [];
  }
  const type = typing.fitting.numeric(typing.term({ kind: "name", ...name })).type;
  const limit = typing.value(written, type);
  for (const { name: found, span } of referencesOf(limit)) {
    if (scope.declarations.get(found)?.kind === "param") continue;
    typing.fitting.report(diagnostic("constant-required", span, { found }));
  }
  if (!types.has(name.name) || limit.kind === "broken") return [];
  return [{ name: name.name, type, limit, clause, span: statement.span }];
}
