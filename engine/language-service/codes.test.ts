import { describe, expect, test } from "vitest";
import { readInstitution } from "../institution/read-institution.ts";
import { createLanguageService } from "./language-service.ts";
import { at } from "./testing/scheme.ts";

const institutions = new Map(
  ["house-rules", "house-appeals"].map((id) => [
    id,
    readInstitution(
      `---\ninstitution: ${id}\ntitle: ${id} 制度\nversion: 1.0\n---\n\n## 一\n\n\`\`\`kpi\nrequire indicators in [6 .. 8]\n\`\`\`\n`,
    ).institution,
  ]),
);
const service = createLanguageService(at("").compilation.catalogue, institutions);

/** What is offered at the mark, and what an accepted item replaces. */
function complete(rules: string): { labels: string[]; replaced: string } {
  const { offset, text } = at(rules);
  const { span, items } = service.completions(service.compile(text), offset);
  return { labels: items.map(({ label }) => label), replaced: text.slice(span.start, span.end) };
}

describe("hover", () => {
  const hover = (rules: string): string | undefined => {
    const { offset, text } = at(rules);
    return service.hover(service.compile(text), offset)?.text.en;
  };

  test("says which institution it is", () => {
    expect(hover("held to house-▮rules\noutput a = 1")).toBe(
      "**house\\-rules 制度** · 1\\.0\n\nrequirements: 1, deadlines: 0",
    );
    expect(hover("held to no-▮rules\noutput a = 1")).toBeUndefined();
  });

  test("says what a waiver accepts", () => {
    expect(hover('param p = 1\noutput a = 1\nwaive name-▮unused "later"')).toBe(
      '"p" is never used \\(accepted: later\\)',
    );
    expect(hover('output a = 1\nwaive name-▮unused "later"')).toBeUndefined();
  });
});

describe("completions of words with hyphens", () => {
  test("institutions that the scheme is not held to yet, after held to", () => {
    expect(complete("held ▮").labels).toEqual(["to"]);
    expect(complete("held to ▮")).toEqual({ labels: ["house-rules", "house-appeals"], replaced: "" });
    expect(complete("held to house-rules\nheld to house-▮")).toEqual({
      labels: ["house-appeals"],
      replaced: "house-",
    });
  });

  test("what is found and can be accepted, after waive", () => {
    const rules = "held to house-rules\noutput a = 1\n";
    const labels = ["requirement-indicators"];
    expect(complete(`${rules}waive ▮`)).toEqual({ labels, replaced: "" });
    expect(complete(`${rules}waive requirement-in▮`)).toEqual({ labels, replaced: "requirement-in" });
  });

  test("nothing of the reason, and nothing that is accepted", () => {
    expect(complete("param p = 1\nwaive name-unused ▮").labels).toEqual([]);
    expect(complete('param p = 1\nwaive name-unused "later"\nwaive ▮').labels).toEqual([]);
  });

  test("the formula of a name that is spelt like the keyword", () => {
    expect(complete("input A类客户数\nwaive = A▮").labels).toContain("A类客户数");
  });
});
