export interface JobTables {
  jobs: JobRow;
}

/** Long work, done once by whichever instance has taken it. */
export interface JobRow {
  id: string;
  /** A name of `server/jobs/kinds.ts`. */
  kind: string;
  /** The id of what it works on. */
  subject: string;
  /** JSON. */
  payload: string;
  /** JSON: on whose behalf. */
  actor: string;
  status: "queued" | "running" | "done" | "failed" | "cancelled";
  /**
   * From when on an instance may take it: at once while it waits, when its lease ends while one works on it.
   * Null once it has ended.
   */
  due_at: string | null;
  /** The lease: whose it is while it runs. */
  owner: string | null;
  /** How often it was taken. */
  attempts: number;
  /** 1: somebody has asked for it to end. */
  cancelling: number;
  /** How much of `total` is done, in units of the kind's own. */
  done: number;
  /** Null while it is not known. */
  total: number | null;
  /** JSON, both languages: why it failed. */
  reason: string | null;
  created_at: string;
  ended_at: string | null;
}
