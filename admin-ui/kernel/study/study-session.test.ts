import { describe, expect, test } from "vitest";
import { type Move, type Rational, rational, readGoal, subtract, ZERO } from "../../../engine/index.ts";
import { Study } from "./study.ts";
import type { Comparison, PairExplained, SeekAnswer, StudyLever, TornadoBar, WhatIf, WhyAnswer } from "./study-api.ts";
import type { Asked, FromStudy, SentScheme } from "./study-messages.ts";
import { StudySession } from "./study-session.ts";
import { AROUND, LOOKING_BACK, SOURCE, schemeWith, smallData } from "./testing/study-company.ts";
import { Turns } from "./turns.ts";

/** A session with all it posted; what is asked and answered crosses as it does between threads. */
function begin() {
  const posted: FromStudy[] = [];
  const waiting = new Map<number, (message: FromStudy) => void>();
  const data = smallData();
  const turns = new Turns(() => {});
  const session = new StudySession({
    data,
    pause: () => turns.pause(),
    post(message) {
      const crossed = structuredClone(message);
      posted.push(crossed);
      if (crossed.kind === "answer" || crossed.kind === "failed") waiting.get(crossed.id)?.(crossed);
    },
  });
  let last = 0;
  const send = (asked: Asked): Promise<FromStudy> =>
    new Promise((resolve) => {
      last += 1;
      waiting.set(last, resolve);
      session.receive(structuredClone({ kind: "ask", id: last, asked }));
    });
  async function ask<Answer>(asked: Asked): Promise<Answer> {
    const message = await send(asked);
    if (message.kind !== "answer") throw new Error(message.kind === "failed" ? message.message : message.kind);
    return message.answer as Answer;
  }
  return { ask, send, session, posted, data, latest: () => last };
}

const OPEN: Asked = { question: "open", source: SOURCE, around: AROUND };

async function opened() {
  const found = begin();
  await found.ask(OPEN);
  return found;
}

const version = (text: string): SentScheme => ({ kind: "version", text });
const yuan = (fen: number): Rational => rational(fen, 100);
const comparing = (...texts: readonly string[]): Asked => ({
  question: "compare",
  schemes: texts.map(version),
  asked: {},
});
const whatIf = (how: "quick" | "full", move: Move, changed: object = {}): Asked => ({
  question: "whatIf",
  baseline: undefined,
  asked: { text: schemeWith(), move, ...changed },
  how,
});

describe("a population", () => {
  test("has everyone with a row in the months asked for, by id, as in the last of them", async () => {
    const { ask } = begin();
    const info = await ask<object>(OPEN);
    expect(info).toMatchObject({
      revision: 7,
      months: ["2026-05", "2026-06"],
      rows: 6,
      people: [
        { agent: "T1", name: "陈一", attributes: ["一部", "外呼专员"] },
        { agent: "T2", name: "王二", attributes: ["一部", "外呼专员"] },
        { agent: "T3", name: "李三", attributes: [undefined, "客服专员"] },
        { agent: "T4", name: "赵四", attributes: ["二部", "客服专员"] },
      ],
      attributes: [
        { metric: "部门", values: ["一部", "二部"] },
        { metric: "岗位", values: ["外呼专员", "客服专员"] },
      ],
    });
  });

  test("is loaded once, and once more where a scheme looks further back", async () => {
    const { ask, data } = await opened();
    await ask(OPEN);
    await ask(comparing(schemeWith(), schemeWith({ rate: "2%" })));
    expect(data.asked).toEqual(["2026-05", "2026-06"]);
    const found = await ask<Comparison>(comparing(LOOKING_BACK, schemeWith()));
    expect(data.asked).toEqual(["2026-05", "2026-06", "2026-04"]);
    // In May T2 sold 1000, in June; 3000 in April, which counts for May and is in no figure itself.
    expect(found.schemes[0]?.months).toEqual([
      { month: "2026-05", total: yuan(30_000), counted: 2 },
      { month: "2026-06", total: yuan(30_000), counted: 4 },
    ]);
    expect([...(found.schemes[0]?.agents.whole ?? [])]).toEqual([20_000, 40_000, 0, 0]);
  });

  test("that cannot be had is asked for again", async () => {
    let fails = true;
    const data = smallData();
    const failing = {
      ...data,
      load: (...asked: Parameters<typeof data.load>) =>
        fails ? Promise.reject(new Error("no line")) : data.load(...asked),
    };
    const answers: FromStudy[] = [];
    const session = new StudySession({
      data: failing,
      pause: async () => {},
      post: (message) => answers.push(message),
    });
    const settled = async (id: number) => {
      session.receive({ kind: "ask", id, asked: OPEN });
      while (!answers.some((message) => "id" in message && message.id === id)) await new Promise(setImmediate);
    };
    await settled(1);
    fails = false;
    await settled(2);
    expect(answers.filter(({ kind }) => kind !== "progress")).toMatchObject([
      { kind: "failed", id: 1, message: "no line" },
      { kind: "answer", id: 2 },
    ]);
  });
});

