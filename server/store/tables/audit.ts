export interface AuditTables {
  audit: AuditRow;
  replies: ReplyRow;
}

/** One entry of the log, which triggers keep from being changed or deleted. */
export interface AuditRow {
  /** 1, 2, 3, … */
  number: number;
  at: string;
  /** The user's id, or `system`. */
  actor: string;
  action: string;
  subject: string;
  /** JSON. */
  details: string;
  /** The hash of the entry before. */
  previous: string;
  hash: string;
}

/** What an idempotency key was answered with. */
export interface ReplyRow {
  user: string;
  key: string;
  /** SHA-256 of method, path and body. */
  request: string;
  /** JSON of status, headers and body. */
  reply: string;
  at: string;
}
