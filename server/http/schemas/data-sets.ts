import Type, { type Static } from "typebox";
import { closed, Id, MONTH, Month, pageQuery, Reason, Timestamp } from "./common.ts";

const Count = Type.Integer({ minimum: 0 });
const RevisionNumber = Type.Integer({ minimum: 0, description: "0: nothing has been put into it yet" });
const AgentId = Type.String({ minLength: 1, maxLength: 64, description: "工号" });
const Months = Type.Array(Month, { description: "In the order of time" });
const Values = Type.Array(Type.Union([Type.String(), Type.Null()]), {
  description: "One for each column: the decimal or choice as text, null where blank",
});

export const DataSet = Type.Object(
  {
    id: Id,
    name: Type.String(),
    revision: RevisionNumber,
    months: Months,
    agents: Count,
    rows: Count,
    createdAt: Timestamp,
  },
  closed,
);
export type DataSet = Static<typeof DataSet>;

export const DataSetList = Type.Object({ datasets: Type.Array(DataSet) }, closed);
export type DataSetList = Static<typeof DataSetList>;

export const NewDataSet = Type.Object({ name: Type.String({ minLength: 1, maxLength: 100, pattern: "\\S" }) }, closed);

export const DataRevision = Type.Object(
  {
    number: RevisionNumber,
    columns: Type.Array(Type.String(), {
      description: "Metric names; each revision begins with those of the one before",
    }),
    months: Months,
    agents: Count,
    rows: Count,
    source: Type.Enum(["first-start", "import", "rating", "edit"]),
    reference: Type.Optional(Type.String({ description: "The id of the import" })),
    reason: Type.Optional(Type.String()),
    madeBy: Type.Object({ id: Id, name: Type.String() }, closed),
    madeAt: Timestamp,
  },
  closed,
);
export type DataRevision = Static<typeof DataRevision>;

export const DataRevisionList = Type.Object(
  { revisions: Type.Array(DataRevision), next: Type.Optional(Type.String()) },
  closed,
);
export type DataRevisionList = Static<typeof DataRevisionList>;
export const DataRevisionQuery = Type.Object(pageQuery, closed);

export const AgentMonths = Type.Object(
  {
    revision: RevisionNumber,
    columns: Type.Array(Type.String(), { description: "Metric names" }),
    rows: Type.Array(Type.Object({ month: Month, agent: Type.String(), values: Values }, closed), {
      description: "By month and then by agent; 5,000 at most",
    }),
    next: Type.Optional(Type.String({ description: "Where there are more: `after` of the next page" })),
  },
  closed,
);
export type AgentMonths = Static<typeof AgentMonths>;

const extent = {
  revision: Type.Optional(
    Type.String({ pattern: "^\\d{1,9}$", description: "Of the data set; the newest where absent" }),
  ),
  month: Type.Optional(Type.String({ pattern: MONTH, description: "This month only, or up to it with `from`" })),
  from: Type.Optional(Type.String({ pattern: MONTH, description: "The first month" })),
  to: Type.Optional(Type.String({ pattern: MONTH, description: "The last month; not together with `month`" })),
  agent: Type.Optional(AgentId),
};

export const AgentMonthsQuery = Type.Object({ ...extent, after: pageQuery.after }, closed);
export const AgentMonthsExtent = Type.Object(extent, closed);

export const DataEdit = Type.Object(
  {
    rows: Type.Array(
      Type.Object(
        {
          month: Month,
          agent: AgentId,
          values: Type.Record(
            Type.String({ maxLength: 200 }),
            Type.Union([Type.String({ maxLength: 1_000 }), Type.Null()]),
            {
              description: "By metric: the cell as a file would have it, null to make it blank; others stay",
              minProperties: 1,
              maxProperties: 500,
            },
          ),
        },
        closed,
      ),
      { minItems: 1, maxItems: 200 },
    ),
    reason: Reason,
  },
  closed,
);
export type DataEdit = Static<typeof DataEdit>;

export const DataChange = Type.Object(
  { revision: RevisionNumber, added: Count, changed: Count, unchanged: Count },
  closed,
);
export type DataChange = Static<typeof DataChange>;

export const Rating = Type.Object(
  {
    agent: AgentId,
    metric: Type.String({ maxLength: 200, description: "A metric that the direct superior rates" }),
    value: Type.Union([Type.String({ maxLength: 100 }), Type.Null()], { description: "null where it is not given" }),
  },
  closed,
);
export type Rating = Static<typeof Rating>;

export const RatingList = Type.Object(
  {
    month: Month,
    open: Type.Boolean({ description: "Whether ratings of the month can still be entered" }),
    metrics: Type.Array(Type.String(), { description: "Those that the direct superior rates" }),
    agents: Type.Array(
      Type.Object(
        {
          agent: AgentId,
          name: Type.String(),
          values: Type.Array(Type.Union([Type.String(), Type.Null()]), { description: "One for each metric" }),
        },
        closed,
      ),
      { description: "Those to be rated: for a superior the direct reports" },
    ),
  },
  closed,
);
export type RatingList = Static<typeof RatingList>;

export const RatingQuery = Type.Object({ month: Month }, closed);

export const NewRatings = Type.Object(
  { month: Month, ratings: Type.Array(Rating, { minItems: 1, maxItems: 2_000 }) },
  closed,
);

export const RatingHistory = Type.Object(
  {
    ratings: Type.Array(
      Type.Object(
        {
          ...Rating.properties,
          month: Month,
          revision: RevisionNumber,
          by: Type.Object({ id: Id, name: Type.String() }, closed),
          at: Timestamp,
        },
        closed,
      ),
      { description: "As they were given, the newest first" },
    ),
  },
  closed,
);
export type RatingHistory = Static<typeof RatingHistory>;
export const RatingHistoryQuery = Type.Object({ month: Month, agent: AgentId }, closed);
