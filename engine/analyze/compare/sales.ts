import { ExactSums } from "../../batch/exact-sums.ts";
import type { Columns } from "../../columns/columns.ts";
import { divide, isZero, type Rational } from "../../values/rational.ts";
import { isRational } from "../../values/value.ts";
import type { Amounts } from "./amounts.ts";

/** A sum that is no larger stays exact with one more number up to 2^52. */
const ENOUGH = 2 ** 51;

/** What is paid for what is sold, over the rows that have both figures; `undefined` where nothing is sold in them. */
export function shareOfSales(
  pay: Amounts,
  metric: string,
  { metrics }: Columns,
  rows: Int32Array,
): Rational | undefined {
  const sales = metrics.get(metric);
  if (sales?.kind !== "number") return undefined;
  const { values, absent, aside, places } = sales;
  const { whole, scale } = pay;
  const paid = new ExactSums(1, scale);
  const sold = new ExactSums(1, 10 ** places);
  // Machine numbers while they hold the sums; what they come to then goes over.
  let smallPaid = 0;
  let smallSold = 0;
  for (let at = 0; at < rows.length; at += 1) {
    const row = rows[at] ?? 0;
    const amount = whole[row] ?? Number.NaN;
    if (Number.isNaN(amount)) continue;
    if (absent?.[row]) {
      const other = aside.get(row);
      if (other === undefined || !isRational(other)) continue;
      sold.add(0, other);
    } else if (Math.abs(values[row] ?? 0) > ENOUGH) sold.addWhole(0, values[row] ?? 0);
    else smallSold += values[row] ?? 0;
    smallPaid += amount;
    if (Math.abs(smallPaid) > ENOUGH || Math.abs(smallSold) > ENOUGH) {
      paid.addWhole(0, smallPaid);
      sold.addWhole(0, smallSold);
      smallPaid = 0;
      smallSold = 0;
    }
  }
  paid.addWhole(0, smallPaid);
  sold.addWhole(0, smallSold);
  const total = sold.sum(0);
  return isZero(total) ? undefined : divide(paid.sum(0), total);
}

/** What is sold over the rows, those that the metric is blank in left out; `undefined` where it is no number of the columns. */
export function soldIn(metric: string, { metrics }: Columns, rows: Int32Array): Rational | undefined {
  const sales = metrics.get(metric);
  if (sales?.kind !== "number") return undefined;
  const { values, absent, aside, places } = sales;
  const sold = new ExactSums(1, 10 ** places);
  for (const row of rows) {
    const other = absent?.[row] ? aside.get(row) : undefined;
    if (!absent?.[row]) sold.addWhole(0, values[row] ?? 0);
    else if (other !== undefined && isRational(other)) sold.add(0, other);
  }
  return sold.sum(0);
}