describe("a comparison", () => {
  test("says what each scheme comes to, by month and by person", async () => {
    const { ask } = await opened();
    const found = await ask<Comparison>(comparing(schemeWith(), schemeWith({ rate: "2%", edge: "13" })));
    // T1 100 + 20, 150 + 5; T2 50 + 10, 100 + 10; T4 100 + 0.12; T3 has no customers.
    expect(found.schemes[0]).toMatchObject({
      pay: "奖金",
      currency: "CNY",
      total: yuan(54_512),
      counted: 5,
      perHead: rational(54_512, 500),
      months: [
        { month: "2026-05", total: yuan(18_000), counted: 2 },
        { month: "2026-06", total: yuan(36_512), counted: 3 },
      ],
      agents: { scale: 100 },
      outside: 0,
    });
    expect([...(found.schemes[0]?.agents.whole ?? [])]).toEqual([27_500, 17_000, Number.NaN, 10_012]);
    expect([...(found.schemes[0]?.agentMonths.whole ?? [])]).toEqual([
      12_000,
      15_500,
      6_000,
      11_000,
      Number.NaN,
      Number.NaN,
      Number.NaN,
      10_012,
    ]);
    expect(found.sales).toEqual({ metric: "成交额", total: yuan(456_234) });
    expect(found.schemes[0]?.shareOfSales).toEqual(rational(54_512, 451_234));
    expect(found).toMatchObject({ rows: 6, people: 4 });
  });

  test("says who gains and loses, by quarter and by attribute", async () => {
    const { ask } = await opened();
    const found = await ask<Comparison>(comparing(schemeWith(), schemeWith({ rate: "2%", edge: "13" })));
    const [against] = found.against;
    // T1 50 + 40 − 120 and + 5; T2 + 10 and 50 + 20 − 110; T4 + 0.13.
    expect([...(against?.agents.whole ?? [])]).toEqual([-2_500, -3_000, Number.NaN, 13]);
    expect(against).toMatchObject({ up: 1, down: 2, same: 0, change: yuan(-5_487) });
    expect([...(against?.quarterOf.before ?? [])]).toEqual([0, 1, -1, 2]);
    expect(against?.quarters).toEqual([
      [1, 0, 0, 0],
      [0, 1, 0, 0],
      [0, 0, 1, 0],
      [0, 0, 0, 0],
    ]);
    expect(against?.attributes[0]).toMatchObject({
      metric: "部门",
      groups: [
        { value: "一部", up: 2, down: 1, change: yuan(-2_500) },
        { value: "二部", up: 1, down: 1, change: yuan(-2_987) },
      ],
    });
    expect(found.schemes[0]?.boxes[1]).toMatchObject([
      { value: "外呼专员", count: 4, least: 60, median: 115, most: 155 },
      { value: "客服专员", count: 1, least: 100.12, most: 100.12 },
    ]);
    expect(found.failures).toMatchObject({ count: 1, first: [{ agent: "T3", month: "2026-06" }] });
    expect(found.failures.first[0]?.reasons).toHaveLength(2);
  });

  test("may be of a group", async () => {
    const { ask } = await opened();
    const group = [{ metric: "部门", values: ["二部"] }];
    const asked: Asked = {
      question: "compare",
      schemes: [version(schemeWith()), version(schemeWith())],
      asked: { group },
    };
    const found = await ask<Comparison>(asked);
    expect(found).toMatchObject({ rows: 2, people: 2, against: [{ up: 0, down: 0, same: 2 }] });
    expect([...(found.schemes[1]?.agents.whole ?? [])]).toEqual([12_000, Number.NaN, Number.NaN, 10_012]);
  });

  test("names the scheme that has errors or pays nothing", async () => {
    const { ask } = await opened();
    const broken = schemeWith({ more: "output 更多 = 没有的名字" });
    expect(await ask(comparing(schemeWith(), broken))).toMatchObject({
      problem: { scheme: 1, diagnostics: [{ code: "name-unknown" }] },
    });
    const unpaid = schemeWith().replace(/output 奖金 = .*/, "output 系数");
    expect(await ask(comparing(schemeWith(), schemeWith(), unpaid))).toMatchObject({
      problem: { scheme: 2, diagnostics: [] },
    });
  });

  test("takes locked runs as a scheme", async () => {
    const { ask, session } = await opened();
    const paid = [
      { agent: "T1", month: "2026-06", amount: "150" },
      { agent: "T4", month: "2026-06", amount: "100.12" },
      { agent: "gone", month: "2026-06", amount: "1" },
    ];
    session.receive({ kind: "paid", sent: 3, paid });
    const asked: Asked = {
      question: "compare",
      schemes: [{ kind: "runs", sent: 3 }, version(schemeWith())],
      asked: {},
    };
    const found = await ask<Comparison>(asked);
    expect(found.schemes[0]).toMatchObject({ pay: "", total: yuan(25_012), counted: 2, outside: 1 });
    expect(found.against[0]).toMatchObject({ up: 1, down: 0, same: 1, change: yuan(500) });
  });
});

