import {
  isMoney,
  isRowError,
  type Outcome,
  type Output,
  type Program,
  type Rational,
  type SchemeHeader,
  showValue,
} from "../../engine/index.ts";
import type { OutputColumn, Shown } from "./workbench-api.ts";

/** How values of a name are shown in a table; money always has its two decimals. */
export function columnOf({ currency }: SchemeHeader, { name, type, shown }: Omit<Output, "span">): OutputColumn {
  const money = isMoney(type, currency);
  const decimals = shown ?? (money ? 2 : undefined);
  return { name, type, currency, money, ...(decimals !== undefined && { decimals }) };
}

/** The outputs of a program as columns: each name once, in the order of the text. */
export const outputColumns = ({ outputs, header }: Program): OutputColumn[] => [
  ...new Map(outputs.map((output) => [output.name, columnOf(header, output)])).values(),
];

/**
 * What a page puts first: the last amount of money, which the others lead up to, else the last number.
 * An output whose type an error hides may be that amount: it is first while it says why it has no value.
 */
export function headlineColumn(columns: readonly OutputColumn[]): number | undefined {
  const amount = columns.findLastIndex(({ money, type }) => money || type.kind === "unknown");
  const at = amount < 0 ? columns.findLastIndex(({ type }) => type.kind === "number") : amount;
  return at < 0 ? undefined : at;
}

/** An outcome with its text, without unit; money to the fen. */
export function shownAs(outcome: Outcome, { type, decimals, currency }: OutputColumn): Shown {
  if (isRowError(outcome)) return { text: "", error: outcome };
  return { text: showValue(outcome, type, { decimals, currency, unit: false }), value: outcome };
}

/** A change of a column's value in plain digits, without unit. */
export const changeText = (change: Rational, column: OutputColumn): string =>
  showValue(change, column.type, { ...column, unit: false });
