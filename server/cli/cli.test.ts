/** The command line as a process, on files as people have them. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readdirSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test, vi } from "vitest";
import packageFile from "../../package.json" with { type: "json" };
import { AS_WRITTEN, DRAFT, PATIENCE, SCORECARD, shipped, V6, V6_PERSON, workplace } from "./testing/plumbline.ts";

vi.setConfig({ testTimeout: PATIENCE });

const EXAMPLES = [
  "月份,工号,A类客户数,B类客户数,意向客户成交额",
  "2025-01,甲,35,80,10000",
  "2025-01,乙,45,80,10000",
  "2025-02,丙,35,70,10000",
].join("\n");

describe("run", () => {
  test("gives the three examples of the 草案", async () => {
    const { write, run } = workplace();
    expect(await run("run", DRAFT, "--data", write("d.csv", EXAMPLES))).toEqual({
      code: 0,
      out: "月份,工号,绩效系数,绩效奖金,error\n2025-01,甲,1,500.00,\n2025-01,乙,1.14,556.00,\n2025-02,丙,0.94,476.00,\n",
      err: "",
    });
  });

  test("reads GB18030, semicolons, CR line ends and keys as headers", async () => {
    const { write, run } = workplace();
    // “月份;工号;A类客户数;b_customers;lead_sales;备注” and a row of 张三, in GB18030.
    const header = Buffer.concat([
      Buffer.from("d4c2b7dd3bb9a4bac53b41c0e0bfcdbba7cafd3b", "hex"),
      Buffer.from("b_customers;lead_sales;"),
      Buffer.from("b1b8d7a20d", "hex"),
    ]);
    const row = Buffer.concat([
      Buffer.from("2025-01;"),
      Buffer.from("d5c5c8fd", "hex"),
      Buffer.from(";45;80;10000;\r"),
    ]);
    const { code, out, err } = await run("run", DRAFT, "--data", write("d.csv", Buffer.concat([header, row])));
    expect([code, out]).toEqual([0, "月份,工号,绩效系数,绩效奖金,error\n2025-01,张三,1.14,556.00,\n"]);
    expect(err).toBe("plumbline: d.csv: unknown columns, not read: 备注\n");
  });

  test("a row that cannot be computed keeps its place and says why; the exit code is 2", async () => {
    const { write, run } = workplace();
    const data = write(
      "d.csv",
      `${EXAMPLES}\n2025-02,丁,,80,0\n2025-02,戊,x,80,0\n2025-02,己,-1,80,0\n2025-13,庚,35,80,0\n2025-02,丙,1,1,1\n`,
    );
    const { code, out, err } = await run("run", DRAFT, "--data", data);
    expect(code).toBe(2);
    const lines = out.trimEnd().split("\n");
    expect(lines).toHaveLength(9);
    expect(lines.slice(1, 3)).toEqual(["2025-01,甲,1,500.00,", "2025-01,乙,1.14,556.00,"]);
    expect(lines[3]).toMatch(/^2025-02,丙,,,"d\.csv:4: agent ""丙"" has 2025-02 in line 9 as well/);
    expect(lines[4]).toMatch(/^2025-02,丁,,,"d\.csv:5: ""A类客户数"" is missing"$/);
    expect(lines[5]).toMatch(/^2025-02,戊,,,"d\.csv:6: ""A类客户数"" cannot be ""x"": it is not a number/);
    expect(lines[6]).toMatch(/^2025-02,己,,,"d\.csv:7: ""A类客户数"" cannot be ""-1"": permitted is/);
    expect(lines[7]).toMatch(/^2025-13,庚,,,"d\.csv:8: column 1 \(月份\): ""2025-13"" is no month/);
    expect(lines[8]).toMatch(/^2025-02,丙,,,"d\.csv:9: agent ""丙"" has 2025-02 in line 4 as well/);
    expect(err).toBe("plumbline: d.csv: 6 of 8 rows could not be computed; the column error says why\n");
  });

  test("JSON has the exact value beside the one shown, and null for a failed row", async () => {
    const { write, run } = workplace();
    const header = `月份,工号,${V6_PERSON.header},岗位,咨询量,月初签订目标,日目标,病假天数,上门人数,全费人数`;
    const data = write(
      "d.csv",
      `${header}\n2025-01,甲,${V6_PERSON.cells},外呼专员,100,300,1,0,1,1\n2025-01,乙,${V6_PERSON.cells},经理,100,300,1,0,1,1\n`,
    );
    const { code, out } = await run("run", V6, "--data", data, "--format", "json", "--lang", "zh");
    expect(code).toBe(2);
    expect(JSON.parse(out)).toEqual([
      {
        月份: "2025-01",
        工号: "甲",
        级别: { value: "未评定", shown: "未评定" },
        基本工资: { value: "2500", shown: "2500.00" },
        月目标完成率: { value: "1/3", shown: "0.3333" },
        绩效奖金系数: { value: "0", shown: "0" },
        超额完成奖金: { value: "0", shown: "0.00" },
        专员绩效奖金: { value: "0", shown: "0.00" },
        应发工资: { value: "2500", shown: "2500.00" },
        actions: [],
        error: null,
      },
      {
        月份: "2025-01",
        工号: "乙",
        级别: null,
        基本工资: null,
        月目标完成率: null,
        绩效奖金系数: null,
        超额完成奖金: null,
        专员绩效奖金: null,
        应发工资: null,
        actions: null,
        error: expect.stringMatching(/^d\.csv:3: “岗位”的值“经理”有误/),
      },
    ]);
  });

  test("--month limits what is written", async () => {
    const { write, run } = workplace();
    const data = write("d.csv", EXAMPLES);
    const february = await run("run", DRAFT, "--data", data, "--month", "2025-02");
    expect(february.out).toBe("月份,工号,绩效系数,绩效奖金,error\n2025-02,丙,0.94,476.00,\n");
    const unclear = write("unclear.csv", `${EXAMPLES}\n二月,丁,35,80,0\n`);
    const kept = await run("run", DRAFT, "--data", unclear, "--month", "2025-02");
    expect([
      kept.code,
      kept.out
        .trimEnd()
        .split("\n")
        .map((line) => line.slice(0, 9)),
    ]).toEqual([2, ["月份,工号,绩效系", "2025-02,丙", '二月,丁,,,"u']]);
    expect(await run("run", DRAFT, "--data", data, "--month", "2025-03")).toEqual({
      code: 1,
      out: "",
      err: "plumbline: d.csv: there is no row of 2025-03; the file has 2025-01 … 2025-02\n",
    });
  });

  test("--set changes figures, several at a time, and refuses what the scheme does not permit", async () => {
    const { write, run } = workplace();
    const data = write("d.csv", EXAMPLES);
    const set = (...settings: string[]) =>
      run("run", DRAFT, "--data", data, ...settings.flatMap((setting) => ["--set", setting]));
    const both = await set("提成比例=1.5%", "绩效奖金基数=800 CNY");
    expect([both.code, both.out.split("\n")[1]]).toEqual([0, "2025-01,甲,1,950.00,"]);
    for (const [setting, message] of [
      ["提成比例=1.5", /write 1\.5%/],
      ["提成比例=5.1%", /outside the permitted range/],
      ["提成比例=1.55%", /not on the step of 0\.1%/],
      ["提成比列=1%", /did you mean "提成比例"/],
      ["提成比例", /--set should read ADDRESS=VALUE/],
    ] as const) {
      const { code, out, err } = await set(setting);
      expect([setting, code, out]).toEqual([setting, 1, ""]);
      expect(err).toMatch(message);
    }
  });

  test("--set reaches the cells and edges of tables and the weights of scores", async () => {
    const { write, run } = workplace();
    const header = `月份,工号,${V6_PERSON.header},岗位,咨询量,月初签订目标,日目标,病假天数,上门人数,全费人数`;
    const data = write("d.csv", `${header}\n2025-01,甲,${V6_PERSON.cells},外呼专员,100,100,1,0,10,0\n`);
    const bonus = async (setting: string) =>
      (await run("run", V6, "--data", data, "--set", setting)).out.split("\n")[1];
    expect(await bonus("绩效奖金系数/达标/绩效奖金系数=1.5")).toBe(
      "2025-01,甲,未评定,2500.00,1.0000,1.5,0.00,300.00,2800.00,,",
    );
    expect(await bonus("绩效奖金系数/月目标完成率/edge 100%=101%")).toBe(
      "2025-01,甲,未评定,2500.00,1.0000,0.8,0.00,160.00,2660.00,,",
    );
  });

  test("--out writes the whole file and leaves nothing else; a link goes on pointing to it", async () => {
    const { folder, write, run } = workplace();
    const data = write("d.csv", EXAMPLES);
    mkdirSync(join(folder, "results"));
    write("results/real.csv", "old");
    symlinkSync("real.csv", join(folder, "results", "out.csv"));
    expect(await run("run", DRAFT, "--data", data, "--out", "results/out.csv")).toEqual({ code: 0, out: "", err: "" });
    expect(readdirSync(join(folder, "results")).sort()).toEqual(["out.csv", "real.csv"]);
    expect(readFileSync(join(folder, "results", "real.csv"), "utf8")).toMatch(/^月份,工号,.*\n2025-01,甲,1,500\.00,\n/);
  });

  test("a scheme with errors computes nothing", async () => {
    const { write, run } = workplace();
    const { code, out, err } = await run("run", AS_WRITTEN, "--data", write("d.csv", EXAMPLES));
    expect([code, out]).toEqual([1, ""]);
    expect(err).toMatch(/as-written\.kpi\.md has errors and cannot be run:\n.*: error money-times-points: /s);
  });

  test.each([
    ["no such file", "nowhere.csv", /nowhere\.csv: there is no such file/],
    ["a folder", ".", /\.: this is a folder/],
    ["no header", "empty.csv", /empty\.csv: the file is empty/],
    ["no rows", "header.csv", /header\.csv: there is no data below the header/],
    ["a binary file", "binary.csv", /binary\.csv: .*NUL byte/],
    ["an open quote", "quote.csv", /quote\.csv: line 2: the quote of cell 2 is not closed/],
  ])("unusable data (%s) is named", async (_, file, message) => {
    const { write, run } = workplace();
    write("empty.csv", "");
    write("header.csv", "月份,工号,A类客户数,B类客户数,意向客户成交额\n");
    write("binary.csv", new Uint8Array([0x7f, 0x45, 0x4c, 0x46, 0, 0, 0]));
    write("quote.csv", '月份,工号\n2025-01,"甲\n');
    const { code, out, err } = await run("run", DRAFT, "--data", file);
    expect([code, out]).toEqual([1, ""]);
    expect(err).toMatch(message);
  });
});

describe("check", () => {
  test("the shipped schemes and catalogue have no errors", async () => {
    const { run } = workplace();
    const { code, out } = await run("check", DRAFT, V6, SCORECARD, shipped("metrics.kpi.md"), "--format", "json");
    expect(code).toBe(0);
    const findings = JSON.parse(out) as { severity: string }[];
    expect(new Set(findings.map(({ severity }) => severity))).toEqual(new Set(["info"]));
  });

  test("text says what became of each assertion, and shows both rows where one is refuted", async () => {
    const { write, run } = workplace();
    const text = readFileSync(DRAFT, "utf8").replace("+ 意向客户成交额 * 提成比例", "- 意向客户成交额 * 提成比例");
    const { code, out } = await run("check", DRAFT, write("s.kpi.md", text));
    expect(code).toBe(1);
    expect(out).toMatch(/draft\.kpi\.md:\d+: proven 绩效奖金 never falls as A类客户数 rises/);
    expect(out).toMatch(/s\.kpi\.md:\d+: refuted 绩效奖金 never falls as 意向客户成交额 rises/);
    expect(out).toMatch(/inputs: .*意向客户成交额 = .*\n {4}compared with: .*意向客户成交额 = /);
  });

  test("JSON gives code, severity, message, file, lines and columns, and a fix", async () => {
    const { write, run } = workplace();
    const text = readFileSync(DRAFT, "utf8").replace("+ 意向客户成交额 * 提成比例", "+ 意向客户成交量 * 提成比例");
    const file = write("s.kpi.md", text);
    const { code, out } = await run("check", file, "--format", "json");
    expect(code).toBe(1);
    const line = text.split("\n").findIndex((each) => each.includes("意向客户成交量")) + 1;
    const column = (text.split("\n")[line - 1] ?? "").indexOf("意向客户成交量") + 1;
    const place = { start: { line, column }, end: { line, column: column + 7 } };
    expect(JSON.parse(out)).toContainEqual({
      code: "name-unknown",
      severity: "error",
      message: expect.stringContaining('"意向客户成交量"'),
      file,
      ...place,
      fix: { title: expect.any(String), edits: [{ ...place, text: "意向客户成交额" }] },
    });
  });

  test("the scorecard as written has its nine gaps and overlaps, each with a witness", async () => {
    const { run } = workplace();
    const { code, out } = await run("check", AS_WRITTEN, "--format", "json");
    expect(code).toBe(1);
    const findings = JSON.parse(out) as { code: string; witness?: Record<string, string>; inputs?: object }[];
    const inTables = findings.filter((found) => found.code === "table-gap" || found.code === "table-overlap");
    expect(
      inTables.map((found) => `${found.code} ${Object.keys(found.witness ?? {})} ${"inputs" in found}`).sort(),
    ).toEqual([
      ...Array(3).fill("table-gap 总分 true"),
      ...Array(2).fill("table-gap 日均有效电话 true"),
      "table-gap 有效信息条数 true",
      "table-overlap 总分 true",
      ...Array(2).fill("table-overlap 日均有效电话 true"),
    ]);
    const overlaps = inTables.flatMap(({ code, witness }) =>
      code === "table-overlap" ? Object.values(witness ?? {}) : [],
    );
    expect(overlaps.sort()).toEqual(["10", "20", "60"]);
  });

  test("text shows the line; one unreadable file does not hide the others", async () => {
    const { write, run } = workplace();
    const file = write("s.kpi.md", readFileSync(DRAFT, "utf8").replace("range [1 .. 200]", "range [1 .. 20"));
    const { code, out, err } = await run("check", "nowhere.kpi.md", file, "--lang", "zh");
    expect([code, err]).toEqual([1, "plumbline: nowhere.kpi.md：没有这个文件或文件夹\n"]);
    expect(out).toMatch(/^s\.kpi\.md:\d+:\d+: 错误 [a-z-]+: .*\n {4}\d+ \| param A类任务数.*\n +\| +\^+/m);
    expect(out).toMatch(/1 个文件：\d+ 个错误/);
  });

  test("the catalogue is the one named, else the one nearby, else the shipped one", async () => {
    const { folder, write, run } = workplace();
    const catalogue = readFileSync(shipped("metrics.kpi.md"), "utf8");
    const without = catalogue.replaceAll("意向客户成交额", "其他成交额");
    mkdirSync(join(folder, "center"));
    write("center/draft.kpi.md", readFileSync(DRAFT, "utf8"));
    expect((await run("check", "center/draft.kpi.md")).code).toBe(0);
    write("metrics.kpi.md", without);
    expect((await run("check", "center/draft.kpi.md")).out).toContain("metric-unknown");
    write("center/metrics.kpi.md", catalogue);
    expect((await run("check", "center/draft.kpi.md")).code).toBe(0);
    expect((await run("check", "center/draft.kpi.md", "--metrics", "metrics.kpi.md")).code).toBe(1);
  });

  test("files that are no scheme give findings, not faults", async () => {
    const { write, run } = workplace();
    write("long.kpi.md", `---\nscheme: x\n---\n# 1 x\n\n${"长".repeat(4_000_000)}\n`);
    write("latin.kpi.md", new Uint8Array([0x23, 0xe9, 0xe8]));
    const { code, out, err } = await run("check", "long.kpi.md", "latin.kpi.md", "--format", "json");
    expect([code, err]).toEqual([1, "plumbline: latin.kpi.md: this is no text in UTF-8; save it as UTF-8\n"]);
    expect((JSON.parse(out) as { code: string }[]).map((found) => found.code)).toContain("file-too-large");
  });
});

describe("explain", () => {
  test("shows value, clause, formula, rounding and operands of each output", async () => {
    const { write, run } = workplace();
    const data = write("d.csv", EXAMPLES);
    const { code, out } = await run("explain", DRAFT, "--data", data, "--agent", "丙", "--month", "2025-02");
    expect(code).toBe(0);
    expect(out).toMatch(/^丙 {2}2025-02 /);
    expect(out).toMatch(/^绩效系数 = 0\.94 {2}〔.*绩效系数 · line \d+〕\n.*\n.*\n {4}rounded: 0\.9375 → 0\.94\n/m);
    expect(out).toMatch(/^ {4}绩效系数 = 0\.94 {2}\(see above\)$/m);
  });

  test("JSON lists each step once, with the rows of a table and why each held or not", async () => {
    const { write, run } = workplace();
    const header = `月份,工号,${V6_PERSON.header},岗位,咨询量,月初签订目标,日目标,病假天数,上门人数,全费人数`;
    const data = write("d.csv", `${header}\n2025-01,甲,${V6_PERSON.cells},质检专员,130,100,1,0,10,0\n`);
    const { code, out } = await run(
      "explain",
      V6,
      "--data",
      data,
      "--agent",
      "甲",
      "--month",
      "2025-01",
      "--format",
      "json",
    );
    expect(code).toBe(0);
    const { outputs, steps } = JSON.parse(out);
    expect(outputs).toEqual([
      "级别",
      "基本工资",
      "月目标完成率",
      "绩效奖金系数",
      "超额完成奖金",
      "专员绩效奖金",
      "应发工资",
    ]);
    const byName = new Map(steps.map((step: { name: string }) => [step.name, step]));
    expect(byName.size).toBe(steps.length);
    expect(byName.get("绩效奖金系数")).toMatchObject({ value: "1.2", decision: { decided: "超额" } });
    expect(byName.get("超额完成奖金")).toMatchObject({
      value: "0",
      exception: { condition: expect.stringContaining("岗位") },
    });
    expect(byName.get("专员绩效奖金")).toMatchObject({ value: "240", clause: { number: "3.4.1 a" } });
  });

  test("names an agent or month that is not there", async () => {
    const { write, run } = workplace();
    const data = write("d.csv", EXAMPLES);
    const nobody = await run("explain", DRAFT, "--data", data, "--agent", "无", "--month", "2025-02");
    expect([nobody.code, nobody.err]).toEqual([1, 'plumbline: d.csv: there is no agent "无"\n']);
    const never = await run("explain", DRAFT, "--data", data, "--agent", "甲", "--month", "2025-02");
    expect([never.code, never.err]).toEqual([
      1,
      'plumbline: d.csv: agent "甲" has no row of 2025-02, only of 2025-01\n',
    ]);
  });
});

describe("fmt", () => {
  test("--check only lists; without it the file is brought into form, and then stays", async () => {
    const { folder, write, run } = workplace();
    const text = readFileSync(DRAFT, "utf8").replace("param 提成比例     = 1%", "param   提成比例＝1％");
    const file = write("s.kpi.md", text);
    expect(await run("fmt", file, "--check")).toEqual({ code: 1, out: "s.kpi.md\n", err: "" });
    expect(readFileSync(join(folder, file), "utf8")).toBe(text);
    expect(await run("fmt", file)).toEqual({ code: 0, out: "s.kpi.md\n", err: "" });
    expect(readFileSync(join(folder, file), "utf8")).toContain("param 提成比例");
    expect(await run("fmt", file, "--check")).toEqual({ code: 0, out: "", err: "" });
  });
});

describe("sample", () => {
  test("every shipped scheme but the as-written one computes on the sample company", async () => {
    const { run } = workplace();
    expect((await run("sample", "--out", "sample.csv")).code).toBe(0);
    for (const scheme of [DRAFT, V6, SCORECARD]) {
      const { code, out } = await run("run", scheme, "--data", "sample.csv");
      // A few values are missing, as in life.
      expect(code).toBe(2);
      const lines = out.trimEnd().split("\n").slice(1);
      const failed = lines.filter((line) => line.includes("sample.csv:"));
      expect(failed.length).toBeGreaterThan(0);
      expect(failed.length).toBeLessThan(lines.length / 100);
      expect(failed.every((line) => line.includes("is missing"))).toBe(true);
    }
  });
});

describe("the command line itself", () => {
  test.each([
    [["chek"], /there is no command "chek"; did you mean check\?/],
    [["check"], /a file name is missing/],
    [["check", DRAFT, "--fromat", "json"], /there is no option --fromat; did you mean --format\?/],
    [["check", DRAFT, "--format", "xml"], /--format cannot be "xml"; it is one of text, json/],
    [["check", DRAFT, "--format=json", "--format=text"], /--format can be given only once/],
    [["run", DRAFT], /--data CSV is missing/],
    [["run", DRAFT, "--data", "--month", "2025-01"], /--data needs CSV after it/],
    [["run", DRAFT, "--data", "d.csv", "--month", "2025"], /--month should read 2025-01, not "2025"/],
    [["serve", "x"], /takes no file name/],
    [["run", DRAFT, DRAFT, "--data", "d.csv"], /takes 1 file name, not 2/],
    [["compare", DRAFT, "--data", "d.csv"], /takes 2 to 4 file names, not 1/],
  ])("%j is refused in a sentence", async (args, message) => {
    const { run } = workplace();
    const { code, out, err } = await run(...args);
    expect([code, out]).toEqual([1, ""]);
    expect(err).toMatch(message);
    expect(err.split("\n")).toHaveLength(2);
  });

  test("tells its commands, options and version", async () => {
    const { run } = workplace();
    expect(await run()).toMatchObject({ code: 1, out: "", err: expect.stringMatching(/^usage: .*\bexplain\b/s) });
    expect(await run("--help", "--lang", "zh")).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^用法：/),
      err: "",
    });
    expect((await run("run", "--help")).out).toMatch(/--set ADDRESS=VALUE/);
    expect((await run("--version")).out).toBe(`${packageFile.version}\n`);
  });

  test("a reader that has seen enough ends it quietly", async () => {
    const { folder } = workplace();
    const bin = fileURLToPath(new URL("./plumbline.mjs", import.meta.url));
    const child = spawn(process.execPath, [bin, "sample"], { cwd: folder, stdio: ["ignore", "pipe", "pipe"] });
    let err = "";
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      err += text;
    });
    child.stdout.once("data", () => child.stdout.destroy());
    const [code] = await once(child, "close");
    expect([code, err]).toEqual([0, ""]);
  });
});
