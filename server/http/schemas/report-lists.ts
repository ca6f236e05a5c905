import Type, { type Static } from "typebox";
import { closed, Hash, Id, Localized, Month, pageQuery, Timestamp } from "./common.ts";

const Act = Type.Object({ by: Type.Object({ id: Id, name: Type.String() }, closed), at: Timestamp }, closed);

export const ReportList = Type.Object(
  {
    id: Id,
    run: Id,
    revision: Type.Integer({ minimum: 1, description: "Of the run" }),
    month: Month,
    version: { ...Id, description: "The scheme version that issues it" },
    name: Type.String(),
    state: Type.Enum(["made", "signed", "filed"]),
    columns: Type.Array(
      Type.Object(
        { name: Type.String(), kind: Type.Enum(["number", "truth", "choice", "text", "date", "unknown"]) },
        closed,
      ),
    ),
    agents: Type.Integer({ minimum: 0 }),
    hash: { ...Hash, description: "Over name, month, columns and rows: what is signed" },
    made: Act,
    signed: Type.Optional(Act),
    filed: Type.Optional(Act),
  },
  closed,
);
export type ReportList = Static<typeof ReportList>;

export const ReportLists = Type.Object({ lists: Type.Array(ReportList) }, closed);
export type ReportLists = Static<typeof ReportLists>;

export const ReportListQuery = Type.Object({ run: Type.Optional(Id) }, closed);

export const ReportListRows = Type.Object(
  {
    rows: Type.Array(
      Type.Object(
        {
          agent: Type.String(),
          cells: Type.Array(Type.Union([Type.String(), Type.Null()]), {
            description: "One for each column, as it is printed; null where there is no value",
          }),
          problem: Type.Optional(Localized),
        },
        closed,
      ),
      { description: "By 工号" },
    ),
    next: Type.Optional(Type.String({ description: "`after` of the next page; absent on the last" })),
  },
  closed,
);
export type ReportListRows = Static<typeof ReportListRows>;

export const ReportListRowsQuery = Type.Object(
  {
    ...pageQuery,
    after: Type.Optional(Type.String({ pattern: "^\\d{1,9}$", description: "`next` of the page before" })),
  },
  closed,
);

export const ReportListSignature = Type.Object(
  { hash: { ...Hash, description: "Of the list as the signer has seen it" } },
  closed,
);
