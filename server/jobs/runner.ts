import { randomUUID } from "node:crypto";
import { fileURLToPath } from "node:url";
import { Piscina } from "piscina";
import type { Localized } from "../../engine/index.ts";
import type { DatabaseAddress } from "../settings.ts";
import type { Ending, Lease } from "../store/job-store.ts";
import type { Store } from "../store/store.ts";
import { Control } from "./control.ts";
import { type Job, MOST_ATTEMPTS } from "./job.ts";
import type { Outcome, Step } from "./perform.ts";

const WORKER = new URL("./worker.ts", import.meta.url);

/** In milliseconds. */
export interface Pace {
  /** Between two looks for a job that is due. */
  readonly poll: number;
  /** Between two looks at a running job; its progress is written at most as often. */
  readonly beat: number;
  /** How long a job belongs to an instance that says nothing. */
  readonly lease: number;
  /** Before an attempt that failed is made again. */
  readonly retry: number;
  /** How long a job may take to its next step when the program ends; then its thread is ended. */
  readonly patience: number;
}

const PACE: Pace = { poll: 200, beat: 500, lease: 30_000, retry: 5_000, patience: 10_000 };

/** A lease is renewed when so much of it is over, even where there is no progress to tell. */
const RENEWED_AFTER = 1 / 6;

/** Two, so that a long import does not keep a run waiting. */
const LANES = 2;

/** Threads of jobs give way to the one that answers requests. */
const NICE = 10;

export interface JobRunnerOptions {
  readonly store: Store;
  /** The same database as the store's, for the threads. */
  readonly database: DatabaseAddress;
  /** Hears of what was not the job's own fault and of broken connections. */
  readonly onFault: (error: unknown, job?: Job) => void;
  /** The file the threads load. */
  readonly worker?: URL;
  readonly pace?: Partial<Pace>;
}

/**
 * Works jobs off in threads, each under a lease that is kept in the database: several instances share the work, and
 * what one that ended has left is taken over. Times here are the machine's, not those of the company's calendar.
 */
export class JobRunner {
  readonly #store: Store;
  readonly #database: DatabaseAddress;
  readonly #onFault: JobRunnerOptions["onFault"];
  readonly #pace: Pace;
  readonly #owner = randomUUID();
  readonly #threads: Piscina<Step, Outcome>;
  readonly #running = new Map<Promise<void>, { control: Control; abort: AbortController }>();
  readonly #stopping = new AbortController();
  #polling: Promise<void> = Promise.resolve();

