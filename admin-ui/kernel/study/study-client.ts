import type { Month, Move } from "../../../engine/index.ts";
import type {
  CompareQuestion,
  Group,
  PaidMonth,
  PopulationSource,
  Progress,
  SeekQuestion,
  StudyClient,
  StudyQuestion,
  StudyScheme,
  Surroundings,
  WhatIfQuestion,
} from "./study-api.ts";
import type { Asked, FromStudy, SentScheme, ToStudy } from "./study-messages.ts";

/** Milliseconds that the worker may be silent while something is asked of it: proofs and long compilations do not give way. */
const SILENCE_LIMIT = 60_000;

/** The part of a `Worker` that the client uses. */
export interface StudyPort {
  postMessage(message: ToStudy): void;
  onmessage: ((event: { readonly data: FromStudy }) => unknown) | null;
  onerror: ((event: { readonly message?: string }) => unknown) | null;
  terminate(): void;
}

export interface StudyClientOptions {
  readonly start?: () => StudyPort;
  readonly silenceLimit?: number;
}

const startWorker = (): StudyPort =>
  new Worker(new URL("./study.worker.ts", import.meta.url), { type: "module", name: "study" }) as StudyPort;

interface Waiting {
  readonly asked: Asked;
  readonly resolve: (answer: unknown) => void;
  readonly reject: (cause: Error) => void;
  readonly progress: Progress | undefined;
  /** That it has broken. */
  workers: number;
}

/** A question may break so many workers. */
const MOST_WORKERS = 2;

export function createStudyClient({
  start = startWorker,
  silenceLimit = SILENCE_LIMIT,
}: StudyClientOptions = {}): StudyClient {
  const waiting = new Map<number, Waiting>();
  const sent = new Map<readonly PaidMonth[], number>();
  let opened: Extract<Asked, { question: "open" }> | undefined;
  let lastId = 0;
  let silence: ReturnType<typeof setTimeout> | undefined;
  let port: StudyPort | undefined;

  function connect(): StudyPort {
    const made = start();
    // What an ended worker had still in the post is of no interest.
    made.onmessage = ({ data }) => made === port && receive(data);
    made.onerror = ({ message }) => made === port && replace(message ?? "");
    return made;
  }

  function watch(): void {
    clearTimeout(silence);
    if (waiting.size > 0) silence = setTimeout(() => replace("no answer"), silenceLimit);
  }

  /** Another worker is told all that the old one knew, and asked again what it had not answered. */
  function replace(because: string): void {
    end();
    for (const [id, question] of waiting) {
      question.workers += 1;
      if (question.workers < MOST_WORKERS) continue;
      waiting.delete(id);
      question.reject(new Error(because === "" ? "the worker stopped" : `the worker stopped: ${because}`));
    }
    if (waiting.size > 0) current();
  }

  function end(): void {
    clearTimeout(silence);
    port?.terminate();
    port = undefined;
  }

  /** The worker; a new one where there is none. */
  function current(): StudyPort {
    if (port) return port;
    const made = connect();
    port = made;
    for (const [paid, number] of sent) made.postMessage({ kind: "paid", sent: number, paid });
    const isAskedAgain = [...waiting.values()].some(({ asked }) => asked === opened);
    if (opened && !isAskedAgain) {
      lastId += 1;
      made.postMessage({ kind: "ask", id: lastId, asked: opened });
    }
    for (const [id, { asked }] of waiting) made.postMessage({ kind: "ask", id, asked });
    watch();
    return made;
  }

  function receive(message: FromStudy): void {
    if (message.kind !== "alive") {
      const question = waiting.get(message.id);
      if (message.kind === "progress") question?.progress?.(message.done, message.total);
      else waiting.delete(message.id);
      if (message.kind === "answer") question?.resolve(message.answer);
      if (message.kind === "failed") question?.reject(new Error(message.message));
    }
    watch();
  }

  function giveUp(question: Asked["question"]): void {
    for (const [id, { asked, resolve }] of waiting) {
      if (asked.question !== question) continue;
      waiting.delete(id);
      port?.postMessage({ kind: "giveUp", id });
      resolve(undefined);
    }
  }

  /** The answer is what the session makes of the question: types end at the border between threads. */
  function ask<Answer>(asked: Asked, progress?: Progress): Promise<Answer> {
    // Each population that was asked for is answered for: the page decides which it still wants.
    if (asked.question !== "open") giveUp(asked.question);
    const to = current();
    lastId += 1;
    const id = lastId;
    return new Promise<Answer>((resolve, reject) => {
      waiting.set(id, { asked, resolve: resolve as (answer: unknown) => void, reject, progress, workers: 0 });
      to.postMessage({ kind: "ask", id, asked });
      watch();
    });
  }

  function schemeSent(scheme: StudyScheme): SentScheme {
    if (scheme.kind === "version") return scheme;
    const known = sent.get(scheme.paid);
    if (known !== undefined) return { kind: "runs", sent: known };
    const number = sent.size;
    current().postMessage({ kind: "paid", sent: number, paid: scheme.paid });
    sent.set(scheme.paid, number);
    return { kind: "runs", sent: number };
  }

  return {
    async open(source: PopulationSource, around: Surroundings, progress?: Progress) {
      const asked = { question: "open", source, around } as const;
      opened = asked;
      return ask(asked, progress);
    },
    compare: ({ schemes, ...asked }: CompareQuestion, progress?: Progress) =>
      ask({ question: "compare", schemes: schemes.map(schemeSent), asked }, progress),
    explainPair: ([before, after], agent: string, month: Month, pay?: readonly string[]) =>
      ask({ question: "explainPair", schemes: [schemeSent(before), schemeSent(after)], agent, month, pay }),
    levers: (text: string) => ask({ question: "levers", text }),
    whatIf: ({ baseline, ...asked }: WhatIfQuestion, how) =>
      ask({ question: "whatIf", baseline: baseline && schemeSent(baseline), asked, how }),
    apply: (text: string, move: Move) => ask({ question: "apply", text, move }),
    why: (from: string, to: string, group?: Group, progress?: Progress) =>
      ask({ question: "why", from, to, group }, progress),
    tornado: (text: string, move: Move, group?: Group, progress?: Progress) =>
      ask({ question: "tornado", text, move, group }, progress),
    seek: (asked: SeekQuestion, progress?: Progress) => ask({ question: "seek", asked }, progress),
    giveUp: (question: StudyQuestion) => giveUp(question),
    dispose() {
      for (const { asked, resolve } of waiting.values()) if (asked.question !== "open") resolve(undefined);
      waiting.clear();
      end();
    },
  };
}
