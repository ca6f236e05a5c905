import { expect, test } from "vitest";
import { readCatalogue } from "../../../engine/index.ts";
import type { Import } from "../../../server/api-types.ts";
import {
  draftOf,
  lacks,
  mappingOf,
  openColumns,
  type Reading,
  repeatedColumns,
  type Vocabulary,
} from "./mapping-draft.ts";

const CATALOGUE = `# 指标

\`\`\`kpi
metrics
| 指标   | 英文键          | 单位 | 小数位 | 允许值   | 方向     |
| 通话量 | calls           |      | 0      | [0 ..]   | 越大越好 |
| 完成率 | completion_rate | %    | 2      | [0% ..]  | 越大越好 |
\`\`\`
`;

const vocabulary: Vocabulary = {
  kind: "agent-months",
  definitions: readCatalogue(CATALOGUE),
  units: { 通话量: [], 完成率: ["1", "%"] },
};

const ask = (about: string, column?: number) => ({
  about,
  message: { zh: "？", en: "?" },
  options: [],
  ...(column !== undefined && { column }),
});

const reading: Reading = {
  format: "csv",
  encoding: "gb18030",
  sheets: [],
  sheet: 0,
  headerLine: 1,
  headers: ["工号", "完成率", "通话两"],
  rows: 3,
  sample: [],
  signature: "0".repeat(64),
  columns: [{ use: "agent" }, null, null],
  questions: [ask("unit", 1), ask("misspelt", 2), ask("month")],
  remembered: false,
};

const imported = (mapping?: Import["mapping"]): Import => ({
  id: "i",
  kind: "agent-months",
  dataSet: "d",
  fileName: "6月.csv",
  size: 1,
  hash: "0".repeat(64),
  state: "read",
  madeBy: "u",
  madeAt: "2026-01-01T00:00:00.000Z",
  choice: {},
  reading,
  ...(mapping && { mapping }),
});

test("a question stays open until it is answered, and then the mapping is whole", () => {
  const draft = draftOf(imported(), vocabulary);
  expect(draft.columns[1]).toEqual({ use: "metric", metric: "完成率" });
  expect(openColumns(draft, reading, vocabulary)).toEqual([1, 2]);
  expect(lacks(draft, vocabulary)).toEqual(["month"]);
  expect(mappingOf(draft, reading, vocabulary)).toBeUndefined();

  const answered = {
    ...draft,
    month: "2025-06",
    columns: [{ use: "agent" }, { use: "metric", metric: "完成率", unit: "%" }, { use: "ignored" }],
  } as const;
  expect(mappingOf(answered, reading, vocabulary)).toEqual({
    sheet: 0,
    headerLine: 1,
    encoding: "gb18030",
    month: "2025-06",
    columns: answered.columns,
  });
});

test("two columns cannot be the same, and the month is said once", () => {
  const metric = { use: "metric", metric: "通话量" } as const;
  const draft = { month: "2025-06", log: undefined, columns: [{ use: "month" }, metric, metric] } as const;
  expect(repeatedColumns(draft)).toEqual([2]);
  expect(lacks(draft, vocabulary)).toEqual(["agent", "both-months"]);
});

test("begins with what was confirmed before", () => {
  const mapping = {
    sheet: 0,
    headerLine: 1,
    month: "2025-05",
    columns: [{ use: "agent" }, { use: "ignored" }, { use: "metric", metric: "通话量" }],
  } satisfies Import["mapping"];
  expect(draftOf(imported(mapping), vocabulary)).toEqual({
    columns: mapping.columns,
    month: "2025-05",
    log: undefined,
  });
});
