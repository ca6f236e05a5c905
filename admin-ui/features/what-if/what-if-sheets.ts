import { type Rational, subtract } from "../../../engine/index.ts";
import type { Version } from "../../../server/api-types.ts";
import { language } from "../../app/preferences.ts";
import { formatMonth, formatMonths } from "../../i18n/format.ts";
import { decimalText } from "../../kernel/compare/amounts.ts";
import { peopleMoved } from "../../kernel/what-if/people-moved.ts";
import { standing } from "../../kernel/what-if/turn.ts";
import type { Sheet, SheetCell } from "../../kernel/workbook.ts";
import type { LookedAt } from "./looked-at.ts";
import { m } from "./messages.ts";
import { leverValue, type Shown } from "./shown.ts";
import type { Simulation } from "./simulation.ts";

const money = (value: Rational): SheetCell => ({ number: decimalText(value, 2) });
const count = (value: number): SheetCell => ({ number: String(value) });

/** All that the page shows, as sheets of a workbook. */
export function whatIfSheets(
  looked: LookedAt,
  version: Version | undefined,
  simulation: Simulation,
  shown: Shown,
): readonly Sheet[] {
  const figures = simulation.figures()?.answer;
  if (!figures) return [];
  const { sheets } = m();
  const { from, to } = shown.info.source;
  const [before, after] = [m().before(shown.base), m().after];
  const group = looked.group().flatMap(({ values }) => values);
  const details = simulation.details()?.answer.details;
  const why = simulation.why()?.answer;
  const levers = simulation.levers() ?? [];
  const moved = looked.move();
  const summary: SheetCell[][] = [
    [m().title, sheets.isSimulation],
    [sheets.version, version && `${version.title} ${version.version}`],
    [m().against, shown.base],
    [sheets.months_, formatMonths(from, to)],
    [sheets.group, group.length === 0 ? sheets.everyone : group.join(" ")],
    [figures.pay, shown.currency],
    [before, money(figures.before)],
    [after, money(figures.after)],
    [m().change, money(subtract(figures.after, figures.before))],
    ...(shown.budget
      ? [
          [m().budget, money(shown.budget)],
          [m().overBudget, money(subtract(figures.after, shown.budget))],
        ]
      : []),
    [sheets.up, count(figures.up)],
    [sheets.down, count(figures.down)],
    [sheets.same, count(figures.same)],
    [m().missing, m().missingOf(figures.missing.after)],
  ];
  return [
    { name: sheets.summary, head: [sheets.item, sheets.value], rows: summary },
    {
      name: sheets.levers,
      head: [m().lever, sheets.clause, before, after, sheets.address],
      rows: levers
        .filter(({ address }) => moved.has(address))
        .map((lever) => [
          lever.label[language()],
          lever.heading,
          leverValue(lever, lever.value),
          leverValue(lever, standing(lever, moved)),
          lever.address,
        ]),
    },
    {
      name: sheets.months,
      head: [m().month, before, after, m().change],
      rows: figures.months.map((each) => [
        formatMonth(each.month),
        money(each.before),
        money(each.after),
        money(subtract(each.after, each.before)),
      ]),
    },
    ...(why
      ? [
          {
            name: sheets.why,
            head: [m().cause, sheets.clause, m().amount],
            rows: why.shares.map(({ sentence, clause, amount }) => [sentence[language()], clause, money(amount)]),
          },
        ]
      : []),
    ...(details
      ? [
          {
            name: sheets.people,
            head: [
              sheets.agentNumber,
              sheets.name,
              ...shown.info.attributes.map(({ metric }) => metric),
              before,
              after,
              m().change,
            ],
            rows: peopleMoved(details).map((each): SheetCell[] => {
              const person = shown.info.people[each.person];
              return [
                person?.agent,
                person?.name,
                ...(person?.attributes ?? []),
                money(each.before),
                money(each.after),
                money(each.change),
              ];
            }),
          },
        ]
      : []),
    ...(figures.missing.first.length > 0
      ? [
          {
            name: sheets.missing,
            head: [sheets.agentNumber, m().month, sheets.reason],
            rows: figures.missing.first.map(({ agent, month, reasons }): SheetCell[] => [
              agent,
              month,
              reasons.find((found) => found !== undefined)?.[language()],
            ]),
          },
        ]
      : []),
  ];
}
