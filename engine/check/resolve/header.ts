import { type Diagnostic, diagnostic } from "../../diagnostics/diagnostic.ts";
import type { SchemeHeader } from "../../ir/program.ts";
import type { FrontMatterKey, SourceDocument } from "../../source/document.ts";
import { span } from "../../source/span.ts";
import { isMonth } from "../../values/month.ts";

const REQUIRED = ["scheme", "title", "version", "period", "currency"] as const satisfies readonly FrontMatterKey[];
const ID = /^[\p{L}\p{N}][\p{L}\p{N}._-]*$/u;

/** What a value of the front matter must look like, and how a message says so. */
const FORMS: Partial<Record<FrontMatterKey, { readonly test: RegExp; readonly expected: string }>> = {
  scheme: { test: ID, expected: "telemarketing-center" },
  version: { test: ID, expected: "v6.0" },
  period: { test: /^month$/, expected: "month" },
  currency: { test: /^[A-Z]{3}$/, expected: "CNY" },
  effective: { test: /^\d{4}-(?:0[1-9]|1[0-2])$/, expected: "2026-01" },
};
const OPTIONAL = ["effective"] as const satisfies readonly FrontMatterKey[];

/** The front matter of a scheme; what is missing or wrong is reported and replaced by a neutral value. */
export function readHeader(document: SourceDocument, report: (found: Diagnostic) => void): SchemeHeader {
  const { frontMatter } = document;
  const optional = OPTIONAL.filter((key) => frontMatter.has(key));
  for (const key of [...REQUIRED, ...optional]) {
    const entry = frontMatter.get(key);
    if (frontMatter.size === 0) break; // the missing front matter itself was reported
    if (!entry || entry.value === "") report(diagnostic("front-matter-incomplete", entry?.span ?? span(0, 3), { key }));
    else if (FORMS[key] && !FORMS[key].test.test(entry.value)) {
      const { expected } = FORMS[key];
      report(diagnostic("front-matter-value", entry.span, { key, value: entry.value, expected }));
    }
  }
  const read = (key: FrontMatterKey): string => frontMatter.get(key)?.value ?? "";
  const effective = read("effective");
  return {
    scheme: read("scheme"),
    title: read("title"),
    version: read("version"),
    period: "month",
    currency: read("currency") || "CNY",
    ...(isMonth(effective) && { effective }),
  };
}
