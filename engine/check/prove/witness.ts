import type { Witness } from "../../diagnostics/diagnostic.ts";
import type { AgentMonth } from "../../ir/program.ts";
import type { Reference } from "../../reference/reference.ts";
import { exactText } from "../../values/show.ts";
import { isRowError } from "../../values/value.ts";

/** What the names are on the figures of a row; a name that has no value there is left out. */
export function witnessFor(reference: Reference, names: readonly string[], row: AgentMonth): Witness {
  return rowOfWitness(reference, names, row);
}

/** Of two rows that differ in one figure. */
export function witnessOfPair(
  reference: Reference,
  names: readonly string[],
  { low, high }: { readonly low: AgentMonth; readonly high: AgentMonth },
): Witness {
  return { ...rowOfWitness(reference, names, low), compared: rowOfWitness(reference, names, high) };
}

function rowOfWitness(reference: Reference, names: readonly string[], row: AgentMonth) {
  const columns = new Map<string, string>();
  for (const name of names) {
    const outcome = reference.value(name, row);
    if (!isRowError(outcome)) columns.set(name, exactText(outcome));
  }
  const inputs = new Map<string, string>();
  for (const [name, figure] of row.values) if (!isRowError(figure)) inputs.set(name, exactText(figure));
  return { columns, inputs };
}
