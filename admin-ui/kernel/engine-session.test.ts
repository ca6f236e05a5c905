import { describe, expect, test } from "vitest";
import { rational } from "../../engine/index.ts";
import { EngineSession } from "./engine-session.ts";
import { type PopulationRow, rowAt } from "./population-rows.ts";
import { schemeWith, smallCompany } from "./testing/small-company.ts";
import type { FromWorker, Population, SampleExplanation, ToWorker } from "./workbench-api.ts";

/** A session with all it posted, and a promise of its next rest. */
function open() {
  const posted: FromWorker[] = [];
  let rested: () => void = () => {};
  const session = new EngineSession({
    // As the border between threads does it: a result that cannot cross would throw here.
    post: (message) => {
      posted.push(structuredClone(message));
      if (message.kind === "idle") rested();
    },
    pause: () => new Promise((resolve) => setTimeout(resolve, 0)),
    fail: (cause) => {
      throw cause;
    },
  });
  /** As the client puts it together. */
  const population = (): Population | undefined => {
    const people = posted.findLast((message) => message.kind === "people")?.people ?? [];
    const found = posted.findLast((message) => message.kind === "population")?.population;
    return found && { ...found, people };
  };
  return {
    posted,
    send: (...messages: ToWorker[]): Promise<void> => {
      const rest = new Promise<void>((resolve) => {
        rested = resolve;
      });
      for (const message of messages) session.receive(message);
      return rest;
    },
    population,
    /** The lines of the newest population. */
    rows: (): PopulationRow[] => {
      const found = population();
      return (found?.people ?? []).flatMap((_, place) => (found && rowAt(found, place)) ?? []);
    },
    answer: (id: number): unknown =>
      posted.flatMap((message) => (message.kind === "answer" && message.id === id ? [message.answer] : []))[0],
    sample: (): SampleExplanation | undefined => posted.findLast((message) => message.kind === "sample")?.sample,
    analyses: () => posted.flatMap((message) => (message.kind === "analysis" ? [message.analysis] : [])),
  };
}

const text = (revision: number, content: string): ToWorker => ({ kind: "text", revision, text: content });
const state = (changed = {}): ToWorker => ({ kind: "state", state: smallCompany(changed) });

describe("a text and its results", () => {
  test("come in the order totals, people, population, analysis, sample, idle", async () => {
    const { send, posted } = open();
    await send(state(), text(1, schemeWith("35")));
    const kinds = posted.map(({ kind }) => kind).filter((kind) => kind !== "alive");
    expect(kinds).toEqual(["totals", "people", "population", "analysis", "sample", "idle"]);
    expect(posted.at(-1)).toEqual({ kind: "idle", handled: 2 });
  });

  test("of texts that follow each other at once, only the last is worked off", async () => {
    const { send, analyses, population } = open();
    await send(state(), text(1, schemeWith("35")), text(2, schemeWith("36")), text(3, schemeWith("37")));
    expect(analyses().map(({ revision }) => revision)).toEqual([3]);
    expect(population()?.revision).toBe(3);
  });

  test("nothing is posted before the catalogue is known", async () => {
    const { send, posted } = open();
    await send(text(1, schemeWith("35")));
    expect(posted.map(({ kind }) => kind)).toEqual(["idle"]);
  });

  test("a text with errors still has values where they can be had", async () => {
    const { send, analyses, rows } = open();
    await send(state(), text(1, schemeWith("35", "output 谜 = 没有这个名称")));
    expect(analyses()[0]?.runnable).toBe(false);
    expect(analyses()[0]?.diagnostics.map(({ code }) => code)).toContain("name-unknown");
    expect(rows()[0]?.cells.map(({ text: shown }) => shown)).toEqual(["0.2857", "115.29", ""]);
  });

  test("a question does not make results come again", async () => {
    const { send, posted } = open();
    await send(state(), text(1, schemeWith("35")));
    const before = posted.length;
    await send({ kind: "ask", id: 7, request: "format", args: [] });
    expect(posted.slice(before).map(({ kind }) => kind)).toEqual(["answer", "idle"]);
  });
});

