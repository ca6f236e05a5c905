import Type, { type Static } from "typebox";
import { closed, Fen, Id, Localized, Month, pageQuery, Reason, Timestamp } from "./common.ts";
import { Job } from "./jobs.ts";

const Count = Type.Integer({ minimum: 0 });
const DataRevision = Type.Integer({ minimum: 0, description: "Of the data set" });
const Act = Type.Object({ by: Type.Object({ id: Id, name: Type.String() }, closed), at: Timestamp }, closed);

export const CorrectionProposal = Type.Object(
  {
    id: Id,
    dataSet: Id,
    dataRevision: { ...DataRevision, description: "What the closed months were computed again from" },
    lastMonth: { ...Month, description: "The last published month then" },
    state: Type.Enum(["computing", "proposed", "applied"]),
    stale: Type.Boolean({ description: "Data, corrections or publications have come since: propose again" }),
    reason: Type.String(),
    made: Act,
    applied: Type.Optional(
      Type.Object(
        { run: { ...Id, description: "Whose lines the corrections are" }, ...Act.properties },
        { ...closed, description: "Once it is" },
      ),
    ),
    sums: Type.Object(
      {
        lines: Count,
        agents: Count,
        problems: { ...Count, description: "Lines that cannot be computed any more; nothing is paid for them" },
        difference: { ...Fen, description: "What all lines come to, in fen" },
      },
      closed,
    ),
  },
  closed,
);
export type CorrectionProposal = Static<typeof CorrectionProposal>;

export const CorrectionProposalList = Type.Object({ proposals: Type.Array(CorrectionProposal) }, closed);
export type CorrectionProposalList = Static<typeof CorrectionProposalList>;

export const Correction = Type.Object(
  {
    closedMonth: Month,
    agent: Type.String(),
    name: Type.Optional(Type.String()),
    version: Type.Optional({ ...Id, description: "The scheme version of both figures" }),
    publishedRevision: { ...DataRevision, description: "Of the data, that the month was published from" },
    paid: { ...Fen, description: "By the run's line and earlier corrections, in fen" },
    owed: Type.Optional({
      ...Fen,
      description: "By the data as corrected, in fen; absent where it cannot be computed",
    }),
    problem: Type.Optional(Localized),
  },
  closed,
);
export type Correction = Static<typeof Correction>;

export const CorrectionLines = Type.Object(
  {
    lines: Type.Array(Correction, { description: "By closed month, then by agent" }),
    next: Type.Optional(Type.String({ description: "`after` of the next page; absent on the last" })),
  },
  closed,
);
export type CorrectionLines = Static<typeof CorrectionLines>;

export const CorrectionLinesQuery = Type.Object(
  {
    ...pageQuery,
    after: Type.Optional(Type.String({ pattern: "^\\d{1,9}$", description: "`next` of the page before" })),
  },
  closed,
);

export const NewCorrectionProposal = Type.Object({ reason: Reason }, closed);

export const CorrectionProposed = Type.Object({ proposal: CorrectionProposal, job: Job }, closed);
export type CorrectionProposed = Static<typeof CorrectionProposed>;
