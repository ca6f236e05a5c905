import { rational, toExact } from "../../../engine/index.ts";
import { runsApi } from "../../api/runs.ts";
import type { PaidMonth } from "../../kernel/study/study-api.ts";

/** What the locked and published months of a data set pay by their schemes; `undefined` where none is locked. */
export async function paidMonths(dataSet: string, from: string, to: string): Promise<readonly PaidMonth[] | undefined> {
  const locked = (await runsApi.list()).filter(
    ({ month, status, ...run }) =>
      run.dataSet === dataSet && month >= from && month <= to && (status === "locked" || status === "published"),
  );
  if (locked.length === 0) return undefined;
  const paid: PaidMonth[] = [];
  for (const { id, month } of locked) {
    for await (const lines of runsApi.lines(id)) {
      for (const { agent, payout } of lines) {
        if (payout !== null) paid.push({ agent, month, amount: toExact(rational(payout, 100)) });
      }
    }
  }
  return paid;
}
