/** `compare` and `whatif` as processes; their figures against sums that are made without the engine. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test, vi } from "vitest";
import { fixed, over, plus, rounded, times, whole } from "./testing/fraction.ts";
import { DRAFT, PATIENCE, V6, workplace } from "./testing/plumbline.ts";

vi.setConfig({ testTimeout: PATIENCE });

const EXAMPLES = [
  "月份,工号,部门,成交额,A类客户数,B类客户数,意向客户成交额",
  "2025-01,甲,一部,20000,35,80,10000",
  "2025-01,乙,一部,20000,45,80,10000",
  "2025-02,丙,二部,20000,35,70,10000",
].join("\n");

describe("whatif", () => {
  test("says in each format what the three examples of the 草案 come to at 1.5%", async () => {
    const { write, run } = workplace();
    const data = write("d.csv", EXAMPLES);
    const whatif = (...rest: string[]) => run("whatif", DRAFT, "--data", data, "--set", "提成比例=1.5%", ...rest);
    expect(await whatif("--format", "csv")).toEqual({
      code: 0,
      out: [
        "月份,工号,绩效系数 1,绩效系数 2,绩效系数 2-1,绩效奖金 1,绩效奖金 2,绩效奖金 2-1,error 1,error 2",
        "2025-01,甲,1,1,0,500.00,550.00,50.00,,",
        "2025-01,乙,1.14,1.14,0,556.00,606.00,50.00,,",
        "2025-02,丙,0.94,0.94,0,476.00,526.00,50.00,,\n",
      ].join("\n"),
      err: "",
    });
    const text = await whatif();
    expect(text).toMatchObject({ code: 0, err: "" });
    expect(text.out).toContain("2025-01 … 2025-02, 3 agent-months");
    expect(text.out).toMatch(/total +1532\.00 +1682\.00 +\+150\.00/);
    expect(text.out).toMatch(/share of 成交额 +2\.55% +2\.80% +\+0\.25%/);
    expect(text.out).toMatch(/一部 +2 +0 +0 +\+100\.00/);
    const { out } = await whatif("--format", "json", "--month", "2025-01");
    expect(JSON.parse(out)).toMatchObject({
      agentMonths: 2,
      pay: {
        names: ["绩效奖金"],
        against: [
          {
            winners: [
              { agent: "甲", change: "50" },
              { agent: "乙", change: "50" },
            ],
          },
        ],
      },
      notComputed: { agentMonths: 0, rows: [] },
    });
  });

  test("refuses what cannot be asked", async () => {
    const { write, run } = workplace();
    const data = write("d.csv", EXAMPLES);
    for (const [args, message] of [
      [[], /--set ADDRESS=VALUE is missing/],
      [["--set", "提成比例=6%"], /outside the permitted range/],
      [["--set", "提成比例=2%", "--by", "岗位名"], /did you mean "岗位"\?/],
      [["--set", "提成比例=2%", "--by", "岗位"], /d\.csv: there is no column 岗位/],
      [["--set", "提成比例=2%", "--pay", "奖金"], /puts out no such number; it has 绩效系数, 绩效奖金/],
      [["--set", "提成比例=2%", "--month", "2026-01"], /there is no row in this period/],
    ] as const) {
      const { code, out, err } = await run("whatif", DRAFT, "--data", data, ...args);
      expect([args, code, out]).toEqual([args, 1, ""]);
      expect(err).toMatch(message);
    }
  });
});

describe("compare", () => {
  test("on the sample company, the 草案 and the same at 1.5% differ by what plain sums give", async () => {
    const { folder, write, run } = workplace();
    await run("sample", "--out", "sample.csv");
    const changed = readFileSync(DRAFT, "utf8")
      .replace("= 1%   ", "= 1.5% ")
      .replace(/```kpi\nexamples[\s\S]*?```/, "");
    const { code, out } = await run(
      "compare",
      DRAFT,
      write("new.kpi.md", changed),
      "--data",
      "sample.csv",
      "--format",
      "json",
    );
    const [header = "", ...lines] = readFileSync(join(folder, "sample.csv"), "utf8").trimEnd().split("\n");
    const names = header.split(",");
    const bonus = (cells: readonly string[], rate: number) => {
      const [a, b, sales] = ["A类客户数", "B类客户数", "意向客户成交额"].map(
        (name) => cells[names.indexOf(name)] ?? "",
      );
      if (!a || !b || !sales) return undefined;
      const factor = rounded(times(plus(over(Number(a), 35), over(Number(b), 80)), over(1, 2)), 2);
      const sold = over(Math.round(Number(sales) * 100), 100);
      return rounded(plus(times(whole(400), factor), times(sold, over(rate, 1000))), 2);
    };
    const pairs = lines.flatMap((line) => {
      const cells = line.split(",");
      const [before, after] = [bonus(cells, 10), bonus(cells, 15)];
      return before && after ? [{ before, after }] : [];
    });
    const [before, after] = (["before", "after"] as const).map((side) =>
      fixed(
        pairs.reduce((sum, pair) => plus(sum, pair[side]), whole(0)),
        2,
      ),
    );
    const report = JSON.parse(out);
    expect(code).toBe(2);
    const pay = report.amounts.find(({ names: [name] }: { names: string[] }) => name === "绩效奖金");
    expect(pay.totals.map(({ total }: { total: string }) => total)).toEqual([before, after]);
    expect(pay.totals[0].agentMonths).toBe(pairs.length);
    expect(pay.against[0]).toMatchObject({ down: 0, unmatched: 0 });
    expect(pay.against[0].up + pay.against[0].same).toBe(pairs.length);
    expect(report.notComputed).toMatchObject({
      agentMonths: lines.length - pairs.length,
      byNone: lines.length - pairs.length,
    });
  });

  test("schemes that pay under other names are compared by pay; who only one can compute is listed", async () => {
    const { write, run } = workplace();
    const header =
      "月份,工号,姓名,部门,岗位,入职日期,聘用函基本工资,咨询量,月初签订目标,日目标,病假天数,上门人数,全费人数,A类客户数,B类客户数,意向客户成交额";
    const data = write(
      "d.csv",
      `${header}\n2025-01,甲,某人,一部,外呼专员,2025-01-02,2500,200,200,8,0,30,4,35,80,10000\n2025-01,乙,某人,一部,外呼专员,2025-01-02,,200,200,8,0,30,4,35,80,10000\n`,
    );
    const { code, out } = await run("compare", DRAFT, V6, "--data", data);
    expect(code).toBe(2);
    expect(out).toMatch(/绩效奖金 \/ 应发工资\n.*\n +total +1000\.00 +3300\.00 +\+2300\.00/);
    expect(out).toContain("2 against 1: up 1, down 0, unchanged 0 agent-months, 1 more have a value on one side only");
    expect(out).toContain('d.csv:3: 2025-01 乙: 1 computed; 2 "聘用函基本工资" is missing');
    expect(out).toContain("1 has besides: 绩效系数");
  });

  test("takes two to four schemes", async () => {
    const { run } = workplace();
    expect(await run("compare", DRAFT, "--data", "d.csv")).toMatchObject({ code: 1, out: "" });
  });
});
