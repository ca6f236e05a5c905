import { describe, expect, test } from "vitest";
import { readInstitution } from "./read-institution.ts";

const institution = (rules: string, header = "institution: rules\ntitle: 制度\nversion: 1.0") =>
  readInstitution(`---\n${header}\n---\n\n## 第1条 规定\n\n\`\`\`kpi\n${rules}\n\`\`\`\n`);

const findings = (rules: string, header?: string): string[] =>
  institution(rules, header).diagnostics.map(({ code, message }) => `${code}: ${message.en}`);

describe("an institution", () => {
  test("has its requirements and deadlines as figures with their clause", () => {
    const { institution: found, diagnostics } = institution(
      [
        "require indicators in [6 .. 8]",
        "require every indicator states scoring method, limits, source, weight",
        "require weights and bands unchanged for 12 months",
        "deadline 申诉 = 7 days after publication",
        "deadline 自评 = day 3 of next month",
      ].join("\n"),
    );
    expect(diagnostics).toEqual([]);
    const clause = { number: "第1条" };
    expect(found).toMatchObject({
      id: "rules",
      title: "制度",
      version: "1.0",
      requirements: [
        { kind: "indicators", least: 6, most: 8, clause },
        { kind: "attributes", attributes: ["scoring method", "limits", "source", "weight"], clause },
        { kind: "unchanged", months: 12, clause },
      ],
    });
    expect([...found.deadlines]).toMatchObject([
      ["申诉", { due: { kind: "after-publication", days: 7 }, clause }],
      ["自评", { due: { kind: "next-month", day: 3 }, clause }],
    ]);
  });

  test("says which of its figures are assumed", () => {
    expect(findings('deadline 自评 = day 3 of next month assumed "没有写明"')).toEqual(["assumed: assumed: 没有写明"]);
  });

  test("has an id, a title and a version, and nothing that only a scheme has", () => {
    expect(findings("", "institution: a b\nscheme: x\nversion: 1.0\ncurrency: CNY")).toEqual([
      'front-matter-incomplete: the front matter lacks "title"',
      'front-matter-value: "institution" cannot be "a b"; expected telesales-appraisal-rules',
      'front-matter-key: the front matter has no key "scheme"; known are institution, title, version, language',
      'front-matter-key: the front matter has no key "currency"; known are institution, title, version, language',
    ]);
  });

  test("computes nothing and submits to nothing", () => {
    expect(findings('param a = 1\nheld to rules\nwaive hole "x"')).toEqual([
      "statement-misplaced: param cannot stand in an institution",
      "statement-misplaced: held cannot stand in an institution",
      "statement-misplaced: waive cannot stand in an institution",
    ]);
  });

  test("has each deadline once", () => {
    const twice = "deadline 申诉 = 7 days after publication\ndeadline 申诉 = day 3 of next month";
    expect(findings(twice)).toEqual(['name-duplicate: "申诉" is already defined in line 10']);
  });

  test.each([
    ["require 6 indicators", "6"],
    ["require indicators in [8 .. 6]", "6"],
    ["require indicators in (6 .. 8)", "("],
    ["require every indicator states colour", "colour"],
    ["require weights and bands unchanged for 0 months", "0"],
    ["deadline 申诉 = 7 days before publication", "before"],
    ["deadline 自评 = day 29 of next month", "29"],
    ["deadline 自评 = 明天", "明天"],
  ])("is told what is wrong with %s", (rule, found) => {
    const { text, diagnostics, requirements, deadlines } = {
      ...institution(rule).institution,
      ...institution(rule),
      text: institution(rule).document.text,
    };
    expect(diagnostics.map(({ code, span }) => [code, text.slice(span.start, span.end)])).toEqual([
      ["unexpected-text", found],
    ]);
    expect([requirements, deadlines.size]).toEqual([[], 0]);
  });

  test("can be read whatever the text is", () => {
    expect(readInstitution("").diagnostics.map(({ code }) => code)).toEqual(["front-matter-missing"]);
  });
});
