import { type Compilation, LANGUAGE_VERSION, type Metric } from "../../engine/index.ts";
import { canonicalJson, sha256 } from "../canonical-json.ts";

/**
 * Identifies what a version means: its text, the definitions of the metrics it uses and the version
 * of the language. Aliases and the place in the catalogue do not count, nor do metrics it does not use, nor
 * the institutions it is held to, which change no result.
 */
export const contentHash = (compilation: Compilation, languageVersion = LANGUAGE_VERSION): string =>
  sha256(canonicalJson([languageVersion, compilation.text, metricsUsed(compilation).map(definitionOf)]));

/** By name; of a rate also the metrics that it is the quotient of. */
export function metricsUsed({ program, catalogue }: Compilation): Metric[] {
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
