import { type Diagnostic, diagnostic, inTextOrder } from "../diagnostics/diagnostic.ts";
import type { FrontMatterKey, SourceDocument } from "../source/document.ts";
import { LineIndex } from "../source/line-index.ts";
import { readDocument } from "../source/read-document.ts";
import { firstLine, span } from "../source/span.ts";
import type { Statement } from "../syntax/ast.ts";
import { parseBlocks } from "../syntax/parse.ts";
import type { Deadline, Institution } from "./institution.ts";

export interface InstitutionFile {
  readonly institution: Institution;
  readonly document: SourceDocument;
  /** In the order of the text. */
  readonly statements: readonly Statement[];
  /** In the order of the text. */
  readonly diagnostics: readonly Diagnostic[];
}

const REQUIRED = ["institution", "title", "version"] as const satisfies readonly FrontMatterKey[];
const KEYS: readonly FrontMatterKey[] = [...REQUIRED, "language"];

/** As it is written after `held to`. */
const ID = /^[\p{L}\p{N}][\p{L}\p{N}._-]*$/u;

/**
 * Reads the text of an institution, a literate document like a scheme. Never throws: what could not be
 * understood is reported and is not in the institution.
 */
export function readInstitution(text: string): InstitutionFile {
  const document = readDocument(text);
  const { statements, diagnostics: found } = parseBlocks(document);
  const diagnostics = [...document.diagnostics, ...found];
  const report = (one: Diagnostic): void => void diagnostics.push(one);
  checkHeader(document, report);

  const lines = new LineIndex(text);
  const requirements: Institution["requirements"][number][] = [];
  const deadlines = new Map<string, Deadline & { readonly line: number }>();
  for (const statement of statements) {
    const { clause } = statement;
    switch (statement.kind) {
      case "require":
        requirements.push({ ...statement.requirement, clause });
        break;
      case "deadline": {
        const { name, span: where } = statement.name;
        const first = deadlines.get(name);
        if (first) report(diagnostic("name-duplicate", where, { name, line: String(first.line) }));
        else deadlines.set(name, { name, due: statement.due, clause, line: lines.positionAt(where.start).line });
        break;
      }
      case "unreadable":
        break;
      default: {
        const args = { statement: statement.kind, placeZh: "制度", placeEn: "an institution" };
        report(diagnostic("statement-misplaced", firstLine(text, statement.span), args));
      }
    }
    if (statement.assumed) report(diagnostic("assumed", statement.assumed.span, { reason: statement.assumed.reason }));
  }
  const read = (key: FrontMatterKey): string => document.frontMatter.get(key)?.value ?? "";
  const institution = {
    id: read("institution"),
    title: read("title"),
    version: read("version"),
    requirements,
    deadlines: new Map([...deadlines].map(([name, { line: _, ...deadline }]) => [name, deadline])),
  };
  return { institution, document, statements, diagnostics: inTextOrder(diagnostics) };
}

/** What is missing, and what only a scheme or a catalogue has. */
function checkHeader({ frontMatter, diagnostics }: SourceDocument, report: (found: Diagnostic) => void): void {
  if (diagnostics.some((one) => one.code === "front-matter-missing")) return;
  for (const key of REQUIRED) {
    const entry = frontMatter.get(key);
    if (!entry?.value) report(diagnostic("front-matter-incomplete", entry?.span ?? span(0, 3), { key }));
  }
  for (const [key, { span: where }] of frontMatter) {
    if (!KEYS.includes(key)) report(diagnostic("front-matter-key", where, { key, known: KEYS.join(", ") }));
  }
  const id = frontMatter.get("institution");
  if (id?.value && !ID.test(id.value)) {
    const args = { key: "institution", value: id.value, expected: "telesales-appraisal-rules" };
    report(diagnostic("front-matter-value", id.span, args));
  }
}
