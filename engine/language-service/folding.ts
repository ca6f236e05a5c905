import type { Compilation } from "../compile.ts";
import { type Span, span } from "../source/span.ts";
import { outline } from "./outline.ts";
import type { FoldingRange, OutlineItem } from "./types.ts";

/** Front matter, clauses, rule blocks and rules of several lines. */
export function foldingRanges(compilation: Compilation): FoldingRange[] {
  const { text, document } = compilation;
  const front = [...document.frontMatter.values()].map(({ span: where }) => where);
  const ranges: FoldingRange[] = [
    ...(front.length > 0
      ? [{ span: span(0, Math.max(...front.map(({ end }) => end))), kind: "front-matter" as const }]
      : []),
    ...document.blocks.map((block) => ({
      span: span(lineBefore(text, block.span.start), block.span.end),
      kind: "block" as const,
    })),
    ...outline(compilation).flatMap(flatten),
  ];
  return ranges
    .map((range) => ({ ...range, span: withoutBlankEnd(text, range.span) }))
    .filter(({ span: { start, end } }) => /[\r\n]/.test(text.slice(start, end)))
    .sort((a, b) => a.span.start - b.span.start || b.span.end - a.span.end);
}

const flatten = ({ kind, span: where, children }: OutlineItem): FoldingRange[] => [
  { span: where, kind: kind === "clause" ? "clause" : "rule" },
  ...children.flatMap(flatten),
];

/** Where the line before starts: the opening fence of a block. */
const lineBefore = (text: string, at: number): number => {
  const before = text.slice(0, at).replace(/(?:\r\n|\r|\n)$/, "");
  return Math.max(before.lastIndexOf("\n"), before.lastIndexOf("\r")) + 1;
};

const withoutBlankEnd = (text: string, { start, end }: Span): Span =>
  span(start, start + text.slice(start, end).trimEnd().length);
