import type { Month } from "../../engine/index.ts";
import { readMonth } from "../data/month.ts";
import { UserError } from "../user-error.ts";

/** @throws UserError where the value of `--month` is no month */
export function readMonthOption(text: string): Month {
  const month = readMonth(text);
  if (month !== undefined) return month;
  throw new UserError({
    zh: `--month 应写成 2025-01，不能是“${text}”`,
    en: `--month should read 2025-01, not "${text}"`,
  });
}
