import { createHash } from "node:crypto";
import { type Compilation, LANGUAGE_VERSION, type Metric } from "../../engine/index.ts";

export const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");

/**
 * Identifies what a version means: its text, the definitions of the metrics it uses and the version
 * of the language. Aliases and the place in the catalogue do not count, nor do metrics it does not use, nor
 * the institutions it is held to, which change no result.
 */
export const contentHash = (compilation: Compilation): string =>
  sha256(canonicalJson([LANGUAGE_VERSION, compilation.text, usedMetrics(compilation).map(definitionOf)]));

/** By name; of a rate also the metrics that it is the quotient of. */
function usedMetrics({ program, catalogue }: Compilation): Metric[] {
  const used = new Map<string, Metric>();
  for (const definition of program.definitions.values()) {
    if (definition.kind !== "input") continue;
    const { metric } = definition;
    used.set(metric.name, metric);
    for (const name of metric.rate ? [metric.rate.numerator, metric.rate.denominator] : []) {
      const part = catalogue.metrics.get(name);
      if (part) used.set(name, part);
    }
  }
  return [...used.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

const definitionOf = ({ aliases: _aliases, clause: _clause, span: _span, ...definition }: Metric) => definition;

/** The same text for equal values, whatever the order in which their fields were set. */
function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) => {
    if (typeof part === "bigint") return part.toString();
    if (typeof part !== "object" || part === null || Array.isArray(part)) return part;
    return Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}
