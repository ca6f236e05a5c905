import type { languages } from "monaco-editor/editor";

/** Monaco's names of the languages: the whole file, and the rules of a block as texts for people quote them. */
export const DOCUMENT = "kpi-document";
export const RULES = "kpi";

const STATEMENTS =
  "input|param|choice|output|table|score|except|action|tiers|deduct|veto|distribute|report|budget|assert|examples|metrics|rates|units|require|deadline|held|waive";
const WORDS =
  "if|then|else|and|or|not|in|as|over|of|within|assumed|range|step|default|shown|decimals|when|by|at|first|unique|may|for|exactly|each|month|months|quarter|year|last|previous|this|where|least|day|marginal|slab|interpolated|ends|held|error|all|from|most|never|falls|rises|places|rounded|ties|better|smallest|group|otherwise";
const LETTER = "[\\p{L}\\p{Nl}_]";
const NAME = `${LETTER}[\\p{L}\\p{Nl}\\p{M}\\p{N}_]*`;
const NAME_END = "(?![\\p{L}\\p{N}_])";
const NUMBER = "[0-9０-９]+(?:[.．][0-9０-９]+)?";
const UNIT = `(?!(?:${WORDS})${NAME_END})${NAME}(?:[/／]${NAME})*`;

/**
 * Colours for the eye only; the engine alone decides what the text means. One grammar for the whole
 * file: front matter, prose in Markdown, and rules between ```kpi fences.
 */
export const documentGrammar: languages.IMonarchLanguage = {
  unicode: true,
  defaultToken: "",
  start: "file",
  words: WORDS.split("|"),
  functions: [
    ...["min", "max", "abs", "round", "floor", "ceil", "clamp"],
    ...["sum", "average", "count", "rank", "percentile", "streak", "days", "full"],
  ],
  tokenizer: {
    // Only the first line can open the front matter; a later --- is a rule across the page.
    file: [
      [/^---\s*$/, { token: "fence", switchTo: "@frontMatter" }],
      [/(?=.)/, { token: "", switchTo: "@prose" }],
    ],
    frontMatter: [
      [/^---\s*$/, { token: "fence", switchTo: "@prose" }],
      [/^(\s*\w+)(\s*[:：])(.*)$/, ["key", "delimiter", "value"]],
      [/.+/, "prose"],
    ],
    prose: [
      [/^#{1,6}(?:\s.*)?$/, "heading"],
      [/^```\s*kpi\s*$/, { token: "fence", next: "@rules" }],
      [/^(?:```|~~~).*$/, { token: "fence", next: "@code" }],
      [/^\s*(?:[-*+]|\d+[.)])(?=\s)/, "mark"],
      [/^\s*>/, "mark"],
      [/\*\*[^*]+\*\*/, "strong"],
      [/`[^`]+`/, "code"],
      [/[^*`]+/, "prose"],
      [/./, "prose"],
    ],
    code: [
      [/^(?:```|~~~)\s*$/, { token: "fence", next: "@pop" }],
      [/.+/, "code"],
    ],
    rules: [
      [/^```\s*$/, { token: "fence", next: "@pop" }],
      [/^[ \t\u3000]*[|｜]/, { token: "bar", next: "@row" }],
      [new RegExp(`^(?:${STATEMENTS})${NAME_END}(?!\\s*[=＝])`), "keyword"],
      [new RegExp(`^(\\s*)(${NAME})(?=\\s*[=＝](?![=＝>＞]))`), ["", "definition"]],
      [/[<>≤≥≠=＝＜＞!]+/, "operator"],
      [/[[\](){}（）【】]/, "delimiter"],
      { include: "@terms" },
    ],
    row: [
      [/[|｜]\s*$/, { token: "bar", next: "@pop" }],
      // A row left open ends with its line.
      [/^(?=[^|｜]*$)/, { token: "", next: "@pop" }],
      [/[|｜]/, "bar"],
      [/=>|⇒|＝＞/, "operator"],
      [/[<>≤≥≠=＝＜＞!]+|[[\]（）()]|\.\./, "test"],
      { include: "@terms" },
    ],
    terms: [
      [/[#＃].*$/, "comment"],
      [/["“”][^"“”]*["“”]?/, "string"],
      [new RegExp(`(${NUMBER})(\\s*[%％])`), ["number", "number"]],
      [new RegExp(`(${NUMBER})([ \\t]*)(${UNIT})`), ["number", "", "unit"]],
      [new RegExp(NUMBER), "number"],
      [new RegExp(NAME), { cases: { "@words": "keyword", "@functions": "function", "@default": "name" } }],
      [/[?？]/, "hole"],
      [/[-+*/×÷−·^]|\.\./, "operator"],
      [/[,，、:：;；~]/, "delimiter"],
      [/\s+/, ""],
    ],
  },
};

export const rulesGrammar: languages.IMonarchLanguage = { ...documentGrammar, start: "rules" };

/** What the editor needs to know about brackets, words and line ends. */
export const documentConfiguration: languages.LanguageConfiguration = {
  comments: { lineComment: "#" },
  // None to be matched: an interval such as [60% .. 80%) opens with one kind and closes with another.
  brackets: [],
  autoClosingPairs: [
    { open: "(", close: ")" },
    { open: "（", close: "）" },
    { open: '"', close: '"' },
    { open: "“", close: "”" },
  ],
  surroundingPairs: [
    { open: "(", close: ")" },
    { open: '"', close: '"' },
    { open: "`", close: "`" },
    { open: "*", close: "*" },
  ],
  // A name is one word, whatever script it is written in.
  wordPattern: /[\p{L}\p{Nl}_][\p{L}\p{Nl}\p{M}\p{N}_]*|[0-9]+(?:\.[0-9]+)?%?/gu,
};
