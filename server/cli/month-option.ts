import type { Month } from "../../engine/index.ts";
import { readMonth } from "../data/month.ts";
import { UserError } from "../user-error.ts";

/**
 * @param name of the option
 * @throws UserError where its value is no month
 */
export function readMonthOption(text: string, name = "month"): Month {
  const month = readMonth(text);
  if (month !== undefined) return month;
  throw new UserError({
    zh: `--${name} 应写成 2025-01，不能是“${text}”`,
    en: `--${name} should read 2025-01, not "${text}"`,
  });
}
