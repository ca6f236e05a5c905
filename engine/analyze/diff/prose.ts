/** What the prose of two versions says differently, clause by clause. */
import type { Clause } from "../../source/document.ts";
import { type Span, span } from "../../source/span.ts";
import type { Side } from "./edit.ts";
import type { Pairs } from "./match.ts";
import type { Version } from "./version.ts";

/** A clause that both versions have, whose prose reads differently. */
export interface ProseChange {
  /** Of the newer version. */
  readonly clause: Clause;
  readonly before: Side;
  readonly after: Side;
}

export const proseChanges = (older: Version, newer: Version, kept: Pairs): ProseChange[] =>
  [...kept]
    .sort(([a], [b]) => a - b)
    .flatMap(([after, before]) => {
      const clause = newer.document.clauses[after];
      const [was, is] = [proseOf(older, before), proseOf(newer, after)];
      return clause && was.text !== is.text ? [{ clause, before: was, after: is }] : [];
    });

/** From a heading's line to the next heading. */
export function regionOf({ text, document }: Version, clause: number): Span {
  const heading = document.clauses[clause]?.span.end ?? 0;
  return span(heading, document.clauses[clause + 1]?.span.start ?? text.length);
}

/** The prose between two headings on one line, without the rules. */
function proseOf(version: Version, clause: number): Side {
  const where = regionOf(version, clause);
  let [prose, at] = ["", where.start];
  for (const block of version.document.blocks) {
    if (block.span.start < where.start || block.span.end > where.end) continue;
    prose += version.text.slice(at, block.span.start);
    at = block.span.end;
  }
  prose += version.text.slice(at, where.end);
  const text = prose
    .replaceAll(/^[ \t]*(?:`{3,}|~{3,}).*$/gm, "")
    .replaceAll(/\s+/g, " ")
    .trim();
  return { text, span: where };
}
