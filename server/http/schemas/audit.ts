import Type, { type Static } from "typebox";
import { closed, Hash, pageQuery, Timestamp } from "./common.ts";

export const AuditEntry = Type.Object(
  {
    number: Type.Integer({ minimum: 1 }),
    at: Timestamp,
    actor: Type.String({ description: "The user's id, or `system`" }),
    action: Type.String(),
    subject: Type.String(),
    details: Type.Record(Type.String(), Type.Unknown()),
    hash: Hash,
  },
  closed,
);
export type AuditEntry = Static<typeof AuditEntry>;

export const AuditPage = Type.Object(
  {
    entries: Type.Array(AuditEntry, { description: "The newest first" }),
    next: Type.Optional(Type.String({ description: "Where the next page begins; absent on the last" })),
  },
  closed,
);
export type AuditPage = Static<typeof AuditPage>;

export const AuditQuery = Type.Object(
  {
    subject: Type.Optional(Type.String({ maxLength: 200 })),
    actor: Type.Optional(Type.String({ maxLength: 64 })),
    action: Type.Optional(Type.String({ maxLength: 64, description: "The beginning of it: `run.`" })),
    ...pageQuery,
    after: Type.Optional(Type.String({ pattern: "^\\d{1,15}$", description: "`next` of the page before" })),
  },
  closed,
);

export const AuditAnchor = Type.Object(
  {
    count: Type.Integer({ minimum: 0 }),
    hash: Hash,
    at: Timestamp,
  },
  { ...closed, description: "Where the log ends now; kept elsewhere, it shows any later change of what stands before" },
);
export type AuditAnchor = Static<typeof AuditAnchor>;
