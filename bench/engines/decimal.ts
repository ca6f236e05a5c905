/** decimal.js: the usual answer to wrong cents, one object for each intermediate result. */
import { Decimal } from "decimal.js";
import { type Case, casesOf, type Engine } from "./engine.ts";

type Pay = (row: Case, lever: Decimal) => Decimal;

const pays: ReadonlyMap<string, Pay> = new Map([
  ["v6.0", v6],
  ["scorecard", scorecard],
]);

export const decimal: Engine = {
  name: "decimal.js",
  mostRows: 120_000,
  async prepare({ name }, population) {
    const pay = pays.get(name);
    if (!pay) return undefined;
    const cases = casesOf(population);
    const fen = new Float64Array(cases.length);
    return {
      isFen: true,
      run(lever) {
        const value = new Decimal(lever);
        for (const [at, row] of cases.entries()) fen[at] = pay(row, value).times(100).toNumber();
      },
      pay: () => fen,
    };
  },
};

function v6(row: Case, perVisitor: Decimal): Decimal {
  const mean = new Decimal(row.mean);
  const base = row.outside
    ? new Decimal(row.offered)
    : band(mean, [10, 20, 35, 50], ["2000", "2300", "2800", "3400", "4200"]);
  const adjusted = new Decimal(row.target).minus(new Decimal(row.daily).times(row.sick));
  const share = adjusted.gt(0) ? new Decimal(row.enquiries).div(adjusted) : new Decimal(0);
  const factor = band(share, [0.6, 0.8, 1, 1.2], ["0", "0.6", "0.8", "1", "1.2"]);
  const extra = row.position === "质检专员" ? new Decimal(0) : Decimal.max(0, share.minus(1)).times(500);
  const commission = perVisitor.times(row.visitors).plus(new Decimal(50).times(row.paid));
  return base.plus(commission.times(factor).plus(extra).toDecimalPlaces(2, Decimal.ROUND_HALF_UP));
}

function scorecard(row: Case, best: Decimal): Decimal {
  const sales = row.deals >= 1 ? new Decimal(120) : band(new Decimal(row.leads), [5, 10, 20], ["40", "60", "80", best]);
  const phone = band(new Decimal(row.calls), [5, 10, 20], ["40", "60", "80", "100"]);
  const score = sales
    .times("0.5")
    .plus(new Decimal(row.knowledge).plus(row.judgement).plus(row.execution).times("0.1"))
    .plus(phone.times("0.2"));
  return new Decimal(row.amount).times(score).div(100).toDecimalPlaces(2, Decimal.ROUND_HALF_UP);
}

const band = (value: Decimal, edges: readonly number[], results: readonly Decimal.Value[]): Decimal =>
  new Decimal(results[edges.filter((edge) => value.gte(edge)).length]);
