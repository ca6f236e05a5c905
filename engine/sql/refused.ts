import type { Localized } from "../diagnostics/localized.ts";

/** What a database cannot compute exactly, and why: said before a query is made, and never a query that is nearly right. */
export class Refused extends Error {
  /** What it is about. */
  readonly subject: string;
  readonly reason: Localized;

  constructor(subject: string, reason: Localized) {
    super(reason.en);
    this.subject = subject;
    this.reason = reason;
  }
}
