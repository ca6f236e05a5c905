import Type, { type Static } from "typebox";
import { IMPORT_STATES } from "../../imports/import.ts";
import { DATE_ORDERS, FACTS, IMPORT_KINDS } from "../../imports/mapping.ts";
import { closed, Hash, Id, Localized, Month, pageQuery, Timestamp } from "./common.ts";

const Kind = Type.Enum([...IMPORT_KINDS], {
  description: "agent-months: figures; roster: the agents; calls: single calls to be counted by the catalogue",
});
const Count = Type.Integer({ minimum: 0 });
const DateOrder = Type.Enum([...DATE_ORDERS], {
  description: "How days are written; days-…: as a spreadsheet's number",
});
const Encoding = Type.Enum(["utf-8", "gb18030"]);
const Sheet = Type.Integer({ minimum: 0, maximum: 9999, description: "Of the sheets of the file, from 0" });
const Line = Type.Integer({ minimum: 1, maximum: 10_000_000 });
const Unit = Type.String({ maxLength: 32, description: "One of those that `GET /api/imports/{id}/units` gives" });

const Use = <Name extends string>(name: Name) => ({ use: Type.Literal(name) });
export const ColumnUse = Type.Union(
  [
    Type.Object(Use("ignored"), closed),
    Type.Object({ ...Use("month"), dates: Type.Optional(DateOrder) }, closed),
    Type.Object(Use("agent"), closed),
    Type.Object(
      {
        ...Use("metric"),
        metric: Type.String({ maxLength: 200 }),
        unit: Type.Optional(Unit),
        dates: Type.Optional(DateOrder),
      },
      closed,
    ),
    Type.Object({ ...Use("fact"), fact: Type.Enum([...FACTS]), dates: Type.Optional(DateOrder) }, closed),
    Type.Object({ ...Use("field"), field: Type.String({ maxLength: 200 }), dates: Type.Optional(DateOrder) }, closed),
  ],
  { description: "What a column of the file is" },
);
export type ColumnUse = Static<typeof ColumnUse>;

const reading = {
  encoding: Type.Optional(Encoding),
  sheet: Type.Optional(Sheet),
  headerLine: Type.Optional(Line),
};

export const ReadingChoice = Type.Object(reading, {
  ...closed,
  description: "What is said before the file is read; what is absent is recognised",
});
export type ReadingChoice = Static<typeof ReadingChoice>;

export const ImportMapping = Type.Object(
  {
    sheet: Sheet,
    headerLine: Line,
    encoding: Type.Optional(Encoding),
    month: Type.Optional({ ...Month, description: "Of every row, where no column says it" }),
    log: Type.Optional(Type.String({ maxLength: 200, description: "Of a call log: the catalogue's name for it" })),
    columns: Type.Array(ColumnUse, { maxItems: 2000, description: "By column; those beyond are ignored" }),
  },
  closed,
);
export type ImportMapping = Static<typeof ImportMapping>;

const Question = Type.Object(
  {
    about: Type.String({ description: "header, sheet, duplicate, misspelt, unit, dates, month, agent, rate or log" }),
    column: Type.Optional(Type.Integer({ minimum: 0, description: "From 0; absent where it is about the file" })),
    message: Localized,
    options: Type.Array(Type.String(), { description: "What it could be, as written in a mapping" }),
  },
  closed,
);

const Reading = Type.Object(
  {
    format: Type.Enum(["csv", "xlsx"]),
    encoding: Type.Optional(
      Type.Enum(["utf-8", "utf-16", "gb18030"], { description: "Of CSV: as it was stated or recognised" }),
    ),
    sheets: Type.Array(Type.Object({ name: Type.String(), hidden: Type.Boolean() }, closed)),
    sheet: Sheet,
    headerLine: Line,
    headers: Type.Array(Type.String()),
    rows: { ...Count, description: "Below the header" },
    sample: Type.Array(Type.Object({ line: Line, cells: Type.Array(Type.String()) }, closed)),
    signature: Hash,
    log: Type.Optional(Type.String()),
    columns: Type.Array(Type.Union([ColumnUse, Type.Null()]), {
      description: "Proposed; null where a question has to be answered first",
    }),
    questions: Type.Array(Question),
    remembered: Type.Boolean({ description: "The columns are mapped as in the last file with this header" }),
  },
  closed,
);

