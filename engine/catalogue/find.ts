import type { Catalogue, Metric } from "./metric.ts";
import { fold } from "./metric-names.ts";

/** Looks metrics up under any header that a file may give them. */
export function finder(metrics: Iterable<Metric>): Catalogue["find"] {
  const byHeader = new Map<string, Metric>();
  for (const metric of metrics) {
    for (const header of [metric.name, metric.key, ...metric.aliases]) byHeader.set(fold(header), metric);
  }
  return (header) => byHeader.get(fold(header));
}
