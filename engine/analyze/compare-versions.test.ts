import { describe, expect, test } from "vitest";
import { type Compilation, compile } from "../compile.ts";
import { catalogue } from "../explain/testing/scheme.ts";
import { readInstitution } from "../institution/read-institution.ts";
import { compareVersions } from "./compare-versions.ts";

const { institution } = readInstitution(
  "---\ninstitution: stable\ntitle: 制度\nversion: 1.0\n---\n\n## 第2条 一致\n\n```kpi\nrequire weights and bands unchanged for 12 months\n```\n",
);

const RULES = `
input 专业知识评分, 有效信息条数
param 及格线 = 5 条 range [1 .. 10]
param 目标 = 100 条 range [1 .. 1000]
table 得分
| 档   | 有效信息条数     | => 得分 (分) |
| 需改 | < 及格线         | 40           |
| 合格 | [及格线 .. 20)   | 60           |
| 优秀 | >= 20            | 100          |
tiers 提成 marginal of 有效信息条数 * 1 CNY/条
| 起点 (CNY) | 比例 |
| 0          | 1%   |
| 100        | 2%   |
score 总分 (分)
| 指标 | 权重 | 得分         | 下限 | 上限 |
| 知识 | 40%  | 专业知识评分 | 60   | 100  |
| 能力 | 60%  | 得分         | 40   | 100  |
output 总分
output 奖金 = round(提成 * 有效信息条数 / 目标, 2)
`;

function version(rules: string, { effective, held = true }: { effective?: string; held?: boolean } = {}): Compilation {
  const header = `scheme: s\ntitle: t\nversion: 1\nperiod: month\ncurrency: CNY${effective ? `\neffective: ${effective}` : ""}`;
  const text = `---\n${header}\n---\n\n## 一、规则\n\n\`\`\`kpi\n${held ? "held to stable\n" : ""}${rules}\`\`\`\n`;
  const compiled = compile(text, catalogue, new Map([[institution.id, institution]]));
  expect(compiled.diagnostics).toEqual([]);
  return compiled;
}

/** What the newer rules change against RULES, without dates and without an institution: `address: before → after`. */
function changes(newer: string, older = RULES): string[] {
  const found = compareVersions(version(newer, { held: false }), version(older, { held: false }));
  expect(new Set(found.map(({ code, severity }) => `${code} ${severity}`))).toEqual(
    new Set(found.length > 0 ? ["changed info"] : []),
  );
  return found.map(({ message }) => message.en.replace(/^"(.*)" changes from (.*) to (.*)$/, "$1: $2 → $3"));
}

const replaced = (...edits: readonly (readonly [string, string])[]): string =>
  edits.reduce((rules, [from, to]) => {
    expect(rules).toContain(from);
    return rules.replace(from, to);
  }, RULES);

