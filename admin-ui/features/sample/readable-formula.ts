import { parseBlocks, readDocument } from "../../../engine/index.ts";
import { formatUnitWord, groupDigits } from "../../i18n/format.ts";
import { readable } from "../document/readable.ts";

/** A figure whose digits go on, with its sign or unit: `32.246377…%`, `121.644195… 秒/通`. */
const ENDLESS = /\d[\d.]*…(?:%| (?!(?:then|else|and|or|in|as|over|within)\b)\p{L}[\p{L}/·]*)?/gu;
const PLACE = /_endless(\d+)/g;

/**
 * A formula of an explanation as a policy prints it. With values in the place of names it is mostly
 * still a formula; what is none (a name with a space) keeps its text and has its signs printed.
 */
export function readableFormula(formula: string): string {
  const endless: string[] = [];
  const readableText = formula.replace(ENDLESS, (figure) => `_endless${endless.push(figure) - 1}`);
  const { statements, diagnostics } = parseBlocks(readDocument(`# 1\n\n\`\`\`kpi\nx = ${readableText}\n\`\`\`\n`));
  const [statement] = statements;
  if (statement?.kind === "formula" && statements.length === 1 && diagnostics.length === 0) {
    return readable(statement.body).replace(PLACE, (_, at) => formatUnitWord(groupDigits(endless[Number(at)] ?? "")));
  }
  return formula
    .replaceAll(" * ", " × ")
    .replaceAll(" / ", " ÷ ")
    .replaceAll(" - ", " − ")
    .replaceAll("<=", "≤")
    .replaceAll(">=", "≥");
}
