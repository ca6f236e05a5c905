import { type AssertionResult, type Diagnostic, displayWidth, type Language, LineIndex } from "../../engine/index.ts";
import { diagnosticsJson } from "../diagnostic-json.ts";

/** What the checker found in one file. */
export interface Findings {
  readonly path: string;
  readonly text: string;
  readonly diagnostics: readonly Diagnostic[];
  /** What became of each `assert`; only a scheme has them. */
  readonly assertions?: readonly AssertionResult[];
}

/**
 * Findings as `check --format json` prints them: the API's form, with the file and in one language.
 * `witness` maps each input column of the table to a value, `inputs` the scheme inputs that lead there.
 */
export const findingsAsJson = ({ path, text, diagnostics }: Findings, language: Language): object[] =>
  diagnosticsJson(text, diagnostics).map(({ code, severity, message, fix, ...rest }) => ({
    code,
    severity,
    message: message[language],
    file: path,
    ...rest,
    ...(fix && { fix: { ...fix, title: fix.title[language] } }),
  }));

const STATUS = {
  zh: { proven: "已证明", refuted: "有反例", undecided: "未定" },
  en: { proven: "proven", refuted: "refuted", undecided: "undecided" },
} as const;

/** One line for each assertion. */
export function describeAssertions({ path, text, assertions = [] }: Findings, language: Language): string {
  const index = new LineIndex(text);
  return assertions
    .map(
      ({ span, status, text: property }) =>
        `${path}:${index.positionAt(span.start).line}: ${STATUS[language][status]} ${property}`,
    )
    .join("\n");
}

/** Each finding with its line of the text, for people. */
export function describeFindings({ path, text, diagnostics }: Findings, language: Language): string {
  const index = new LineIndex(text);
  return diagnostics.map((found) => describeFinding(found, path, text, index, language)).join("\n");
}

const WORDS = {
  zh: {
    error: "错误",
    warning: "警告",
    info: "提示",
    witness: "例如",
    inputs: "输入",
    steady: "输入（前面各月相同）",
    compared: "对比",
    fix: "可改",
  },
  en: {
    error: "error",
    warning: "warning",
    info: "info",
    witness: "such as",
    inputs: "inputs",
    steady: "inputs, the same in each month before",
    compared: "compared with",
    fix: "fix",
  },
} as const;

function describeFinding(found: Diagnostic, path: string, text: string, index: LineIndex, language: Language): string {
  const words = WORDS[language];
  const { line, column } = index.positionAt(found.span.start);
  const list = (values: ReadonlyMap<string, string>) =>
    [...values].map(([name, value]) => `${name} = ${value}`).join(", ");
  return [
    `${path}:${line}:${column}: ${words[found.severity]} ${found.code}: ${found.message[language]}`,
    // A note is read, not hunted for.
    ...(found.severity === "info" ? [] : excerpt(found, text, index)),
    ...(found.witness?.columns.size ? [`    ${words.witness}: ${list(found.witness.columns)}`] : []),
    ...(found.witness?.inputs?.size
      ? [`    ${found.witness.steady ? words.steady : words.inputs}: ${list(found.witness.inputs)}`]
      : []),
    ...(found.witness?.compared ? [`    ${words.compared}: ${list(found.witness.compared.inputs)}`] : []),
    ...(found.fixes ?? []).map(({ title }) => `    ${words.fix}: ${title[language]}`),
  ].join("\n");
}

/** Longer lines fill the terminal without helping. */
const LONGEST_EXCERPT = 160;

/** The line where the finding starts, and marks under what it is about. */
function excerpt({ span }: Diagnostic, text: string, index: LineIndex): string[] {
  const { line, column } = index.positionAt(span.start);
  const start = span.start - column + 1;
  const next = index.offsetAt({ line: line + 1, column: 1 });
  const written = text.slice(start, next).replace(/[\r\n]+$/, "");
  if (written.trim() === "" || written.length > LONGEST_EXCERPT) return [];
  const shown = visible(written);
  const marked = visible(written.slice(column - 1, Math.max(column, span.end - start)));
  const number = `    ${line} | `;
  return [
    number + shown,
    `${" ".repeat(number.length - 2)}| ${" ".repeat(displayWidth(visible(written.slice(0, column - 1))))}${"^".repeat(Math.max(1, displayWidth(marked)))}`,
  ];
}

/** Tabs and control characters would shift the marks, or drive the terminal. */
const visible = (text: string): string => text.replace(/\p{Cc}/gu, " ");
