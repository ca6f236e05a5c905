import { groupDigits } from "../../i18n/format.ts";

/** `[10000.00 CNY .. 50000.00 CNY)` as `10,000.00 – 50,000.00`: of a tier, whose edges need no signs, or a point. */
export function readableBounds(label: string): string {
  const [lower = "", upper] = label
    .replace(/^(?:[[(]|= )/, "")
    .replace(/\)$/, "")
    .split(" .. ");
  if (upper === undefined) return figure(lower);
  if (upper.trim() === "") return `≥ ${figure(lower)}`;
  return lower.trim() === "" ? `< ${figure(upper)}` : `${figure(lower)} – ${figure(upper)}`;
}

/** The unit stands beside the amount already. */
const figure = (text: string): string => groupDigits(text.trim().replace(/ .*$/, ""));