describe("one agent's month under two schemes", () => {
  test("is explained down to the first step that differs", async () => {
    const { ask } = await opened();
    const found = await ask<PairExplained>({
      question: "explainPair",
      schemes: [version(schemeWith()), version(schemeWith({ edge: "13" }))],
      agent: "T1",
      month: "2026-05",
      pay: undefined,
    });
    expect(found.explanations.map((each) => each?.outputs[0]?.shown)).toEqual(["120.00 CNY", "70.00 CNY"]);
    expect(found.firstDifference?.names).toEqual(["系数", "系数"]);
    expect(found.firstDifference?.sentence.zh).toBe(
      "「系数」：前者 1（取「[10 .. 20)」一行）；后者 0.5（取「< 13」一行）",
    );
    expect(found.months).toEqual([
      { month: "2026-05", amounts: [rational(120), rational(70)] },
      { month: "2026-06", amounts: [rational(155), rational(155)] },
    ]);
  });
});

describe("levers", () => {
  test("have words, a clause and the ends of their slider", async () => {
    const { ask } = await opened();
    const levers = await ask<StudyLever[]>({ question: "levers", text: schemeWith() });
    const rate = levers.find(({ address }) => address === "提成比例");
    expect(rate).toMatchObject({
      kind: "param",
      clause: "二",
      heading: "二 奖金",
      least: ZERO,
      most: rational(5, 100),
    });
    const edge = levers.find(({ address }) => address === "系数/客户数/edge 10");
    expect(edge).toMatchObject({
      clause: "一",
      label: { zh: "系数：客户数的分界 10 户" },
      least: ZERO,
      most: rational(19),
    });
    const cell = levers.find(({ address }) => address === "系数/>= 20/系数");
    expect(cell).toMatchObject({ label: { zh: "系数：>= 20" }, least: ZERO, most: rational(3) });
  });
});

const MOVE: Move = new Map([
  ["提成比例", rational(2, 100)],
  ["系数/客户数/edge 10", rational(13)],
]);