describe("the population of the month", () => {
  test("has exact totals that leave out what cannot be had", async () => {
    const { send, population, rows, answer } = open();
    await send(state(), text(1, schemeWith("35")));
    const [rate, pay] = population()?.totals ?? [];
    expect(rate).toMatchObject({ value: rational(60, 35), counted: 3 });
    // 115.29 + 228.57 + 342.98
    expect(pay).toMatchObject({ value: rational(68684, 100), text: "686.84", counted: 3 });
    expect(population()?.failed).toBe(1);
    expect(population()?.failing).toEqual(Uint8Array.of(0, 0, 1, 0));
    expect(rows()[2]).toMatchObject({ fails: true, cells: [{ text: "" }, { text: "" }] });
    await send({ kind: "reasons", id: 1, places: [2, 0] });
    expect(answer(1)).toMatchObject([
      { columns: [{ code: "missing-value", name: "A类客户数" }, { code: "missing-value" }], actions: [] },
      { columns: [undefined, undefined] },
    ]);
  });

  test("names people as the data set does", async () => {
    const { send, population } = open();
    await send(state(), text(1, schemeWith("35")));
    expect(population()?.people.map(({ agent, name, department }) => [agent, name, department])).toEqual([
      ["T1", "陈一", "一部"],
      ["T2", "王二", "二部"],
      ["T3", "李三", ""],
      ["T4", "赵四", "二部"],
    ]);
  });

  test("is compared with the base version, column by column", async () => {
    const { send, population, rows } = open();
    await send(state({ base: { text: schemeWith("35") } }), text(1, schemeWith("40")));
    expect(rows()[0]?.differences[1]).toEqual(rational(101 * 100 - 11529, 100));
    expect(population()?.totals[1]?.difference).toEqual(rational(60112 - 68684, 100));
    expect(population()?.changes).toEqual({ up: 0, down: 3, same: 0, failed: 1 });
  });

  test("a base without the column has no difference", async () => {
    const { send, population, rows } = open();
    const base = schemeWith("35").replaceAll("奖金", "旧奖金");
    await send(state({ base: { text: base } }), text(1, schemeWith("35")));
    expect(rows()[0]?.differences[1]).toBeUndefined();
    expect(population()?.changes).toBeUndefined();
  });

  test("counts whom each row decides, anew with each text and month", async () => {
    const { send, population } = open();
    const TABLE = (edge: string) => `output 档
table 档
| A类客户数 (户) | => 档 (CNY) |
| < ${edge}      | 0   |
| >= ${edge}     | 100 |`;
    const heads = () => {
      const [grid] = population()?.coverage.grids ?? [];
      const [edge] = grid?.edges ?? [];
      return [grid?.rows.map(({ hits }) => hits), grid?.notComputed, edge?.justBelow];
    };
    // 10, 20, nothing, 30
    await send(state(), text(1, schemeWith("35", TABLE("21"))));
    expect(heads()).toEqual([[2, 1], 1, 1]);
    await send(text(2, schemeWith("35", TABLE("10"))));
    expect(heads()).toEqual([[0, 3], 1, 0]);
    await send({ kind: "state", state: { month: "2026-05" } });
    expect(heads()).toEqual([[0, 1], 0, 0]);
  });

  test("follows the month", async () => {
    const { send, population } = open();
    await send(state(), text(1, schemeWith("35")));
    await send({ kind: "state", state: { month: "2026-05" } });
    expect(population()).toMatchObject({ month: "2026-05", people: [{ agent: "T1" }] });
  });
});

describe("what each rule pays", () => {
  const TABLE = (low: string) => `output 补贴
table 补贴
| A类客户数 (户) | => 补贴 (CNY) |
| < 21      | ${low} |
| [21 .. 30)  | 100 |
| > 30      | 200 |
except when 意向客户成交额 < 1 CNY
  补贴 = 0 CNY`;

  test("people and money of each row and exception, against what the base pays the same people", async () => {
    const { send, population } = open();
    const base = { text: schemeWith("35", TABLE("40")) };
    await send(state({ base }), text(1, schemeWith("35", TABLE("50"))));
    const bands = population()?.bands;
    // T1 has 10 customers, T2 20 and hardly any deal, T3 none known, T4 30.
    expect(bands?.grids.get("补贴")).toMatchObject({
      rows: [
        { people: 1, paid: { value: rational(50), text: "50.00", counted: 1, difference: rational(10) } },
        { people: 0, paid: { text: "0.00", counted: 0 } },
        { people: 0 },
      ],
      all: { people: 1, paid: { text: "50.00" } },
      uncovered: 1,
      several: 0,
    });
    expect(bands?.overrides.get("补贴/except 1")).toMatchObject({ people: 1, paid: { text: "0.00", counted: 1 } });
  });

  test("a scheme that puts out no number pays nobody anything", async () => {
    const { send, population } = open();
    const plain = schemeWith("35", TABLE("1")).replaceAll(/^output .*$/gm, "");
    await send(state(), text(1, plain));
    expect(population()?.bands.grids.get("补贴")?.rows[0]).toEqual({ people: 1 });
  });
});

