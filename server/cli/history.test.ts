/** What takes several months or people: windows, actions, budgets and lists, as a process on files. */
import { readFileSync } from "node:fs";
import { describe, expect, test, vi } from "vitest";
import { Random } from "../sample/random.ts";
import { DRAFT, PATIENCE, SCORECARD, shipped, V6, workplace } from "./testing/plumbline.ts";

vi.setConfig({ testTimeout: PATIENCE });

const HEADER = "月份,工号,姓名,部门,岗位,入职日期,聘用函基本工资,咨询量,月初签订目标,日目标,病假天数,上门人数,全费人数";
const row = (month: string, agent: string, visits: number | string, joined = "2024-01-05"): string =>
  `${month},${agent},某${agent},一部,外呼专员,${joined},2500,100,100,5,0,${visits},0`;
const DATA = [
  HEADER,
  ...["2025-01", "2025-02", "2025-03"].map((month) => row(month, "甲", 9)),
  row("2025-01", "乙", 20),
  row("2025-03", "乙", 30),
  row("2025-04", "甲", 10),
  row("2025-04", "乙", 10),
  row("2025-04", "丙", 10, "2025-04-02"),
  row("2025-05", "甲", 10),
].join("\n");

describe("actions", () => {
  test("stand in a column before the error, joined by a semicolon", async () => {
    const { write, run } = workplace();
    const { code, out } = await run("run", V6, "--data", write("d.csv", DATA), "--month", "2025-04");
    expect([code, out]).toEqual([
      0,
      [
        "月份,工号,级别,基本工资,月目标完成率,绩效奖金系数,超额完成奖金,专员绩效奖金,应发工资,actions,error",
        "2025-04,甲,未达标,2000.00,1.0000,1,0.00,200.00,2200.00,离岗培训,",
        "2025-04,乙,中级,2800.00,1.0000,1,0.00,200.00,3000.00,,",
        "2025-04,丙,未评定,2500.00,1.0000,1,0.00,200.00,2700.00,,",
        "",
      ].join("\n"),
    ]);
  });

  test("are an array in JSON, and several may follow at once", async () => {
    const { write, run } = workplace();
    const scheme = readFileSync(DRAFT, "utf8").replace(
      "## 三、KPI 指数",
      "```kpi\naction 谈话 when 绩效系数 < 1\naction 加油 when 绩效系数 < 0.95\n```\n\n## 三、KPI 指数",
    );
    const data = write("d.csv", "月份,工号,A类客户数,B类客户数,意向客户成交额\n2025-01,甲,35,70,0\n2025-01,乙,35,,0\n");
    const file = write("s.kpi.md", scheme);
    const json = JSON.parse((await run("run", file, "--data", data, "--format", "json")).out);
    expect(json.map(({ actions }: { actions: unknown }) => actions)).toEqual([["谈话", "加油"], null]);
    expect((await run("run", file, "--data", data)).out.split("\n")[1]).toBe("2025-01,甲,0.94,376.00,谈话;加油,");
  });

  test("a condition with an error is an error of the row", async () => {
    const { write, run } = workplace();
    const scheme = readFileSync(DRAFT, "utf8").replace(
      "## 三、KPI 指数",
      "```kpi\ninput 上门人数\naction 谈话 when 上门人数 < 3 人\n```\n\n## 三、KPI 指数",
    );
    const data = write("d.csv", "月份,工号,A类客户数,B类客户数,意向客户成交额,上门人数\n2025-01,甲,35,80,0,\n");
    const { code, out } = await run("run", write("s.kpi.md", scheme), "--data", data);
    expect([code, out.split("\n")[1]]).toEqual([2, '2025-01,甲,,,,"d.csv:2: ""上门人数"" is missing"']);
  });

  test("of the scorecard: training in the third month of D in a row, review from the fourth on", async () => {
    const { write, run } = workplace();
    const header =
      "月份,工号,有效信息条数,促成成单数,专业知识评分,分析判断评分,执行反馈评分,日均有效电话,月绩效工资基数";
    const months = ["2025-01", "2025-02", "2025-03", "2025-04", "2025-05"];
    const data = write("d.csv", [header, ...months.map((month) => `${month},甲,4,0,60,60,60,8,1000`)].join("\n"));
    const { out } = await run("run", SCORECARD, "--data", data);
    expect(
      out
        .trimEnd()
        .split("\n")
        .slice(1)
        .map((line) => line.split(",")[5]),
    ).toEqual(["", "", "教育培训", "淘汰审议", "淘汰审议"]);
  });
});

