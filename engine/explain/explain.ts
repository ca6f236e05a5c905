import type { AgentMonth, Program } from "../ir/program.ts";
import type { History } from "../reference/history.ts";
import { Reference } from "../reference/reference.ts";
import { createDecider } from "./decide.ts";
import type { Explanation } from "./step.ts";
import { Steps } from "./steps.ts";
import { emptyTrace, traced } from "./trace.ts";

export interface Explainer {
  /**
   * How each output of one agent and month came about; `history` holds the rows that rules may look at,
   * `at` among them. Bad data gives steps with errors. May be called again before it has resolved.
   * @throws where json-rules-engine and the reference disagree, which is a fault of this program
   */
  explain(at: AgentMonth, history: readonly AgentMonth[] | History): Promise<Explanation>;
}

/** For one compiled program: json-rules-engine decides its rows and exceptions, `Reference` gives its values. */
export function createExplainer(program: Program): Explainer {
  const decide = createDecider(program);
  return {
    async explain(at, history) {
      const reference = new Reference(program, history);
      const verdicts = await decide((term) => traced(term, reference, at, emptyTrace()));
      const steps = new Steps(program, reference, verdicts, at);
      const stepsOf = (named: readonly { readonly name: string }[]) =>
        named.flatMap(({ name }) => steps.of(name) ?? []);
      return { agent: at.agent, month: at.month, outputs: stepsOf(program.outputs), actions: stepsOf(program.actions) };
    },
  };
}
