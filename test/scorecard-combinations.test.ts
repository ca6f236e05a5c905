/**
 * What the scorecard's grades make of all the points that its document lists. The document as it is
 * written has errors and cannot be run, so its parts are taken one by one: the points from its tables,
 * its exception and the catalogue, the weights from its score, and each row of its grades as the
 * reference decides it.
 */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { readCatalogue } from "../engine/catalogue/read-catalogue.ts";
import { compile } from "../engine/compile.ts";
import { passes } from "../engine/reference/evaluate.ts";
import { Reference } from "../engine/reference/reference.ts";
import { add, compare, multiply, type Rational, rational, toExact, ZERO } from "../engine/values/rational.ts";
import { isRational } from "../engine/values/value.ts";

const read = (path: string): string => readFileSync(new URL(`../rulesets/${path}`, import.meta.url), "utf8");
const { catalogue } = readCatalogue(read("metrics.kpi.md"));
const { program } = compile(read("sales-scorecard/as-written.kpi.md"), catalogue);
const nobody = { agent: "", month: "2025-01", values: new Map() };
const reference = new Reference(program, []);
const scope = reference.scope(nobody);

/** Every number of points that a name may have. */
function pointsOf(name: string): Rational[] {
  const definition = program.definitions.get(name);
  if (definition?.kind === "input" && definition.metric.permitted?.kind === "list") {
    return definition.metric.permitted.values.filter(isRational);
  }
  if (definition?.kind !== "column") throw new Error(`${name} has no list of points`);
  const results = [
    ...definition.table.rows.map(({ results }) => results[definition.column]),
    ...definition.exceptions.map(({ value }) => value),
  ];
  return results
    .flatMap((term) => term ?? [])
    .map((term) => reference.evaluate(term, nobody))
    .filter(isRational);
}

/** The total of every combination of listed points. */
function totals(): Rational[] {
  const score = program.definitions.get("总分");
  if (score?.kind !== "score") throw new Error("总分 is a score");
  return score.indicators.reduce<Rational[]>(
    (sums, { weight, score }) => {
      const share = reference.evaluate(weight, nobody);
      if (!isRational(share) || score.kind !== "reference") throw new Error("a weight, and the name of a score");
      return sums.flatMap((sum) => pointsOf(score.name).map((points) => add(sum, multiply(share, points))));
    },
    [ZERO],
  );
}

test("of the 405 combinations of listed points, a third is in a gap and 14 have two grades", () => {
  const table = program.tables.find(({ name }) => name === "等级");
  const input = table?.inputs[0];
  if (!table || !input) throw new Error("等级 is a table");
  const gradesOf = (total: Rational): string =>
    table.rows
      .filter(({ tests: [test] }) => test && passes(test, total, input.type, scope))
      .map(({ results: [grade] }) => (grade ? String(reference.evaluate(grade, nobody)) : ""))
      .sort()
      .join(" and ");
  const hundred = rational(100);
  const fates = totals().map((total) => gradesOf(total) || (compare(total, hundred) > 0 ? "over 100" : "in a gap"));
  const counts = Object.fromEntries([...Map.groupBy(fates, (fate) => fate)].map(([fate, all]) => [fate, all.length]));
  expect(counts).toEqual({ A: 14, B: 96, C: 81, D: 34, "C and D": 14, "in a gap": 132, "over 100": 34 });
  const both = totals().filter((total) => gradesOf(total) === "C and D");
  expect(new Set(both.map(toExact))).toEqual(new Set(["60"]));
});
