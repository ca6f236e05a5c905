import { type Diagnostic, diagnostic } from "../diagnostics/diagnostic.ts";
import { FRONT_MATTER_KEYS, type FrontMatter, type FrontMatterKey } from "./document.ts";
import { type Span, span } from "./span.ts";

interface FrontMatterResult {
  readonly entries: FrontMatter;
  /** Where the document proper begins. */
  readonly end: number;
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads plain `key: value` lines between the leading `---` lines. A byte order mark is let pass. */
export function readFrontMatter(text: string): FrontMatterResult {
  const entries = new Map<FrontMatterKey, { value: string; span: Span }>();
  const diagnostics: Diagnostic[] = [];
  const start = text.startsWith("\ufeff") ? 1 : 0;
  const opening = /^---[ \t]*(?:\r\n|\r|\n)/.exec(text.slice(start, start + 100));
  const body = start + (opening?.[0].length ?? 0);
  const closing = opening && /^---[ \t]*$/m.exec(text.slice(body));
  if (!opening || !closing) {
    return {
      entries,
      end: start,
      diagnostics: [diagnostic("front-matter-missing", span(start, Math.min(start + 3, text.length)), {})],
    };
  }
  let at = body;
  for (const line of text.slice(body, body + closing.index).split(/(?<=\r\n|\n|\r(?!\n))/)) {
    readLine(line, at);
    at += line.length;
  }
  return { entries, end: body + closing.index + closing[0].length, diagnostics };

  function readLine(line: string, offset: number): void {
    const content = line.trimEnd();
    if (content.trim() === "" || content.startsWith("#")) return;
    const match = /^([A-Za-z]+)[ \t]*[:：][ \t]*(.*)$/.exec(content);
    const whole = span(offset, offset + content.length);
    if (!match) {
      diagnostics.push(diagnostic("front-matter-line", whole, {}));
      return;
    }
    const [, key = "", raw = ""] = match;
    const known = FRONT_MATTER_KEYS.find((candidate) => candidate === key);
    if (!known) {
      const where = span(offset, offset + key.length);
      diagnostics.push(diagnostic("front-matter-key", where, { key, known: FRONT_MATTER_KEYS.join(", ") }));
    } else if (entries.has(known)) {
      diagnostics.push(diagnostic("front-matter-repeated", whole, { key }));
    } else {
      const value = raw.replace(/^(["'])(.*)\1$/, "$2");
      entries.set(known, { value, span: span(offset + content.length - raw.length, offset + content.length) });
    }
  }
}
