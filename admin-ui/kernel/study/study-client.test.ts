import { afterEach, describe, expect, test } from "vitest";
import { type Move, rational } from "../../../engine/index.ts";
import type { StudyClient, WhatIfQuestion } from "./study-api.ts";
import { createStudyClient, type StudyPort } from "./study-client.ts";
import type { FromStudy, ToStudy } from "./study-messages.ts";
import { StudySession } from "./study-session.ts";
import { AROUND, SOURCE, schemeWith, smallData, version } from "./testing/study-company.ts";
import { Turns } from "./turns.ts";

interface Started {
  readonly received: ToStudy[];
  readonly port: StudyPort;
}

/** Workers whose end of the wire is in this thread: real sessions behind real message channels. */
function workers(dies: (message: ToStudy, worker: number) => boolean = () => false) {
  const started: Started[] = [];
  const start = (): StudyPort => {
    const { port1: page, port2: worker } = new MessageChannel();
    const turns = new Turns(() => worker.postMessage({ kind: "alive" } satisfies FromStudy));
    const session = new StudySession({
      data: smallData(),
      pause: () => turns.pause(),
      post: (message) => worker.postMessage(message),
    });
    const received: ToStudy[] = [];
    const number = started.length;
    worker.onmessage = ({ data }: MessageEvent<ToStudy>) => {
      received.push(data);
      if (dies(data, number)) port.onerror?.({ message: "out of memory" });
      else session.receive(data);
    };
    const port: StudyPort = {
      onmessage: null,
      onerror: null,
      postMessage: (message) => page.postMessage(message),
      terminate: () => page.close(),
    };
    page.onmessage = (event: MessageEvent<FromStudy>) => port.onmessage?.(event);
    started.push({ received, port });
    return port;
  };
  return { start, started };
}

let client: StudyClient;
afterEach(() => client.dispose());

const moved = (permille: number): WhatIfQuestion => {
  const move: Move = new Map([["提成比例", rational(permille, 1_000)]]);
  return { text: schemeWith(), move };
};
const isAsk = (message: ToStudy, question: string): boolean =>
  message.kind === "ask" && message.asked.question === question;

describe("questions", () => {
  test("are answered as the session answers them", async () => {
    client = createStudyClient(workers());
    expect(await client.open(SOURCE, AROUND)).toMatchObject({ rows: 6 });
    expect(await client.levers(schemeWith())).toHaveLength(6);
    const schemes = [version(schemeWith()), version(schemeWith({ rate: "2%" }))] as const;
    expect(await client.compare({ schemes })).toMatchObject({ against: [{ up: 3 }] });
    expect(await client.explainPair(schemes, "T1", "2026-05")).toMatchObject({ months: [{}, {}] });
    expect(await client.why(schemeWith(), schemeWith({ rate: "2%" }))).toMatchObject({ by: "edits" });
    expect(await client.whatIf({ text: schemeWith({ more: "output x = y" }), move: new Map() }, "quick")).toMatchObject(
      {
        problem: { scheme: 0 },
      },
    );
    const told: number[] = [];
    expect(await client.tornado(schemeWith(), new Map(), [], (done, total) => told.push(done / total))).toHaveLength(6);
    expect(told.at(-1)).toBe(1);
  });

  test("of one kind give way to the newest", async () => {
    client = createStudyClient(workers());
    const open = client.open(SOURCE, AROUND);
    const older = client.whatIf(moved(20), "quick");
    const levers = client.levers(schemeWith());
    const newer = client.whatIf(moved(30), "quick");
    expect(await older).toBeUndefined();
    expect(await newer).toMatchObject({ up: 3 });
    expect(await levers).toHaveLength(6);
    expect(await open).toMatchObject({ rows: 6 });
  });

  test("may be given up", async () => {
    client = createStudyClient(workers());
    await client.open(SOURCE, AROUND);
    const tornado = client.tornado(schemeWith(), new Map());
    client.giveUp("tornado");
    expect(await tornado).toBeUndefined();
    expect(await client.whatIf(moved(20), "full")).toMatchObject({ up: 3 });
  });

  test("send what runs pay once", async () => {
    const { start, started } = workers();
    client = createStudyClient({ start });
    await client.open(SOURCE, AROUND);
    const paid = [{ agent: "T1", month: "2026-06", amount: "150" }];
    for (const permille of [10, 20]) {
      const found = await client.whatIf({ ...moved(permille), baseline: { kind: "runs", paid } }, "quick");
      expect(found).toMatchObject({ before: rational(150), up: 1 });
    }
    expect(started[0]?.received.filter(({ kind }) => kind === "paid")).toHaveLength(1);
  });
});

describe("a worker that dies", () => {
  test("is replaced, told the population and the runs, and asked again", async () => {
    const { start, started } = workers((message, worker) => worker === 0 && isAsk(message, "whatIf"));
    client = createStudyClient({ start });
    await client.open(SOURCE, AROUND);
    const paid = [{ agent: "T1", month: "2026-06", amount: "150" }];
    const found = await client.whatIf({ ...moved(20), baseline: { kind: "runs", paid } }, "quick");
    expect(found).toMatchObject({ before: rational(150), up: 1 });
    expect(started).toHaveLength(2);
  });

  test("twice over one question is not asked it again", async () => {
    const { start, started } = workers((message) => isAsk(message, "compare"));
    client = createStudyClient({ start });
    await client.open(SOURCE, AROUND);
    const schemes = [version(schemeWith()), version(schemeWith())];
    await expect(client.compare({ schemes })).rejects.toThrow("the worker stopped: out of memory");
    expect(started).toHaveLength(2);
    expect(await client.whatIf(moved(20), "quick")).toMatchObject({ up: 3 });
  });

  test("is noticed by its silence", async () => {
    const silent: StudyPort = { onmessage: null, onerror: null, postMessage() {}, terminate() {} };
    const { start } = workers();
    let first = true;
    client = createStudyClient({
      silenceLimit: 30,
      start() {
        if (!first) return start();
        first = false;
        return silent;
      },
    });
    expect(await client.open(SOURCE, AROUND)).toMatchObject({ rows: 6 });
  });
});
