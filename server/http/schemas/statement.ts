import Type, { type Static, type TSchema } from "typebox";
import { closed, Fen, Hash, Id, Localized, Month, Timestamp } from "./common.ts";

const Count = Type.Integer({ minimum: 0 });
const Place = Type.Object({ line: Type.Integer({ minimum: 1 }), column: Type.Integer({ minimum: 1 }) }, closed);
const Exact = Type.String({ description: "Without any loss: `0.6`, `1/3`, `true`, a text as it is" });
const Shown = Type.String({ description: "As people read it, with its unit or %" });
const Name = Type.String();
const optional = <Schema extends TSchema>(schema: Schema) => Type.Optional(schema);
const object = <Properties extends Record<string, TSchema>>(properties: Properties) => Type.Object(properties, closed);

const RowError = object({ code: Type.String(), name: Name, message: Localized });

/** One name with its value and the reasons for it. */
export const StatementStep = Type.Object(
  {
    name: Name,
    kind: Type.String({ description: "input, param, formula, column, score, tiers, distribution, broken" }),
    value: optional(Exact),
    shown: optional(Shown),
    error: optional(RowError),
    clause: object({ number: Type.String(), title: Type.String() }),
    start: Place,
    end: Place,
    assumed: optional(Type.String({ description: "Why the figure is assumed; absent where the document gives it" })),
    formula: optional(object({ text: Type.String(), filled: Type.String({ description: "With values for names" }) })),
    roundings: Type.Array(object({ before: Exact, after: Exact, decimals: Type.Integer(), mode: Type.String() })),
    windows: optional(
      Type.Array(object({ text: Type.String(), months: Type.Array(Month), outOf: Count }), {
        description: "Which months each window found",
      }),
    ),
    decision: optional(
      object({
        table: Name,
        decided: optional(Type.String({ description: "The row that gave the value" })),
        rows: Type.Array(
          object({
            id: Type.String(),
            holds: Type.Boolean(),
            cells: Type.Array(
              object({
                column: Name,
                test: Type.String(),
                value: Type.String(),
                holds: Type.Boolean(),
                distance: optional(Exact),
              }),
            ),
          }),
        ),
      }),
    ),
    parts: optional(
      Type.Array(
        object({
          indicator: Name,
          weight: Exact,
          score: Exact,
          held: Exact,
          limited: optional(Type.Union([Type.Literal("lower"), Type.Literal("upper")])),
          points: Exact,
        }),
      ),
    ),
    tiers: optional(
      Type.Array(
        object({
          label: Type.String(),
          shown: Shown,
          reached: Type.Boolean(),
          amount: optional(Shown),
          adds: optional(Shown),
        }),
      ),
    ),
    deductions: optional(Type.Array(object({ name: Name, points: Exact }))),
    veto: optional(object({ name: Name, start: Place })),
    placement: optional(
      object({
        rank: Count,
        size: Count,
        smallest: Count,
        grades: Type.Array(object({ grade: Type.String(), upTo: Count, holds: Type.Boolean() })),
        decided: optional(Type.String()),
      }),
    ),
    peers: optional(Type.Array(object({ text: Type.String(), counted: Count, leftOut: Count }))),
    exception: optional(object({ condition: Type.String(), start: Place })),
    operands: Type.Array(Name, { description: "What it was computed from: steps by name" }),
  },
  closed,
);
export type StatementStep = Static<typeof StatementStep>;

const Explanation = object({
  outputs: Type.Array(Name),
  actions: Type.Array(Name),
  steps: Type.Array(StatementStep, { description: "Each name once" }),
});

const StatementAdjustment = object({
  amount: Fen,
  reason: Type.String(),
  by: Type.String({ description: "The user's id" }),
  at: Timestamp,
});

const StatementCorrection = object({
  month: Type.String({ description: "The closed month that is corrected" }),
  paid: Fen,
  owed: Fen,
  amount: Fen,
  reason: Type.String(),
  version: optional(Id),
  publishedRevision: Type.Integer({ description: "The revision of the data the month was published from" }),
  dataRevision: Type.Integer({ description: "The revision of the data it was computed again from" }),
});

/** How one agent's pay of one month came about. */
export const Statement = Type.Object(
  {
    run: Id,
    revision: Type.Integer({ minimum: 1 }),
    status: Type.String({ description: "Of the run" }),
    month: Month,
    agent: Type.String(),
    name: optional(Type.String()),
    department: optional(Type.String()),
    position: optional(Type.String()),
    publishedAt: optional(Timestamp),
    lastDayToAppeal: optional(
      Type.String({ description: "YYYY-MM-DD, Asia/Shanghai; the whole day counts. Absent until publication" }),
    ),
    scheme: optional(
      object({
        id: Id,
        title: Type.String(),
        version: Type.String(),
        versionId: Id,
        hash: Hash,
      }),
    ),
    data: object({ dataSet: Id, revision: Count }),
    inputs: Type.Array(object({ name: Name, value: Exact }), {
      description: "What the month's row holds of what the scheme reads",
    }),
    explanation: optional(Explanation),
    problems: Type.Array(Localized, { description: "Why there is no result; empty where there is one" }),
    pay: object({
      output: optional(Type.String({ description: "The scheme's name for it; absent where it pays nothing" })),
      amount: optional(Fen),
    }),
    adjustments: Type.Array(StatementAdjustment),
    corrections: Type.Array(StatementCorrection),
    total: Fen,
    lineHash: optional(Hash),
  },
  closed,
);
export type Statement = Static<typeof Statement>;
