import {
  type AmountCompared,
  agentAt,
  exactText,
  monthOf,
  type PayChange,
  type Rational,
  type SchemesCompared,
  type Tally,
} from "../../engine/index.ts";
import type { ComparisonReport } from "./comparison-report.ts";

/** Everything that is compared; numbers are exact, differences are against the first scheme. */
export function comparisonJson({ labels, dataPath, file, compared }: ComparisonReport): string {
  const { amounts, grades, pay, unshared, failures, rows, evaluations } = compared;
  const { population, problems, lines } = file;
  const content = {
    data: dataPath,
    agentMonths: rows.length,
    schemes: evaluations.map(({ program: { header } }, at) => ({
      file: labels[at] ?? "",
      scheme: header.scheme,
      title: header.title,
      version: header.version,
      notCompared: unshared[at] ?? [],
    })),
    amounts: amounts.map(amountOf),
    grades: grades.map(({ name, against }) => ({
      name,
      against: against.map(({ from, to, counts, moved, unmatched }) => ({ from, to, counts, moved, unmatched })),
    })),
    pay: pay
      ? {
          names: pay.amount.names,
          sales: pay.sales ?? null,
          sharesOfSales: pay.sharesOfSales.map(exact),
          against: pay.against.map((change) => changeOf(change, compared)),
        }
      : null,
    notComputed: {
      agentMonths: failures.rows.length,
      byNone: failures.byNone,
      rows: Array.from(failures.rows, (row) => ({
        month: monthOf(population, row),
        agent: agentAt(population, row),
        line: lines[population.source[row] ?? 0] ?? null,
        errors: evaluations.map((_, at) => failures.errorOf(at, row)?.code ?? null),
      })),
      unreadable: problems.map(({ month, agent, line, problem }) => ({ month, agent, line, problem: problem.en })),
    },
  };
  return `${JSON.stringify(content, null, 2)}\n`;
}

const exact = (value: Rational | undefined): string | null => (value === undefined ? null : exactText(value));

const tallyOf = ({ up, down, same, change }: Tally) => ({ up, down, same, change: exact(change) });

const amountOf = ({ names, totals, against }: AmountCompared) => ({
  names,
  totals: totals.map((sums) =>
    sums
      ? {
          total: exactText(sums.all.value),
          agentMonths: sums.all.counted,
          months: Object.fromEntries([...sums.months].map(([month, { value }]) => [month, exactText(value)])),
        }
      : null,
  ),
  against: against.map((each) => ({ ...tallyOf(each), unmatched: each.unmatched })),
});

const changeOf = ({ agents, ranks, tenths, attributes }: PayChange, { evaluations }: SchemesCompared) => {
  const names = evaluations[0]?.columns.agents ?? [];
  const people = (places: readonly number[]) =>
    places.map((place) => ({ agent: names[place] ?? "", change: exactText(agents.changeOf(place)) }));
  return {
    winners: people(agents.winners),
    losers: people(agents.losers),
    unchanged: agents.unchanged,
    ranks: { up: ranks.up, down: ranks.down },
    tenths: tenths.map(tallyOf),
    attributes: Object.fromEntries(
      attributes.map(({ metric, groups }) => [
        metric,
        groups.map(({ value, tally }) => ({ value: value ?? null, ...tallyOf(tally) })),
      ]),
    ),
  };
};
