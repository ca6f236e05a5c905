import { type AgentMonth, createExplainer, type Outcome, type Program, Reference } from "../../engine/index.ts";

/** Computes the outputs of a program. Each evaluator must give what the case files say. */
export interface Evaluator {
  readonly name: string;
  /** One map for each row, with every output of the program. */
  readonly outputs: (program: Program, rows: readonly AgentMonth[]) => Promise<readonly ReadonlyMap<string, Outcome>[]>;
}

/** The law. */
const reference: Evaluator = {
  name: "reference",
  outputs: async (program, rows) => {
    const law = new Reference(program, rows);
    return rows.map((row) => new Map(program.outputs.map(({ name }) => [name, law.value(name, row)])));
  },
};

/** Decided by json-rules-engine, one case at a time. */
const explain: Evaluator = {
  name: "explain",
  outputs: async (program, rows) => {
    const explainer = createExplainer(program);
    const explanations = await Promise.all(rows.map((row) => explainer.explain(row, rows)));
    return explanations.map(({ outputs }) => new Map(outputs.map(({ name, outcome }) => [name, outcome])));
  },
};

export const EVALUATORS: readonly Evaluator[] = [reference, explain];
