import { describe, expect, test } from "vitest";
import { prove } from "./prove.ts";
import { scheme } from "./scheme.fixture.ts";

/** What becomes of the assertions of the rules. */
function statuses(rules: string): string[] {
  const { text, program, errors } = scheme(rules);
  expect(errors).toEqual([]);
  return prove(program, text).assertions.map(({ status }) => status);
}

describe("an assertion about a value that moves", () => {
  test("is proven through sums whose parts cancel", () => {
    const rules = "input 金额\noutput 实发 = 金额 - 金额 * 10% - max(0, 金额 - 5000 CNY) * 20% shown 2 decimals";
    expect(statuses(`${rules}\nassert 实发 never falls as 金额 rises`)).toEqual(["proven"]);
    expect(statuses(`${rules.replace("20%", "95%")}\nassert 实发 never falls as 金额 rises`)).toEqual(["refuted"]);
  });

  test("is proven where what jumps up also depends on other inputs", () => {
    const rules = "input 金额, 件数\noutput y = (if 件数 >= 10 件 then 金额 * 1.2 else 金额) shown 2 decimals";
    expect(statuses(`${rules}\nassert y never falls as 件数 rises`)).toEqual(["proven"]);
    expect(statuses(`${rules.replace("1.2", "0.9")}\nassert y never falls as 件数 rises`)).toEqual(["refuted"]);
  });

  test("is proven along tiers of every kind, and refuted where one of them drops", () => {
    const tiers = (head: string, value: string, rows: readonly string[]): string =>
      [
        "input 金额",
        `tiers t ${head}`,
        `| 起点 (CNY) | ${value} |`,
        ...rows,
        "output y = round(t, 2)",
        "assert y never falls as 金额 rises",
      ].join("\n");
    const rising = ["| 0 | 1% |", "| 10000 | 2% |", "| 20000 | 5% |"];
    const falling = ["| 0 | 5% |", "| 10000 | 2% |"];
    expect(statuses(tiers("marginal of 金额", "比例", rising))).toEqual(["proven"]);
    expect(statuses(tiers("marginal of 金额", "比例", falling))).toEqual(["proven"]);
    expect(statuses(tiers("slab of 金额", "比例", rising))).toEqual(["proven"]);
    expect(statuses(tiers("slab of 金额", "比例", falling))).toEqual(["refuted"]);
    const curve = (last: number) => ["| 0 | 0 CNY |", "| 10000 | 500 CNY |", `| 20000 | ${last} CNY |`];
    expect(statuses(tiers("interpolated of 金额 ends held", "取值", curve(600)))).toEqual(["proven"]);
    expect(statuses(tiers("interpolated of 金额 ends held", "取值", curve(400)))).toEqual(["refuted"]);
  });

  test("sees a thousand rows over three inputs, and the one that is out of order", () => {
    const side = (at: number, size: number): string => {
      if (at === 0) return `< ${size}`;
      return at === 9 ? `>= ${9 * size}` : `[${at * size} .. ${(at + 1) * size})`;
    };
    const rules = (odd: number): string =>
      [
        "input d, 均值, 金额",
        "table t",
        "| d | 均值 (件) | 金额 (CNY) | => y |",
        ...Array.from({ length: 1000 }, (_, at) => {
          const [x, y, z] = [at % 10, Math.floor(at / 10) % 10, Math.floor(at / 100)];
          return `| ${side(x, 100)} | ${side(y, 10)} | ${side(z, 1000)} | ${at === odd ? 0 : 1 + x + y + z} |`;
        }),
        "output y",
        "assert y never falls as d rises",
        "assert y never falls as 均值 rises",
        "assert y never falls as 金额 rises",
      ].join("\n");
    expect(statuses(rules(0))).toEqual(["proven", "proven", "proven"]);
    expect(statuses(rules(555))).toEqual(["refuted", "refuted", "refuted"]);
  });

  test("is judged by a rate as a whole, and by a figure of a rate with the rate", () => {
    const rules = "input 占比, 均值\noutput y = (if 占比 > 100% then 2 else 1) * (均值 / 1 件) shown 2 decimals";
    expect(statuses(`${rules}\nassert y never falls as 占比 rises`)).toEqual(["proven"]);
    expect(statuses(`${rules}\nassert y never falls as 均值 rises`)).toEqual(["refuted"]);
  });

  test("is compared in money and in the places of a choice alike", () => {
    const grade = "input a\nchoice 等级: C, B, A\n等级 = if a < 3 then C else if a < 6 then B else A\noutput 等级";
    expect(statuses(`${grade}\nassert 等级 never falls as a rises\nassert 等级 never rises as a rises`)).toEqual([
      "proven",
      "refuted",
    ]);
  });
});

