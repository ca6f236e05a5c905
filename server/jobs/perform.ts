/** In a job's thread: one step of a job. */
import type { Localized } from "../../engine/index.ts";
import type { DatabaseAddress } from "../settings.ts";
import type { Store, Stores } from "../store/store.ts";
import { UserError } from "../user-error.ts";
import { Control } from "./control.ts";
import type { Job } from "./job.ts";
import type { JobContext, JobKind } from "./kind.ts";

/** What a thread is asked to do. */
export interface Step {
  readonly database: DatabaseAddress;
  /** What time it is for the store (UTC, ISO 8601); tests have their own. */
  readonly now: string;
  readonly job: Job;
  /** Of the lease, under which alone it may write. */
  readonly owner: string;
  readonly memory: SharedArrayBuffer;
  readonly act: { readonly name: "run" } | { readonly name: "give-up"; readonly reason?: Localized };
}

/** How it went. `lost`: somebody else has taken the job over, it is no longer ours. */
export type Outcome =
  | { readonly kind: "done" | "left-off" | "lost" }
  | { readonly kind: "refused"; readonly reason: Localized };

/** @throws what the kind throws, but for a UserError: a fault of the program or of what it runs on */
export async function perform(kinds: ReadonlyMap<string, JobKind>, store: Store, step: Step): Promise<Outcome> {
  const { job, act } = step;
  const control = new Control(step.memory);
  const kind = kinds.get(job.kind);
  // Left by another release of the program.
  if (!kind) return { kind: "refused", reason: unknownKind(job.kind) };
  const context = contextOf(store, step, control);
  try {
    if (act.name === "give-up") await kind.giveUp?.(context, act.reason);
    else await kind.run(context);
    return { kind: control.leftOff ? "left-off" : "done" };
  } catch (error) {
    if (error instanceof LeaseLost) return { kind: "lost" };
    if (error instanceof UserError) return { kind: "refused", reason: error.localized };
    throw error;
  }
}

function contextOf(store: Store, { job, owner }: Step, control: Control): JobContext {
  const held =
    <T>(work: (stores: Stores) => Promise<T>) =>
    async (stores: Stores): Promise<T> => {
      if (!(await stores.jobs.isHeld(job.id, owner))) throw new LeaseLost();
      return work(stores);
    };
  return {
    payload: job.payload,
    actor: job.actor,
    store,
    write: (work) => store.write(job.actor, held(work)),
    quietly: (work) => store.quietly(held(work)),
    progress: (done, total = 0) => control.report(done, total),
    cancelled: () => control.mustLeaveOff(),
  };
}

class LeaseLost extends Error {
  constructor() {
    super("the job has been taken over");
  }
}

const unknownKind = (kind: string): Localized => ({
  zh: `这个版本的程序没有“${kind}”这种任务；请更新程序后重新提交`,
  en: `this release of the program knows no job of the kind "${kind}"; update it and ask again`,
});
