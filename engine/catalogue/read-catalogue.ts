import { Suggester } from "../check/resolve/suggester.ts";
import { type Diagnostic, diagnostic, inTextOrder } from "../diagnostics/diagnostic.ts";
import type { SourceDocument } from "../source/document.ts";
import { LineIndex } from "../source/line-index.ts";
import { readDocument } from "../source/read-document.ts";
import { firstLine, span } from "../source/span.ts";
import type { Statement } from "../syntax/ast.ts";
import { parseBlocks } from "../syntax/parse.ts";
import type { EventLog } from "./event-log.ts";
import { finder } from "./find.ts";
import { readLogs } from "./logs.ts";
import type { Catalogue, Metric } from "./metric.ts";
import { MetricNames } from "./metric-names.ts";
import { readMetrics } from "./metrics-grid.ts";
import { readRates } from "./rates-grid.ts";
import { readUnits } from "./units-grid.ts";

export interface CatalogueFile {
  readonly catalogue: Catalogue;
  /** Files with one line for each call, order or visit, by name, in the order of the text. */
  readonly logs: ReadonlyMap<string, EventLog>;
  readonly document: SourceDocument;
  /** In the order of the text. */
  readonly statements: readonly Statement[];
  /** In the order of the text. */
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Reads the text of a metric catalogue, a literate document like a scheme. Never throws: what could
 * not be understood is reported and is not in the catalogue.
 */
export function readCatalogue(text: string): CatalogueFile {
  const document = readDocument(text);
  const { statements, diagnostics: found } = parseBlocks(document);
  const diagnostics = [...document.diagnostics, ...found];
  const report = (one: Diagnostic): void => void diagnostics.push(one);
  checkHeader(document, report);

  const of = <K extends Statement["kind"]>(kind: K): Extract<Statement, { kind: K }>[] =>
    statements.filter((one): one is Extract<Statement, { kind: K }> => one.kind === kind);
  const suggester = new Suggester();
  const { units, conversions } = readUnits(of("units"), { text, suggester, report });
  const names = new MetricNames(text, new LineIndex(text), report);
  // Rates and aliases may stand above what they refer to, so they wait until all metrics are known.
  const rows = of("metrics").flatMap((one) => readMetrics(one, { text, units, names, suggester, report }));
  const imported = new Map(rows.map(({ metric }) => [metric.name, metric]));
  const rates = of("rates").flatMap((one) => readRates(one, { text, metrics: imported, names, suggester, report }));
  const named = rows.map(({ metric, aliases }) => ({ ...metric, aliases: names.claimAliases(metric.name, aliases) }));
  const metrics = new Map(inOrder([...named, ...rates]).map((metric) => [metric.name, metric]));
  const logs = readLogs(of("log"), of("aggregates"), {
    text,
    units,
    conversions,
    metrics: imported,
    suggester,
    report,
  });
  for (const one of statements) rejectRule(text, one, report);

  const catalogue = { metrics, units, conversions, find: finder(metrics.values()) };
  return { catalogue, logs, document, statements, diagnostics: inTextOrder(diagnostics) };
}

const inOrder = (metrics: Metric[]): Metric[] => metrics.sort((a, b) => a.span.start - b.span.start);

function checkHeader({ frontMatter, diagnostics }: SourceDocument, report: (found: Diagnostic) => void): void {
  if (diagnostics.some((one) => one.code === "front-matter-missing")) return;
  for (const key of ["catalogue", "title", "version"] as const) {
    if (!frontMatter.get(key)?.value) report(diagnostic("front-matter-incomplete", span(0, 3), { key }));
  }
}

const DEFINING: ReadonlySet<Statement["kind"]> = new Set(["metrics", "rates", "units", "log", "aggregates"]);

/** A catalogue defines metrics and computes nothing. */
function rejectRule(text: string, statement: Statement, report: (found: Diagnostic) => void): void {
  const { kind, span: where } = statement;
  if (DEFINING.has(kind) || kind === "unreadable") return;
  const args = { statement: kind, placeZh: "指标目录", placeEn: "a metric catalogue" };
  report(diagnostic("statement-misplaced", firstLine(text, where), args));
}
