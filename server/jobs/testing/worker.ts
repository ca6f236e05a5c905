/** Threads with kinds of jobs that do what a test needs. */
import { setTimeout as sleep } from "node:timers/promises";
import { UserError } from "../../user-error.ts";
import type { JobContext, JobKind } from "../kind.ts";
import { threadOf } from "../thread.ts";

/** Every act leaves a trace in the audit log, where the tests read what happened. */
const trace = ({ write }: Pick<JobContext, "write">, action: string, subject = ""): Promise<void> =>
  write(async ({ audit }) => audit.record({ action, subject }));

const count: JobKind<{ readonly to: number }> = {
  async run(context) {
    for (let done = 1; done <= context.payload.to; done++) {
      if (context.cancelled()) return;
      await sleep(20);
      context.progress(done, context.payload.to);
    }
    await trace(context, "count.done", String(context.payload.to));
  },
  giveUp: (context, reason) => trace(context, "count.given-up", reason?.en ?? ""),
};

const refuse: JobKind<null> = {
  run: async () => {
    throw new UserError({ zh: "第 3 行没有工号", en: "row 3 has no agent" });
  },
  giveUp: (context, reason) => trace(context, "refuse.given-up", reason?.en ?? ""),
};

const fail: JobKind<null> = {
  run: async () => {
    throw new Error("the disk is on fire");
  },
};

/** Takes the whole process's thread with it, as running out of memory does. */
const crash: JobKind<null> = {
  run: async () => process.exit(1),
};

/** Neither yields nor looks whether it is cancelled. */
const spin: JobKind<{ readonly milliseconds: number }> = {
  async run(context) {
    const end = performance.now() + context.payload.milliseconds;
    while (performance.now() < end);
    await trace(context, "spin.done");
  },
};

export default threadOf({ count, refuse, fail, crash, spin });
