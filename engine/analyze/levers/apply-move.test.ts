import { expect, test } from "vitest";
import { schemeOf, shipped } from "../../explain/testing/scheme.ts";
import { applyEdits } from "../../source/span.ts";
import { type Rational, rational } from "../../values/rational.ts";
import { applyMove } from "./apply-move.ts";
import { leversOf } from "./lever.ts";

const RULES = `input 成交额, 病假天数
param 比例 = 1% range [0% .. 5%]
table
| 成交额 (CNY)    | => 系数 | => 奖 (CNY) |
| < 5 万元        | 0.5     | 100         |
| >= 50000        | 1       | 2 千元      |
output 奖金 = round(成交额 * 比例 * 系数 + 奖, 2)`.replace("2 千元", "0.2 万元");

const applied = (move: readonly [string, Rational][]): string => {
  const written = schemeOf(RULES);
  const result = applyMove(written, new Map(move));
  if ("diagnostic" in result) return result.diagnostic.code;
  return applyEdits(written.text, result.edits);
};

test("numbers are written as those they take the place of: bare where the column has the unit", () => {
  const [first] = leversOf(schemeOf(RULES).program).filter(({ kind }) => kind === "cell");
  expect(first?.address).toBe("系数/< 5 万元/系数");
  const text = applied([
    ["比例", rational(15, 1_000)],
    ["系数/< 5 万元/奖", rational(120)],
    ["系数/>= 50000/奖", rational(3_000)],
  ]);
  expect(text).toContain("param 比例 = 1.5% range");
  expect(text).toContain("| 0.5     | 120         |");
  expect(text).toContain("| 1       | 3000 CNY      |");
});

test("every shipped lever can be written where it stands, and then has the value", () => {
  for (const path of ["telemarketing-specialist/v6.0.kpi.md", "sales-scorecard/1.0.kpi.md"]) {
    const written = shipped(path);
    const levers = leversOf(written.program);
    const same = applyMove(written, new Map(levers.map(({ address, value }) => [address, value])));
    if ("diagnostic" in same) throw new Error(same.diagnostic.message.en);
    expect(applyEdits(written.text, same.edits)).toBe(written.text);
  }
});

test("a value that is not permitted is refused, and so is what is no address", () => {
  expect(applied([["比例", rational(6, 100)]])).toBe("value-out-of-range");
  expect(applied([["没有", rational(6, 100)]])).toBe("address-unknown");
});
