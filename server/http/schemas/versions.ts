import Type, { type Static } from "typebox";
import { STEPS } from "../../schemes/lifecycle.ts";
import { VERSION_NAME } from "../../schemes/version-name.ts";
import { closed, Hash, Id, Localized, MONTH, Month, Reason, Timestamp } from "./common.ts";

export const Text = Type.String({ description: "The whole Markdown document" });
const VersionName = Type.String({ pattern: VERSION_NAME });
const Status = Type.Union(
  [
    Type.Literal("draft"),
    Type.Literal("submitted"),
    Type.Literal("reviewed"),
    Type.Literal("approved"),
    Type.Literal("effective"),
    Type.Literal("superseded"),
    Type.Literal("withdrawn"),
  ],
  {
    description:
      "Only a draft can be changed. An approved version is `approved` before the month from which it is effective, `effective` from then on, and `superseded` when a later one is",
  },
);
const Step = Type.Enum([...STEPS]);
const Person = Type.Object({ id: Id, name: Type.String() }, closed);
const Address = Type.String({ minLength: 1, maxLength: 500, description: "What is assumed: a param, a table, a row" });

export const Findings = Type.Object(
  {
    errors: Type.Integer({ minimum: 0 }),
    warnings: Type.Integer({ minimum: 0 }),
    assumed: Type.Integer({ minimum: 0, description: "Figures that the source document does not give" }),
  },
  closed,
);
export type Findings = Static<typeof Findings>;

const named = {
  id: Id,
  version: Type.String(),
  title: Type.String(),
  status: Status,
  hash: Hash,
  effectiveFrom: Type.Optional(Month),
  effectiveUntil: Type.Optional(
    Type.String({
      ...Month,
      description: "The month before another takes its place; before `effectiveFrom` where it never came into force",
    }),
  ),
  basedOn: Type.Optional(Type.String({ description: "The id of the version this one was copied from" })),
  updatedAt: Timestamp,
};

export const VersionSummary = Type.Object(
  { ...named, findings: Findings, authors: Type.Array(Person, { description: "All who created or edited it" }) },
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

export const SchemeFigures = Type.Object(
  {
    month: Month,
    versions: Type.Array(
      Type.Object(
        {
          version: Id,
          assigned: Type.Integer({ minimum: 0, description: "Who is paid by it in the month" }),
          payouts: Type.Array(
            Type.Object(
              {
                month: Month,
                payout: Type.Integer({ description: "In fen, adjustments and corrections left out" }),
                people: Type.Integer({ minimum: 0, description: "Who has a result by it" }),
              },
              closed,
            ),
            { description: "The latest six months that are locked or published, the first first" },
          ),
        },
        closed,
      ),
      { description: "Those that somebody is paid by or was" },
    ),
  },
  closed,
);
export type SchemeFigures = Static<typeof SchemeFigures>;

export const Version = Type.Object(
  {
    ...named,
    scheme: Id,
    text: Text,
    catalogue: Type.Optional(
      Type.String({ description: "The hash of the catalogue it keeps; absent: it is read with the current one" }),
    ),
    reason: Type.Optional(Type.String({ description: "Why the draft was begun, in the words of who did" })),
    createdAt: Timestamp,
    authors: Type.Array(Person, { description: "All who created or edited it" }),
    steps: Type.Array(Step, { description: "What who asks may do with it now" }),
  },
  closed,
);
export type Version = Static<typeof Version>;

export const TextBody = Type.Object({ text: Text }, closed);
export type TextBody = Static<typeof TextBody>;

export const NewDraft = Type.Object(
  {
    version: VersionName,
    text: Type.Optional(
      Type.String({ description: "Instead of a copy; its version line is rewritten, its scheme must be the same" }),
    ),
    reason: Type.Optional(
      Type.String({ ...Reason, description: "Why it is begun; kept with it, and proposed when it is submitted" }),
    ),
  },
  closed,
);
export type NewDraft = Static<typeof NewDraft>;

const Waiver = Type.Object({ address: Address, reason: Reason }, closed);

export const Submission = Type.Object(
  {
    waivers: Type.Array(Waiver, { maxItems: 2000, description: "One for each assumed figure" }),
    reasonForChange: Type.Optional(Reason),
    comment: Type.Optional(Reason),
  },
  closed,
);
export type Submission = Static<typeof Submission>;

export const Return = Type.Object({ comment: Reason }, closed);
export const Review = Type.Object({ comment: Type.Optional(Reason) }, closed);
export const Approval = Type.Object({ effectiveFrom: Month, comment: Type.Optional(Reason) }, closed);
export const Withdrawal = Type.Object({ comment: Reason }, closed);

export const ChangeSentence = Type.Object(
  {
    zh: Type.String(),
    en: Type.String(),
    clause: Type.String({ description: "Empty above all headings" }),
    changesValues: Type.Boolean({ description: "Whether somebody may be paid differently for it" }),
  },
  closed,
);
export type ChangeSentence = Static<typeof ChangeSentence>;

export const VersionStep = Type.Object(
  {
    number: Type.Integer({ minimum: 1 }),
    step: Step,
    by: Person,
    at: Timestamp,
    comment: Type.Optional(Type.String()),
    hash: Hash,
    effectiveFrom: Type.Optional(Month),
    against: Type.Optional(Id),
    changes: Type.Optional(Type.Array(ChangeSentence)),
    reasonForChange: Type.Optional(Type.String()),
    waivers: Type.Array(Waiver),
  },
  closed,
);
export type VersionStep = Static<typeof VersionStep>;

export const VersionHistory = Type.Object({ steps: Type.Array(VersionStep) }, closed);
export type VersionHistory = Static<typeof VersionHistory>;

export const DiffQuery = Type.Object(
  {
    against: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 64,
        description: "The id of a version; absent: the one in force, else the one it was copied from",
      }),
    ),
    month: Type.Optional(Type.String({ pattern: MONTH, description: "In force in this month; absent: now" })),
  },
  closed,
);

export const VersionDiff = Type.Object(
  { against: Type.Optional(Id), changes: Type.Array(ChangeSentence) },
  { ...closed, description: "Nothing where there is nothing to compare with" },
);
export type VersionDiff = Static<typeof VersionDiff>;

export const SubmissionNeeds = Type.Object(
  {
    errors: Type.Integer({ minimum: 0, description: "To be corrected first" }),
    assumed: Type.Array(
      Type.Object(
        {
          address: Address,
          reason: Type.String({ description: "As the scheme says" }),
          clause: Type.String(),
          line: Type.Integer({ minimum: 1 }),
          waiver: Type.Optional(Type.String({ description: "The reason of the submission before" })),
        },
        closed,
      ),
      { description: "Each needs a waiver" },
    ),
    earlyChanges: Type.Array(Localized, { description: "Where there is one, the change needs a reason" }),
  },
  closed,
);
export type SubmissionNeeds = Static<typeof SubmissionNeeds>;
