/** Whatever the text is, compiling ends with a result and findings inside the text. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compile, readCatalogue, readInstitution } from "../../engine/index.ts";

const rulesets = join(import.meta.dirname, "../../rulesets");
const { catalogue } = readCatalogue(readFileSync(join(rulesets, "metrics.kpi.md"), "utf8"));
const schemes = readdirSync(rulesets, { recursive: true, encoding: "utf8" })
  .filter((file) => file.includes("/") && file.endsWith(".kpi.md"))
  .map((file) => readFileSync(join(rulesets, file), "utf8"));

const institutions = new Map(
  schemes.map((text) => readInstitution(text).institution).map((institution) => [institution.id, institution]),
);

function compilesCalmly(text: string): void {
  const { diagnostics } = compile(text, catalogue, institutions);
  for (const { span, message } of [...diagnostics, ...readInstitution(text).diagnostics]) {
    expect(span.start).toBeGreaterThanOrEqual(0);
    expect(span.end).toBeLessThanOrEqual(Math.max(text.length, span.start));
    expect(message.zh).not.toMatch(/\{\w+\}/);
    expect(message.en).not.toMatch(/\{\w+\}/);
  }
}

const fragment = fc.constantFrom(
  ...'= + - * / ( ) [ ] , | .. => ? % ~ # " ＝ （ ） ％ 、 ``` ``` kpi'.split(" "),
  ...["\n", "\r\n", "  ", "| ", "---", "## 一、x\n"],
  ...["input ", "param ", "output ", "table\n", "score ", "except when ", "examples\n", "choice "],
  ...["held to performance-appraisal\n", "waive name-unused ", "require indicators in ", "deadline "],
  ...["if ", "then ", "else ", "and ", "not ", "in ", "as ", "round(", "range ", "step ", "shown ", "assumed "],
  ...["__proto__", "A类客户数", "上门人数", "0", "1.005", "60%", "CNY", "人", "以上", "\u200b", "\ud800", "①"],
);

describe("compile never throws", () => {
  it("on shipped schemes with pieces cut out, doubled and put in", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...schemes),
        fc.array(fc.tuple(fc.nat(), fc.nat({ max: 40 }), fc.array(fragment, { maxLength: 4 })), {
          minLength: 1,
          maxLength: 6,
        }),
        (scheme, edits) => {
          let text = scheme;
          for (const [at, length, pieces] of edits) {
            const start = at % (text.length + 1);
            text = text.slice(0, start) + pieces.join("") + text.slice(start + length);
          }
          compilesCalmly(text);
        },
      ),
      { numRuns: 150 },
    );
  });

  it("on rule blocks made of anything", () => {
    const head = "---\nscheme: s\ntitle: t\nversion: v1\nperiod: month\ncurrency: CNY\n---\n\n## 一、x\n\n```kpi\n";
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fragment, fc.string({ unit: "binary", maxLength: 5 })), { maxLength: 60 }),
        (pieces) => {
          compilesCalmly(`${head + pieces.join("")}\n\`\`\`\n`);
          compilesCalmly(pieces.join(""));
        },
      ),
      { numRuns: 300 },
    );
  });
});
