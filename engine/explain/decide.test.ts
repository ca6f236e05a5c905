import { describe, expect, test } from "vitest";
import { rational } from "../values/rational.ts";
import { createDecider, type Valuation, type Verdicts } from "./decide.ts";
import { schemeOf } from "./testing/scheme.ts";

const grid = (rows: number): string =>
  Array.from({ length: rows }, (_, at) => `| [${at} .. ${at + 1}) | ${at} |`).join("\n");
const tableOf = (rows: number) =>
  schemeOf(`input 外呼量\nx = 外呼量 / 1 通\ntable\n| x | => y |\n${grid(rows)}\noutput y`).program;

const always =
  (value: number): Valuation =>
  () =>
    rational(value);
const rowsOf = ({ rows: [first] }: Verdicts) =>
  [...(first ?? [])].map(([row, { holds }]) => `${row} ${holds ? "holds" : "fails"}`);

describe("a small table", () => {
  test("has a verdict on every row, and on the column that fails", async () => {
    const verdicts = await createDecider(tableOf(3))(always(1));
    expect(rowsOf(verdicts)).toEqual(["0 fails", "1 holds", "2 fails"]);
    expect(verdicts.rows[0]?.get(0)?.failing).toEqual(new Set(["x"]));
  });
});

describe("a table of more than 200 rows", () => {
  test("has verdicts on the rows that hold and their neighbours", async () => {
    const decide = createDecider(tableOf(201));
    expect(rowsOf(await decide(always(100)))).toEqual(["99 fails", "100 holds", "101 fails"]);
    expect(rowsOf(await decide(always(0)))).toEqual(["0 holds", "1 fails"]);
  });

  test("where no row holds, on the rows at either end", async () => {
    expect(rowsOf(await createDecider(tableOf(201))(always(-1)))).toEqual([
      "0 fails",
      "1 fails",
      "199 fails",
      "200 fails",
    ]);
  });

  test("runs asked for at once do not see each other's rows", async () => {
    const decide = createDecider(tableOf(300));
    const values = [5, 250, 120, 5, 299];
    const verdicts = await Promise.all(values.map((value) => decide(always(value))));
    expect(verdicts.map((each) => rowsOf(each).filter((row) => row.endsWith("holds")))).toEqual(
      values.map((value) => [`${value} holds`]),
    );
  });
});

test("a fault in one run is its own; the next run is whole", async () => {
  const decide = createDecider(tableOf(3));
  const faulty = decide(() => {
    throw new Error("a fault");
  });
  const sound = decide(always(2));
  await expect(faulty).rejects.toThrow("a fault");
  expect(rowsOf(await sound)).toEqual(["0 fails", "1 fails", "2 holds"]);
});
