import Type, { type Static, type TSchema } from "typebox";
import { LARGEST_ADJUSTMENT } from "../../runs/adjustments.ts";
import { RUN_ACTS, RUN_STATUSES } from "../../runs/lifecycle.ts";
import { LINE_OUTCOMES } from "../../runs/line.ts";
import { closed, Fen, Hash, Id, Localized, Month, pageQuery, Reason, Timestamp } from "./common.ts";

const described = <Schema extends TSchema>(schema: Schema, description: string): Schema => ({ ...schema, description });
const Count = Type.Integer({ minimum: 0 });
const Agent = Type.String({ minLength: 1, maxLength: 64, description: "工号" });
const RevisionNumber = Type.Integer({ minimum: 1 });

const RunStatus = Type.Enum([...RUN_STATUSES]);
const LineOutcome = Type.Enum([...LINE_OUTCOMES], {
  description: "`missing-data`: no row in the month, or a figure that is needed is blank",
});
const Person = Type.Object({ id: Id, name: Type.String() }, closed);
const Act = { by: Person, at: Timestamp };
const ActOnly = Type.Object(Act, closed);

export const RunComputation = Type.Object(
  {
    dataRevision: Type.Integer({ minimum: 0, description: "Of the data set: what it was computed from" }),
    requested: ActOnly,
    completedAt: Timestamp,
    languageVersion: Type.String(),
    firstMonth: Type.Optional(described(Month, "The first month that was read; absent where all were")),
    versions: Type.Array(
      Type.Object(
        {
          id: Id,
          hash: Hash,
          payout: Type.Union([Type.String(), Type.Null()], { description: "The output that is paid" }),
        },
        closed,
      ),
    ),
    lines: Count,
    withoutResult: described(Count, "Lines of another outcome than `computed`"),
    payout: described(Fen, "Sum of the lines, in fen"),
    hash: Hash,
  },
  closed,
);
export type RunComputation = Static<typeof RunComputation>;

export const RunRevision = Type.Object(
  {
    number: RevisionNumber,
    status: Type.Enum([...RUN_STATUSES, "replaced"]),
    begun: ActOnly,
    reason: Type.Optional(Type.String({ description: "Why the revision before was unlocked" })),
    computation: Type.Optional(RunComputation),
    reviewed: Type.Optional(Type.Object({ ...Act, withoutResult: Count }, closed)),
    locked: Type.Optional(Type.Object({ ...Act, seal: Hash }, closed)),
    published: Type.Optional(ActOnly),
  },
  closed,
);
export type RunRevision = Static<typeof RunRevision>;

const named = { id: Id, dataSet: Id, month: Month, revision: RevisionNumber, status: RunStatus };

export const RunSummary = Type.Object(
  {
    ...named,
    publishedAt: Type.Optional(Timestamp),
    sums: Type.Optional(
      Type.Object(
        { lines: Count, withoutResult: Count, payout: Fen },
        { ...closed, description: "For who may see everybody's; absent while nothing was computed" },
      ),
    ),
  },
  closed,
);
export type RunSummary = Static<typeof RunSummary>;

export const RunList = Type.Object({ runs: Type.Array(RunSummary) }, closed);
export type RunList = Static<typeof RunList>;

export const RunQuery = Type.Object({ dataSet: Type.Optional(Id), status: Type.Optional(RunStatus) }, closed);

export const Run = Type.Object(
  {
    ...named,
    opened: ActOnly,
    acts: Type.Array(Type.Enum([...RUN_ACTS]), { description: "What whoever asks may do with it as it stands" }),
    computing: Type.Optional(Type.Boolean({ description: "A computation is under way" })),
    outdated: Type.Optional(
      Type.Boolean({ description: "The data it was computed from have changed since; before it is locked" }),
    ),
    paid: Type.Optional(
      Type.Object(
        { payout: Fen, adjustments: Fen, corrections: Fen, net: Fen },
        { ...closed, description: "Sums over everybody, in fen" },
      ),
    ),
    revisions: Type.Array(RunRevision, { description: "The first first; the last is the run as it is" }),
  },
  closed,
);
export type Run = Static<typeof Run>;

export const NewRun = Type.Object({ dataSet: Id, month: Month }, closed);
export const RunReview = Type.Object(
  { withoutResult: described(Count, "How many agents have no result, as the reviewer has seen") },
  closed,
);
export const RunUnlock = Type.Object({ reason: Reason }, closed);

const Value = Type.String({ description: "Without any loss: `0.6`, `1/3`, `true`, a text as it is" });

