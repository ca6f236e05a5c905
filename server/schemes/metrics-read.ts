import type { Program } from "../../engine/index.ts";

/** What a scheme's inputs are read from; for a rate, the two metrics it is the quotient of. */
export function metricsRead(program: Program): Set<string> {
  const names = new Set<string>();
  for (const definition of program.definitions.values()) {
    if (definition.kind !== "input") continue;
    const { name, rate } = definition.metric;
    for (const read of rate ? [rate.numerator, rate.denominator] : [name]) names.add(read);
  }
  return names;
}
