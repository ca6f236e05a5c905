import { citationOf, readCatalogue, readVersion, rulesBeside } from "../../../engine/index.ts";
import { language } from "../../app/preferences.ts";
import { amountAt, decimalText, percentText } from "../../kernel/compare/amounts.ts";
import type { AgentAmounts, Group } from "../../kernel/study/study-api.ts";
import type { Sheet, SheetCell } from "../../kernel/workbook.ts";
import { type Compared, placesOf } from "./compared.ts";
import { m } from "./messages.ts";

/** Everything that the page shows, to the fen, as the sheets of a workbook. */
export function comparisonSheets(compared: Compared, catalogue: string, group: Group): readonly Sheet[] {
  return [
    summary(compared, group),
    months(compared),
    people(compared),
    groups(compared),
    migration(compared),
    failures(compared),
    rules(compared, catalogue),
  ];
}

const number = (text: string | undefined): SheetCell => (text === undefined ? undefined : { number: text });
const count = (value: number): SheetCell => ({ number: String(value) });
const amountCell = (amounts: AgentAmounts | undefined, at: number): SheetCell => {
  const amount = amounts && amountAt(amounts, at);
  return number(amount && decimalText(amount, 2));
};

function summary({ versions, comparison, info }: Compared, group: Group): Sheet {
  const { sheets } = m();
  const { from, to } = info.source;
  const who = group.map(({ metric, values }) => `${metric}: ${values.join(" ")}`).join("; ") || sheets.everyone;
  return {
    name: sheets.summary,
    head: [
      sheets.scheme,
      sheets.pay,
      sheets.total,
      sheets.counted,
      sheets.perHead,
      sheets.share,
      sheets.change,
      sheets.up,
      sheets.down,
      sheets.same,
      sheets.period,
      sheets.group,
    ],
    rows: versions.map(({ label, place }) => {
      const figures = comparison.schemes[place];
      const against = comparison.against[place - 1];
      return [
        label,
        figures?.pay,
        number(figures && decimalText(figures.total, 2)),
        figures && count(figures.counted),
        number(figures?.perHead && decimalText(figures.perHead, 2)),
        figures?.shareOfSales && percentText(figures.shareOfSales, 4),
        number(against && decimalText(against.change, 2)),
        against && count(against.up),
        against && count(against.down),
        against && count(against.same),
        `${from}–${to}`,
        who,
      ];
    }),
  };
}

function months({ versions, comparison, info }: Compared): Sheet {
  return {
    name: m().sheets.months,
    head: [m().columns.month, ...versions.flatMap(({ label }) => [label, `${label} · ${m().sheets.counted}`])],
    rows: info.months.map((month) => [
      month,
      ...versions.flatMap(({ place }): SheetCell[] => {
        const found = comparison.schemes[place]?.months.find((known) => known.month === month);
        return found ? [number(decimalText(found.total, 2)), count(found.counted)] : [undefined, undefined];
      }),
    ]),
  };
}

function people({ versions, comparison, info }: Compared): Sheet {
  const others = versions.slice(1);
  const counted = info.people
    .map((person, at) => ({ person, at }))
    .filter(({ at }) => comparison.schemes.some(({ agents }) => !Number.isNaN(agents.whole[at] ?? Number.NaN)));
  return {
    name: m().sheets.people,
    head: [
      m().columns.agent,
      m().columns.name,
      ...info.attributes.map(({ metric }) => metric),
      ...versions.map(({ label }) => label),
      ...others.map(({ short }) => m().columns.change(short, versions[0]?.short ?? "")),
    ],
    rows: counted.map(({ person, at }) => [
      person.agent,
      person.name,
      ...info.attributes.map((_, attribute) => person.attributes[attribute]),
      ...versions.map(({ place }) => amountCell(comparison.schemes[place]?.agents, at)),
      ...others.map(({ place }) => amountCell(comparison.against[place - 1]?.agents, at)),
    ]),
  };
}

function groups({ versions, comparison }: Compared): Sheet {
  const { sheets, columns } = m();
  return {
    name: sheets.groups,
    head: [sheets.scheme, sheets.attribute, sheets.value, columns.up, columns.same, columns.down, columns.amount],
    rows: versions
      .slice(1)
      .flatMap(({ label, place }) =>
        (comparison.against[place - 1]?.attributes ?? []).flatMap(({ metric, groups: tallies }) =>
          tallies.map(({ value, up, same, down, change }) => [
            label,
            metric,
            value ?? m().groups.blank,
            count(up),
            count(same),
            count(down),
            number(decimalText(change, 2)),
          ]),
        ),
      ),
  };
}

function migration({ versions, comparison }: Compared): Sheet {
  const { sheets } = m();
  const quarters = ["A", "B", "C", "D"];
  return {
    name: sheets.migration,
    head: [sheets.scheme, sheets.what, sheets.from, sheets.to, sheets.count],
    rows: versions.slice(1).flatMap(({ label, place }) => {
      const against = comparison.against[place - 1];
      const matrices = [
        { name: m().migration.quarters, from: quarters, to: quarters, counts: against?.quarters ?? [] },
        ...(against?.grades ?? []),
      ];
      return matrices.flatMap(({ name, from, to, counts }) =>
        counts.flatMap((row, before) =>
          row.map((people, after) => [label, name, from[before], to[after], count(people)]),
        ),
      );
    }),
  };
}

function failures(compared: Compared): Sheet {
  const { versions, comparison, info } = compared;
  const places = placesOf(compared);
  return {
    name: m().sheets.failures,
    head: [m().columns.agent, m().columns.name, m().columns.month, ...versions.map(({ label }) => label)],
    rows: comparison.failures.first.map(({ agent, month, reasons }) => [
      agent,
      info.people[places.get(agent) ?? -1]?.name,
      month,
      ...versions.map(({ place }) => reasons[place]?.[language()] ?? m().failures.computed),
    ]),
  };
}

function rules({ versions }: Compared, catalogueText: string): Sheet {
  const { catalogue } = readCatalogue(catalogueText);
  return {
    name: m().sheets.rules,
    head: [m().sheets.name, ...versions.flatMap(({ label }) => [`${label} · ${m().sheets.clause}`, label])],
    rows: rulesBeside(versions.map(({ text }) => readVersion(text, catalogue)))
      .filter(({ same }) => !same)
      .map(({ name, sides }) => [name, ...sides.flatMap((side) => [side && citationOf(side.clause), side?.text])]),
  };
}
