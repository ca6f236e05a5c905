import { describe, expect, test } from "vitest";
import type { Code } from "../diagnostics/codes.ts";
import { diagnostic } from "../diagnostics/diagnostic.ts";
import { at, service } from "../language-service/testing/scheme.ts";
import { applyEdits, span } from "../source/span.ts";
import { withFixes } from "./fixes.ts";

type Fixed = [title: string, rules: string];

/** Each fix offered at the mark: its title and the rules after it. */
function fixes(rules: string): Fixed[] {
  const { compilation, offset, text } = at(rules);
  const [before = "", after = ""] = text.split(rules.replace("▮", ""));
  return service.quickFixes(compilation, offset).map(({ title, edits }) => {
    const fixed = applyEdits(text, edits);
    return [title.en, fixed.slice(before.length, fixed.length - after.length)];
  });
}

const tableWith = (row: string): string =>
  ["input A类客户数", "table", "| A类客户数 | => b |", row, "output b"].join("\n");

const CASES: readonly (readonly [what: string, rules: string, fixed: readonly Fixed[]])[] = [
  [
    "an unknown name that is nearly one of the scheme",
    "a1 = 1\noutput b = ▮aa1",
    [
      ['write "a1"', "a1 = 1\noutput b = a1"],
      ['add a param "aa1", its figure to be given', "a1 = 1\nparam aa1 = ?\noutput b = aa1"],
    ],
  ],
  [
    "an unknown name that is a metric under its key",
    "output b = ▮a_customers",
    [
      ['read the metric "A类客户数"', "input A类客户数\noutput b = A类客户数"],
      ['add a param "a_customers", its figure to be given', "param a_customers = ?\noutput b = a_customers"],
    ],
  ],
  [
    "a metric that a table tests but nobody reads",
    "table\n| ▮岗位 | => b |\n| - | 1 |\noutput b",
    [['read the metric "岗位"', "input 岗位\ntable\n| 岗位 | => b |\n| - | 1 |\noutput b"]],
  ],
  ["an exception to an unknown rule", "output b = 1\nexcept when b > 0\n  ▮某数 = 0", []],
  ["a comparison that chains", "output b = 1 < ▮2 < 3", [["write 2 in (1 .. 3)", "output b = 2 in (1 .. 3)"]]],
  ["leading zeros", "output b = ▮007", [['write "7"', "output b = 7"]]],
  [
    "a rule that is indented",
    "a1 = 1\n  ▮b = a1\noutput c = b + a1",
    [["start it in the first column", "a1 = 1\nb = a1\noutput c = b + a1"]],
  ],
  ["an irregular name", "output ▮b① = 1", [['write "b1"', "output b1 = 1"]]],
  [
    "a percentage added to money",
    "output b = ▮100 CNY + 1 CNY - 20%",
    [['write "(100 CNY + 1 CNY) * (1 - 20%)"', "output b = (100 CNY + 1 CNY) * (1 - 20%)"]],
  ],
  ["money times points", "output b = 100 CNY * ▮20 分", [["divide by 100 分", "output b = 100 CNY * 20 分 / 100 分"]]],
  [
    "a blank cell that is tested",
    tableWith("|▮ | 1 |"),
    [
      ["any value (-)", tableWith("|  - | 1 |")],
      ["a figure to be given (?)", tableWith("|  ? | 1 |")],
    ],
  ],
  ["a blank cell with a result", tableWith("| - |▮ |"), [["a figure to be given (?)", tableWith("| - |  ? |")]]],
  [
    "a quotation mark that is missing",
    'output b = 1 assumed "▮why',
    [["close the quotation mark", 'output b = 1 assumed "why"']],
  ],
];

describe("quick fixes", () => {
  test.each(CASES)("%s", (_, rules, expected) => {
    expect(fixes(rules)).toEqual(expected);
  });

  test("none where nothing was found", () => {
    expect(fixes("output ▮b = 1")).toEqual([]);
  });

  test.each([
    ["param ▮p = 1  # 注释\noutput b = 1", "output b = 1"],
    ["▮p = 1\noutput b = 1", "output b = 1"],
    ["input A类客户数, ▮岗位\noutput b = 1", "input A类客户数\noutput b = 1"],
    ["input ▮岗位, A类客户数\noutput b = 1", "input A类客户数\noutput b = 1"],
    ["input ▮岗位\noutput b = 1", "output b = 1"],
  ])("a name that is never used can be deleted: %s", (rules, expected) => {
    const { compilation, offset, text } = at(rules);
    const name = /^[^\s,]+/.exec(text.slice(offset))?.[0] ?? "";
    const found = diagnostic("name-unused", span(offset, offset + name.length), { name });
    const [fix] = withFixes([found], compilation)[0]?.fixes ?? [];
    expect(fix?.title.en).toBe(`delete "${name}"`);
    expect(applyEdits(text, fix?.edits ?? [])).toContain(`\`\`\`kpi\n${expected}\n`);
  });

  test.each<[Code, string, string]>([
    ["front-matter-missing", "## 一、规则\n\n```kpi\noutput b = 1\n```\n", "scheme: my-scheme"],
    ["front-matter-key", "---\nscheme: a\ntitel: b\nversion: 1\nperiod: month\ncurrency: CNY\n---\n", "title: b"],
    [
      "rule-outside-clause",
      "---\nscheme: a\ntitle: b\nversion: 1\nperiod: month\ncurrency: CNY\n---\n\n```kpi\noutput b = 1\n```\n",
      "## 一、规则",
    ],
  ])("%s is gone after its fix", (code, text, expected) => {
    const compilation = service.compile(text);
    const found = compilation.diagnostics.find((each) => each.code === code);
    if (!found) throw new Error(`${code} was not found`);
    const [fix] = service.quickFixes(compilation, found.span.start);
    const fixed = applyEdits(text, fix?.edits ?? []);
    expect(fixed).toContain(expected);
    expect(service.compile(fixed).diagnostics.map((each) => each.code)).not.toContain(code);
  });
});
