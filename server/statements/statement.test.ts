import { expect, test } from "vitest";
import type { RunLine } from "../runs/line.ts";
import { TEXTS } from "../runs/testing/small-company.ts";
import { historyPage } from "./history.ts";
import { type StatementHead, statement } from "./statement.ts";

const CATALOGUE = `---
catalogue: metrics
title: 指标
version: 1.0
---

# 1 指标

\`\`\`kpi
units
| 单位 | 等于 | 英文  |
| 单   |      | order |

metrics
| 指标   | 英文键 | 单位 | 小数位 | 允许值        |
| 成单量 | orders | 单   | 0      | [0 .. 100000] |
\`\`\`
`;

const HEAD: StatementHead = {
  run: "r",
  revision: 1,
  status: "published",
  month: "2025-03",
  agent: "A1",
  data: { dataSet: "d", revision: 1 },
  adjustments: [{ amount: -150, reason: "借支", by: "u", at: "2025-04-01T00:00:00.000Z" }],
  corrections: [
    {
      month: "2025-02",
      paid: 100,
      owed: 350,
      amount: 250,
      reason: "漏记",
      publishedRevision: 1,
      dataRevision: 2,
    },
  ],
};
const LINE: RunLine = {
  agent: "A1",
  department: "一部",
  version: "v",
  outcome: "computed",
  inputs: [["成单量", "100"]],
  outputs: [
    ["名次", "1"],
    ["提成", "1500"],
  ],
  payout: 150_000,
  errors: [],
  hash: "0".repeat(64),
};
const SOURCE = { text: TEXTS.commission, library: { catalogue: CATALOGUE, institutions: [] } };
const HISTORY = [
  historyPage(["成单量"], [["A1", "2025-02", ["50"]]]),
  historyPage(
    ["成单量"],
    [
      ["A1", "2025-03", ["100"]],
      ["A2", "2025-03", ["30"]],
    ],
  ),
];
const COMPUTED = { source: SOURCE, history: HISTORY };

test("a statement adds pay, adjustments and corrections up and explains every result", async () => {
  const made = await statement({ head: HEAD, line: LINE, computed: COMPUTED });
  expect([made.pay, made.total, made.problems]).toEqual([{ output: "提成", amount: 150_000 }, 150_100, []]);
  expect(made.explanation?.outputs).toEqual(["名次", "提成"]);
  expect(made.explanation?.steps.find(({ name }) => name === "提成")).toMatchObject({ value: "1500" });
  expect(made.explanation?.steps.find(({ name }) => name === "名次")?.peers).toMatchObject([{ counted: 2 }]);
});

test.each<[string, Partial<RunLine>]>([
  [
    "an output",
    {
      outputs: [
        ["名次", "2"],
        ["提成", "1500"],
      ],
    },
  ],
  [
    "an output to the last digit",
    {
      outputs: [
        ["名次", "1"],
        ["提成", "1500.0000000001"],
      ],
    },
  ],
  ["an output that it does not have", { outputs: [["名次", "1"]] }],
  ["what is paid", { payout: 150_001 }],
])("a line that says something else of %s gives no statement", async (_, change) => {
  const line = { ...LINE, ...change };
  await expect(statement({ head: HEAD, line, computed: COMPUTED })).rejects.toThrow(/the statement of A1 comes to/);
});

test("data that are not those of the line give no statement", async () => {
  const history = [historyPage(["成单量"], [["A1", "2025-03", ["99"]]])];
  await expect(statement({ head: HEAD, line: LINE, computed: { source: SOURCE, history } })).rejects.toThrow(
    /for 提成, its line says 1500/,
  );
});

test("who has no row has a statement that says so, once for each reason", async () => {
  const message = { zh: "缺成单量", en: "成单量 is missing" };
  const error = { output: "提成", code: "missing-value", name: "成单量", message } as const;
  const failed: RunLine = {
    ...LINE,
    outcome: "missing-data",
    inputs: [],
    outputs: [],
    payout: null,
    errors: [error, { ...error, output: "名次" }],
  };
  const made = await statement({ head: HEAD, line: failed, computed: { source: SOURCE, history: [] } });
  expect([made.problems, made.explanation, made.pay, made.total]).toEqual([
    [message],
    undefined,
    { output: "提成" },
    100,
  ]);
});