describe("a what-if", () => {
  test("comes to what the edited text comes to, and says who gains and loses most", async () => {
    const { ask } = await opened();
    const found = await ask<WhatIf>(whatIf("full", MOVE));
    const compared = await ask<Comparison>(comparing(schemeWith(), schemeWith({ rate: "2%", edge: "13" })));
    expect(found).toMatchObject({
      pay: "奖金",
      rows: 6,
      before: compared.schemes[0]?.total,
      after: compared.schemes[1]?.total,
      up: 1,
      down: 2,
      same: 0,
      largestGain: { person: 3, change: yuan(13) },
      largestLoss: { person: 1, change: yuan(-3_000) },
      missing: { before: 1, after: 1 },
    });
    expect(found.months.map(({ after }) => after)).toEqual(compared.schemes[1]?.months.map(({ total }) => total));
    expect(found.details?.after.whole).toEqual(compared.schemes[1]?.agents.whole);
    expect(found.missing.first).toMatchObject([{ agent: "T3", reasons: [{}, {}] }]);
    expect(found).not.toHaveProperty("refused");
  });

  test("has a heat map whose cells are the months of each group", async () => {
    const { ask } = await opened();
    const { details, months } = await ask<WhatIf>(whatIf("full", MOVE));
    expect(details?.heat).toMatchObject({ metric: "部门", values: ["一部", "二部", undefined] });
    const sums = months.map((_, at) =>
      details?.heat?.cells.reduce(
        (sum, row) => sum + Number(row[at]?.after.numerator ?? 0n) / Number(row[at]?.after.denominator ?? 1n),
        0,
      ),
    );
    expect(sums.map((sum) => sum?.toFixed(2))).toEqual(["160.00", "330.25"]);
  });

  test("tells quickly the same of one move after another", async () => {
    const { ask } = await opened();
    for (const rate of [1, 2, 3, 25]) {
      const move = new Map([["提成比例", rational(rate, 1_000)]]);
      const quick = await ask<WhatIf>(whatIf("quick", move));
      const exact = await ask<Comparison>(comparing(schemeWith(), schemeWith({ rate: `${rate / 10}%` })));
      expect(quick.after).toEqual(exact.schemes[1]?.total);
      expect(quick).toMatchObject({ up: exact.against[0]?.up, down: exact.against[0]?.down });
      expect(quick).not.toHaveProperty("details");
    }
    expect((await ask<WhatIf>(whatIf("quick", new Map()))).after).toEqual(yuan(54_512));
  });

  test("says what the scheme does not permit", async () => {
    const { ask } = await opened();
    const found = await ask<WhatIf>(whatIf("full", new Map([["提成比例", rational(7, 100)]])));
    expect(found.refused?.code).toBe("value-out-of-range");
  });

  test("may be held against runs and be of a group", async () => {
    const { ask, session } = await opened();
    session.receive({ kind: "paid", sent: 0, paid: [{ agent: "T1", month: "2026-06", amount: "150" }] });
    const group = [{ metric: "岗位", values: ["外呼专员"] }];
    const asked: Asked = {
      question: "whatIf",
      baseline: { kind: "runs", sent: 0 },
      asked: { text: schemeWith(), move: new Map(), group },
      how: "quick",
    };
    expect(await ask(asked)).toMatchObject({ before: rational(150), after: yuan(44_500), up: 1, rows: 4 });
  });

  test("is written into the text by the smallest edits", async () => {
    const { ask } = await opened();
    const found = await ask<{ text: string }>({ question: "apply", text: schemeWith(), move: MOVE });
    expect(found.text).toBe(schemeWith({ rate: "2%", edge: "13" }));
    const refused = new Map([["提成比例", rational(7, 100)]]);
    expect(await ask({ question: "apply", text: schemeWith(), move: refused })).toMatchObject({
      refused: { code: "value-out-of-range" },
    });
  });
});

