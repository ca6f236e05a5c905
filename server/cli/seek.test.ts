/** `seek` and `sensitivity` as processes, on figures that can be checked by hand. */
import { describe, expect, test, vi } from "vitest";
import { DRAFT, PATIENCE, workplace } from "./testing/plumbline.ts";

vi.setConfig({ testTimeout: PATIENCE });

/** The three examples of the 草案: 500, 556 and 476 with a base of 400 and 1% of 10000. */
const EXAMPLES = [
  "月份,工号,A类客户数,B类客户数,意向客户成交额",
  "2025-01,甲,35,80,10000",
  "2025-01,乙,45,80,10000",
  "2025-02,丙,35,70,10000",
].join("\n");

describe("seek", () => {
  test("finds the rates that keep 1532 within 1500: 1% pays 300 of it, 0.8% pays 240", async () => {
    const { write, run } = workplace();
    const data = write("d.csv", EXAMPLES);
    const seek = (...rest: string[]) => run("seek", DRAFT, "--data", data, "--lever", "提成比例", ...rest);
    expect(await seek("--keep", "sum(绩效奖金) <= 1500")).toEqual({
      code: 0,
      out: [
        "提成比例 = 1%",
        "  sum(绩效奖金) <= 1500 CNY: as it is 1532.00 CNY, does not hold",
        "51 values tried: 9 values will do, in one unbroken run",
        "  0% … 0.8%  (9 values)",
        "nearest to today's: 提成比例 = 0.8%",
        "  sum(绩效奖金) <= 1500 CNY: → 1472.00 CNY, holds",
        "  绩效奖金: total -60.00 CNY; 0 people gain, 3 lose\n",
      ].join("\n"),
      err: "",
    });
    const { out } = await seek("--keep", "sum(绩效奖金) = 1562", "--keep", "max(绩效奖金) >= 500", "--format", "json");
    expect(JSON.parse(out)).toMatchObject({
      tried: 51,
      ranges: [{ first: "0.011", last: "0.011", values: 1 }],
      best: { set: { 提成比例: "0.011" }, effect: { change: "30", winners: 3, losers: 0 } },
    });
    expect((await seek("--keep", "sum(绩效奖金) < 1232")).out).toContain("51 values tried: no value will do");
    expect((await seek("--keep", "sum(绩效奖金) < 1300", "--format", "csv")).out).toBe(
      "address,first,last,values\n提成比例,0,0.002,3\n",
    );
  });

  test("moves several together as little as possible", async () => {
    const { write, run } = workplace();
    const data = write("d.csv", EXAMPLES);
    const levers = ["--lever", "提成比例", "--lever", "绩效奖金基数=300 .. 500 step 50"];
    const { out } = await run(
      "seek",
      DRAFT,
      "--data",
      data,
      ...levers,
      "--keep",
      "sum(绩效奖金) <= 1400",
      "--format",
      "json",
    );
    // One step of the base is 50 · (1 + 1.14 + 0.94) = 154.
    expect(JSON.parse(out)).toMatchObject({
      combinations: 255,
      solutions: [{ set: { 提成比例: "0.01", 绩效奖金基数: "350" }, moves: ["0", "1"], goals: [{ value: "1378" }] }],
    });
  });

  test("refuses what it cannot do, and says what it wants", async () => {
    const { write, run } = workplace();
    const data = write("d.csv", EXAMPLES);
    for (const [lever, keep, message] of [
      ["提成比列", "sum(绩效奖金) <= 1", /did you mean "提成比例"/],
      ["提成比例=1 .. 2", "sum(绩效奖金) <= 1", /"1" is no value of 提成比例; write it as 1%/],
      ["提成比例=1%", "sum(绩效奖金) <= 1", /--lever should read ADDRESS or ADDRESS=FROM \.\. TO/],
      ["提成比例=6% .. 7%", "sum(绩效奖金) <= 1", /there is no value in these bounds/],
      ["没有", "sum(绩效奖金) <= 1", /there is no such lever; there are A类任务数, /],
      ["提成比例=0% .. 5% step 0.00001%", "sum(绩效奖金) <= 1", /state a larger step \(it is 0\.00001%\)/],
      ["提成比例", "绩效奖金 <= 1", /a goal should read sum/],
      ["提成比例", "sum(绩效奖金) <= 1%", /"1%" should be a number in CNY/],
    ] as const) {
      const { code, out, err } = await run("seek", DRAFT, "--data", data, "--lever", lever, "--keep", keep);
      expect([lever, keep, code, out]).toEqual([lever, keep, 1, ""]);
      expect(err).toMatch(message);
    }
  });
});

describe("rows that are in no figure", () => {
  const unreadable = `${EXAMPLES}\n2025-01,丁,35,,10000\n去年,戊,35,80,10000`;

  test.each([["seek", "--lever", "提成比例", "--keep", "sum(绩效奖金) <= 1500"], ["sensitivity"]])(
    "%s names them",
    async (...args) => {
      const { write, run } = workplace();
      const [command = "", ...rest] = args;
      const { code, err } = await run(command, DRAFT, "--data", write("d.csv", unreadable), ...rest);
      expect([code, err.split("\n")]).toEqual([
        0,
        [
          "plumbline: d.csv: 1 row cannot be read",
          "plumbline: d.csv: 1 of 4 agent-months have no 绩效奖金 and are left out",
          "",
        ],
      ]);
    },
  );

  test.each([["seek", "--lever", "提成比例", "--keep", "sum(绩效奖金) <= 1500"], ["sensitivity"]])(
    "%s refuses to add up nothing",
    async (...args) => {
      const { write, run } = workplace();
      const [command = "", ...rest] = args;
      const { code, out, err } = await run(
        command,
        DRAFT,
        "--data",
        write("d.csv", EXAMPLES),
        "--month",
        "2030-01",
        ...rest,
      );
      expect([code, out, err]).toEqual([1, "", "plumbline: d.csv: there is no row in this period\n"]);
    },
  );
});

describe("sensitivity", () => {
  test("lists what a step or a share of each lever does, the largest effect first", async () => {
    const { write, run } = workplace();
    const data = write("d.csv", EXAMPLES);
    const { code, out } = await run("sensitivity", DRAFT, "--data", data, "--format", "csv");
    const lines = out.trimEnd().split("\n");
    expect([code, lines[0]]).toEqual([0, "address,kind,value,to,change,up,down,winners,losers,unmatched,refused"]);
    // A tenth of the base: 40 · 3.08; a step of the rate: 0.1% of 30000.
    expect(lines).toContain("绩效奖金基数,param,400,360,-123.2,0,3,0,3,0,");
    expect(lines).toContain("绩效奖金基数,param,400,440,123.2,3,0,3,0,0,");
    expect(lines).toContain("提成比例,param,0.01,0.009,-30,0,3,0,3,0,");
    const sizes = lines.slice(1).map((line) => Math.abs(Number(line.split(",")[4])));
    const largest = sizes.flatMap((size, at) => (at % 2 === 0 ? [Math.max(size, sizes[at + 1] ?? 0)] : []));
    expect(largest).toEqual(largest.toSorted((a, b) => b - a));
  });

  test("a move that the scheme does not permit has its reason instead of a figure", async () => {
    const { write, run } = workplace();
    const args = ["--data", write("d.csv", EXAMPLES), "--set", "提成比例=5%", "--lever", "提成比例"];
    const { code, out } = await run("sensitivity", DRAFT, ...args);
    expect(code).toBe(0);
    expect(out).toMatch(/5\.1% +refused: .*outside the permitted range/);
  });
});
