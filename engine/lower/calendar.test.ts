import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { AgentMonth } from "../ir/program.ts";
import { catalogue } from "../testing/catalogue.ts";
import { documentOf } from "../testing/generate-scheme.ts";
import { programOf } from "../testing/program-of.ts";
import { monthAt } from "../values/month.ts";
import { agreementOf } from "./testing/agreement.ts";
import { groundOfRows } from "./testing/ground-of-rows.ts";

const PLACES = ["first", "last"].flatMap((edge) => ["quarter", "year"].map((unit) => `${edge} month of ${unit}`));
const DAYS = ["first", "last"].flatMap((edge) =>
  ["month", "quarter", "year"].flatMap((unit) => [`${edge} day of ${unit}`, `${edge} day of previous ${unit}`]),
);
const names = (list: readonly string[], prefix: string): string[] =>
  list.map((each, at) => `output ${prefix}${at} = ${each}`);
const program = programOf(
  documentOf([
    "input 入职日, 转正日",
    ...names(PLACES, "p"),
    ...names(
      DAYS.map((day) => `days(入职日, ${day})`),
      "d",
    ),
    "output 天数 = days(入职日, 转正日)",
    "output 整月 = full months(入职日, 转正日)",
    "output 早 = 入职日 < 转正日",
  ]),
  catalogue,
);

const DAY = 86_400_000;
/** Ends of February and of centuries among all days from 1600 to 2400. */
const dates = fc.oneof(
  fc.constantFrom("1900-02-28", "1900-03-01", "2000-02-29", "2100-02-28", "2024-02-29", "2023-12-31", "2024-01-31"),
  fc.integer({ min: -135_140, max: 157_053 }).map((day) => new Date(day * DAY).toISOString().slice(0, 10)),
);

const rows = fc.array(
  fc.tuple(fc.integer({ min: 1_600 * 12, max: 2_400 * 12 }), dates, dates).map(
    ([month, from, to]): Omit<AgentMonth, "agent"> => ({
      month: monthAt(month),
      values: new Map([
        ["入职日", from],
        ["转正日", to],
      ]),
    }),
  ),
  { minLength: 1, maxLength: 20 },
);

describe("dates and months in whole numbers", () => {
  test("are those of the calendar", () => {
    fc.assert(
      fc.property(rows, (list) => {
        const history = list.map((row, at) => ({ ...row, agent: `E${at}` }));
        const { differences, beyond } = agreementOf(program, history, groundOfRows(history, catalogue));
        expect({ differences, beyond }).toEqual({ differences: [], beyond: [] });
      }),
      { numRuns: 60 },
    );
  });
});