describe("generated histories of joiners and missing months", () => {
  const MONTHS = Array.from({ length: 12 }, (_, at) => `2025-${String(at + 1).padStart(2, "0")}`);
  const NUMBER = 120;

  test("give the levels that counting by hand gives", async () => {
    const random = new Random(11);
    const lines: string[] = [];
    const expected: string[] = [];
    for (let number = 0; number < NUMBER; number++) {
      const agent = `N${number}`;
      const first = random.chance(0.4) ? random.whole(0, 11) : 0;
      const joined = random.chance(0.3) ? `${MONTHS[first]}-01` : first === 0 ? "2023-05-06" : `${MONTHS[first]}-09`;
      const usual = random.whole(0, 60);
      const visits = MONTHS.map((_, at) =>
        at < first || random.chance(0.25) ? undefined : Math.max(0, usual + random.whole(-4, 4)),
      );
      visits.forEach((count, at) => {
        const month = MONTHS[at] ?? "";
        if (count === undefined) return;
        lines.push(row(month, agent, count, joined));
        const quarter = Math.floor(at / 3) * 3;
        const known = visits.slice(Math.max(0, quarter - 3), quarter).filter((each) => each !== undefined);
        const lastQuarter = quarter === 0 ? "2024-10-01" : `${MONTHS[quarter - 3]}-01`;
        const total = known.reduce((sum, each) => sum + each, 0);
        const isAtLeast = (mean: number) => total >= mean * known.length;
        const assessed = known.length > 0 && joined <= lastQuarter;
        const [level, pay] = !assessed
          ? ["未评定", "2500.00"]
          : isAtLeast(50)
            ? ["资深", "4200.00"]
            : isAtLeast(35)
              ? ["高级", "3400.00"]
              : isAtLeast(20)
                ? ["中级", "2800.00"]
                : isAtLeast(10)
                  ? ["初级", "2300.00"]
                  : ["未达标", "2000.00"];
        const trained = level === "未达标" && at % 3 === 0 ? "离岗培训" : "";
        expected.push([month, agent, level, pay, trained].join(","));
      });
    }
    const { write, run } = workplace();
    const { code, out } = await run("run", V6, "--data", write("d.csv", [HEADER, ...lines].join("\n")));
    expect(code).toBe(0);
    const found = out
      .trimEnd()
      .split("\n")
      .slice(1)
      .map((line) => {
        const cells = line.split(",");
        return [...cells.slice(0, 4), cells[9]].join(",");
      });
    expect(found).toEqual(expected);
    expect(new Set(expected.map((line) => line.split(",")[2])).size).toBe(6);
  });

  test("give the training and reviews that counting D months by hand gives", async () => {
    const random = new Random(12);
    const header =
      "月份,工号,有效信息条数,促成成单数,专业知识评分,分析判断评分,执行反馈评分,日均有效电话,月绩效工资基数";
    const lines: string[] = [];
    const expected: string[] = [];
    for (let number = 0; number < NUMBER; number++) {
      let streak = 0;
      for (const month of MONTHS) {
        if (random.chance(0.1)) {
          streak = 0;
          continue;
        }
        const failed = random.chance(0.7);
        streak = failed ? streak + 1 : 0;
        lines.push(`${month},N${number},${failed ? 4 : 30},0,60,60,60,8,1000`);
        expected.push(streak === 3 ? "教育培训" : streak > 3 ? "淘汰审议" : "");
      }
    }
    const { write, run } = workplace();
    const { out } = await run("run", SCORECARD, "--data", write("d.csv", [header, ...lines].join("\n")));
    const found = out
      .trimEnd()
      .split("\n")
      .slice(1)
      .map((line) => line.split(",")[5]);
    expect(found).toEqual(expected);
  });
});

describe("windows", () => {
  test("that start before the data are one warning with a head count", async () => {
    const { write, run } = workplace();
    const data = write("d.csv", DATA);
    const all = await run("run", V6, "--data", data);
    expect(all.err).toBe(
      "plumbline: d.csv: results of 2 people look back beyond the first month of the data, 2025-01; months before it count as absent\n",
    );
    expect((await run("run", V6, "--data", data, "--month", "2025-04")).err).toBe("");
  });

  test("say in an explanation which months they found, and why an action follows", async () => {
    const { write, run } = workplace();
    const data = write("d.csv", DATA);
    const of = (agent: string, ...more: string[]) =>
      run("explain", V6, "--data", data, "--agent", agent, "--month", "2025-04", ...more);
    const { code, out } = await of("乙");
    expect(code).toBe(0);
    expect(out).toContain("average(上门人数) over previous quarter: 2 of 3 months (2025-01, 2025-03)");
    expect(out).toMatch(
      /^离岗培训 = 否 {2}〔3\.3\.3 .*〕\n {4}action: may be ordered by 部门经理\n {4}= first month of/m,
    );
    expect((await of("甲", "--lang", "zh")).out).toMatch(/^离岗培训 = 是 .*\n {4}行动: 由部门经理决定$/m);
    const { actions, steps } = JSON.parse((await of("乙", "--format", "json")).out);
    expect(actions).toEqual(["离岗培训"]);
    expect(steps.find(({ name }: { name: string }) => name === "上季月均上门人数").windows).toEqual([
      { text: "average(上门人数) over previous quarter", months: ["2025-01", "2025-03"], outOf: 3 },
    ]);
  });
});

