import { language } from "../../app/preferences.ts";
import { groupDigits } from "../../i18n/format.ts";

/** An amount at an axis: `1.2万`, `12k`; exact figures stand in tables. */
export function axisAmount(value: number): string {
  const [step, word] = language() === "zh" ? [10_000, "万"] : [1_000, "k"];
  const [shown, unit] = Math.abs(value) >= step ? [value / step, word] : [value, ""];
  return `${groupDigits(String(Number(shown.toFixed(2))))}${unit}`;
}
