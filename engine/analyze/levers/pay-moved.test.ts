import fc from "fast-check";
import { expect, test } from "vitest";
import { createBatch } from "../../batch/batch.ts";
import { keep } from "../../batch/result-column.ts";
import { columnsOf } from "../../columns/columns-builder.ts";
import { agentMonths, catalogue, shipped } from "../../explain/testing/scheme.ts";
import { monthAt } from "../../values/month.ts";
import { rational } from "../../values/rational.ts";
import { compareSchemes } from "../compare/compare-schemes.ts";
import { rowsWithin } from "../compare/rows-within.ts";
import { asParams } from "./as-params.ts";
import { PayBefore } from "./pay-moved.ts";

const { program } = shipped("telemarketing-center/draft.kpi.md");
const PAY = "绩效奖金";
const MOVE = new Map([["提成比例", rational(3, 200)]]);

/** Each of six people has two months. */
const population = fc.array(agentMonths(program), { minLength: 12, maxLength: 12 }).map((rows) =>
  columnsOf(
    rows.map(({ values }, at) => ({ values, agent: `E${at >> 1}`, month: monthAt(24_300 + (at % 2)) })),
    catalogue,
  ),
);

test("a move does what comparing the two schemes says, whichever rows count", () => {
  fc.assert(
    fc.property(population, fc.uniqueArray(fc.nat(11)), (columns, left) => {
      const rows = rowsWithin(columns, {}).filter((row) => !left.includes(row));
      const batch = createBatch(asParams(program, [MOVE]), columns);
      const before = batch.evaluate().keep();
      const column = before.results.get(PAY);
      const moved = batch.whatIf(MOVE);
      const after = moved.results.get(PAY);
      const found = column && after && new PayBefore(keep(column), columns, rows).movedTo(after);
      const { pay } = compareSchemes([before, moved], { among: rows });
      const [was, is] = pay?.amount.totals ?? [];
      expect(found).toMatchObject({ before: was?.all, after: is?.all });
      expect(found?.months.map((each) => [each.month, each.after])).toEqual(
        [...(is?.months ?? [])].map(([month, { value }]) => [month, value]),
      );
      const agents = pay?.against[0]?.agents;
      expect(found).toMatchObject({
        up: agents?.winners.length,
        down: agents?.losers.length,
        same: agents?.unchanged,
      });
      const [best] = agents?.winners ?? [];
      expect(found?.largestGain?.change).toEqual(best === undefined ? undefined : agents?.changeOf(best));
      expect(found).not.toHaveProperty("largestLoss");
    }),
    { numRuns: 30 },
  );
});
