import { describe, expect, test } from "vitest";
import {
  compile,
  exactText,
  isRowError,
  type Program,
  Reference,
  readCatalogue,
  readCell,
} from "../../engine/index.ts";
import { computeLines, firstMonthNeeded, type LinesOptions, type RunData, type RunVersion } from "./compute-lines.ts";
import type { RunLine } from "./line.ts";

const { catalogue } = readCatalogue(`---
catalogue: metrics
title: 指标
version: 1.0
---

# 1 指标

\`\`\`kpi
units
| 单位 | 等于 | 英文  |
| 单   |      | order |

metrics
| 指标   | 英文键 | 单位 | 小数位 | 允许值        |
| 成单量 | orders | 单   | 0      | [0 .. 100000] |
| 成交额 | sales  | CNY  | 2      |               |
| 部门   | dept   |      |        | 文字          |
\`\`\`
`);

function version(id: string, ...statements: string[]): RunVersion {
  const header = `---\nscheme: ${id}\ntitle: ${id}\nversion: 1\nperiod: month\ncurrency: CNY\n---\n`;
  const { program, diagnostics } = compile(
    `${header}\n## 一、规则\n\n\`\`\`kpi\n${statements.join("\n")}\n\`\`\`\n`,
    catalogue,
  );
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  if (errors.length > 0) throw new Error(errors.map(({ message }) => message.en).join("; "));
  return { id, hash: id.repeat(8), program };
}

const INPUTS = ["input 成单量", "input 成交额"];
const COMMISSION = version(
  "commission",
  ...INPUTS,
  "季度成单 = sum(成单量) over last 3 months",
  "output 名次 = rank(成单量) within all",
  "output 提成 = round(成交额 * 1%, 2) + round(季度成单 * 1 CNY/单, 2)",
);
const FLAT = version("flat", ...INPUTS, "output 名次 = rank(成单量) within all", "output 奖金 = 100 CNY");

type Row = readonly [month: string, agent: string, orders: string | null, sales: string | null];
const COLUMNS = ["成单量", "成交额"];
const data = (rows: readonly Row[]): RunData => ({
  columns: COLUMNS,
  rows: rows.map(([month, agent, ...values]) => ({ month, agent, values })),
});
const member = (agent: string, assigned: string | null) => ({ agent, department: "一部", version: assigned });
const TURN = { pause: async () => {} };

async function lines(options: Omit<LinesOptions, "month">, rows: readonly Row[]): Promise<Map<string, RunLine>> {
  const computed = await computeLines({ month: "2025-03", ...options }, data(rows), TURN);
  return new Map(computed.lines.map((line) => [line.agent, line]));
}
const outputs = (line: RunLine | undefined): Record<string, string> => Object.fromEntries(line?.outputs ?? []);

test("each agent is computed by the version they are assigned to, with its peers and its history", async () => {
  const found = await lines(
    {
      versions: [COMMISSION, FLAT],
      members: [member("a", "commission"), member("b", "commission"), member("c", "flat")],
    },
    [
      ["2024-12", "a", "1000", "0"],
      ["2025-01", "a", "1", "0"],
      ["2025-03", "a", "10", "12.50"],
      ["2025-03", "b", "20", "0"],
      ["2025-03", "c", "5", "0"],
      ["2025-04", "a", "99", "0"],
    ],
  );
  expect(outputs(found.get("a"))).toEqual({ 名次: "2", 提成: "11.13" });
  expect(found.get("a")).toMatchObject({ outcome: "computed", payout: 1113, department: "一部", errors: [] });
  expect(found.get("a")?.inputs).toEqual([
    ["成交额", "12.50"],
    ["成单量", "10"],
  ]);
  expect(outputs(found.get("b"))).toEqual({ 名次: "1", 提成: "20" });
  // The only one of the version: who is paid by another is no peer.
  expect(outputs(found.get("c"))).toEqual({ 名次: "1", 奖金: "100" });
});

describe("who has no result is listed", () => {
  test("with the reason", async () => {
    const found = await lines(
      {
        versions: [COMMISSION],
        members: [
          member("none", null),
          member("absent", "commission"),
          member("blank", "commission"),
          member("bad", "commission"),
        ],
      },
      [
        ["2025-02", "absent", "1", "1"],
        ["2025-03", "none", "1", "1"],
        ["2025-03", "blank", "3", null],
        ["2025-03", "bad", "many", "1"],
      ],
    );
    expect([...found].map(([agent, { outcome, payout }]) => [agent, outcome, payout])).toEqual([
      ["absent", "missing-data", null],
      ["bad", "error", null],
      ["blank", "missing-data", null],
      ["none", "no-scheme", null],
    ]);
    expect(found.get("blank")?.errors).toMatchObject([{ output: "提成", code: "missing-value", name: "成交额" }]);
    expect(found.get("bad")?.errors.map(({ code }) => code)).toEqual(["not-a-number", "not-a-number"]);
    expect(outputs(found.get("blank"))).toEqual({ 名次: "1" });
    expect(found.get("none")?.inputs).toEqual([]);
  });

  test("who is paid more than can be is one of them", async () => {
    const huge = version("huge", ...INPUTS, "output 奖金 = 成交额 * 1");
    const found = await lines({ versions: [huge], members: [member("a", "huge"), member("b", "huge")] }, [
      ["2025-03", "a", "1", "1000000000.01"],
      ["2025-03", "b", "1", "1000000000"],
    ]);
    expect(found.get("a")).toMatchObject({ outcome: "error", payout: null, errors: [{ code: "payout-too-large" }] });
    expect(found.get("b")).toMatchObject({ outcome: "computed", payout: 100_000_000_000 });
  });

  test("a member whose version is not given is a fault", async () => {
    await expect(lines({ versions: [], members: [member("a", "flat")] }, [])).rejects.toThrow(/flat of a is not given/);
  });
});

