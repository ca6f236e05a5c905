import { expect, test } from "vitest";
import { writer } from "./expression.ts";
import { layersOf } from "./layers.ts";

test("equal expressions are one", () => {
  const sql = writer();
  const a = sql.source("a");
  expect(sql`(${a} + 1)`).toBe(sql`(${a} + 1)`);
  expect(sql`(${a} + 1)`).not.toBe(sql`(${a} + 2)`);
});

test("what is small is written where it is used, and a window function has a column", () => {
  const sql = writer();
  const [a, b] = [sql.source("a"), sql.source("b")];
  const sum = sql`(${a} + ${b})`;
  const total = sql.column`sum(${sum}) OVER (PARTITION BY ${b})`;
  expect(layersOf([sql`${total} - ${sum}`])).toEqual({
    layers: [{ columns: ["b", "a", "sum((a + b)) OVER (PARTITION BY b) AS c1"] }],
    results: ["c1 - (a + b)"],
  });
});

test("what is large and used twice is computed once, below; no layer carries more than is still read", () => {
  const sql = writer();
  const sources = Array.from({ length: 13 }, (_, at) => sql.source(`s${at}`));
  const large = sources.reduce((sum, source) => sql`(${sum} + ${source})`);
  const twice = sql`(${large} * ${large})`;
  const four = sql.column`(${twice} * ${twice})`;
  const { layers, results } = layersOf([four]);
  expect(layers.map(({ columns }) => columns.length)).toEqual([1, 1]);
  expect(layers[1]?.columns).toEqual(["((c1 * c1) * (c1 * c1)) AS c2"]);
  expect(results).toEqual(["c2"]);
});

test("thousands of nested expressions are no deep recursion, and no deep expression", () => {
  const sql = writer();
  let deep = sql.source("a");
  for (let at = 0; at < 5_000; at += 1) deep = sql`(${deep} + ${String(at)})`;
  const { layers } = layersOf([deep]);
  const deepest = Math.max(...layers.flatMap(({ columns }) => columns.map((column) => column.split("(").length)));
  expect(layers.length).toBeGreaterThan(100);
  expect(deepest).toBeLessThan(50);
});
