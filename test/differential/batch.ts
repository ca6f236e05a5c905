/** Generated programs over generated populations: `batch` beside the reference, to the digit and the error. */
import { compareWithLaw } from "../../engine/batch/testing/differences.ts";
import { catalogue } from "../../engine/testing/catalogue.ts";
import { Chance } from "../../engine/testing/chance.ts";
import { generateHistory } from "../../engine/testing/generate-history.ts";
import { generateScheme } from "../../engine/testing/generate-scheme.ts";
import { programOf } from "../../engine/testing/program-of.ts";
import { reduceScheme } from "../../engine/testing/reduce-scheme.ts";

export interface Counts {
  schemes: number;
  agentMonths: number;
  values: number;
  errors: number;
  /** Of all names, those left to the reference because machine numbers cannot hold them. */
  names: number;
  beyond: number;
}

/** The first scheme and history where the two differ, as little as shows it. */
export interface Fault {
  readonly seed: number;
  readonly differences: readonly string[];
  readonly text: string;
}

/** Compares until so many agent-months are done, or up to the first difference; yields after every scheme. */
export function* compareBatches(agentMonths: number, firstSeed = 1): Generator<Counts, Fault | undefined> {
  const counts: Counts = { schemes: 0, agentMonths: 0, values: 0, errors: 0, names: 0, beyond: 0 };
  for (let seed = firstSeed; counts.agentMonths < agentMonths; seed += 1) {
    const chance = new Chance(seed);
    const scheme = generateScheme(chance, catalogue, { statements: chance.whole(3, 14) });
    const rows = generateHistory(chance, catalogue, {
      agents: chance.once(5) ? chance.whole(1, 5) : chance.whole(20, 80),
      months: chance.whole(1, 20),
      blanks: chance.pick([0, 8, 60]),
      broken: chance.pick([0, 15, 150]),
      twice: chance.once(4) ? 30 : 0,
      hostile: chance.once(4),
    });
    const look = (text: string) => compareWithLaw(programOf(text, catalogue), rows);
    const { values, errors, differences, beyond, names } = look(scheme.text);
    if (differences.length > 0) {
      const differs = (fewer: string): boolean => {
        try {
          return look(fewer).differences.length > 0;
        } catch {
          return false; // It no longer compiles.
        }
      };
      const text = reduceScheme(scheme, differs);
      return { seed, differences: look(text).differences, text };
    }
    counts.schemes += 1;
    counts.agentMonths += rows.length;
    counts.values += values;
    counts.errors += errors;
    counts.names += names;
    counts.beyond += beyond.length;
    yield counts;
  }
  return undefined;
}
