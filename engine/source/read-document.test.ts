import { describe, expect, it } from "vitest";
import { headingNumber } from "./clause-number.ts";
import { LineIndex } from "./line-index.ts";
import { readDocument } from "./read-document.ts";

const HEAD = "---\nscheme: s\ntitle: t\nversion: v1\nperiod: month\ncurrency: CNY\n---\n\n";

function read(body: string) {
  const text = HEAD + body;
  const document = readDocument(text);
  const lines = new LineIndex(text);
  const headLines = HEAD.split("\n").length - 1;
  return {
    blocks: document.blocks.map((block) => ({
      clause: block.clause.number,
      text: text.slice(block.span.start, block.span.end),
    })),
    findings: document.diagnostics.map(
      (found) => `${lines.positionAt(found.span.start).line - headLines} ${found.code}`,
    ),
  };
}

describe("rule blocks", () => {
  it("belong to the clause above them, with the offsets of the file", () => {
    const { blocks, findings } = read("## 一、甲\n\n```kpi\nx = 1\n```\n\n## 二、乙\n\n```kpi\ny = 2\n```\n");
    expect(findings).toEqual([]);
    expect(blocks).toEqual([
      { clause: "一", text: "x = 1\n" },
      { clause: "二", text: "y = 2\n" },
    ]);
  });

  it("keep their offsets with CRLF line ends and a byte order mark", () => {
    const text = `\ufeff${HEAD}## 一、甲\n\n\`\`\`kpi\nx = 1\n\`\`\`\n`.replaceAll("\n", "\r\n");
    const { blocks, diagnostics } = readDocument(text);
    expect(diagnostics).toEqual([]);
    expect(blocks.map(({ span }) => text.slice(span.start, span.end))).toEqual(["x = 1\r\n"]);
  });

  it("must stand under a clause", () => {
    expect(read("```kpi\nx = 1\n```\n").findings).toEqual(["1 rule-outside-clause"]);
  });

  it.each([
    ["in a list", "## 一\n\n- a\n  ```kpi\n  x = 1\n  ```\n", "4 block-nested"],
    ["in a quotation", "## 一\n\n> ```kpi\n> x = 1\n> ```\n", "3 block-nested"],
    ["indented", "## 一\n\n    ```kpi\n    x = 1\n    ```\n", "3 block-nested"],
    ["in capitals", "## 一\n\n```KPI\nx = 1\n```\n", "3 block-misspelt"],
    ["misspelt", "## 一\n\n```kip\nparam x = 1\n```\n", "3 block-misspelt"],
    ["without a mark", "## 一\n\n```\nparam x = 1\n```\n", "3 block-misspelt"],
    ["behind full-width fences", "## 一\n\n｀｀｀kpi\nx = 1\n｀｀｀\n", "3 block-misspelt"],
    ["without fences", "## 一\n\nparam x = 1\n", "3 rule-in-prose"],
    ["behind middle dots, as a Chinese keyboard types backticks", "## 一\n\n···kpi\nx = 1\n···\n", "3 block-misspelt"],
    ["behind an escape", "## 一\n\n\\```kpi\nx = 1\n", "3 block-misspelt"],
    ["behind an invisible character", "## 一\n\n\u200b```kpi\nx = 1\n", "3 block-misspelt"],
    ["on the line of the fence", "## 一\n\n```kpi x = 1\n```\n", "3 block-mark"],
    ["as an exception in prose", "## 一\n\nexcept when x = 1\n", "3 rule-in-prose"],
    ["as a grid in prose", "## 一\n\ntable\n| a | => b |\n", "4 rule-in-prose"],
    ["never closed", "## 一\n\n```kpi\nx = 1\n", "3 block-unclosed"],
  ])("are never silently skipped: %s", (_, body, finding) => {
    expect(read(body).findings).toEqual([finding]);
  });

  it("that are not closed swallow neither the next block nor the next clause", () => {
    const { blocks, findings } = read(
      "## 一\n\n```kpi\nx = 1\n\n## 二\n\n```kpi\ny = 2\n```\n\n## 三\n\n```kpi\nz = 3\n```\n",
    );
    expect(findings).toEqual(["3 block-unclosed"]);
    expect(blocks.map(({ text }) => text.trim())).toEqual(["x = 1", "y = 2", "z = 3"]);
  });

  it.each([
    ["##二、奖金", "## 二、奖金"],
    ["＃＃ 二、奖金", "## 二、奖金"],
    ["##\u3000二、奖金", "## 二、奖金"],
  ])("do not cite the clause before a heading that is none: %s", (line, suggestion) => {
    const { diagnostics } = readDocument(`${HEAD}## 一\n\n${line}\n\n\`\`\`kpi\nx = 1\n\`\`\`\n`);
    expect(diagnostics.map(({ code, fixes }) => [code, fixes?.[0]?.edits[0]?.text])).toEqual([
      ["heading-misspelt", suggestion],
    ]);
  });

  it("keep what stands behind the mark when it is mended", () => {
    const { diagnostics } = readDocument(`${HEAD}## 一\n\n~~~kpi x = 1\n~~~\n`);
    expect(diagnostics[0]?.fixes?.[0]?.edits[0]?.text).toBe("~~~kpi\nx = 1");
  });

  it("leave other code alone", () => {
    expect(read("## 一\n\n```\n工资条样张\n```\n").findings).toEqual([]);
  });
});

describe("front matter", () => {
  it.each([
    ["no front matter at all", "## 一\n", "front-matter-missing"],
    ["an unknown key", "---\nschema: s\n---\n", "front-matter-key"],
    ["a line that is no entry", "---\nscheme\n---\n", "front-matter-line"],
  ])("reports %s", (_, text, code) => {
    expect(readDocument(text).diagnostics.map((found) => found.code)).toEqual([code]);
  });
});

describe("clause numbers", () => {
  it.each([
    ["三、绩效奖金", "", "三", "绩效奖金"],
    ["3.4.1 定义与标准", "", "3.4.1", "定义与标准"],
    ["3.4.1 d) 绩效奖金系数", "", "3.4.1 d", "绩效奖金系数"],
    ["d) 系数", "3.4.1", "3.4.1 d", "系数"],
    ["2. 月度考核", "四", "四.2", "月度考核"],
    ["1 销售额", "三.1", "三.1.1", "销售额"],
    ["2 申诉", "第八条", "第八条 2", "申诉"],
    ["3.4 考核", "3", "3.4", "考核"],
    ["第8条 考核内容", "", "第8条", "考核内容"],
    ["（一）范围", "", "（一）", "范围"],
    ["总则", "", "", "总则"],
    ["2025 年度目标", "", "2025", "年度目标"],
  ])("of %s", (heading, parent, number, title) => {
    expect(headingNumber(heading, parent)).toEqual({ number, title });
  });
});

describe("budgets", () => {
  it.each([
    ["a file that is too large", "a\n".repeat(300_000), "file-too-large"],
    ["a file of too many lines", "a\n".repeat(30_000), "file-too-long"],
    ["an endless line", "a".repeat(20_000), "line-too-long"],
    ["deep quotations", ">".repeat(500), "nesting-too-deep"],
    ["a paragraph of marks", "**a*b".repeat(1000), "paragraph-too-marked"],
  ])("refuse %s and say why", (_, text, code) => {
    const { diagnostics, blocks } = readDocument(HEAD + text);
    expect(diagnostics.map((found) => found.code)).toEqual([code]);
    expect(blocks).toEqual([]);
  });
});