describe("other months and agents", () => {
  test("of what a window adds, only this month moves", () => {
    const rules = [
      "input a, b",
      "output 合计 = sum(a) over last 3 months",
      "output 以前 = sum(a) over previous 3 months",
      "output 带条件 = sum(a) over this quarter where b > 0",
      "output 名次 = rank(a) within all",
      "assert 合计 never falls as a rises",
      "assert 合计 never rises as a rises",
      "assert 以前 never rises as a rises",
      "assert 带条件 never falls as a rises",
      "assert 名次 never rises as a rises",
    ].join("\n");
    expect(statuses(rules)).toEqual(["proven", "refuted", "proven", "proven", "proven"]);
  });

  test("what is said of this month is not believed of earlier ones", () => {
    const rules = "input a\noutput s = sum(a) over previous 3 months\nassert a > 0 or s = 0";
    expect(statuses(rules)).toEqual(["undecided"]);
    expect(statuses(rules.replace("s = 0", "s >= 0"))).toEqual(["proven"]);
  });
});

describe("an assertion of a condition", () => {
  test("is proven through tables, and refuted with inputs that show it", () => {
    const rules = [
      "input a, b",
      "table t",
      "| a | b | => y |",
      "| < 5 | - | 1 |",
      "| >= 5 | < 0 | 2 |",
      "| >= 5 | >= 0 | 3 |",
      "output y",
      "assert y in [1 .. 3]",
      "assert y != 2 or b < 0",
      "assert y < 3",
    ].join("\n");
    expect(statuses(rules)).toEqual(["proven", "proven", "refuted"]);
  });

  test("about dates that are compared with each other is left open where no figures refute it", () => {
    const rules = "input 入职日, 离职日\noutput y = if 离职日 < 入职日 then 1 else 0";
    expect(statuses(`${rules}\nassert y = 0`)).toEqual(["undecided"]);
    expect(statuses("input 入职日\noutput y = if 入职日 < 2025-01-01 then 1 else 0\nassert y in (0, 1)")).toEqual([
      "proven",
    ]);
  });

  test("that depends on a hole is undecided, and nothing more is said", () => {
    const { text, program } = scheme(
      "input a\nparam p = ?\noutput y = a * p\nassert y >= 0\nassert y never falls as a rises",
    );
    const { assertions, diagnostics } = prove(program, text);
    expect(assertions.map(({ status }) => status)).toEqual(["undecided", "undecided"]);
    expect(diagnostics).toEqual([]);
  });

  test("is told with its text and its clause", () => {
    const { text, program } = scheme("input a\noutput y = a\nassert y\n  >= 0  # never negative");
    expect(prove(program, text).assertions).toMatchObject([
      { text: "y >= 0", status: "proven", clause: { title: "规则" } },
    ]);
  });
});

test("an assertion that cannot be read or understood is not proven", () => {
  const { text, program } = scheme(
    "input 金额\noutput y = 金额\nassert z never falls as 金额 rises\nassert 金额 > z\nassert\nassert y >= 0 CNY",
  );
  const statuses = prove(program, text).assertions.map(({ status }) => status);
  expect(statuses).toEqual(["undecided", "undecided", "undecided", "proven"]);
});
