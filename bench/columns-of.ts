import type { Catalogue, Metric } from "../engine/catalogue/metric.ts";
import type { Columns, MetricColumn } from "../engine/columns/columns.ts";
import { PLACES, type Population } from "./population.ts";

/** The population as the engine's columns, as an import would have made them. */
export function columnsOf({ rows, agent, month, numbers, texts, dates }: Population, catalogue: Catalogue): Columns {
  const words: string[] = [];
  const metrics = new Map<string, MetricColumn>();
  const common = (metric: Metric, values: ArrayLike<number>) => {
    let [least, greatest] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    for (let row = 0; row < rows; row += 1) {
      least = Math.min(least, values[row]);
      greatest = Math.max(greatest, values[row]);
    }
    return { metric, absent: undefined, aside: new Map(), least, greatest };
  };
  for (const metric of catalogue.metrics.values()) {
    const { name, type } = metric;
    const [number, text, date] = [numbers.get(name), texts.get(name), dates.get(name)];
    if (number) {
      const places = PLACES.get(name) ?? 0;
      const values = number.map((value) => Math.round(value * 10 ** places));
      metrics.set(name, { ...common(metric, values), kind: "number", places, values });
    } else if (date) {
      metrics.set(name, { ...common(metric, date), kind: "date", values: date });
    } else if (text && type.kind === "choice") {
      const places = text.words.map((word) => type.values.indexOf(word));
      const values = Int32Array.from(text.codes, (code) => places[code]);
      metrics.set(name, { ...common(metric, values), kind: "choice", values });
    } else if (text) {
      const values = Int32Array.from(text.codes, (code) => words.length + code);
      words.push(...text.words);
      metrics.set(name, { ...common(metric, values), kind: "text", values, texts: words });
    }
  }
  const agents = Array.from({ length: (agent[rows - 1] ?? -1) + 1 }, (_, at) => `A${at}`);
  const starts = new Int32Array(agents.length + 1).fill(rows);
  for (let row = rows - 1; row >= 0; row -= 1) starts[agent[row]] = row;
  const source = new Int32Array(rows).map((_, row) => row);
  return { length: rows, agents, agent, month, starts, source, repeated: new Set(), texts: words, metrics };
}
