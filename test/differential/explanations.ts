/**
 * Generated schemes over generated histories: what json-rules-engine decides in an explanation beside
 * the reference. The explainer throws where a row, exception, veto or action is decided otherwise; here
 * its outputs and actions are held against the reference as well.
 */
import { isDeepStrictEqual } from "node:util";
import { createExplainer } from "../../engine/explain/explain.ts";
import { Reference } from "../../engine/reference/reference.ts";
import { catalogue } from "../../engine/testing/catalogue.ts";
import { Chance } from "../../engine/testing/chance.ts";
import { generateHistory } from "../../engine/testing/generate-history.ts";
import { generateScheme } from "../../engine/testing/generate-scheme.ts";
import { programOf } from "../../engine/testing/program-of.ts";

export interface ExplanationCounts {
  schemes: number;
  cases: number;
  values: number;
}

/** Explains so many agent-months; yields after every scheme. @throws Error at the first difference, with the seed */
export async function* compareExplanations(cases: number, firstSeed = 1): AsyncGenerator<ExplanationCounts> {
  const counts: ExplanationCounts = { schemes: 0, cases: 0, values: 0 };
  for (let seed = firstSeed; counts.cases < cases; seed += 1) {
    const chance = new Chance(seed);
    const { text } = generateScheme(chance, catalogue, { statements: chance.whole(3, 14) });
    const program = programOf(text, catalogue);
    const rows = generateHistory(chance, catalogue, {
      agents: chance.whole(2, 6),
      months: chance.whole(1, 6),
      blanks: chance.pick([0, 8, 60]),
      broken: chance.pick([0, 15]),
      hostile: chance.once(4),
    });
    const explainer = createExplainer(program);
    const reference = new Reference(program, rows);
    for (const at of rows) {
      const { outputs, actions } = await explainer.explain(at, rows);
      for (const { name, outcome } of [...outputs, ...actions]) {
        counts.values += 1;
        if (isDeepStrictEqual(outcome, reference.value(name, at))) continue;
        throw new Error(
          `seed ${seed}, ${at.agent} ${at.month}: ${name} is explained otherwise than computed\n\n${text}`,
        );
      }
    }
    counts.schemes += 1;
    counts.cases += rows.length;
    yield counts;
  }
}
