/** How figures and times are written. Digits come exact from the engine; nothing is rounded here. */

import { language } from "../app/preferences.ts";
import { LOCALES } from "./i18n.ts";

/** A decimal as the engine writes it (`-1234.50`, `112.04%`), with thousands separators and a true minus sign. */
export function groupDigits(decimal: string): string {
  const match = /^(-?)(\d+)(.*)$/.exec(decimal);
  if (!match) return decimal;
  const [, sign, whole = "", rest = ""] = match;
  return `${sign ? "−" : ""}${whole.replace(/\B(?=(\d{3})+$)/g, ",")}${rest}`;
}

/** A difference always has its sign: `+1,234.00`, `−5.00`, and `0.00` without one. */
export function withSign(decimal: string): string {
  const grouped = groupDigits(decimal);
  return /[1-9]/.test(decimal) && !decimal.startsWith("-") ? `+${grouped}` : grouped;
}

const timeOfDay = (date: Date): string =>
  date.toLocaleTimeString(LOCALES[language()], {
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    hour12: false,
  });

/** The clock time today, the date as well on other days. */
export function formatMoment(moment: Date, now: Date = new Date()): string {
  return moment.toDateString() === now.toDateString() ? timeOfDay(moment) : formatDateTime(moment);
}

/** `11月23日 13:58`, `23 Nov, 13:58`; with the year where it is not this one. */
export const formatDateTime = (moment: Date, now: Date = new Date()): string =>
  moment.toLocaleString(LOCALES[language()], {
    ...(moment.getFullYear() !== now.getFullYear() && { year: "numeric" }),
    month: "short",
    day: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    hour12: false,
  });

/** `2025-06` as `2025年6月` or `Jun 2025`. */
export function formatMonth(month: string): string {
  const [year = "", number = ""] = month.split("-");
  if (language() === "zh") return `${year}年${Number(number)}月`;
  return new Date(Number(year), Number(number) - 1).toLocaleString(LOCALES.en, { month: "short", year: "numeric" });
}

/** `2025-06` as `6月` or `Jun`, where the year is plain. */
export function formatMonthShort(month: string): string {
  const [year = "", number = ""] = month.split("-");
  if (language() === "zh") return `${Number(number)}月`;
  return new Date(Number(year), Number(number) - 1).toLocaleString(LOCALES.en, { month: "short" });
}

/** `2026年1–6月`, `2025年9月–2026年2月`; `Jan–Jun 2026`; one month as itself. */
export function formatMonths(from: string, to: string): string {
  if (from === to) return formatMonth(from);
  if (from.slice(0, 4) !== to.slice(0, 4)) return `${formatMonth(from)}–${formatMonth(to)}`;
  return language() === "zh"
    ? `${from.slice(0, 4)}年${Number(from.slice(5))}–${Number(to.slice(5))}月`
    : `${formatMonthShort(from)}–${formatMonth(to)}`;
}

/** A unit as people write it: the currency code CNY is 元 in Chinese. */
export const formatUnitWord = (unit: string): string => (language() === "zh" ? unit.replaceAll("CNY", "元") : unit);

/** `甲、乙和丙`, `A, B and C`. */
export const formatList = (items: readonly string[]): string => new Intl.ListFormat(LOCALES[language()]).format(items);