describe("a budget", () => {
  const scheme = (limit: string) =>
    readFileSync(DRAFT, "utf8").replace(
      "## 三、KPI 指数",
      `\`\`\`kpi\nbudget sum(绩效奖金) each month <= ${limit}\n\`\`\`\n\n## 三、KPI 指数`,
    );
  const DRAFT_DATA = [
    "月份,工号,A类客户数,B类客户数,意向客户成交额",
    "2025-02,甲,35,80,10000",
    "2025-01,甲,35,80,10000",
    "2025-01,乙,45,80,10000",
    "2025-01,丙,,80,10000",
  ].join("\n");

  test("that is exceeded is a line for the month, and the exit code stays", async () => {
    const { write, run } = workplace();
    const data = write("d.csv", DRAFT_DATA.replace("\n2025-01,丙,,80,10000", ""));
    const { code, err } = await run("run", write("s.kpi.md", scheme("0.1 万元")), "--data", data);
    expect([code, err]).toEqual([
      0,
      "plumbline: d.csv: 2025-01: sum(绩效奖金) is 1056.00 CNY, over the budget of 1000.00 CNY\n",
    ]);
    expect(await run("run", write("s.kpi.md", scheme("1056 CNY")), "--data", data)).toMatchObject({ code: 0, err: "" });
  });

  test("counts the rows it could not add", async () => {
    const { write, run } = workplace();
    const data = write("d.csv", DRAFT_DATA);
    const { code, err } = await run("run", write("s.kpi.md", scheme("499.99 CNY")), "--data", data, "--lang", "zh");
    expect(code).toBe(2);
    expect(err.split("\n").slice(0, 2)).toEqual([
      "plumbline: d.csv: 2025-01：sum(绩效奖金) 为 1056.00 CNY，超过预算 499.99 CNY（另有 1 行算不出，未计入）",
      "plumbline: d.csv: 2025-02：sum(绩效奖金) 为 500.00 CNY，超过预算 499.99 CNY",
    ]);
  });
});

describe("report", () => {
  test("writes the quarter's level list", async () => {
    const { write, run } = workplace();
    const data = write("d.csv", DATA);
    expect(await run("report", V6, "--data", data, "--month", "2025-04")).toEqual({
      code: 0,
      out: [
        "月份,工号,姓名,部门,岗位,上季上门人数,上季记录月数,级别,基本工资,error",
        "2025-04,甲,某甲,一部,外呼专员,27,3,未达标,2000.00,",
        "2025-04,乙,某乙,一部,外呼专员,50,2,中级,2800.00,",
        "2025-04,丙,某丙,一部,外呼专员,0,0,未评定,2500.00,",
        "",
      ].join("\n"),
      err: "",
    });
    const all = await run("report", V6, "--data", data, "--name", "专员季度级别确认名单");
    const months = all.out.trimEnd().split("\n").slice(1);
    expect(new Set(months.map((line) => line.slice(0, 7)))).toEqual(new Set(["2025-01", "2025-04"]));
  });

  test("keeps the other cells of a row where one has no value", async () => {
    const { write, run } = workplace();
    const data = write("d.csv", `${HEADER}\n${row("2025-03", "甲", "")}\n${row("2025-04", "甲", 9)}\n`);
    const { code, out } = await run("report", V6, "--data", data, "--month", "2025-04");
    expect(code).toBe(2);
    expect(out.split("\n")[1]).toBe('2025-04,甲,某甲,一部,外呼专员,,1,,,"d.csv:3: ""上门人数"" is missing"');
  });

  test("says which lists there are and when they are issued", async () => {
    const { write, run } = workplace();
    const data = write("d.csv", DATA);
    const refused = async (...args: string[]) => {
      const { code, out, err } = await run("report", ...args, "--data", data);
      expect([code, out]).toEqual([1, ""]);
      return err;
    };
    expect(await refused(V6, "--month", "2025-05")).toContain("is issued in the first month of each quarter");
    expect(await refused(V6, "--name", "名单")).toContain('there is no list "名单"; known are: 专员季度级别确认名单');
    expect(await refused(DRAFT)).toContain("provides for no list");
    const two = readFileSync(V6, "utf8").replace(/^(report 专员季度级别确认名单)/m, "report 花名册: 姓名\n$1");
    expect(await refused(write("s.kpi.md", two))).toContain("say which with --name: 花名册, 专员季度级别确认名单");
  });

  test("every shipped list can be written from the sample", async () => {
    const { run } = workplace();
    expect((await run("sample", "--out", "sample.csv")).code).toBe(0);
    const { code, out, err } = await run("report", V6, "--data", "sample.csv", "--month", "2025-04");
    expect([code, err]).toEqual([0, ""]);
    expect(out).toMatch(/,中级,2800\.00,\n/);
    expect(out).toMatch(/,未评定,/);
    const visits = await run("run", shipped("sales-scorecard-visits/1.0.kpi.md"), "--data", "sample.csv");
    expect(visits.out).toMatch(/,教育培训,\n/);
  });
});