describe("what an edit would do", () => {
  const effectOf = async (from: string, to: string, revision = 1) => {
    const session = open();
    const before = schemeWith("35");
    await session.send(state(), text(revision, before));
    const start = before.indexOf(from);
    await session.send({ kind: "effect", id: 5, edits: [{ span: { start, end: start + from.length }, text: to }] });
    return { ...session, effect: session.answer(5) };
  };

  test("is told by the month's total and the people it moves", async () => {
    const { effect, population } = await effectOf("35 户", "40 户");
    expect(effect).toMatchObject({
      column: { name: "奖金" },
      total: { text: "601.12", difference: rational(60112 - 68684, 100), counted: 3 },
      up: 0,
      down: 3,
      same: 0,
      failed: 1,
      failedBefore: 1,
      errors: [],
    });
    // The text itself is as it was.
    expect(population()?.totals[1]?.text).toBe("686.84");
  });

  test("counts who would have no result any more, with the errors of the text", async () => {
    expect((await effectOf("35 户", "0 户")).effect).toMatchObject({ failed: 4, failedBefore: 1 });
    expect((await effectOf("A类客户数 / 任务数 + 意向", "没有 / 任务数 + 意向")).effect).toMatchObject({
      failed: 4,
      errors: [{ code: "name-unknown" }],
    });
  });

  test("edits that do not fit the text have none, nor has a question that was given up", async () => {
    const { send, answer, posted } = open();
    await send(state(), text(1, schemeWith("35")));
    const overlapping = [
      { span: { start: 0, end: 5 }, text: "" },
      { span: { start: 3, end: 6 }, text: "" },
    ];
    await send({ kind: "effect", id: 1, edits: overlapping });
    expect(answer(1)).toBeUndefined();
    await send({ kind: "effect", id: 2, edits: [] }, { kind: "give-up", id: 2 });
    expect(posted.some((message) => message.kind === "answer" && message.id === 2)).toBe(false);
  });
});

describe("the sample", () => {
  test("is the pinned agent, else the first of the month", async () => {
    const { send, sample, posted } = open();
    await send(state(), text(1, schemeWith("35")));
    expect(sample()?.agent).toBe("T1");
    const populations = () => posted.filter(({ kind }) => kind === "population").length;
    const before = populations();
    await send({ kind: "state", state: { agent: "T4" } });
    expect(sample()).toMatchObject({ agent: "T4", revision: 1 });
    expect(sample()?.explanation.outputs.map(({ name, shown }) => [name, shown])).toEqual([
      ["达成率", "0.8571"],
      ["奖金", "342.98 CNY"],
    ]);
    expect(populations()).toBe(before);
  });
});

test("examples tell what came out and whether that was expected", async () => {
  const { send, analyses } = open();
  const examples =
    "\nexamples\n| 例 | A类客户数 | 意向客户成交额 | => 奖金 |\n| 对 | 35 | 0 | 400 |\n| 错 | 70 | 0 | 900 |";
  await send(state(), text(1, schemeWith("35", examples)));
  expect(analyses()[0]?.examples).toMatchObject([
    { label: "对", passes: true, checks: [{ name: "奖金", expected: "400.00", actual: { text: "400.00" } }] },
    { label: "错", passes: false, checks: [{ name: "奖金", expected: "900.00", actual: { text: "800.00" } }] },
  ]);
});