describe("what a version changes", () => {
  test("nothing, where only layout, order and what is no weight or band differ", () => {
    expect(changes(RULES)).toEqual([]);
    expect(changes(replaced(["param 目标 = 100 条", "param 目标 = 80 条"], ["| 合格 |", "|合格|"]))).toEqual([]);
  });

  test("weights and limits, by indicator", () => {
    expect(
      changes(replaced(["| 40%  |", "| 30%  |"], ["| 60%  |", "| 70%  |"], ["| 60   | 100", "| 60   | 90"])),
    ).toEqual(["总分/知识/权重: 40% → 30%", "总分/知识/上限: 100 分 → 90 分", "总分/能力/权重: 60% → 70%"]);
  });

  test("the bands and results of a row, by its name", () => {
    const moved = replaced(
      ["[及格线 .. 20)", "[及格线 .. 25)"],
      [">= 20 ", ">= 25 "],
      ["| 60           |", "| 70           |"],
    );
    expect(changes(moved)).toEqual([
      "得分/合格/有效信息条数: [及格线 .. 20 条) → [及格线 .. 25 条)",
      "得分/合格/得分: 60 分 → 70 分",
      "得分/优秀/有效信息条数: >= 20 条 → >= 25 条",
    ]);
  });

  test("a param that bands are made of", () => {
    expect(changes(replaced(["param 及格线 = 5 条", "param 及格线 = 6 条"]))).toEqual(["及格线: 5 条 → 6 条"]);
  });

  test("rows that are new or gone", () => {
    const split = replaced([
      "| 优秀 | >= 20            | 100          |",
      "| 良好 | [20 .. 30)       | 80           |\n| 优秀 | >= 30            | 100          |",
    ]);
    expect(changes(split)).toEqual([
      "得分/良好: — → [20 条 .. 30 条) | 80 分",
      "得分/优秀/有效信息条数: >= 20 条 → >= 30 条",
    ]);
    expect(changes(RULES, split)).toEqual([
      "得分/良好: [20 条 .. 30 条) | 80 分 → —",
      "得分/优秀/有效信息条数: >= 30 条 → >= 20 条",
    ]);
  });

  test("rows without a name, by their inputs and else by order", () => {
    const unnamed = RULES.replaceAll(/^\| (档 {2}|需改|合格|优秀) (?=\|)/gm, "");
    const moved = unnamed.replace("[及格线 .. 20)", "[及格线 .. 25)").replace(">= 20 ", ">= 25 ");
    expect(changes(moved, unnamed)).toEqual([
      "得分/[及格线 .. 20)/有效信息条数: [及格线 .. 20 条) → [及格线 .. 25 条)",
      "得分/>= 20/有效信息条数: >= 20 条 → >= 25 条",
    ]);
  });

  test("tiers, and what is a whole new or lost table", () => {
    expect(changes(replaced(["| 100        | 2%   |", "| 200        | 3%   |"]))).toEqual([
      "提成/100 CNY/起点: 100 CNY → 200 CNY",
      "提成/100 CNY/比例: 2% → 3%",
    ]);
    const gone = replaced([/tiers[\s\S]*?(?=score)/.exec(RULES)?.[0] ?? "", "提成 = 1 CNY * 有效信息条数 / 1 条\n"]);
    expect(changes(gone)).toEqual(["提成: 0 CNY | 1%; 100 CNY | 2% → —"]);
    expect(changes(RULES, gone)).toEqual(["提成: — → 0 CNY | 1%; 100 CNY | 2%"]);
  });
});

describe("an institution that wants weights and bands unchanged", () => {
  const heavier = replaced(["| 40%  |", "| 50%  |"], ["| 60%  |", "| 50%  |"]);
  const findings = (since: string | undefined, from: string | undefined, rules = heavier) =>
    compareVersions(
      version(rules, since === undefined ? {} : { effective: since }),
      version(RULES, from === undefined ? {} : { effective: from }),
    );

  test("forbids a change within its term, with both values, where it stands", () => {
    const [first, ...rest] = findings("2026-12", "2026-01");
    expect(first).toMatchObject({ code: "changed-too-soon", severity: "error" });
    expect(first?.message.en).toBe(
      '"总分/知识/权重" changes from 40% to 50%; 《制度》第2条 requires weights and bands unchanged for 12 months, that is before 2027-01; put it back, or say why not with waive changed-too-soon under the same clause',
    );
    const { start, end } = first?.span ?? { start: 0, end: 0 };
    expect(version(heavier, { effective: "2026-12" }).text.slice(start, end)).toBe("50%");
    expect(rest).toHaveLength(1);
  });

  test("lets it be when the term has passed", () => {
    expect(findings("2027-01", "2026-01").map(({ code }) => code)).toEqual(["changed", "changed"]);
  });

  test.each([
    [undefined, "2026-01"],
    ["2026-12", undefined],
  ])("asks for the months where a version does not say its own (%s, %s)", (since, from) => {
    expect(findings(since, from)).toMatchObject([
      { code: "changed-undated", severity: "warning" },
      { code: "changed-undated", severity: "warning" },
    ]);
  });

  test("can be waived in the open", () => {
    const waived = `waive changed-too-soon "总经理已批准"\n${heavier}`;
    expect(findings("2026-12", "2026-01", waived)).toMatchObject([
      { code: "changed-too-soon", severity: "info", waived: "总经理已批准" },
      { code: "changed-too-soon", severity: "info", waived: "总经理已批准" },
    ]);
  });
});
