import type { Program } from "../ir/program.ts";
import type { Rational } from "../values/rational.ts";

/** The values that params are given instead of those of the text. */
export type Settings = ReadonlyMap<string, Rational>;

/** The program with other values for its params. @throws RangeError for a name that is no param */
export function withParams(program: Program, settings: Settings): Program {
  if (settings.size === 0) return program;
  const definitions = new Map(program.definitions);
  for (const [name, value] of settings) {
    const definition = definitions.get(name);
    if (definition?.kind !== "param") throw new RangeError(`${name} is no param`);
    definitions.set(name, { ...definition, value });
  }
  return { ...program, definitions };
}

/** Everything that is computed from one of these names, themselves included. */
export function dependentsOf({ order, definitions }: Program, names: Iterable<string>): ReadonlySet<string> {
  const found = new Set(names);
  for (const name of order) {
    if (definitions.get(name)?.dependencies.some((other) => found.has(other))) found.add(name);
  }
  return found;
}