const Severity = Type.Enum(["error", "warning"]);

const CheckReport = Type.Object(
  {
    checkId: Id,
    errors: Count,
    warnings: Count,
    counts: Type.Array(Type.Object({ code: Type.String(), severity: Severity, count: Count }, closed)),
    digest: Hash,
    rows: { ...Count, description: "That can be imported" },
    months: Type.Array(Month),
    agents: Count,
  },
  closed,
);

const ImportResult = Type.Object(
  {
    added: Count,
    changed: Count,
    unchanged: Count,
    dataRevision: Type.Optional(Type.Integer({ minimum: 1, description: "That it made of the data set" })),
    appliedBy: Type.String({ description: "A user's id" }),
    appliedAt: Timestamp,
  },
  closed,
);

const summary = {
  id: Id,
  kind: Kind,
  dataSet: Type.Optional({ ...Id, description: "Absent for a roster" }),
  fileName: Type.String(),
  size: { ...Count, description: "In bytes" },
  hash: { ...Hash, description: "SHA-256 of the file" },
  state: Type.Enum([...IMPORT_STATES]),
  reason: Type.Optional({ ...Localized, description: "Why the last step did not come to its end" }),
  result: Type.Optional(ImportResult),
  madeBy: Type.String({ description: "A user's id" }),
  madeAt: Timestamp,
};

export const ImportSummary = Type.Object(summary, closed);
export type ImportSummary = Static<typeof ImportSummary>;

export const Import = Type.Object(
  {
    ...summary,
    choice: ReadingChoice,
    reading: Type.Optional(Reading),
    mapping: Type.Optional(ImportMapping),
    report: Type.Optional(CheckReport),
  },
  { ...closed, description: "A file on its way into the store; long steps are jobs with its id as subject" },
);
export type Import = Static<typeof Import>;

export const ImportList = Type.Object({ imports: Type.Array(ImportSummary), next: Type.Optional(Id) }, closed);
export type ImportList = Static<typeof ImportList>;

export const ImportQuery = Type.Object({ ...pageQuery, dataSet: Type.Optional(Id) }, closed);

export const NewImport = Type.Object(
  {
    kind: Kind,
    dataSet: Type.Optional({ ...Id, description: "Where it goes; absent for a roster" }),
    fileName: Type.String({ minLength: 1, maxLength: 200, pattern: "^[^\\x00-\\x1f]*$" }),
  },
  closed,
);

export const FindingList = Type.Object(
  {
    findings: Type.Array(
      Type.Object(
        {
          code: Type.String(),
          severity: Severity,
          line: { ...Count, description: "Of the file; 0: about the file as a whole" },
          column: Type.Optional(Type.Integer({ minimum: 1 })),
          header: Type.Optional(Type.String()),
          value: Type.String({ description: "As it stands in the file, cut where it is long" }),
          message: Localized,
        },
        closed,
      ),
    ),
    next: Type.Optional(Type.String()),
  },
  { ...closed, description: "Errors first; at most 10,000 of each severity are kept, all are counted" },
);
export type FindingList = Static<typeof FindingList>;

export const FindingQuery = Type.Object({ ...pageQuery, severity: Type.Optional(Severity) }, closed);

export const ApplyImport = Type.Object(
  { accept: Type.Boolean({ description: "The warnings have been looked at and are accepted" }) },
  closed,
);

export const MetricUnits = Type.Object(
  { units: Type.Record(Type.String(), Type.Array(Type.String()), { description: "By metric; its own unit first" }) },
  closed,
);
export type MetricUnits = Static<typeof MetricUnits>;
