import type { Localized } from "../../engine/index.ts";
import type { Actor } from "../access/actor.ts";
import type { Store, Stores } from "../store/store.ts";

/** What a kind of job does, in a thread of its own. */
export interface JobKind<Payload = unknown> {
  /**
   * Does the work or goes on with it: an earlier attempt may have been interrupted anywhere, after its last write
   * too, so it begins by reading how far it is. Where `cancelled()` says so it returns at once, to be gone on with
   * later or given up.
   * @throws UserError where it cannot be done, which fails the job with that sentence; anything else is tried again
   */
  run(context: JobContext<Payload>): Promise<void>;
  /**
   * Removes what `run` has staged, after the job was cancelled or has failed for good. May be called twice, and
   * where `run` was never called.
   * @param reason why it failed; absent where it was cancelled
   */
  giveUp?(context: JobContext<Payload>, reason?: Localized): Promise<void>;
}

export interface JobContext<Payload = unknown> {
  readonly payload: Payload;
  /** On whose behalf. */
  readonly actor: Actor;
  /** For reading; what is written goes through `write` and `quietly` below. */
  readonly store: Store;
  /** `Store.write` as the actor, as long as nobody else has taken the job over. */
  write<T>(work: (stores: Stores) => Promise<T>): Promise<T>;
  /** `Store.quietly`, likewise. */
  quietly<T>(work: (stores: Stores) => Promise<T>): Promise<T>;
  /** Cheap: may be called for every row. */
  progress(done: number, total?: number): void;
  /** Whether to leave off now. Cheap. */
  cancelled(): boolean;
}
