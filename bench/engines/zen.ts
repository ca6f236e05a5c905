/** GoRules ZEN: decision tables and expressions in one graph, which loops over all cases in one call. */
import { ZenEngine } from "@gorules/zen-engine";
import { casesOf, type Engine } from "./engine.ts";

interface Node {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly content?: object;
}

const LOOP = { passThrough: true, inputField: "cases", outputPath: "cases", executionMode: "loop" } as const;

function table(
  name: string,
  field: string,
  edges: readonly string[],
  output: string,
  results: readonly string[],
): Node {
  const rules = results.map((result, at) => {
    const below = edges[at] === undefined ? [] : [`< ${edges[at]}`];
    const from = at === 0 ? [] : [`>= ${edges[at - 1]}`];
    return { _id: `${name}${at}`, in: [...from, ...below].join(" and "), out: result };
  });
  const inputs = [{ id: "in", name: field, field }];
  const outputs = [{ id: "out", name: output, field: output }];
  return {
    id: name,
    name,
    type: "decisionTableNode",
    content: { ...LOOP, hitPolicy: "first", inputs, outputs, rules },
  };
}

function expressions(name: string, entries: readonly (readonly [string, string])[]): Node {
  const list = entries.map(([key, value], at) => ({ id: `${name}${at}`, key, value }));
  return { id: name, name, type: "expressionNode", content: { ...LOOP, expressions: list } };
}

const models: ReadonlyMap<string, (lever: string) => Node[]> = new Map([
  [
    "v6.0",
    (perVisitor: string) => [
      expressions("share", [
        ["adjusted", "target - daily * sick"],
        ["share", "$.adjusted > 0 ? enquiries / $.adjusted : 0"],
      ]),
      table("levels", "mean", ["10", "20", "35", "50"], "base", ["2000", "2300", "2800", "3400", "4200"]),
      table("factors", "share", ["0.6", "0.8", "1", "1.2"], "factor", ["0", "0.6", "0.8", "1", "1.2"]),
      expressions("pay", [
        ["extra", "position == '质检专员' ? 0 : max([0, share - 1]) * 500"],
        ["bonus", `round((visitors * ${perVisitor} + paid * 50) * factor + $.extra, 2)`],
        ["pay", "(outside ? offered : base) + $.bonus"],
      ]),
    ],
  ],
  [
    "scorecard",
    (best: string) => [
      table("sales", "leads", ["5", "10", "20"], "sales", ["40", "60", "80", best]),
      table("phones", "calls", ["5", "10", "20"], "phone", ["40", "60", "80", "100"]),
      expressions("pay", [
        ["ability", "deals >= 1 ? 120 : sales"],
        ["total", "$.ability * 0.5 + (knowledge + judgement + execution) * 0.1 + phone * 0.2"],
        ["pay", "round(amount * $.total / 100, 2)"],
      ]),
    ],
  ],
]);

export const zen: Engine = {
  name: "@gorules/zen-engine",
  mostRows: 12_000,
  async prepare({ name }, population) {
    const model = models.get(name);
    if (!model) return undefined;
    const cases = casesOf(population);
    const engine = new ZenEngine();
    let paid: readonly { readonly pay: number }[] = [];
    return {
      isFen: false,
      async run(lever) {
        const inner = model(lever);
        const nodes: Node[] = [
          { id: "input", name: "input", type: "inputNode" },
          ...inner,
          { id: "output", name: "output", type: "outputNode" },
        ];
        const edges = nodes.slice(1).map(({ id }, at) => ({
          id: `edge${at}`,
          type: "edge",
          sourceId: nodes[at]?.id,
          targetId: id,
        }));
        const { result } = await engine.createDecision({ nodes, edges }).evaluate({ cases });
        paid = result.cases;
      },
      pay: () => Float64Array.from(paid, ({ pay }) => Number(pay)),
      close: () => engine.dispose(),
    };
  },
};
