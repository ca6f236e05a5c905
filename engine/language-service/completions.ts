import type { Compilation } from "../compile.ts";
import { span } from "../source/span.ts";
import type { Token } from "../syntax/token.ts";
import { adjustmentHead, distributionHead } from "./adjustment-completions.ts";
import { cellCompletions } from "./cell-completions.ts";
import { codeCompletions } from "./code-completions.ts";
import {
  choiceItems,
  functionItems,
  metricItem,
  nameItems,
  unitItems,
  type Word,
  wordItems,
} from "./completion-items.ts";
import { choicesOf } from "./occurrences.ts";
import { type Place, placeAt } from "./place.ts";
import { statementStarters } from "./snippets.ts";
import type { Completion, CompletionList } from "./types.ts";

/** What can be written at the offset, likeliest first. */
export function completions(compilation: Compilation, offset: number): CompletionList {
  const place = placeAt(compilation, offset);
  if (!place) return { span: span(offset, offset), items: [] };
  return codeCompletions(compilation, place) ?? { span: place.word, items: itemsAt(compilation, place) };
}

function itemsAt(compilation: Compilation, place: Place): Completion[] {
  if (place.startsStatement) return statementStarters();
  if (place.cell) return cellCompletions(compilation, place, place.cell);
  const [keyword, ...rest] = place.head;
  const isOn = (word: string): boolean => rest.some((token) => token.text === word);
  // A name may be spelt like a keyword: what `=` follows is always a formula.
  switch (rest[0]?.text === "=" ? "formula" : keyword?.text) {
    case "input":
      return isOn("default") ? expressionItems(compilation, place, ["assumed"]) : inputItems(compilation, place);
    case "param":
      return isOn("=") ? paramItems(compilation, place) : [];
    case "choice":
    case "score":
    case "examples":
      return wordItems("assumed");
    case "table":
      return wordItems("first", "assumed");
    case "output":
      return isOn("=") || isOn("shown")
        ? expressionItems(compilation, place, ["shown", "assumed"])
        : outputItems(compilation, place);
    case "except":
      if (place.before.length === 1) return wordItems("when");
      if (place.startsLine) return overridable(compilation);
      return expressionItems(compilation, place, ["assumed"]);
    case "action":
      return isOn("when")
        ? expressionItems(compilation, place, ["for", "assumed"])
        : wordItems(...(place.before.length === 2 ? (["may", "when"] as const) : (["when"] as const)));
    case "deduct":
      return isOn("=")
        ? expressionItems(compilation, place, ["at", "assumed"])
        : adjustmentHead(compilation, place, "from");
    case "veto":
      return isOn("=")
        ? expressionItems(compilation, place, ["when", "assumed"])
        : adjustmentHead(compilation, place, "of");
    case "distribute":
      return distributionHead(compilation, place);
    case "report":
      return reportItems(compilation, place);
    case "budget":
      return isOn("<=")
        ? paramItems(compilation, place)
        : place.before.at(-1)?.text === "("
          ? nameItems(compilation, ({ type }) => type.kind === "number")
          : [];
    case "assert":
      return assertItems(compilation, place);
    default:
      return isOn("=") ? expressionItems(compilation, place, ["assumed"]) : [];
  }
}

function inputItems(compilation: Compilation, { before }: Place): Completion[] {
  const last = before.at(-1);
  if (last?.text !== "input" && last?.text !== ",") return wordItems("default", "assumed");
  const { catalogue, program } = compilation;
  return [...catalogue.metrics.values()].filter(({ name }) => !program.definitions.has(name)).map(metricItem);
}

/** The value of a param and its range are plain figures. */
const paramItems = (compilation: Compilation, { before }: Place): Completion[] => {
  const last = before.at(-1);
  const closing = endsOperand(last) ? unused(before, ["range", "step", "assumed"]) : [];
  return last?.kind === "number" ? [...unitItems(compilation), ...wordItems(...closing)] : wordItems(...closing);
};

/** After `output`: what is computed and no output yet; then how it is shown. */
function outputItems(compilation: Compilation, { before }: Place): Completion[] {
  if (before.length > 1) return wordItems("shown", "assumed");
  const outputs = new Set(compilation.program.outputs.map(({ name }) => name));
  return nameItems(compilation, ({ name, kind }) => kind !== "input" && kind !== "param" && !outputs.has(name));
}

/** After the colon, what is known of an agent and not listed yet; then how it is shown. */
function reportItems(compilation: Compilation, { before }: Place): Completion[] {
  const colon = before.findIndex(({ text }) => text === ":");
  if (colon < 0) return before.length === 2 ? wordItems("in") : [];
  const listed = new Set(before.slice(colon).map(({ text }) => text));
  const last = before.at(-1)?.text;
  if (last !== ":" && last !== ",") return wordItems("shown", "assumed");
  return nameItems(compilation, ({ name, kind }) => kind !== "param" && !listed.has(name));
}

