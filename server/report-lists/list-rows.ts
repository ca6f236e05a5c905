import {
  isRational,
  type Localized,
  type Output,
  type Program,
  plainText,
  type Report,
  roundTo,
} from "../../engine/index.ts";
import { readExact } from "../exact-value.ts";
import type { RunLine } from "../runs/line.ts";
import type { ListedAgent } from "../store/report-list-store.ts";
import type { ListColumn } from "./report-list.ts";

/** Decimals of a number that does not end and that the list does not say how to show. */
const MOST_DECIMALS = 12;

export const columnsOf = ({ columns }: Report): ListColumn[] =>
  columns.map(({ name, type }) => ({ name, kind: type.kind }));

/** The row of a list for an agent, as the run has computed it; where a column has no value the row says why. */
export function listRow({ columns }: Report, { header }: Program, line: RunLine): ListedAgent {
  const values = new Map(line.outputs);
  const cells = columns.map((column) => {
    const value = values.get(column.name);
    return value === undefined ? null : cellText(column, value, header.currency);
  });
  const lacking = columns.find((_, at) => cells[at] === null);
  return { agent: line.agent, cells, ...(lacking && { problem: problemOf(lacking.name, line) }) };
}

function cellText({ type, shown }: Output, value: string, currency: string): string {
  const exact = readExact(value, type);
  if (typeof exact === "boolean") return exact ? "是" : "否";
  const text = plainText(exact, type, { decimals: shown, currency });
  return isRational(exact) && text.includes("/") ? plainText(roundTo(exact, MOST_DECIMALS), type) : text;
}

const problemOf = (column: string, { errors }: RunLine): Localized =>
  errors.find(({ output }) => output === column)?.message ?? NO_ROW;

const NO_ROW: Localized = { zh: "这个月没有数据", en: "there are no data of the month" };
