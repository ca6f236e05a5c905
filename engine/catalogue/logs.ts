import { withSuggestion } from "../check/resolve/scope.ts";
import { diagnostic } from "../diagnostics/diagnostic.ts";
import { LineIndex } from "../source/line-index.ts";
import type { AggregatesStatement, LogStatement } from "../syntax/ast.ts";
import { type AggregatesContext, readAggregates } from "./aggregates-grid.ts";
import type { EventLog } from "./event-log.ts";
import { readLog } from "./log-grid.ts";

/** Reads the logs of the catalogue with what is aggregated over them, which may stand above or below. */
export function readLogs(
  logStatements: readonly LogStatement[],
  aggregateStatements: readonly AggregatesStatement[],
  context: Omit<AggregatesContext, "lines" | "aggregated">,
): Map<string, EventLog> {
  const lines = new LineIndex(context.text);
  const logs = new Map<string, EventLog>();
  for (const statement of logStatements) {
    const { name, span } = statement.name;
    const first = logs.get(name);
    if (first) {
      const line = String(lines.positionAt(first.span.start).line);
      context.report(diagnostic("name-duplicate", span, { name, line }));
    } else logs.set(name, readLog(statement, { ...context, lines }));
  }
  const aggregated = new Map<string, number>();
  for (const statement of aggregateStatements) {
    const log = logs.get(statement.log.name);
    if (log) {
      const aggregates = readAggregates(statement, log, { ...context, lines, aggregated });
      logs.set(log.name, { ...log, aggregates: [...log.aggregates, ...aggregates] });
    } else {
      const nearest = context.suggester.nearest(statement.log.name, logs.keys());
      context.report(diagnostic("log-unknown", statement.log.span, ...withSuggestion(statement.log, nearest)));
    }
  }
  return logs;
}
