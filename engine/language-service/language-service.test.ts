import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readCatalogue } from "../catalogue/read-catalogue.ts";
import type { Compilation } from "../compile.ts";
import { applyEdits, type Span } from "../source/span.ts";
import { createLanguageService } from "./language-service.ts";
import { at, SCHEME, service } from "./testing/scheme.ts";
import type { LanguageService } from "./types.ts";

/** Milliseconds that a test over many texts may take on a busy machine. */
const PATIENCE = 60_000;

/** Everything that can be asked about one place. */
function askAt(asked: LanguageService, compilation: Compilation, offset: number): Span[] {
  const { span, items } = asked.completions(compilation, offset);
  const hover = asked.hover(compilation, offset);
  const definition = asked.definition(compilation, offset);
  const renamed = asked.rename(compilation, offset, "新名");
  const fixes = asked.quickFixes(compilation, offset);
  if (items.some(({ label, detail }) => !label || !detail.zh || !detail.en))
    throw new Error("a completion says nothing");
  return [
    span,
    ...(hover ? [hover.span] : []),
    ...(definition ? [definition] : []),
    ...asked.references(compilation, offset),
    ...("edits" in renamed ? renamed.edits.map((edit) => edit.span) : []),
    ...fixes.flatMap(({ edits }) => edits.map((edit) => edit.span)),
  ];
}

const askAboutAll = (asked: LanguageService, compilation: Compilation): Span[] => [
  ...asked.format(compilation).map((edit) => edit.span),
  ...asked.semanticTokens(compilation).map(({ span }) => span),
  ...asked.foldingRanges(compilation).map(({ span }) => span),
  ...asked.outline(compilation).map(({ span }) => span),
];

describe("the language service", () => {
  test(
    "never throws, and answers with places in the text",
    () => {
      const { text } = at(SCHEME);
      const cut = fc.record({
        at: fc.nat(text.length),
        length: fc.nat(40),
        text: fc.constantFrom(
          "",
          "\n",
          "|",
          '"',
          "```\n",
          "（",
          "＝",
          "\u200b",
          "=> ",
          "# ",
          "in (",
          "input ",
          "𠮷",
          "\r",
        ),
      });
      fc.assert(
        fc.property(fc.array(cut, { maxLength: 4 }), (cuts) => {
          const mangled = cuts.reduce(
            (all, one) => all.slice(0, one.at) + one.text + all.slice(one.at + one.length),
            text,
          );
          const compilation = service.compile(mangled);
          const spans = askAboutAll(service, compilation);
          for (let offset = -1; offset <= mangled.length + 1; offset += 1)
            spans.push(...askAt(service, compilation, offset));
          for (const { start, end } of spans) {
            if (start > end || end > mangled.length + 1) throw new Error(`${start}..${end} of ${mangled.length}`);
          }
        }),
        { numRuns: 12 },
      );
    },
    PATIENCE,
  );

  describe("on the schemes that come with the product", () => {
    const folder = join(import.meta.dirname, "../../rulesets");
    const shipped = createLanguageService(
      readCatalogue(readFileSync(join(folder, "metrics.kpi.md"), "utf8")).catalogue,
    );
    const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".kpi.md"));

    test.each(files)(
      "%s: every name can be changed without changing what the scheme means",
      (file) => {
        const text = readFileSync(join(folder, file), "utf8");
        const compilation = shipped.compile(text);
        for (const { name, nameSpan } of compilation.program.definitions.values()) {
          const result = shipped.rename(compilation, nameSpan.start, "新名");
          if ("refused" in result) {
            expect(compilation.program.definitions.get(name)?.kind).toBe("input");
            continue;
          }
          const { diagnostics } = shipped.compile(applyEdits(text, result.edits));
          expect(diagnostics.map(({ code }) => code)).toEqual(compilation.diagnostics.map(({ code }) => code));
        }
      },
      PATIENCE,
    );

    test.each(files)("%s: each word has a hover, each name a definition", (file) => {
      const text = readFileSync(join(folder, file), "utf8");
      const compilation = shipped.compile(text);
      const wordAt = ({ start, end }: Span): string => text.slice(start, end);
      // What the checker does not know either: an as-written text may refer to what it lacks.
      const unknown = new Set(
        compilation.diagnostics.filter(({ severity }) => severity === "error").map(({ span }) => wordAt(span)),
      );
      for (const { kind, span } of shipped.semanticTokens(compilation)) {
        const word = wordAt(span);
        if (kind === "keyword" || kind === "number" || unknown.has(word)) continue;
        expect(shipped.hover(compilation, span.start)?.span, word).toEqual(span);
        // An example may give a metric that no rule of the scheme reads itself.
        const isForeign = !compilation.program.definitions.has(word) && compilation.catalogue.metrics.has(word);
        const isDefined = kind !== "unit" && kind !== "function" && kind !== "label" && !isForeign;
        expect(shipped.definition(compilation, span.start) !== undefined, word).toBe(isDefined);
      }
    });
  });
});
