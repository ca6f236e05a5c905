import type {
  Curve,
  EditEffect,
  EngineClient,
  EngineListener,
  EngineStatus,
  FromWorker,
  LanguageAnswer,
  LanguageArguments,
  LanguageRequest,
  Person,
  Reasons,
  ToWorker,
  WorkbenchState,
} from "./workbench-api.ts";

/** Milliseconds that the worker may be silent while something is asked of it. */
const SILENCE_LIMIT = 5_000;
/** Milliseconds until its first word: its code has to be fetched, over a slow line or on a busy machine. */
const START_LIMIT = 60_000;

/** The part of a `Worker` that the client uses. */
export interface EnginePort {
  postMessage(message: ToWorker): void;
  onmessage: ((event: { readonly data: FromWorker }) => unknown) | null;
  onerror: ((event: { readonly message?: string }) => unknown) | null;
  terminate(): void;
}

export interface EngineClientOptions {
  readonly start?: () => EnginePort;
  readonly silenceLimit?: number;
  readonly startLimit?: number;
}

const startWorker = (): EnginePort =>
  new Worker(new URL("./engine.worker.ts", import.meta.url), { type: "module", name: "engine" }) as EnginePort;

/**
 * Holds the engine's worker. Results of older texts are dropped. A worker that crashes or falls silent
 * is replaced, and the text tried once more; a text that breaks the second worker too is left alone
 * until the next edit, so that it cannot start workers over and over.
 */
export function createEngineClient(options: EngineClientOptions = {}): EngineClient {
  const { start = startWorker, silenceLimit = SILENCE_LIMIT, startLimit = START_LIMIT } = options;
  const listeners = new Set<EngineListener>();
  const waiting = new Map<number, { revision: number; resolve: (answer: unknown) => void }>();
  let state: Partial<WorkbenchState> = {};
  let text = "";
  let revision = 0;
  /** The revision that has already broken a worker. */
  let tried = 0;
  let lastAsk = 0;
  let silence: ReturnType<typeof setTimeout> | undefined;
  let status: EngineStatus = { kind: "idle" };
  /** Messages posted to the present worker. */
  let posted = 0;
  /** Whether the present worker has said anything. */
  let started = false;
  /** Whom the populations of the present worker are about. */
  let people: readonly Person[] = [];
  let port: EnginePort | undefined = connect();

  function connect(): EnginePort {
    const made = start();
    // What an ended worker had still in the post is of no interest.
    made.onmessage = ({ data }) => made === port && receive(data);
    made.onerror = (event) => made === port && stop("crash", event.message ?? "");
    posted = 0;
    started = false;
    return made;
  }

  function report(next: EngineStatus): void {
    if (next.kind === status.kind) return;
    status = next;
    for (const listener of listeners) listener.status?.(next);
  }

  function watch(): void {
    clearTimeout(silence);
    silence = setTimeout(() => stop("timeout", ""), started ? silenceLimit : startLimit);
  }

  function post(to: EnginePort, message: ToWorker): void {
    posted += 1;
    to.postMessage(message);
    // A question takes no time worth telling.
    if (message.kind === "text" || message.kind === "state") report({ kind: "busy" });
    watch();
  }

  function disconnect(): void {
    clearTimeout(silence);
    port?.terminate();
    port = undefined;
    for (const { resolve } of waiting.values()) resolve(undefined);
    waiting.clear();
  }

  function stop(because: "crash" | "timeout", detail: string): void {
    disconnect();
    if (revision > 0 && tried !== revision) {
      tried = revision;
      restart();
    } else report({ kind: "stopped", because, detail });
  }

  /** Resolves with `undefined` where the text changes before the answer. */
  function question<Answer>(message: (id: number) => ToWorker, signal?: AbortSignal): Promise<Answer | undefined> {
    const to = port;
    if (to === undefined || revision === 0 || signal?.aborted) return Promise.resolve(undefined);
    lastAsk += 1;
    const id = lastAsk;
    return new Promise((resolve) => {
      waiting.set(id, { revision, resolve: resolve as (answer: unknown) => void });
      signal?.addEventListener("abort", () => giveUp(id), { once: true });
      post(to, message(id));
    });
  }

  function giveUp(id: number): void {
    const question = waiting.get(id);
    if (question === undefined) return;
    waiting.delete(id);
    question.resolve(undefined);
    if (port !== undefined) post(port, { kind: "give-up", id });
  }

  /** All that a new worker must know. */
  function restart(): void {
    port = connect();
    post(port, { kind: "state", state });
    post(port, { kind: "text", revision, text });
  }

  function receive(message: FromWorker): void {
    started = true;
    if (message.kind === "idle") {
      if (message.handled < posted) return;
      clearTimeout(silence);
      report({ kind: "idle" });
      return;
    }
    watch();
    switch (message.kind) {
      case "analysis":
        if (message.analysis.revision === revision) for (const each of listeners) each.analysis?.(message.analysis);
        break;
      case "totals":
        if (message.totals.revision === revision) for (const each of listeners) each.totals?.(message.totals);
        break;
      case "people":
        people = message.people;
        break;
      case "population":
        if (message.population.revision === revision)
          for (const each of listeners) each.population?.({ ...message.population, people });
        break;
      case "sample":
        if (message.sample.revision === revision) for (const each of listeners) each.sample?.(message.sample);
        break;
      case "answer": {
        const question = waiting.get(message.id);
        waiting.delete(message.id);
        question?.resolve(question.revision === revision ? message.answer : undefined);
        break;
      }
      case "alive":
        break;
    }
  }

  return {
    update(next) {
      text = next;
      revision += 1;
      if (port === undefined) restart();
      else post(port, { kind: "text", revision, text });
      return revision;
    },
    isNewest: (of) => of === revision,
    set(changed) {
      state = { ...state, ...changed };
      if (port !== undefined) post(port, { kind: "state", state: changed });
    },
    ask<R extends LanguageRequest>(request: R, ...args: LanguageArguments<R>) {
      return question<LanguageAnswer<R>>((id) => ({ kind: "ask", id, request, args }));
    },
    effectOf(edits, signal) {
      return question<EditEffect>((id) => ({ kind: "effect", id, edits }), signal);
    },
    reasons(places) {
      return question<readonly Reasons[]>((id) => ({ kind: "reasons", id, places }));
    },
    curve(figure, signal) {
      return question<Curve>((id) => ({ kind: "curve", id, figure }), signal);
    },
    listen(listener) {
      listeners.add(listener);
      listener.status?.(status);
      return () => listeners.delete(listener);
    },
    dispose() {
      disconnect();
      listeners.clear();
    },
  };
}
