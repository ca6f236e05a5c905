import type { Catalogue } from "../../catalogue/metric.ts";
import { type Diagnostic, diagnostic } from "../../diagnostics/diagnostic.ts";
import type { Action, DecisionTable, Definition, Output, Program } from "../../ir/program.ts";
import type { SourceDocument } from "../../source/document.ts";
import { span } from "../../source/span.ts";
import type { ActionStatement, Statement, TableStatement } from "../../syntax/ast.ts";
import { type Type, UNKNOWN } from "../../values/type.ts";
import { reportStrayAdjustments } from "./adjustments.ts";
import { resolveAssertion } from "./assertions.ts";
import { DefinitionResolver } from "./definition.ts";
import { resolveExamples } from "./examples.ts";
import { Fitting } from "./fitting.ts";
import { readHeader } from "./header.ts";
import { reportMonthless } from "./monthless.ts";
import { orderDefinitions } from "./order.ts";
import { resolveBudget, resolveReports, shownDecimals } from "./reports.ts";
import { collectScope, type Scope, withSuggestion } from "./scope.ts";
import { Suggester } from "./suggester.ts";
import { TableResolver } from "./table.ts";
import { Typing } from "./typing.ts";

/**
 * Turns statements into the typed program: names, then the order of dependencies, then types. What
 * is wrong is reported and kept as `broken`, so that everything else still has its meaning.
 */
export function resolve(
  document: SourceDocument,
  statements: readonly Statement[],
  catalogue: Catalogue,
): { program: Program; diagnostics: readonly Diagnostic[] } {
  const diagnostics: Diagnostic[] = [];
  const report = (found: Diagnostic): void => {
    diagnostics.push(found);
  };
  const { text } = document;
  const header = readHeader(document, report);
  const suggester = new Suggester();
  const scope = collectScope(text, statements, catalogue, suggester, report);
  const order = orderDefinitions(scope, report);
  const types = new Map<string, Type>();
  const typing = new Typing({
    fitting: new Fitting(text, report),
    scope,
    catalogue,
    currency: header.currency,
    suggester,
    types,
  });

  const tables = new Map<TableStatement, TableResolver>();
  const tableOf = ({ statement }: { statement: TableStatement }): TableResolver => {
    const resolver = tables.get(statement) ?? new TableResolver(statement, typing, scope, types);
    tables.set(statement, resolver);
    return resolver;
  };
  const resolver = new DefinitionResolver({ typing, scope, text, tableOf });

  const resolved = new Map<string, Definition>();
  for (const name of order.names) {
    const declaration = scope.declarations.get(name);
    if (!declaration) continue;
    const definition = order.cyclic.has(name) ? resolver.broken(declaration) : resolver.resolve(declaration);
    resolved.set(name, definition);
    if (definition.kind !== "broken" || definition.because === "hole") types.set(name, definition.type);
  }

  reportStrayExceptions(scope, typing);
  reportStrayAdjustments(scope, typing);
  reportAssumptions(statements, report);
  const readable = [...tables.values()].filter((table) => table.isReadable).map((table): DecisionTable => table.table);
  const outputs = resolveOutputs(statements, scope, types, typing);
  const listed = { scope, types, typing, outputs };
  const program: Program = {
    header,
    catalogue,
    definitions: new Map([...scope.declarations.keys()].flatMap((name) => entry(name, resolved.get(name)))),
    order: order.names,
    tables: readable.sort((a, b) => a.span.start - b.span.start),
    outputs,
    actions: statements.flatMap((statement) => (statement.kind === "action" ? actionOf(statement) : [])),
    reports: resolveReports(statements, listed),
    budgets: statements.flatMap((statement) => (statement.kind === "budget" ? resolveBudget(statement, listed) : [])),
    assertions: statements.flatMap((statement) =>
      statement.kind === "assert" ? resolveAssertion(statement, { scope, typing }) : [],
    ),
    examples: statements.flatMap((statement) =>
      statement.kind === "examples" ? resolveExamples(statement, typing, scope, catalogue, types) : [],
    ),
  };
  reportMonthless(statements, program, report);
  const mayHaveOutputs = statements.some(({ kind }) => kind === "output" || kind === "unreadable");
  if (statements.length > 0 && !mayHaveOutputs) {
    report(diagnostic("output-missing", document.clauses[0]?.span ?? span(0, 3), {}));
  }
  return { program, diagnostics };
}

function actionOf({ name, orderedBy }: ActionStatement): Action {
  return { name: name.name, ...(orderedBy && { orderedBy: orderedBy.name }), span: name.span };
}

const entry = (name: string, definition: Definition | undefined): [string, Definition][] =>
  definition ? [[name, definition]] : [];

function resolveOutputs(
  statements: readonly Statement[],
  scope: Scope,
  types: ReadonlyMap<string, Type>,
  typing: Typing,
): Output[] {
  const outputs = new Map<string, Output>();
  for (const statement of statements) {
    if (statement.kind !== "output") continue;
    const { name, span: where } = statement.name;
    if (!scope.declarations.has(name)) {
      if (scope.unread.has(name)) continue;
      typing.fitting.report(diagnostic("output-undefined", where, { name }));
    } else if (outputs.has(name) && !statement.body) {
      const first = outputs.get(name);
      const line = first ? String(typing.fitting.lineOf(first.span.start)) : "";
      typing.fitting.report(diagnostic("name-duplicate", where, { name, line }));
    } else {
      const type = types.get(name) ?? UNKNOWN;
      const shown = shownDecimals(statement.name, statement.shown, type, typing);
      outputs.set(name, { name, type, ...(shown !== undefined && { shown }), span: where });
    }
  }
  return [...outputs.values()];
}

function reportStrayExceptions(scope: Scope, typing: Typing): void {
  for (const [name, statements] of scope.exceptions) {
    if (scope.declarations.has(name) || scope.unread.has(name)) continue;
    for (const override of statements.flatMap((statement) => statement.overrides)) {
      if (override.name.name !== name) continue;
      const nearest = typing.nearestName(name);
      typing.fitting.report(diagnostic("name-unknown", override.name.span, ...withSuggestion(override.name, nearest)));
    }
  }
}

/** One note for each figure that the source document does not give. */
function reportAssumptions(statements: readonly Statement[], report: (found: Diagnostic) => void): void {
  for (const statement of statements) {
    const parts = [
      statement,
      ...(statement.kind === "table" ? statement.rows : []),
      ...(statement.kind === "tiers" || statement.kind === "distribute" ? statement.rows : []),
      ...(statement.kind === "score" ? statement.indicators : []),
    ];
    for (const { assumed } of parts) {
      if (assumed) report(diagnostic("assumed", assumed.span, { reason: assumed.reason }));
    }
  }
}
