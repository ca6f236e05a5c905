/** json-rules-engine over a population: one rule for each row of each table, one run for each case. */
import { type RuleProperties, Engine as RulesEngine } from "json-rules-engine";
import { type Case, casesOf, type Engine } from "./engine.ts";

interface Band {
  readonly from?: number;
  readonly below?: number;
  readonly result: number;
}

const bands = (edges: readonly number[], results: readonly number[]): Band[] =>
  results.map((result, at) => ({
    ...(at > 0 && { from: edges[at - 1] }),
    ...(at < edges.length && { below: edges[at] }),
    result,
  }));

function rules(type: string, fact: string, rows: readonly Band[]): RuleProperties[] {
  return rows.map(({ from, below, result }) => ({
    conditions: {
      all: [
        ...(from === undefined ? [] : [{ fact, operator: "greaterThanInclusive", value: from }]),
        ...(below === undefined ? [] : [{ fact, operator: "lessThan", value: below }]),
      ],
    },
    event: { type, params: { result } },
  }));
}

interface Model {
  rules(lever: number): RuleProperties[];
  facts(row: Case): Record<string, number>;
  pay(row: Case, decided: ReadonlyMap<string, number>, lever: number): number;
}

const v6: Model = {
  rules: () => [
    ...rules("base", "mean", bands([10, 20, 35, 50], [2000, 2300, 2800, 3400, 4200])),
    ...rules("factor", "share", bands([0.6, 0.8, 1, 1.2], [0, 0.6, 0.8, 1, 1.2])),
    {
      conditions: { all: [{ fact: "quality", operator: "equal", value: 1 }] },
      event: { type: "none", params: { result: 1 } },
    },
  ],
  facts: (row) => ({ mean: row.mean, share: shareOf(row), quality: row.position === "质检专员" ? 1 : 0 }),
  pay(row, decided, perVisitor) {
    const extra = decided.has("none") ? 0 : Math.max(0, shareOf(row) - 1) * 500;
    const bonus = (row.visitors * perVisitor + row.paid * 50) * (decided.get("factor") ?? 0) + extra;
    return (row.outside ? row.offered : (decided.get("base") ?? 0)) + Math.round(bonus * 100) / 100;
  },
};

const shareOf = (row: Case): number => {
  const adjusted = row.target - row.daily * row.sick;
  return adjusted > 0 ? row.enquiries / adjusted : 0;
};

const scorecard: Model = {
  rules: (best) => [
    ...rules("sales", "leads", bands([5, 10, 20], [40, 60, 80, best])),
    ...rules("phone", "calls", bands([5, 10, 20], [40, 60, 80, 100])),
    {
      conditions: { all: [{ fact: "deals", operator: "greaterThanInclusive", value: 1 }] },
      event: { type: "prompted", params: { result: 120 } },
    },
  ],
  facts: ({ leads, calls, deals }) => ({ leads, calls, deals }),
  pay(row, decided) {
    const sales = decided.get("prompted") ?? decided.get("sales") ?? 0;
    const others = row.knowledge * 0.1 + row.judgement * 0.1 + row.execution * 0.1;
    return Math.round(row.amount * (sales * 0.5 + others + (decided.get("phone") ?? 0) * 0.2)) / 100;
  },
};

const models: ReadonlyMap<string, Model> = new Map([
  ["v6.0", v6],
  ["scorecard", scorecard],
]);

export const jsonRules: Engine = {
  name: "json-rules-engine",
  mostRows: 12_000,
  async prepare({ name }, population) {
    const model = models.get(name);
    if (!model) return undefined;
    const cases = casesOf(population);
    const pay = new Float64Array(cases.length);
    return {
      isFen: false,
      async run(text) {
        const lever = Number(text);
        const engine = new RulesEngine(model.rules(lever));
        for (const [at, row] of cases.entries()) {
          const { events } = await engine.run(model.facts(row));
          const decided = new Map(events.map(({ type, params }) => [type, Number(params?.result)]));
          pay[at] = model.pay(row, decided, lever);
        }
      },
      pay: () => pay,
    };
  },
};