describe("why", () => {
  test("the difference is given to the edits and sums to the fen", async () => {
    const { ask } = await opened();
    const to = schemeWith({ rate: "2%", edge: "13" });
    const found = await ask<WhyAnswer>({ question: "why", from: schemeWith(), to, group: undefined });
    expect(subtract(found.after, found.before)).toEqual(yuan(-5_487));
    expect(found.by).toBe("edits");
    const shares = new Map(found.shares.map(({ sentence, amount }) => [sentence.zh, amount]));
    expect([...shares.values()].map(({ numerator, denominator }) => Number(numerator) / Number(denominator))).toEqual([
      -100, 45.13,
    ]);
    expect(found.shares.map(({ clause }) => clause)).toEqual(["一 系数", "二 奖金"]);
    expect(found.apart).toBe(1);
  });

  test("may be asked of a group", async () => {
    const { ask } = await opened();
    const group = [{ metric: "部门", values: ["二部"] }];
    const to = schemeWith({ rate: "2%" });
    const found = await ask<WhyAnswer>({ question: "why", from: schemeWith(), to, group });
    expect(found).toMatchObject({ before: yuan(22_012), after: yuan(24_025), apart: 0 });
  });
});

describe("the tornado", () => {
  test("moves each lever from where the move leaves it", async () => {
    const { ask } = await opened();
    const levers = await ask<StudyLever[]>({ question: "levers", text: schemeWith() });
    const bars = await ask<TornadoBar[]>({ question: "tornado", text: schemeWith(), move: MOVE, group: undefined });
    const barOf = (address: string) => bars.find(({ lever }) => levers[lever]?.address === address);
    expect(bars).toHaveLength(levers.length);
    // 4512.34 CNY by 0.1% less and more, each rounded to the fen: 0.25 less 0.23, 0.26 less 0.25.
    expect(barOf("提成比例")).toMatchObject({
      down: { value: rational(19, 1_000), change: yuan(-452) },
      up: { value: rational(21, 1_000), change: yuan(451) },
    });
    expect(barOf("系数/客户数/edge 10")).toMatchObject({ down: { value: rational(12) }, up: { value: rational(14) } });
  });
});

describe("goal-seek", () => {
  const asked = (bound: string, changed: object = {}): Asked => ({
    question: "seek",
    asked: { text: schemeWith(), move: new Map(), lever: "提成比例", goals: [goal(bound)], ...changed },
  });
  const goal = (bound: string) => {
    const found = readGoal(`sum(奖金) <= ${bound}`, PROGRAM);
    if ("problem" in found) throw new Error(found.problem.en);
    return found;
  };

  test("finds the nearest value and shows one step beyond", async () => {
    const { ask } = await opened();
    const found = await ask<SeekAnswer>(asked("540"));
    expect(found).toMatchObject({
      tried: 51,
      today: yuan(54_512),
      ranges: [{ first: ZERO, last: rational(8, 1_000), count: 9 }],
      best: { value: rational(8, 1_000), reached: yuan(53_610) },
      beyond: { value: rational(9, 1_000), reached: yuan(54_061) },
      refused: 0,
    });
  });

  test("says where there is none, and what it is not given", async () => {
    const { ask } = await opened();
    expect(await ask(asked("1"))).toMatchObject({ tried: 51, ranges: [] });
    expect(await ask(asked("540", { lever: "系数/客户数/edge 10" }))).toMatchObject({
      problem: { reason: { zh: "没有范围：请写明从多少到多少" } },
    });
    expect(await ask(asked("540", { lever: "没有" }))).toMatchObject({ problem: { scheme: 0 } });
  });
});

describe("long questions", () => {
  test("tell how far they are, and stop where they are given up", async () => {
    const { ask, send, session, posted, latest } = await opened();
    await ask({ question: "tornado", text: schemeWith(), move: new Map(), group: undefined });
    const shares = posted.flatMap((message) =>
      message.kind === "progress" && message.id === latest() ? [message.done] : [],
    );
    expect(shares.at(-1)).toBe(100);
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    const again = send({ question: "tornado", text: schemeWith({ rate: "3%" }), move: new Map(), group: undefined });
    session.receive({ kind: "giveUp", id: latest() });
    expect(await again).toMatchObject({ kind: "answer", answer: undefined });
  });

  test("are nothing without a population", async () => {
    const { send } = begin();
    expect(await send({ question: "levers", text: schemeWith() })).toMatchObject({ kind: "failed" });
  });
});

const { program: PROGRAM } = (await Study.open(SOURCE, AROUND, smallData())).compiled(schemeWith());
