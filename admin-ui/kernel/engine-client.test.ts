import { afterEach, describe, expect, test } from "vitest";
import { createEngineClient, type EnginePort } from "./engine-client.ts";
import { EngineSession } from "./engine-session.ts";
import { schemeWith, smallCompany } from "./testing/small-company.ts";
import type { Analysis, EngineClient, EngineStatus, FromWorker, ToWorker } from "./workbench-api.ts";

/** The worker's end of the wire, in this thread: a real session behind a real message channel. */
function startSession(): EnginePort {
  const { port1: page, port2: worker } = new MessageChannel();
  const session = new EngineSession({
    post: (message) => worker.postMessage(message),
    pause: () => new Promise((resolve) => setTimeout(resolve, 0)),
    fail: (cause) => port.onerror?.({ message: String(cause) }),
  });
  worker.onmessage = ({ data }: MessageEvent<ToWorker>) => session.receive(data);
  const port: EnginePort = {
    onmessage: null,
    onerror: null,
    postMessage: (message) => page.postMessage(message),
    terminate: () => page.close(),
  };
  page.onmessage = (event: MessageEvent<FromWorker>) => port.onmessage?.(event);
  return port;
}

/** A worker that takes messages and never answers. */
const startSilent = (): EnginePort => ({ onmessage: null, onerror: null, postMessage() {}, terminate() {} });

let client: EngineClient;
afterEach(() => client.dispose());

const until = <T>(listen: (done: (value: T) => void) => void): Promise<T> => new Promise(listen);
const statusOf = (kind: EngineStatus["kind"]): Promise<EngineStatus> =>
  until((done) => client.listen({ status: (status) => status.kind === kind && done(status) }));

describe("results", () => {
  test("reach the page for the newest text only", async () => {
    client = createEngineClient({ start: startSession });
    client.set(smallCompany());
    const revisions: number[] = [];
    client.listen({ analysis: ({ revision }) => revisions.push(revision) });
    client.update(schemeWith("35"));
    const newest = client.update(schemeWith("36"));
    await until<Analysis>((done) => client.listen({ analysis: done }));
    await statusOf("idle");
    expect(revisions).toEqual([newest]);
  });

  test("the page is told when all is done", async () => {
    client = createEngineClient({ start: startSession });
    client.set(smallCompany());
    client.update(schemeWith("35"));
    expect(await statusOf("busy")).toEqual({ kind: "busy" });
    expect(await statusOf("idle")).toEqual({ kind: "idle" });
  });
});

describe("questions", () => {
  test("are answered for the present text", async () => {
    client = createEngineClient({ start: startSession });
    client.set(smallCompany());
    const text = schemeWith("35");
    client.update(text);
    const places = await client.ask("references", text.indexOf("任务数"));
    expect(places?.map(({ start, end }) => text.slice(start, end))).toEqual(["任务数", "任务数", "任务数"]);
  });

  test("about a text that has changed since have no answer", async () => {
    client = createEngineClient({ start: startSession });
    client.set(smallCompany());
    client.update(schemeWith("35"));
    const answer = client.ask("format");
    client.update(schemeWith("36"));
    expect(await answer).toBeUndefined();
  });

  test("before there is a text have no answer", async () => {
    client = createEngineClient({ start: startSession });
    expect(await client.ask("format")).toBeUndefined();
  });
});

describe("a worker that fails", () => {
  // Long enough for a real session on a busy machine.
  const limits = { silenceLimit: 700, startLimit: 700 };

  test("once is replaced, and the text tried again", async () => {
    let started = 0;
    client = createEngineClient({ ...limits, start: () => (started++ === 0 ? startSilent() : startSession()) });
    client.set(smallCompany());
    const revision = client.update(schemeWith("35"));
    const answer = client.ask("format");
    const analysis = await until<Analysis>((done) => client.listen({ analysis: done }));
    expect(analysis).toMatchObject({ revision, runnable: true });
    expect(await answer).toBeUndefined();
    expect(started).toBe(2);
  });

  test("twice over one text is given up, until the next edit", async () => {
    let started = 0;
    client = createEngineClient({ ...limits, start: () => (started++ < 2 ? startSilent() : startSession()) });
    client.set(smallCompany());
    client.update(schemeWith("35"));
    expect(await statusOf("stopped")).toEqual({ kind: "stopped", because: "timeout", detail: "" });
    expect(started).toBe(2);
    expect(await client.ask("format")).toBeUndefined();

    const revision = client.update(schemeWith("36"));
    expect(await until<Analysis>((done) => client.listen({ analysis: done }))).toMatchObject({ revision });
    expect(started).toBe(3);
  });

  test("by a crash is named, and does not start workers over and over", async () => {
    let started = 0;
    const startBroken = (): EnginePort => {
      started += 1;
      const port: EnginePort = {
        onmessage: null,
        onerror: null,
        postMessage: () => queueMicrotask(() => port.onerror?.({ message: "no memory" })),
        terminate() {},
      };
      return port;
    };
    client = createEngineClient({ start: startBroken });
    client.update(schemeWith("35"));
    expect(await statusOf("stopped")).toEqual({ kind: "stopped", because: "crash", detail: "no memory" });
    expect(started).toBe(2);
    client.update(schemeWith("36"));
    await statusOf("busy");
    expect(await statusOf("stopped")).toMatchObject({ because: "crash" });
    expect(started).toBe(4);
  });
});
