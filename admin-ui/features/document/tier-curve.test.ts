import { describe, expect, test } from "vitest";
import { rational, type TiersStatement } from "../../../engine/index.ts";
import { statementsOf } from "./testing/statements.ts";
import { tierAt, tierCurve } from "./tier-curve.ts";

const NOTHING = new Map();

function tiers(head: string, ...rows: string[]): TiersStatement {
  const columns = head.includes("interpolated") ? "| 起点 | 取值 |" : "| 起点 | 比例 |";
  const [statement] = statementsOf([`tiers 提成 ${head}`, columns, ...rows].join("\n"));
  if (statement?.kind !== "tiers") throw new Error("no tiers");
  return statement;
}

describe("rates", () => {
  const rising = tiers("marginal of 额", "| 0 | 1% |", "| 100 | 2% |", "| 200 | 4% |");

  test("are steps from start to start, the last open to the right", () => {
    const curve = tierCurve(rising, NOTHING);
    expect(curve?.line.map(({ x }) => x)).toEqual([0, 0.43, 0.43, 0.86, 0.86, 1]);
    expect(curve?.line.map(({ y }) => y)).toEqual([0.18, 0.18, 0.36, 0.36, 0.72, 0.72]);
    expect(curve?.marks.map(({ start }) => start)).toEqual([0, 0.43, 0.86]);
  });

  test("an amount has its place; one below the first start has none, one far above stands at the edge", () => {
    const curve = tierCurve(rising, NOTHING);
    expect(curve?.place(rational(50))).toBeCloseTo(0.215, 6);
    expect(curve?.place(rational(-1))).toBeUndefined();
    expect(curve?.place(rational(99_999))).toBe(1);
  });

  test("a first tier that is open below begins at the left edge", () => {
    const curve = tierCurve(tiers("slab of 额", "| - | 1% |", "| 100 | 2% |", "| 200 | 3% |"), NOTHING);
    expect(curve?.line[0]?.x).toBe(0);
    expect(curve?.marks[0]?.start).toBeUndefined();
    expect(curve?.marks[1]?.start).toBeCloseTo(0.14, 6);
    expect(curve?.place(rational(-5000))).toBe(0);
  });

  test("an edge belongs to the tier above", () => {
    expect([-1, 0, 99, 100, 200, 900].map((amount) => tierAt(rising, rational(amount), NOTHING))).toEqual([
      -1, 0, 0, 1, 2, 2,
    ]);
  });
});

describe("points", () => {
  test("are joined by a line that goes on flat where the ends are held", () => {
    const curve = tierCurve(tiers("interpolated of 额 ends held", "| 0 | 0 |", "| 10 | 100 |"), NOTHING);
    expect(curve?.line).toEqual([
      { x: 0, y: 0 },
      { x: 0.14, y: 0 },
      { x: 0.86, y: 0.72 },
      { x: 1, y: 0.72 },
    ]);
  });

  test("nothing stands beyond ends that are an error", () => {
    const curve = tierCurve(tiers("interpolated of 额 ends error", "| 0 | 0 |", "| 10 | 100 |"), NOTHING);
    expect(curve?.line.map(({ x }) => x)).toEqual([0, 1]);
    expect(curve?.place(rational(11))).toBeUndefined();
    expect(curve?.place(rational(10))).toBe(1);
  });
});

test.each([
  ["a figure that only an agent has", tiers("slab of 额", "| 0 | 1% |", "| 起 | 2% |")],
  ["a hole", tiers("slab of 额", "| 0 | 1% |", "| 9 | ? |")],
  ["starts that do not rise", tiers("slab of 额", "| 9 | 1% |", "| 0 | 2% |")],
])("%s is not drawn", (_, statement) => expect(tierCurve(statement, NOTHING)).toBeUndefined());
