/** `check` with institutions, with an older version and with the people of a data file. */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test, vi } from "vitest";
import { PATIENCE, shipped, workplace } from "./testing/plumbline.ts";

vi.setConfig({ testTimeout: PATIENCE });

const WAIVED = 'waive requirement-indicators "只考两项"';

const scheme = (weights: readonly [string, string], more = "", version = "1", effective = "") => `---
scheme: small
title: 小方案
version: ${version}
${effective && `effective: ${effective}\n`}period: month
currency: CNY
---

## 一、制度

\`\`\`kpi
held to house-rules
${more}
\`\`\`

## 二、得分

\`\`\`kpi
input 专业知识评分, 执行反馈评分
score 总分 (分)
| 指标 | 权重 | 得分         |
| 专业 | ${weights[0]}  | 专业知识评分 |
| 执行 | ${weights[1]}  | 执行反馈评分 |
output 总分
\`\`\`
`;

const INSTITUTION = `---
institution: house-rules
title: 小制度
version: 1.0
---

## 第1条 指标

\`\`\`kpi
require indicators in [3 .. 5]
require weights and bands unchanged for 12 months
\`\`\`
`;

/** A folder with the institution, as beside a scheme. */
function office() {
  const place = workplace();
  mkdirSync(join(place.folder, "institutions"));
  place.write("institutions/house-rules.kpi.md", INSTITUTION);
  return place;
}

const codes = (json: string) =>
  (JSON.parse(json) as { code: string; severity: string; file: string; waived?: string }[]).map(
    ({ code, severity, waived }) => [code, severity, ...(waived === undefined ? [] : [waived])].join(" "),
  );

describe("check", () => {
  test("reads the institutions beside the scheme and says what is not met", async () => {
    const { write, run } = office();
    const { code, out } = await run("check", write("s.kpi.md", scheme(["60%", "40%"])), "--lang", "zh");
    expect(code).toBe(1);
    expect(out).toContain("错误 requirement-indicators: 《小制度》第1条 要求指标为 3 到 5 项，“总分”有 2 项；");
  });

  test("lists what is accepted with its reason, as a note", async () => {
    const { write, run } = office();
    const path = write("s.kpi.md", scheme(["60%", "40%"], WAIVED));
    const { code, out } = await run("check", path, "--format", "json");
    expect([code, codes(out)]).toEqual([0, ["requirement-indicators info 只考两项"]]);
  });

  test("checks the institutions themselves", async () => {
    const shippedOnes = ["quantified-appraisal", "performance-appraisal"].map((id) =>
      shipped(`institutions/${id}.kpi.md`),
    );
    const { code, out } = await workplace().run("check", ...shippedOnes, "--format", "json");
    expect([code, codes(out)]).toEqual([0, ["assumed info"]]);
  });

  test("tells the errors of an institution that a scheme is checked with", async () => {
    const { write, run } = office();
    write("institutions/house-rules.kpi.md", INSTITUTION.replace("[3 .. 5]", "[5 .. 3]"));
    const { code, out } = await run("check", write("s.kpi.md", scheme(["60%", "40%"])), "--format", "json");
    expect([code, codes(out)]).toEqual([1, ["unexpected-text error"]]);
  });

  test("--against lists the weights that change, and judges them by the months of both versions", async () => {
    const { write, run } = office();
    const check = async (since: string, from: string) => {
      const older = write("1.kpi.md", scheme(["60%", "40%"], WAIVED, "1", from));
      const newer = write("2.kpi.md", scheme(["50%", "50%"], WAIVED, "2", since));
      const { code, out } = await run("check", newer, "--against", older, "--format", "json");
      return [code, ...codes(out).slice(1)];
    };
    expect(await check("2026-12", "2026-01")).toEqual([1, "changed-too-soon error", "changed-too-soon error"]);
    expect(await check("2027-01", "2026-01")).toEqual([0, "changed info", "changed info"]);
    expect(await check("2026-12", "")).toEqual([0, "changed-undated warning", "changed-undated warning"]);
  });

  test("--against wants a version of the same scheme", async () => {
    const { write, run } = office();
    const path = write("s.kpi.md", scheme(["60%", "40%"], WAIVED));
    const { code, err } = await run("check", path, "--against", shipped("telemarketing-center/draft.kpi.md"));
    expect(code).toBe(1);
    expect(err).toContain('this is the scheme "telemarketing-center" and no version of "small"');
    const institution = shipped("institutions/performance-appraisal.kpi.md");
    const other = await run("check", path, "--against", institution, "--lang", "en");
    expect(other.err).toContain('performance-appraisal.kpi.md: this is no scheme and no version of "small"');
  });

  test("--data finds the names of people in the scheme", async () => {
    const { write, run } = office();
    const path = write("s.kpi.md", `${scheme(["60%", "40%"], WAIVED)}\n张伟另行考核。\n`);
    const data = write("d.csv", "月份,工号,姓名\n2025-01,T1,张伟\n2025-01,T2,李明\n");
    const { code, out } = await run("check", path, "--data", data, "--lang", "en");
    expect(code).toBe(0);
    expect(out).toContain('s.kpi.md:27:1: warning personal-name: this names the employee "张伟"');
    expect(out).not.toContain("李明");
    const nameless = write("n.csv", "月份,工号\n2025-01,T1\n");
    expect((await run("check", path, "--data", nameless)).err).toContain('n.csv: there is no column "姓名"');
  });
});