/** A condition, or what never falls as an input rises. */
function assertItems(compilation: Compilation, place: Place): Completion[] {
  const texts = place.before.map(({ text }) => text);
  const never = texts.lastIndexOf("never");
  if (never < 0) return expressionItems(compilation, place, ["never", "assumed"]);
  const after = texts.length - never - 1;
  if (after === 0) return wordItems("falls", "rises");
  if (after === 1) return wordItems("as");
  if (after === 2) return nameItems(compilation, ({ kind, type }) => kind === "input" && type.kind === "number");
  return after === 3 ? wordItems("rises") : wordItems("assumed");
}

/** What an exception can give another value. */
const overridable = (compilation: Compilation): Completion[] =>
  nameItems(compilation, ({ kind }) => kind !== "input" && kind !== "param" && kind !== "broken").map((item) => ({
    ...item,
    insert: `${item.label} = `,
  }));

/** After these an operand is still to come; after any other word only an operator can. */
const JOINING: ReadonlySet<string> = new Set([
  "if",
  "then",
  "else",
  "and",
  "or",
  "not",
  "in",
  "default",
  "step",
  "when",
  "assert",
]);

/** What can stand in a formula; `closing` are the words that may follow it. */
function expressionItems(compilation: Compilation, place: Place, closing: readonly Word[]): Completion[] {
  const { before } = place;
  const last = before.at(-1);
  if (last?.kind === "number") {
    if (before.at(-2)?.text === "shown") return wordItems("decimals");
    return [...unitItems(compilation), ...afterOperand(before, closing)];
  }
  if (last?.text === "as" || isWithinUnit(before)) return unitItems(compilation);
  if (endsOperand(last)) return afterOperand(before, closing);
  return [
    ...comparedValues(compilation, before),
    ...nameItems(compilation, ({ name }) => !isDefining(place, name)),
    ...functionItems(),
    ...wordItems("if", "not"),
    ...(before.length === 0 ? [] : choicesOf(compilation).flatMap(choiceItems)),
  ].filter(isFirst());
}

/** A formula cannot use its own name. */
const isDefining = ({ head }: Place, name: string): boolean => {
  const at = head.findIndex(({ text }) => text === "=");
  return at > 0 && head[0]?.text !== "except" && head[at - 1]?.text === name;
};

const OPERAND_ENDS: ReadonlySet<string> = new Set([")", "]", "%", "?"]);

function endsOperand(token: Token | undefined): boolean {
  if (token?.kind === "name") return !JOINING.has(token.text);
  return token?.kind === "text" || token?.kind === "number" || OPERAND_ENDS.has(token?.text ?? "");
}

const unused = (before: readonly Token[], words: readonly Word[]): Word[] =>
  words.filter((word) => !before.some(({ text }) => text === word));

function afterOperand(before: readonly Token[], closing: readonly Word[]): Completion[] {
  const isOpen = (word: string, end: string): boolean =>
    before.filter(({ text }) => text === word).length > before.filter(({ text }) => text === end).length;
  const branch: Word[] = isOpen("if", "then") ? ["then"] : isOpen("then", "else") ? ["else"] : [];
  return wordItems(...branch, "and", "or", "in", "as", ...unused(before, closing));
}

/** `20 CNY/`: the unit goes on where nothing stands between. */
const isWithinUnit = (before: readonly Token[]): boolean => {
  const [number, unit, slash] = before.slice(-3);
  return number?.kind === "number" && unit?.kind === "name" && slash?.text === "/" && slash.glued;
};

/** After `岗位 =`, or within `岗位 in (`: the values that the name can have. */
function comparedValues({ program }: Compilation, before: readonly Token[]): Completion[] {
  const operator = before.findLastIndex(({ text }) => text === "=" || text === "!=" || text === "in");
  const between = before.slice(operator + 1);
  const isList = before[operator]?.text === "in";
  const isOpen = isList ? between[0]?.text === "(" && between.every(({ text }) => text !== ")") : between.length === 0;
  const name = before[operator - 1];
  const type = isOpen && name?.kind === "name" ? program.definitions.get(name.text)?.type : undefined;
  return type?.kind === "choice" ? choiceItems(type) : [];
}

/** Keeps the first of the items with one label. */
const isFirst = (): ((item: Completion) => boolean) => {
  const seen = new Set<string>();
  return ({ label }) => !seen.has(label) && seen.add(label).has(label);
};
