import type { Report } from "../ir/program.ts";
import { isPlace } from "../values/calendar.ts";
import { type Month, monthIndex } from "../values/month.ts";

/** Whether the list is issued for that month. */
export const isIssuedIn = ({ place }: Report, month: Month): boolean =>
  place === undefined || isPlace(monthIndex(month), place);
