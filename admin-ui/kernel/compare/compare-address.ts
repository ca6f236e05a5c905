/** What the address of the compare page holds: all that is looked at, so that it can be sent to a colleague. */
import type { Group } from "../study/study-api.ts";

export const MOST_SCHEMES = 4;

const SEPARATORS = /[%:|;]/g;

/** `部门:电销一部|电销二部;岗位:外呼专员`; `undefined` where everyone counts. */
export function groupText(group: Group): string | undefined {
  const parts = group.filter(({ values }) => values.length > 0);
  if (parts.length === 0) return undefined;
  return parts.map(({ metric, values }) => `${escaped(metric)}:${values.map(escaped).join("|")}`).join(";");
}

/** The opposite of `groupText`; what cannot be read is left out. */
export function readGroup(text: string | undefined): Group {
  return (text ?? "").split(";").flatMap((part) => {
    const [metric = "", values = ""] = part.split(":");
    const found = values.split("|").flatMap((value) => unescaped(value) || []);
    const name = unescaped(metric);
    return name && found.length > 0 ? [{ metric: name, values: found }] : [];
  });
}

/** Ids of versions: each once, at most four. */
export const readSchemes = (text: string | undefined): readonly string[] =>
  [...new Set((text ?? "").split(",").filter((id) => id !== ""))].slice(0, MOST_SCHEMES);

export const escaped = (text: string): string =>
  text.replace(SEPARATORS, (sign) => `%${sign.charCodeAt(0).toString(16).padStart(2, "0")}`);

export const unescaped = (text: string): string =>
  text.replace(/%([0-9a-f]{2})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));

const USUAL_MONTHS = 6;

/** The months that count: those asked for where the data have them, else the last six. */
export function readMonths(
  months: readonly string[],
  from: string | undefined,
  to: string | undefined,
): { readonly from: string; readonly to: string } | undefined {
  const last = months.find((month) => month === to) ?? months.at(-1);
  if (last === undefined) return undefined;
  const end = months.indexOf(last);
  const first = months.find((month) => month === from && month <= last) ?? months[Math.max(0, end - USUAL_MONTHS + 1)];
  return { from: first ?? last, to: last };
}
