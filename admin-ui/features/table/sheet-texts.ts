import { formatUnitWord, groupDigits } from "../../i18n/format.ts";
import type { SheetColumn } from "../../kernel/edit-sheet.ts";
import { m } from "./messages.ts";

/** The name of a column, and of an end which one it is. */
export function headerTexts({ title, unit, part, included }: SheetColumn): readonly string[] {
  const inUnit = unit === "" ? "" : ` (${formatUnitWord(unit)})`;
  if (part === "whole") return [title + inUnit];
  return [title, (part === "lower" ? m().lower(included) : m().upper(included)) + inUnit];
}

const PLAIN = /^-?\d+(?:\.\d+)?%?$/;

/** Long numbers are read in groups; what is edited is what is written. */
export const shownText = ({ numeric, role }: SheetColumn, text: string): string =>
  numeric && role !== "label" && PLAIN.test(text) ? groupDigits(text) : text;
