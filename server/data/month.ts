import { isMonth, type Month } from "../../engine/index.ts";

/**
 * A month as exports write it: 2025-01, 2025/1, 2025.1, 2025年1月, 202501, or the date of its first day
 * (what Excel makes of a month). Two-digit years and month names are refused: they can be misread.
 */
export function readMonth(text: string): Month | undefined {
  const plain = text.normalize("NFKC").trim();
  const match =
    /^(\d{4})(\d{2})$/.exec(plain) ??
    /^(\d{4})年(\d{1,2})月(?:0?1日)?$/.exec(plain) ??
    /^(\d{4})([-/.])(\d{1,2})(?:\2(?:0?1))?$/.exec(plain);
  if (!match) return undefined;
  const month = `${match[1]}-${(match[3] ?? match[2] ?? "").padStart(2, "0")}`;
  return isMonth(month) ? month : undefined;
}
