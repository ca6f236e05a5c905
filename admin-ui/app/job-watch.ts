import { type Accessor, createEffect, createSignal, on, onCleanup } from "solid-js";
import type { Job } from "../../server/api-types.ts";
import { hasEnded, jobsApi } from "../api/jobs.ts";
import { reason } from "../api/reason.ts";

const PAUSE_MS = 700;

export interface JobWatch {
  /** As it was when it was last asked for; the last one that was watched, once it has ended. */
  readonly job: Accessor<Job | undefined>;
  /** Why it could not be asked for, or not be cancelled. */
  readonly failure: Accessor<string | undefined>;
  cancel(): Promise<void>;
}

/** Asks for the job that works on a subject, again and again until it has ended. @param subject absent while there is none */
export function watchJob(subject: Accessor<string | undefined>, onEnded: (job: Job | undefined) => void): JobWatch {
  const [job, setJob] = createSignal<Job>();
  const [failure, setFailure] = createSignal<string>();
  createEffect(
    on(subject, (watched) => {
      if (watched === undefined) return;
      let timer: ReturnType<typeof setTimeout> | undefined;
      let left = false;
      onCleanup(() => {
        left = true;
        clearTimeout(timer);
      });
      const look = async (): Promise<void> => {
        try {
          const found = await jobsApi.latest(watched);
          if (left) return;
          setJob(found);
          setFailure(undefined);
          if (found === undefined || hasEnded(found)) return onEnded(found);
        } catch (error) {
          if (left) return;
          setFailure(reason(error));
        }
        timer = setTimeout(() => void look(), PAUSE_MS);
      };
      void look();
    }),
  );
  return {
    job,
    failure,
    async cancel() {
      const running = job();
      if (!running) return;
      try {
        setJob(await jobsApi.cancel(running.id));
      } catch (error) {
        setFailure(reason(error));
      }
    },
  };
}
