import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { compileWith } from "./library.ts";
import { changeSentences, earlyChanges } from "./meaning-changes.ts";

const CATALOGUE = readFileSync(join(import.meta.dirname, "..", "..", "rulesets", "metrics.kpi.md"), "utf8");

const institution = (rules: string): string => `---
institution: rules
title: 制度
version: 1
---

## 一、稳定

\`\`\`kpi
${rules}
\`\`\`
`;

const scheme = (upper: string, rest = ""): string => `---
scheme: s
title: 方案
version: 1
period: month
currency: CNY
---

## 一、得分

\`\`\`kpi
input 促成成单数
table 得分表
| 促成成单数  | => 得分 (分) |
| < 10 单 | 60           |
| >= 10 单 | ${upper}    |
output 得分
${rest}
\`\`\`
`;

const compiled = (text: string, rules = "require weights and bands unchanged for 24 months") =>
  compileWith(text, { catalogue: CATALOGUE, institutions: [institution(rules)] });

test("the texts of these tests have no errors", () => {
  expect(compiled(scheme("80", "held to rules")).diagnostics.filter(({ severity }) => severity === "error")).toEqual(
    [],
  );
});

describe("bands that change too soon", () => {
  const early = (months: readonly [older: string, newer: string], rest = "", upper = "90"): string[] =>
    earlyChanges(
      { compilation: compiled(scheme(upper, rest)), from: months[1] },
      { compilation: compiled(scheme("80", rest)), from: months[0] },
    ).map(({ zh }) => zh);
  const HELD = "held to rules";

  test("within a year, where no institution says otherwise", () => {
    expect(early(["2025-01", "2025-12"])).toEqual([expect.stringContaining("80 分 改为 90 分")]);
    expect(early(["2025-01", "2026-01"])).toEqual([]);
  });

  test("within the time that an institution wants, longer than a year", () => {
    expect(early(["2025-01", "2026-12"], HELD)).toEqual([expect.stringContaining("24 个月内不变")]);
    expect(early(["2025-01", "2027-01"], HELD)).toEqual([]);
  });

  test("not where nothing changes, or where the text accepts it", () => {
    expect(early(["2025-01", "2025-02"], HELD, "80")).toEqual([]);
    expect(early(["2025-01", "2025-02"], `${HELD}\nwaive changed-too-soon "试用期"`)).toEqual([]);
  });
});

test("what changes is told in the order of the text, with its clause, and what does not change pay is told apart", () => {
  const older = compiled(scheme("80"));
  const newer = compiled(
    scheme("90").replace("title: 方案", "title: 新方案").replace("## 一、得分\n", "## 一、得分\n\n说明。\n"),
  );
  expect(changeSentences(newer, older)).toEqual([
    { clause: "", zh: "标题 方案 → 新方案", en: "title 方案 → 新方案", changesValues: false },
    expect.objectContaining({ clause: "一 得分", zh: expect.stringContaining("80 分 → 90 分"), changesValues: true }),
    expect.objectContaining({ clause: "一 得分", zh: expect.stringContaining("文字有改动"), changesValues: false }),
  ]);
});
