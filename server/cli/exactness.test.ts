/** Runs of the shipped schemes on generated data against exact fractions, to the last digit. */
import { expect, test } from "vitest";
import { Random } from "../sample/random.ts";
import {
  atLeast,
  by,
  exact,
  type Fraction,
  fixed,
  minus,
  over,
  plus,
  rounded,
  times,
  whole,
} from "./testing/fraction.ts";
import { DRAFT, PATIENCE, SCORECARD, V6, workplace } from "./testing/plumbline.ts";

const ROWS = 1_500;

interface Expected {
  readonly name: string;
  readonly value: string;
  readonly shown: string;
}

/** Runs a scheme on the rows in both formats and compares every cell. */
async function compare(scheme: string, header: string, rows: readonly { cells: string; expected: Expected[] }[]) {
  const { write, run } = workplace();
  const data = write("data.csv", [header, ...rows.map(({ cells }, at) => `2025-03,N${at},${cells}`)].join("\n"));
  const [csv, json] = [
    await run("run", scheme, "--data", data),
    await run("run", scheme, "--data", data, "--format", "json"),
  ];
  expect([csv.code, csv.err, json.code, json.err]).toEqual([0, "", 0, ""]);
  const lines = csv.out.trimEnd().split("\n");
  expect(lines[0]).toBe(["月份", "工号", ...(rows[0]?.expected ?? []).map(({ name }) => name), "error"].join(","));
  expect(lines.slice(1)).toEqual(
    rows.map(({ expected }, at) => ["2025-03", `N${at}`, ...expected.map(({ shown }) => shown), ""].join(",")),
  );
  expect(JSON.parse(json.out)).toEqual(
    rows.map(({ expected }, at) => ({
      月份: "2025-03",
      工号: `N${at}`,
      ...Object.fromEntries(expected.map(({ name, value, shown }) => [name, { value, shown }])),
      error: null,
    })),
  );
}

const number = (name: string, value: Fraction): Expected => ({ name, value: exact(value), shown: exact(value) });
const shown = (name: string, value: Fraction, decimals: number): Expected => ({
  name,
  value: exact(value),
  shown: fixed(value, decimals),
});

test("草案", { timeout: PATIENCE }, async () => {
  const random = new Random(1);
  const rows = Array.from({ length: ROWS }, () => {
    const [a, b] = [random.whole(0, 120), random.whole(0, 250)];
    // Every tenth amount is a tie of rounding: half a fen after one per cent.
    const fen = random.chance(0.1) ? random.whole(0, 10_000) * 100 + 50 : random.whole(0, 99_999_999_999);
    const coefficient = rounded(by(plus(over(a, 35), over(b, 80)), whole(2)), 2);
    const bonus = rounded(plus(times(whole(400), coefficient), over(fen, 10_000)), 2);
    return {
      cells: `${a},${b},${fixed(over(fen, 100), 2)}`,
      expected: [number("绩效系数", coefficient), shown("绩效奖金", bonus, 2)],
    };
  });
  await compare(DRAFT, "月份,工号,A类客户数,B类客户数,意向客户成交额", rows);
});

test("V6.0", { timeout: PATIENCE }, async () => {
  const random = new Random(2);
  const rows = Array.from({ length: ROWS }, () => {
    const role = random.pick(["外呼专员", "客服专员", "质检专员"]);
    const [enquiries, target, visitors, paid] = [
      random.whole(0, 600),
      random.whole(0, 400),
      random.whole(0, 80),
      random.whole(0, 40),
    ];
    const [daily, sick] = [over(random.whole(0, 2_000), 100), over(random.whole(0, 62), 2)];
    const adjusted = minus(whole(target), times(daily, sick));
    const rate = adjusted.n > 0n ? by(whole(enquiries), adjusted) : whole(0);
    const bands: readonly (readonly [least: Fraction, coefficient: Fraction])[] = [
      [over(120, 100), over(12, 10)],
      [whole(1), whole(1)],
      [over(80, 100), over(8, 10)],
      [over(60, 100), over(6, 10)],
      [whole(0), whole(0)],
    ];
    const coefficient = bands.find(([least]) => atLeast(rate, least))?.[1] ?? whole(0);
    const surplus =
      role !== "质检专员" && atLeast(rate, whole(1)) ? times(minus(rate, whole(1)), whole(500)) : whole(0);
    const bonus = rounded(plus(times(whole(20 * visitors + 50 * paid), coefficient), surplus), 2);
    return {
      cells: `${role},${enquiries},${target},${exact(daily)},${exact(sick)},${visitors},${paid}`,
      expected: [
        shown("月目标完成率", rate, 4),
        number("绩效奖金系数", coefficient),
        shown("超额完成奖金", surplus, 2),
        shown("专员绩效奖金", bonus, 2),
      ],
    };
  });
  await compare(V6, "月份,工号,岗位,咨询量,月初签订目标,日目标,病假天数,上门人数,全费人数", rows);
});

test("scorecard", { timeout: PATIENCE }, async () => {
  const random = new Random(3);
  const rows = Array.from({ length: ROWS }, () => {
    const [pieces, deals] = [random.whole(0, 30), random.chance(0.3) ? random.whole(1, 3) : 0];
    const ratings = [60, 80, 100];
    const [knowledge, judgement, execution] = [random.pick(ratings), random.pick(ratings), random.pick(ratings)];
    const calls = random.chance(0.2) ? random.pick([500, 1_000, 2_000, 3_000]) : random.whole(0, 4_000);
    const base = random.whole(0, 999_999);
    const selling = deals >= 1 ? 120 : pieces < 5 ? 40 : pieces < 10 ? 60 : pieces < 20 ? 80 : 100;
    const calling = calls < 500 ? 40 : calls < 1_000 ? 60 : calls < 2_000 ? 80 : 100;
    const total = over(50 * selling + 10 * (knowledge + judgement + execution) + 20 * calling, 100);
    const points = Number(total.n) / 100;
    const grade = points < 60 ? "D" : points < 80 ? "C" : points < 100 ? "B" : "A";
    const pay = rounded(by(times(over(base, 100), total), whole(100)), 2);
    return {
      cells: `${pieces},${deals},${knowledge},${judgement},${execution},${exact(over(calls, 100))},${fixed(over(base, 100), 2)}`,
      expected: [number("总分", total), { name: "等级", value: grade, shown: grade }, shown("当月绩效工资", pay, 2)],
    };
  });
  await compare(
    SCORECARD,
    "月份,工号,有效信息条数,促成成单数,专业知识评分,分析判断评分,执行反馈评分,日均有效电话,月绩效工资基数",
    rows,
  );
});
