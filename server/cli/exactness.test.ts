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

interface Case {
  readonly cells: string;
  /** Cells of earlier months, by month. */
  readonly earlier?: Readonly<Record<string, string>>;
  readonly expected: readonly Expected[];
  /** For a scheme with actions: those that follow. */
  readonly actions?: readonly string[];
}

const MONTH = "2025-04";
/** A year before anything looks at: the windows of every row lie within the data. */
const LONG_AGO = "2024-04,X";

/** Runs a scheme on the rows in both formats and compares every cell. */
async function compare(scheme: string, header: string, rows: readonly Case[]) {
  const { write, run } = workplace();
  const lines = rows.flatMap(({ cells, earlier = {} }, at) => [
    ...Object.entries(earlier).map(([month, cells]) => `${month},N${at},${cells}`),
    `${MONTH},N${at},${cells}`,
  ]);
  const longAgo = LONG_AGO + ",".repeat(header.split(",").length - 2);
  const data = write("data.csv", [header, longAgo, ...lines].join("\n"));
  const options = ["--data", data, "--month", MONTH];
  const [csv, json] = [await run("run", scheme, ...options), await run("run", scheme, ...options, "--format", "json")];
  expect([csv.code, csv.err, json.code, json.err]).toEqual([0, "", 0, ""]);
  const names = rows[0]?.expected.map(({ name }) => name) ?? [];
  const actionColumn = rows[0]?.actions ? ["actions"] : [];
  const [head, ...found] = csv.out.trimEnd().split("\n");
  expect(head).toBe(["月份", "工号", ...names, ...actionColumn, "error"].join(","));
  expect(found).toEqual(
    rows.map(({ expected, actions }, at) =>
      [MONTH, `N${at}`, ...expected.map(({ shown }) => shown), ...(actions ? [actions.join(";")] : []), ""].join(","),
    ),
  );
  expect(JSON.parse(json.out)).toEqual(
    rows.map(({ expected, actions }, at) => ({
      月份: MONTH,
      工号: `N${at}`,
      ...Object.fromEntries(expected.map(({ name, value, shown }) => [name, { value, shown }])),
      ...(actions && { actions }),
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
const choice = (name: string, value: string): Expected => ({ name, value, shown: value });

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

    const offered = over(random.whole(200_000, 400_000), 100);
    const joined = random.pick(["2024-12-31", "2025-01-01", "2025-01-02", "2025-04-08"]);
    const lastQuarter = ["2025-01", "2025-02", "2025-03"].filter(() => random.chance(0.8));
    const usual = random.whole(0, 60);
    const visits = lastQuarter.map(() => Math.max(0, usual + random.whole(-3, 3)));
    const mean = visits.length > 0 && by(whole(visits.reduce((sum, each) => sum + each, 0)), whole(visits.length));
    const levels: readonly (readonly [least: number, level: string, pay: number])[] = [
      [50, "资深", 4200],
      [35, "高级", 3400],
      [20, "中级", 2800],
      [10, "初级", 2300],
      [0, "未达标", 2000],
    ];
    const assessed = mean && joined <= "2025-01-01" && levels.find(([least]) => atLeast(mean, whole(least)));
    const [level, base] = assessed ? [assessed[1], whole(assessed[2])] : ["未评定", offered];
    return {
      cells: `某人,一部,${joined},${exact(offered)},${role},${enquiries},${target},${exact(daily)},${exact(sick)},${visitors},${paid}`,
      earlier: Object.fromEntries(lastQuarter.map((month, at) => [month, `,,,,,,,,,${visits[at]},`])),
      expected: [
        choice("级别", level),
        shown("基本工资", base, 2),
        shown("月目标完成率", rate, 4),
        number("绩效奖金系数", coefficient),
        shown("超额完成奖金", surplus, 2),
        shown("专员绩效奖金", bonus, 2),
        shown("应发工资", plus(base, bonus), 2),
      ],
      actions: level === "未达标" ? ["离岗培训"] : [],
    };
  });
  expect(new Set(rows.map(({ expected: [level] }) => level?.value)).size).toBe(6);
  await compare(
    V6,
    "月份,工号,姓名,部门,入职日期,聘用函基本工资,岗位,咨询量,月初签订目标,日目标,病假天数,上门人数,全费人数",
    rows,
  );
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
      expected: [number("总分", total), choice("等级", grade), shown("当月绩效工资", pay, 2)],
      // Consequences take three months of D; what they are is in history.test.ts.
      actions: [],
    };
  });
  await compare(
    SCORECARD,
    "月份,工号,有效信息条数,促成成单数,专业知识评分,分析判断评分,执行反馈评分,日均有效电话,月绩效工资基数",
    rows,
  );
});
