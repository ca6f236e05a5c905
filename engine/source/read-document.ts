import type { Code, Heading, Root, RootContent } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { toString as plainText } from "mdast-util-to-string";
import { type Diagnostic, diagnostic } from "../diagnostics/diagnostic.ts";
import { checkBudget } from "./budget.ts";
import { headingNumber } from "./clause-number.ts";
import type { Clause, RuleBlock, SourceDocument } from "./document.ts";
import { readFrontMatter } from "./front-matter.ts";
import { misplacedRules, readsLikeRules } from "./misplaced-rules.ts";
import { firstLine, type Span, span } from "./span.ts";

/**
 * Prose needs headings, paragraphs, lists, emphasis and fences. The rest of Markdown is off: raw
 * HTML and links have no place in a policy, and an indented fence must be seen to be refused.
 */
const PROSE_ONLY = {
  disable: {
    null: [
      "autolink",
      "codeIndented",
      "definition",
      "htmlFlow",
      "htmlText",
      "labelEnd",
      "labelStartImage",
      "labelStartLink",
      "setextUnderline",
    ],
  },
};

/** Reads a file as prose and rule blocks. Never throws; what is wrong is in `diagnostics`. */
export function readDocument(text: string): SourceDocument {
  const overLimit = checkBudget(text);
  if (overLimit) {
    return {
      text,
      frontMatter: new Map(),
      clauses: [],
      blocks: [],
      tree: { type: "root", children: [] },
      diagnostics: [overLimit],
    };
  }
  const front = readFrontMatter(text);
  const reader = new Reader(text, [...front.diagnostics]);
  for (const segment of segmentsOf(text, span(front.end, text.length))) reader.read(segment);
  return { text, frontMatter: front.entries, ...reader.result };
}

const FENCE = /^(?:`{3,}|~{3,})[ \t]*([^\s`]*)[^\r\n]*$/;

/**
 * Where a fence opens inside a rule block, the block before it was never closed. Cutting the text
 * there keeps one forgotten fence from swallowing the rest of the file.
 */
function segmentsOf(text: string, region: Span): Span[] {
  const segments: Span[] = [];
  let open: string | undefined;
  let start = region.start;
  for (const match of text.slice(region.start, region.end).matchAll(/[^\r\n]+/g)) {
    const fence = FENCE.exec(match[0]);
    if (!fence) continue;
    const at = region.start + match.index;
    if (open === undefined) open = fence[1] ?? "";
    else if (fence[1] === "") open = undefined;
    else if (open === "kpi") {
      segments.push(span(start, at));
      [start, open] = [at, fence[1] ?? ""];
    }
  }
  segments.push(span(start, region.end));
  return segments;
}

class Reader {
  readonly #text: string;
  readonly #clauses: Clause[] = [];
  /** The clauses that the text read last stands in, the outermost first. */
  readonly #open: Clause[] = [];
  readonly #blocks: RuleBlock[] = [];
  readonly #children: RootContent[] = [];
  readonly #diagnostics: Diagnostic[];

  constructor(text: string, diagnostics: Diagnostic[]) {
    this.#text = text;
    this.#diagnostics = diagnostics;
  }

