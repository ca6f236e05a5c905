import Type, { type Static } from "typebox";
import { closed, Id, Localized, Timestamp } from "./common.ts";

export const Job = Type.Object(
  {
    id: Id,
    kind: Type.String(),
    subject: Type.String({ description: "The id of what it works on" }),
    status: Type.Union([
      Type.Literal("queued"),
      Type.Literal("running"),
      Type.Literal("done"),
      Type.Literal("failed"),
      Type.Literal("cancelled"),
    ]),
    cancelling: Type.Boolean({ description: "Somebody has asked for it to end" }),
    done: Type.Integer({ minimum: 0, description: "In units of the kind's own: rows, agents" }),
    total: Type.Optional(Type.Integer({ minimum: 1, description: "Absent while it is not known" })),
    attempts: Type.Integer({ minimum: 0 }),
    reason: Type.Optional({ ...Localized, description: "Why it failed" }),
    requestedBy: Type.String({ description: "A user's id" }),
    createdAt: Timestamp,
    endedAt: Type.Optional(Timestamp),
  },
  { ...closed, description: "Long work; ask again until `status` is done, failed or cancelled" },
);
export type Job = Static<typeof Job>;

export const JobList = Type.Object({ jobs: Type.Array(Job) }, closed);
export type JobList = Static<typeof JobList>;

export const JobQuery = Type.Object(
  {
    subject: Type.Optional(Id),
    limit: Type.Optional(
      Type.String({ pattern: "^[1-9]\\d{0,2}$", description: "How many at most; 100 where absent" }),
    ),
  },
  closed,
);
export type JobQuery = Static<typeof JobQuery>;
