import type { Localized } from "../../engine/index.ts";
import type { Actor } from "../access/actor.ts";

export type JobStatus = "queued" | "running" | "done" | "failed" | "cancelled";

/** Long work as it is kept: what is to be done, for whom, and how far it is. */
export interface Job {
  readonly id: string;
  readonly kind: string;
  /** The id of what it works on. */
  readonly subject: string;
  readonly payload: unknown;
  /** On whose behalf: what it writes is recorded as theirs. */
  readonly actor: Actor;
  readonly status: JobStatus;
  /** How often an instance has taken it. */
  readonly attempts: number;
  /** Somebody has asked for it to end. */
  readonly cancelling: boolean;
  readonly progress: Progress;
  /** Why it failed. */
  readonly reason?: Localized;
  /** UTC, ISO 8601. */
  readonly createdAt: string;
  readonly endedAt?: string;
}

export interface Progress {
  /** In units of the kind's own: rows, agents. */
  readonly done: number;
  /** Absent while it is not known. */
  readonly total?: number;
}

export const hasEnded = ({ status }: Pick<Job, "status">): boolean => status !== "queued" && status !== "running";

/** Interrupted so often, it is given up: what it does may be what ends the process. */
export const MOST_ATTEMPTS = 3;