  constructor({ store, database, onFault, worker = WORKER, pace }: JobRunnerOptions) {
    this.#store = store;
    this.#database = database;
    this.#onFault = onFault;
    this.#pace = { ...PACE, ...pace };
    this.#threads = new Piscina({
      filename: fileURLToPath(worker),
      minThreads: 0,
      maxThreads: LANES,
      idleTimeout: 60_000,
      // Else a thread without work would sleep and not answer its database connection.
      atomics: "disabled",
      execArgv: [],
      niceIncrement: process.platform === "linux" ? NICE : 0,
    });
  }

  start(): void {
    this.#polling = this.#poll();
  }

  /** Takes no more jobs; those under way are left at their next step, for another instance or the next start. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#polling;
    for (const { control } of this.#running.values()) control.leaveOff();
    const impatience = setTimeout(() => {
      for (const { abort } of this.#running.values()) abort.abort();
    }, this.#pace.patience);
    await Promise.all(this.#running.keys());
    clearTimeout(impatience);
    await this.#threads.destroy();
  }

  async #poll(): Promise<void> {
    const { signal } = this.#stopping;
    while (!signal.aborted) {
      let job: Job | undefined;
      try {
        if (this.#running.size < LANES) job = await this.#take();
      } catch (error) {
        this.#onFault(error);
        await pause(this.#pace.retry, signal);
      }
      if (job) this.#begin(job);
      else await pause(this.#pace.poll, signal);
    }
  }

  async #take(): Promise<Job | undefined> {
    const due = await this.#store.stores.jobs.due(instant());
    if (due === undefined) return undefined;
    return this.#store.quietly(({ jobs }) => jobs.take(due, this.#lease(), instant()));
  }

  #begin(job: Job): void {
    const control = new Control();
    const abort = new AbortController();
    const running = this.#work(job, control, abort)
      .catch((error) => this.#onFault(error, job))
      .finally(() => this.#running.delete(running));
    this.#running.set(running, { control, abort });
  }

  async #work(job: Job, control: Control, abort: AbortController): Promise<void> {
    const stopBeating = this.#beat(job, control, abort);
    try {
      if (job.cancelling) return await this.#giveUp(job, abort, { status: "cancelled" });
      if (job.attempts > MOST_ATTEMPTS) return await this.#giveUp(job, abort, failed(INTERRUPTED));
      const outcome = await this.#perform(job, control, abort, { name: "run" });
      switch (outcome.kind) {
        case "lost":
          return;
        case "done":
          await this.#tell(job, control);
          return await this.#end(job, { status: "done" });
        case "refused":
          return await this.#giveUp(job, abort, failed(outcome.reason));
        case "left-off":
          if (this.#stopping.signal.aborted) return await this.#release(job, { after: 0, counts: false });
          return await this.#giveUp(job, abort, { status: "cancelled" });
      }
    } catch (error) {
      // Ended from here: the lease has run out, or the program cannot wait any longer.
      const stopped = this.#stopping.signal.aborted;
      if (!abort.signal.aborted) this.#onFault(error, job);
      if (abort.signal.aborted && !stopped) return;
      if (stopped) return await this.#release(job, { after: 0, counts: false });
      if (job.attempts < MOST_ATTEMPTS) return await this.#release(job, { after: this.#pace.retry, counts: true });
      await this.#giveUp(job, abort, failed(FAULT));
    } finally {
      stopBeating();
    }
  }

  /** Ends the job after its kind has cleared away what it staged. */
  async #giveUp(job: Job, abort: AbortController, ending: Ending): Promise<void> {
    const reason = ending.status === "failed" ? { reason: ending.reason } : {};
    try {
      const outcome = await this.#perform(job, new Control(), abort, { name: "give-up", ...reason });
      if (outcome.kind === "lost") return;
    } catch (error) {
      if (this.#stopping.signal.aborted) return this.#release(job, { after: 0, counts: true });
      // What stays behind is seen by nobody; the job has ended all the same.
      this.#onFault(error, job);
    }
    await this.#end(job, ending);
  }

  #perform(job: Job, { memory }: Control, { signal }: AbortController, act: Step["act"]): Promise<Outcome> {
    const now = this.#store.now();
    return this.#threads.run({ database: this.#database, now, job, owner: this.#owner, memory, act }, { signal });
  }

  /** Keeps the lease and tells how far the job is, as long as it is ours. Returns what ends it. */
  #beat(job: Job, control: Control, abort: AbortController): () => void {
    let told = JSON.stringify(control.progress);
    let heldUntil = performance.now() + this.#pace.lease;
    let busy = false;
    const beat = async (): Promise<void> => {
      const { progress } = control;
      const left = heldUntil - performance.now();
      if (left <= 0) return abort.abort();
      if (told === JSON.stringify(progress) && left > this.#pace.lease * (1 - RENEWED_AFTER)) {
        const now = await this.#store.stores.jobs.find(job.id);
        if (now?.cancelling) control.leaveOff();
        return;
      }
      const asked = performance.now();
      const held = await this.#store.quietly(({ jobs }) => jobs.renew(job.id, this.#lease(), progress));
      if (!held) return abort.abort();
      if (held.cancelling) control.leaveOff();
      told = JSON.stringify(progress);
      heldUntil = asked + this.#pace.lease;
    };
    const timer = setInterval(async () => {
      if (busy) return;
      busy = true;
      await beat().catch((error) => this.#onFault(error, job));
      busy = false;
    }, this.#pace.beat);
    return () => clearInterval(timer);
  }

  async #tell(job: Job, { progress }: Control): Promise<void> {
    await this.#store.quietly(({ jobs }) => jobs.renew(job.id, this.#lease(), progress));
  }

  #end(job: Job, ending: Ending): Promise<void> {
    return this.#store.quietly(({ jobs }) => jobs.end(job.id, this.#owner, ending, instant()));
  }

  #release(job: Job, { after, counts }: { after: number; counts: boolean }): Promise<void> {
    const dueAt = instant(after);
    return this.#store.quietly(({ jobs }) => jobs.release(job.id, this.#owner, { dueAt, counts }));
  }

  #lease(): Lease {
    return { owner: this.#owner, until: instant(this.#pace.lease) };
  }
}

const failed = (reason: Localized): Ending => ({ status: "failed", reason });

const instant = (after = 0): string => new Date(Date.now() + after).toISOString();

const pause = (milliseconds: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      signal.removeEventListener("abort", end);
      resolve();
    };
    const timer = setTimeout(end, milliseconds);
    signal.addEventListener("abort", end);
    if (signal.aborted) end();
  });

const INTERRUPTED: Localized = {
  zh: `任务 ${MOST_ATTEMPTS} 次都被中断，已放弃，没有改动数据；请查看服务器日志和内存后重新提交`,
  en: `the job was interrupted ${MOST_ATTEMPTS} times and has been given up, nothing was changed; look at the server's log and memory, then ask again`,
};

const FAULT: Localized = {
  zh: `任务 ${MOST_ATTEMPTS} 次都因内部错误失败，已放弃，没有改动数据；请查看服务器日志`,
  en: `the job failed ${MOST_ATTEMPTS} times by an internal error and has been given up, nothing was changed; see the server's log`,
};