test("money shown with two decimals is paid as it is shown, an exact half away from zero", async () => {
  const third = version("third", ...INPUTS, "output 奖金 = 成交额 / 4 shown 2 decimals");
  const found = await lines({ versions: [third], members: [member("a", "third"), member("b", "third")] }, [
    ["2025-03", "a", "1", "0.02"],
    ["2025-03", "b", "1", "-0.02"],
  ]);
  expect([found.get("a")?.payout, found.get("b")?.payout]).toEqual([1, -1]);
  expect(outputs(found.get("a"))).toEqual({ 奖金: "0.005" });
});

test("the order of rows and members changes nothing, any figure does", async () => {
  const members = [member("a", "commission"), member("b", "commission")];
  const rows: Row[] = [
    ["2025-02", "a", "1", "1"],
    ["2025-03", "a", "2", "1"],
    ["2025-03", "b", "3", "1"],
  ];
  const computed = (given: readonly Row[], whom = members) =>
    computeLines({ month: "2025-03", members: whom, versions: [COMMISSION, FLAT] }, data(given), TURN);
  const first = await computed(rows);
  expect(await computed(rows.toReversed(), members.toReversed())).toEqual(first);
  expect(first.versions).toMatchObject([{ id: "commission", hash: COMMISSION.hash, payout: "提成" }]);

  const other = await computed([["2025-02", "a", "1", "2"], ...rows.slice(1)]);
  expect(other.lines).toEqual(first.lines);
  expect(other.versions[0]?.inputs).not.toBe(first.versions[0]?.inputs);
});

test("a line's hash tells every part of it but the words of an error and the id of the version", async () => {
  const [rows, members]: [Row[], LinesOptions["members"]] = [[["2025-03", "a", "2", "1"]], [member("a", "flat")]];
  const hashOf = async (options: Partial<LinesOptions>, given = rows): Promise<string | undefined> =>
    (await lines({ members, versions: [FLAT], ...options }, given)).get("a")?.hash;
  const same = await hashOf({});
  expect(await hashOf({ versions: [{ ...FLAT, id: "other" }], members: [member("a", "other")] })).toBe(same);
  expect(await hashOf({ versions: [{ ...FLAT, hash: "0" }] })).not.toBe(same);
  expect(await hashOf({ members: [{ ...member("a", "flat"), department: null }] })).not.toBe(same);
  expect(await hashOf({}, [["2025-03", "a", "2", "2"]])).not.toBe(same);
  expect(await hashOf({}, [])).not.toBe(same);
});

test("every value and every error is the reference's", async () => {
  const rows: Row[] = Array.from({ length: 60 }, (_, at): Row => {
    const month = `2025-0${1 + (at % 3)}`;
    const orders = at % 7 === 0 ? null : at % 11 === 0 ? "x" : String((at * 37) % 50);
    return [month, `e${Math.floor(at / 3)}`, orders, String((at * 13) % 17)];
  });
  const members = [...new Set(rows.map(([, agent]) => agent))].map((agent) => member(agent, "commission"));
  const found = await lines({ versions: [COMMISSION], members }, rows);
  const history = rows.map(([month, agent, ...cells]) => ({
    month,
    agent,
    values: valuesOf(cells, COMMISSION.program),
  }));
  const reference = new Reference(COMMISSION.program, history);
  let errors = 0;
  for (const row of history.filter(({ month }) => month === "2025-03")) {
    const line = found.get(row.agent);
    for (const name of ["名次", "提成"]) {
      const expected = reference.value(name, row);
      if (isRowError(expected)) {
        errors += 1;
        expect(line?.errors).toContainEqual({
          output: name,
          code: expected.code,
          name: expected.name,
          message: expected.message,
        });
      } else expect(outputs(line)[name]).toBe(exactText(expected));
    }
  }
  expect(errors).toBeGreaterThan(5);
});

function valuesOf(cells: readonly (string | null)[], program: Program) {
  return new Map(
    COLUMNS.flatMap((name, at) => {
      const metric = program.catalogue.metrics.get(name);
      const outcome = metric && readCell(metric, cells[at] ?? "");
      return outcome === undefined ? [] : [[name, outcome] as const];
    }),
  );
}

test("what has to be read begins where the furthest window does", () => {
  const endless = version("endless", ...INPUTS, "output 连月 = streak(成单量 > 0 单)");
  expect(firstMonthNeeded([FLAT], "2025-03")).toBe("2025-03");
  expect(firstMonthNeeded([FLAT, COMMISSION], "2025-03")).toBe("2025-01");
  expect(firstMonthNeeded([COMMISSION, endless], "2025-03")).toBeUndefined();
  expect(firstMonthNeeded([], "2025-03")).toBe("2025-03");
});

test("work that is given up ends with the signal's reason", async () => {
  const signal = AbortSignal.abort(new Error("given up"));
  const work = computeLines({ month: "2025-03", members: [member("a", "flat")], versions: [FLAT] }, data([]), {
    ...TURN,
    signal,
  });
  await expect(work).rejects.toThrow("given up");
});