  get result(): Pick<SourceDocument, "clauses" | "blocks" | "tree" | "diagnostics"> {
    const tree: Root = { type: "root", children: this.#children };
    return { clauses: this.#clauses, blocks: this.#blocks, tree, diagnostics: this.#diagnostics };
  }

  read(segment: Span): void {
    const tree = fromMarkdown(this.#text.slice(segment.start, segment.end), { extensions: [PROSE_ONLY] });
    for (const node of tree.children) {
      shift(node, segment.start);
      this.#children.push(node);
      this.#visit(node, true);
    }
  }

  #visit(node: RootContent, topLevel: boolean): void {
    if (node.type === "heading" && topLevel) this.#heading(node);
    else if (node.type === "code") this.#code(node, topLevel);
    else if (node.type === "paragraph") this.#diagnostics.push(...misplacedRules(this.#text, spanOf(node)));
    else if ("children" in node) for (const child of node.children) this.#visit(child as RootContent, false);
  }

  #heading(node: Heading): void {
    while ((this.#open.at(-1)?.depth ?? 0) >= node.depth) this.#open.pop();
    const { number, title } = headingNumber(plainText(node), this.#open.at(-1)?.number ?? "");
    const clause = { number, title, depth: node.depth, span: spanOf(node) };
    this.#clauses.push(clause);
    this.#open.push(clause);
  }

  #code(node: Code, topLevel: boolean): void {
    const where = spanOf(node);
    const opening = firstLine(this.#text, where);
    const language = node.lang ?? "";
    if (language !== "kpi") {
      if (/^kpi$/i.test(language) || readsLikeRules(node.value)) {
        const marked = `${fenceOf(this.#text, opening)}kpi`;
        const fix = {
          title: { zh: `改为 ${marked}`, en: `mark it ${marked}` },
          edits: [{ span: opening, text: marked }],
        };
        this.#diagnostics.push(diagnostic("block-misspelt", opening, {}, { fixes: [fix] }));
      }
      return;
    }
    const indent = where.start - lineStart(this.#text, where.start);
    if (!topLevel || indent > 0) {
      this.#diagnostics.push(diagnostic("block-nested", opening, {}));
      return;
    }
    if (node.meta) {
      const text = `${fenceOf(this.#text, opening)}kpi\n${node.meta}`;
      const fix = { title: { zh: "移到下一行", en: "move it to the next line" }, edits: [{ span: opening, text }] };
      this.#diagnostics.push(diagnostic("block-mark", opening, {}, { fixes: [fix] }));
    }
    const inner = this.#innerSpan(where, opening);
    const clause = this.#clauses.at(-1);
    if (!clause) {
      this.#diagnostics.push(diagnostic("rule-outside-clause", opening, {}));
      return;
    }
    this.#blocks.push({ clause, span: inner });
  }

  /** The lines between the fences; of an unclosed block, those up to the next heading. */
  #innerSpan(where: Span, opening: Span): Span {
    const contentStart = afterLineBreak(this.#text, opening.end);
    const lastLine = lineStart(this.#text, where.end);
    const closed =
      lastLine >= contentStart && /^(?:`{3,}|~{3,})[ \t]*$/.test(this.#text.slice(lastLine, where.end).trim());
    if (closed) return span(contentStart, lastLine);
    const fix = {
      title: { zh: "在末尾加上 ```", en: "close it with ```" },
      edits: [{ span: span(where.end, where.end), text: "\n```\n" }],
    };
    this.#diagnostics.push(diagnostic("block-unclosed", opening, {}, { fixes: [fix] }));
    const heading = /(?:\r\n|\r|\n)#{1,6} /.exec(this.#text.slice(contentStart, where.end));
    return span(Math.min(contentStart, where.end), heading ? contentStart + heading.index : where.end);
  }
}

const spanOf = (node: RootContent): Span => span(node.position?.start.offset ?? 0, node.position?.end.offset ?? 0);

/** Moves the offsets of a node and all below it from its segment to the file. */
function shift(node: RootContent, by: number): void {
  const pending: RootContent[] = [node];
  for (let next = pending.pop(); next; next = pending.pop()) {
    for (const point of [next.position?.start, next.position?.end]) {
      if (point?.offset !== undefined) point.offset += by;
    }
    if ("children" in next) pending.push(...(next.children as RootContent[]));
  }
}

function lineStart(text: string, at: number): number {
  let start = at;
  while (start > 0 && text.charAt(start - 1) !== "\n" && text.charAt(start - 1) !== "\r") start -= 1;
  return start;
}

const fenceOf = (text: string, opening: Span): string =>
  /^(?:`+|~+)/.exec(text.slice(opening.start, opening.end))?.[0] ?? "";

function afterLineBreak(text: string, at: number): number {
  if (text.startsWith("\r\n", at)) return at + 2;
  return Math.min(at + 1, text.length);
}
