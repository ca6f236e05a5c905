import type { Month } from "../../engine/index.ts";
import { UserError } from "../user-error.ts";
import type { Arguments } from "./command.ts";
import { readMonthOption } from "./month-option.ts";

/** Both months included; absent where the period is open. */
export interface PeriodAsked {
  readonly from?: Month;
  readonly to?: Month;
}

/**
 * What `--month`, `--from` and `--to` ask for.
 *
 * @throws UserError where they contradict each other or are no months
 */
export function readPeriod(args: Arguments): PeriodAsked {
  const month = args.option("month");
  const [from, to] = [args.option("from"), args.option("to")];
  if (month !== undefined && (from !== undefined || to !== undefined)) {
    throw new UserError({
      zh: "--month 与 --from、--to 只能用一种",
      en: "give either --month or --from and --to",
    });
  }
  if (month !== undefined) return { from: readMonthOption(month), to: readMonthOption(month) };
  return {
    ...(from !== undefined && { from: readMonthOption(from, "from") }),
    ...(to !== undefined && { to: readMonthOption(to, "to") }),
  };
}
