import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { messages } from "../engine/diagnostics/codes.ts";
import { compile, readCatalogue } from "../engine/index.ts";
import { FUNCTIONS } from "../engine/ir/functions.ts";
import { LIMITS } from "../engine/limits.ts";
import { readDocument } from "../engine/source/read-document.ts";
import { STATEMENT_KEYWORDS } from "../engine/syntax/keywords.ts";
import { parseBlocks } from "../engine/syntax/parse.ts";
import { ROW_ERROR_CODES } from "../engine/values/value.ts";

const read = (path: string): string => readFileSync(new URL(`../${path}`, import.meta.url), "utf8");
const reference = read("docs/language.md");
const rows = reference.split("\n").filter((line) => line.startsWith("|"));

/** The text of a section, up to the next heading of the same or a higher level. */
const section = (title: string): string => {
  const [, rest = ""] = reference.split(`\n## ${title}\n`);
  return rest.split(/\n## /)[0] ?? "";
};

describe("docs/language.md", () => {
  test("lists every finding with its severity and sentence, and no other", () => {
    const listed = section("What the checker finds").match(/^\| `.*$/gm) ?? [];
    const known = Object.entries(messages).map(
      ([code, { severity, en }]) => `| \`${code}\` | ${severity} | ${en.replaceAll("|", "\\|")} |`,
    );
    expect(listed.sort()).toEqual(known.sort());
  });

  test("lists every row error, and no other", () => {
    const listed = [...section("What a scheme computes").matchAll(/^\| `([a-z-]+)` /gm)].map(([, code]) => code);
    expect(listed.sort()).toEqual([...ROW_ERROR_CODES].sort());
  });

  test("states every limit as it is", () => {
    const listed = [...section("Limits").matchAll(/\| ([\d,]+) +\|$/gm)].map(([, text = ""]) => text);
    expect(listed).toEqual(Object.values(LIMITS).map((limit) => limit.toLocaleString("en")));
  });

  test.each([...FUNCTIONS.values()].map(({ signature }) => signature))("has the function %s", (signature) => {
    expect(rows.some((row) => row.includes(`\`${signature}\``))).toBe(true);
  });

  test.each(STATEMENT_KEYWORDS)("shows the statement %s in an example", (keyword) => {
    expect(reference).toMatch(new RegExp(`^${keyword}\\b`, "m"));
  });

  test("the complete example is a scheme without findings", () => {
    const [, example = ""] = /^````markdown\n([\s\S]*?)^````$/m.exec(reference) ?? [];
    const { catalogue } = readCatalogue(read("rulesets/metrics.kpi.md"));
    const { program, diagnostics } = compile(example, catalogue);
    expect(diagnostics).toEqual([]);
    expect(program.examples).toHaveLength(2);
  });

  test("every rule that is shown can be read", () => {
    const document = readDocument(reference.replace(/^````markdown[\s\S]*?^````$/m, ""));
    const { statements, diagnostics } = parseBlocks(document);
    expect(statements.length).toBeGreaterThan(12);
    expect(diagnostics).toEqual([]);
  });
});
