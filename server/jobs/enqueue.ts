import { randomUUID } from "node:crypto";
import type { Actor } from "../access/actor.ts";
import type { Stores } from "../store/store.ts";
import type { Job } from "./job.ts";
import type { JobName, JobPayloads } from "./payloads.ts";

interface Order<Name extends JobName> {
  readonly kind: Name;
  /** The id of what it works on. */
  readonly subject: string;
  readonly payload: JobPayloads[Name];
  readonly actor: Actor;
}

/** Leaves work to the jobs' threads, in the transaction that makes it necessary; it begins once that is committed. */
export const enqueue = <Name extends JobName>({ jobs }: Stores, order: Order<Name>, at: string): Promise<Job> =>
  jobs.add({ id: randomUUID(), ...order }, at);