describe("other months, other agents and actions", () => {
  const LOOKING = `output 上月客户 = sum(A类客户数) over previous month
output 名次 = rank(A类客户数) within all
output 两月平均 = average(A类客户数) over last 2 months
action 辅导 may 主管 when A类客户数 < 15 户`;
  const looking = async (month: string) => {
    const { send, population, rows, sample, analyses } = open();
    await send(state({ month, agent: "T1" }), text(1, schemeWith("35", LOOKING)));
    return { people: population(), rows: rows(), sample: sample(), analysis: analyses()[0] };
  };

  test("a window reads the months before, a rank the other agents of the month", async () => {
    const { rows, sample } = await looking("2026-06");
    const cells = rows.map((row) => row.cells.slice(2).map(({ text: shown }) => shown));
    expect(cells[0]).toEqual(["30", "3", "20"]);
    expect(cells[3]).toEqual(["0", "1", "30"]);
    const average = sample?.explanation.outputs.find(({ name }) => name === "两月平均");
    expect(average?.windows).toEqual([
      { text: "average(A类客户数) over last 2 months", months: ["2026-05", "2026-06"], outOf: 2 },
    ]);
  });

  test("a streak tells of which months it is made", async () => {
    const { send, sample } = open();
    const more = "output 连续 = streak(A类客户数 >= 10 户)\noutput 连续多 = streak(A类客户数 >= 20 户)";
    await send(state({ agent: "T1" }), text(1, schemeWith("35", more)));
    const looks = sample()
      ?.explanation.outputs.slice(2)
      .flatMap(({ windows }) => windows);
    expect(looks?.map(({ months }) => months)).toEqual([["2026-05", "2026-06"], []]);
  });

  test("tiers tell which the amount reaches and what each adds", async () => {
    const { send, sample } = open();
    const grid = "| 起点 (CNY) | 比例 |\n| 0 | 1% |\n| 60 | 2% |\n| 200 | 5% |";
    const more = ["marginal", "slab"].map(
      (method) => `output ${method}档 = round(${method}值, 2)\ntiers ${method}值 ${method} of 意向客户成交额\n${grid}`,
    );
    await send(state({ agent: "T1" }), text(1, schemeWith("35", more.join("\n"))));
    const tiers = sample()
      ?.explanation.outputs.slice(2)
      .map(({ operands: [cut] }) => cut?.tiers);
    expect(
      tiers?.map((parts) => parts?.map(({ reached, shown, share }) => [reached, shown, share?.amount, share?.adds])),
    ).toEqual([
      [
        [true, "1%", "60.00 CNY", "0.60 CNY"],
        [true, "2%", "40.00 CNY", "0.80 CNY"],
        [false, "5%", undefined, undefined],
      ],
      [
        [false, "1%", undefined, undefined],
        [true, "2%", "100.00 CNY", "2.00 CNY"],
        [false, "5%", undefined, undefined],
      ],
    ]);
  });

  test("no month after the chosen one is read", async () => {
    const { rows } = await looking("2026-05");
    expect(rows.map((row) => row.cells.slice(2).map(({ text: shown }) => shown))).toEqual([["0", "1", "30"]]);
  });

  test("each agent has the actions that follow, and an action that cannot be told counts as failed", async () => {
    const { people, rows, sample, analysis } = await looking("2026-06");
    expect(people?.actions).toEqual(["辅导"]);
    expect(rows.map(({ following }) => following)).toEqual([["辅导"], [], [], []]);
    expect(rows.map(({ isUnclear }) => isUnclear)).toEqual([false, false, true, false]);
    expect(analysis?.actions[0]).toMatchObject({ name: "辅导", orderedBy: "主管" });
    expect(sample?.explanation.actions[0]).toMatchObject({ name: "辅导", outcome: true });
  });
});

describe("institutions", () => {
  const institution =
    "---\ninstitution: rules\ntitle: 制度\nversion: 1.0\n---\n\n## 第1条 指标\n\n```kpi\nrequire indicators in [6 .. 8]\n```\n";

  test("are what a scheme is held to", async () => {
    const { send, analyses } = open();
    const scheme = schemeWith("35", "held to rules");
    await send(state({ institutions: [institution] }), text(1, scheme));
    expect(
      analyses()
        .at(-1)
        ?.diagnostics.map(({ code }) => code),
    ).toEqual(["requirement-indicators"]);
    expect(analyses().at(-1)?.heldTo).toEqual(new Map([["rules", "制度"]]));
    await send(state({ institutions: [] }));
    expect(
      analyses()
        .at(-1)
        ?.diagnostics.map(({ code }) => code),
    ).toEqual(["institution-unknown"]);
  });

  test("can be read like a scheme", async () => {
    const { send, analyses } = open();
    await send(state(), text(1, institution));
    expect(analyses().at(-1)?.diagnostics).toEqual([]);
    expect(
      analyses()
        .at(-1)
        ?.statements.map(({ kind }) => kind),
    ).toEqual(["require"]);
  });
});
