/**
 * What travels over the API. Each schema is declared once: Ajv validates with it, the OpenAPI
 * document prints it, and the type of the same name is derived from it.
 */
import Type, { type Static, type TSchema } from "typebox";
import { VERSION_NAME } from "../schemes/version-name.ts";

const closed = { additionalProperties: false } as const;

const MONTH = "^\\d{4}-(0[1-9]|1[0-2])$";

const Timestamp = Type.String({ description: "UTC, ISO 8601" });
const Hash = Type.String({ pattern: "^[0-9a-f]{64}$", description: "SHA-256, hexadecimal" });
const Id = Type.String({ minLength: 1, maxLength: 64 });
const Text = Type.String({ description: "The whole Markdown document" });
const Month = Type.String({ pattern: MONTH, description: "YYYY-MM" });
const VersionName = Type.String({ pattern: VERSION_NAME });
const Status = Type.Union([Type.Literal("draft"), Type.Literal("published")], {
  description: "Only a draft can be changed",
});
const Localized = Type.Object({ zh: Type.String(), en: Type.String() }, closed);

export const Health = Type.Object({ status: Type.Literal("ok"), version: Type.String() }, closed);
export type Health = Static<typeof Health>;

export const Catalogue = Type.Object({ text: Text, hash: Hash, updatedAt: Timestamp }, closed);
export type Catalogue = Static<typeof Catalogue>;

export const Findings = Type.Object(
  {
    errors: Type.Integer({ minimum: 0 }),
    warnings: Type.Integer({ minimum: 0 }),
    assumed: Type.Integer({ minimum: 0, description: "Figures that the source document does not give" }),
  },
  closed,
);
export type Findings = Static<typeof Findings>;

export const VersionSummary = Type.Object(
  {
    id: Id,
    version: Type.String(),
    title: Type.String(),
    status: Status,
    hash: Hash,
    basedOn: Type.Optional(Type.String({ description: "The id of the version this one was copied from" })),
    updatedAt: Timestamp,
    findings: Findings,
  },
  closed,
);
export type VersionSummary = Static<typeof VersionSummary>;

export const Scheme = Type.Object(
  {
    id: Id,
    title: Type.String({ description: "The title of the version that was changed last" }),
    versions: Type.Array(VersionSummary),
  },
  closed,
);
export type Scheme = Static<typeof Scheme>;

export const SchemeList = Type.Object({ schemes: Type.Array(Scheme) }, closed);
export type SchemeList = Static<typeof SchemeList>;

export const Version = Type.Object(
  {
    id: Id,
    scheme: Id,
    version: Type.String(),
    title: Type.String(),
    status: Status,
    text: Text,
    hash: Hash,
    basedOn: Type.Optional(Type.String()),
    createdAt: Timestamp,
    updatedAt: Timestamp,
  },
  closed,
);
export type Version = Static<typeof Version>;

export const TextBody = Type.Object({ text: Text }, closed);
export type TextBody = Static<typeof TextBody>;

export const NewDraft = Type.Object({ version: VersionName }, closed);
export type NewDraft = Static<typeof NewDraft>;

const Position = Type.Object(
  { line: Type.Integer({ minimum: 1 }), column: Type.Integer({ minimum: 1, description: "In UTF-16 code units" }) },
  closed,
);
const Values = Type.Record(Type.String(), Type.String(), { description: "Decimal strings or choices by name" });

export const Diagnostic = Type.Object(
  {
    code: Type.String(),
    severity: Type.Union([Type.Literal("error"), Type.Literal("warning"), Type.Literal("info")]),
    message: Localized,
    start: Position,
    end: Position,
    witness: Type.Optional(Values),
    inputs: Type.Optional(Values),
    steady: Type.Optional(Type.Literal(true, { description: "The inputs are the same in each of the months before" })),
    compared: Type.Optional(
      Type.Object(
        { witness: Values, inputs: Values },
        { ...closed, description: "The second of two rows that differ in one input" },
      ),
    ),
    waived: Type.Optional(Type.String({ description: "Why the scheme accepts the finding, which is then a note" })),
    fix: Type.Optional(
      Type.Object(
        {
          title: Localized,
          edits: Type.Array(Type.Object({ start: Position, end: Position, text: Type.String() }, closed)),
        },
        closed,
      ),
    ),
  },
  closed,
);
export type Diagnostic = Static<typeof Diagnostic>;

export const Institution = Type.Object(
  {
    id: Id,
    title: Type.String(),
    version: Type.String(),
    text: Text,
    hash: Hash,
    updatedAt: Timestamp,
    findings: Findings,
  },
  closed,
);
export type Institution = Static<typeof Institution>;

export const InstitutionList = Type.Object({ institutions: Type.Array(Institution) }, closed);
export type InstitutionList = Static<typeof InstitutionList>;

export const CheckResult = Type.Object({ diagnostics: Type.Array(Diagnostic) }, closed);
export type CheckResult = Static<typeof CheckResult>;

export const DataSet = Type.Object(
  {
    id: Id,
    name: Type.String(),
    months: Type.Array(Month, { description: "In the order of time" }),
    agents: Type.Integer({ minimum: 0 }),
    rows: Type.Integer({ minimum: 0 }),
    createdAt: Timestamp,
  },
  closed,
);
export type DataSet = Static<typeof DataSet>;

export const DataSetList = Type.Object({ datasets: Type.Array(DataSet) }, closed);
export type DataSetList = Static<typeof DataSetList>;

export const AgentMonths = Type.Object(
  {
    columns: Type.Array(Type.String(), { description: "Metric names" }),
    rows: Type.Array(
      Type.Object(
        {
          month: Month,
          agent: Type.String(),
          values: Type.Array(Type.Union([Type.String(), Type.Null()]), {
            description: "One for each column: the decimal or choice as text, null where blank",
          }),
        },
        closed,
      ),
    ),
  },
  closed,
);
export type AgentMonths = Static<typeof AgentMonths>;

export const AgentMonthsQuery = Type.Object(
  {
    month: Type.Optional(Type.String({ pattern: MONTH, description: "This month only, or up to it with `from`" })),
    from: Type.Optional(Type.String({ pattern: MONTH, description: "The first month" })),
    to: Type.Optional(Type.String({ pattern: MONTH, description: "The last month; not together with `month`" })),
  },
  closed,
);
export type AgentMonthsQuery = Static<typeof AgentMonthsQuery>;

export const ById = Type.Object({ id: Id }, closed);
export type ById = Static<typeof ById>;

export const Problem = Type.Object({
  type: Type.String({ description: "A URN that names the kind of problem" }),
  title: Type.String(),
  status: Type.Integer({ minimum: 400, maximum: 599 }),
  detail: Type.String(),
  code: Type.String(),
  message: Localized,
  /** With `precondition-failed`: the ETag the version has now. */
  etag: Type.Optional(Type.String()),
  /** With `request-invalid`: where the request breaks its schema. */
  at: Type.Optional(Type.String()),
  /** With `scheme-has-errors`. */
  diagnostics: Type.Optional(Type.Array(Diagnostic)),
});
export type Problem = Static<typeof Problem>;

/** The schemas that the OpenAPI document names. */
export const components = {
  Health,
  Catalogue,
  InstitutionList,
  Institution,
  SchemeList,
  Scheme,
  VersionSummary,
  Version,
  TextBody,
  NewDraft,
  Diagnostic,
  CheckResult,
  DataSetList,
  DataSet,
  AgentMonths,
  Problem,
} as const satisfies Record<string, TSchema>;