export const RunLine = Type.Object(
  {
    agent: Agent,
    name: Type.Optional(Type.String()),
    department: Type.Union([Type.String(), Type.Null()]),
    version: Type.Union([Type.String(), Type.Null()], { description: "The id of the scheme's version" }),
    outcome: LineOutcome,
    inputs: Type.Optional(
      Type.Array(Type.Object({ metric: Type.String(), cell: Type.String() }, closed), {
        description: "Absent where a superior asks about somebody else: sick leave stands among them",
      }),
    ),
    outputs: Type.Array(Type.Object({ name: Type.String(), value: Value }, closed)),
    errors: Type.Array(
      Type.Object({ output: Type.String(), code: Type.String(), name: Type.String(), message: Localized }, closed),
    ),
    payout: Type.Union([Fen, Type.Null()], { description: "What the version pays, in fen" }),
    adjustments: described(Fen, "Sum, in fen"),
    corrections: described(Fen, "Of closed months, in fen"),
    net: described(Fen, "What is paid: payout, adjustments and corrections together, in fen"),
    hash: Hash,
  },
  closed,
);
export type RunLine = Static<typeof RunLine>;

export const RunLines = Type.Object(
  {
    revision: RevisionNumber,
    lines: Type.Array(RunLine),
    next: Type.Optional(Type.String({ description: "`after` of the next page; absent on the last" })),
  },
  closed,
);
export type RunLines = Static<typeof RunLines>;

const revisionQuery = {
  revision: Type.Optional(Type.String({ pattern: "^[1-9]\\d{0,4}$", description: "The newest where absent" })),
};

export const RunLinesQuery = Type.Object(
  {
    ...revisionQuery,
    ...pageQuery,
    outcome: Type.Optional(LineOutcome),
    withoutResult: Type.Optional(described(Type.Literal("true"), "Every outcome but `computed`")),
    agent: Type.Optional(Agent),
  },
  closed,
);

const Total = Type.Object(
  { lines: Count, withoutResult: Count, payout: Fen, adjustments: Fen, corrections: Fen, net: Fen },
  closed,
);

export const RunTotals = Type.Object(
  {
    revision: RevisionNumber,
    all: Total,
    departments: Type.Array(
      Type.Object({ department: Type.Union([Type.String(), Type.Null()]), total: Total }, closed),
    ),
    schemes: Type.Array(
      Type.Object(
        {
          version: Type.Union([Type.String(), Type.Null()], { description: "Its id; null for who has none" }),
          scheme: Type.Optional(Type.String()),
          title: Type.Optional(Type.String()),
          total: Total,
        },
        closed,
      ),
    ),
  },
  closed,
);
export type RunTotals = Static<typeof RunTotals>;

export const RunTotalsQuery = Type.Object(revisionQuery, closed);

const Side = Type.Object(
  {
    version: Type.Union([Type.String(), Type.Null()]),
    department: Type.Union([Type.String(), Type.Null()]),
    outcome: LineOutcome,
    payout: Type.Union([Fen, Type.Null()]),
  },
  closed,
);

export const RunDifferences = Type.Object(
  {
    from: RevisionNumber,
    to: RevisionNumber,
    payout: Type.Object({ before: Fen, after: Fen }, closed),
    adjustments: Type.Object({ before: Fen, after: Fen }, { ...closed, description: "Sums in force, in fen" }),
    agents: Type.Array(
      Type.Object(
        {
          agent: Agent,
          before: Type.Optional(Side),
          after: Type.Optional(Side),
          outputs: Type.Array(
            Type.Object(
              {
                name: Type.String(),
                before: Type.Union([Value, Type.Null()]),
                after: Type.Union([Value, Type.Null()]),
              },
              closed,
            ),
          ),
        },
        closed,
      ),
    ),
    next: Type.Optional(Type.String()),
  },
  closed,
);
export type RunDifferences = Static<typeof RunDifferences>;

export const RunDifferencesQuery = Type.Object(
  {
    to: Type.Optional(Type.String({ pattern: "^[1-9]\\d{0,4}$", description: "The newest where absent" })),
    ...pageQuery,
  },
  closed,
);

export const Adjustment = Type.Object(
  {
    id: Id,
    agent: Agent,
    amount: described(Fen, "In fen; negative takes away"),
    reason: Type.String(),
    added: Type.Object({ ...Act, revision: RevisionNumber }, closed),
    takenBack: Type.Optional(Type.Object({ ...Act, revision: RevisionNumber, reason: Type.String() }, closed)),
  },
  closed,
);
export type Adjustment = Static<typeof Adjustment>;

export const AdjustmentList = Type.Object({ adjustments: Type.Array(Adjustment) }, closed);
export type AdjustmentList = Static<typeof AdjustmentList>;

export const NewAdjustment = Type.Object(
  {
    agent: Agent,
    amount: Type.Union(
      [
        Type.Integer({ minimum: 1, maximum: LARGEST_ADJUSTMENT }),
        Type.Integer({ minimum: -LARGEST_ADJUSTMENT, maximum: -1 }),
      ],
      { description: "In fen; negative takes away" },
    ),
    reason: Reason,
  },
  closed,
);
export const AdjustmentTakenBack = Type.Object({ reason: Reason }, closed);
export const ByRevision = Type.Object({ id: Id, revision: Type.String({ pattern: "^[1-9]\\d{0,4}$" }) }, closed);
export const ByAdjustment = Type.Object({ id: Id, adjustment: Id }, closed);
