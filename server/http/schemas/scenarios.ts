import Type, { type Static } from "typebox";
import { closed, Id, Month, pageQuery, Timestamp } from "./common.ts";

const Decimal = Type.String({ pattern: "^-?\\d{1,40}(\\.\\d{1,40})?$", description: "A decimal, as 0.85" });

const tried = {
  name: Type.String({ minLength: 1, maxLength: 100, pattern: "\\S" }),
  version: Type.String({ ...Id, description: "The id of the version whose figures are moved" }),
  baseline: Type.Optional(
    Type.String({
      ...Id,
      description:
        "What it is held against: a version's id, or `runs` for what was paid; absent: the version as it is written",
    }),
  ),
  dataSet: Type.String({ ...Id, description: "The id of the data set" }),
  from: Month,
  to: Month,
  group: Type.Array(
    Type.Object(
      {
        metric: Type.String({ minLength: 1, maxLength: 100 }),
        values: Type.Array(Type.String({ maxLength: 200 }), { minItems: 1, maxItems: 1000, uniqueItems: true }),
      },
      closed,
    ),
    { maxItems: 20, description: "Who counts: those with one of the values in every attribute; empty: everybody" },
  ),
  moves: Type.Array(Type.Object({ address: Type.String({ minLength: 1, maxLength: 500 }), value: Decimal }, closed), {
    maxItems: 2000,
    description: "Addresses in the version's text, each with the figure in its place",
  }),
  budget: Type.Optional(Type.String({ ...Decimal, description: "For all the months, in the unit of pay" })),
  note: Type.Optional(Type.String({ minLength: 1, maxLength: 2000, pattern: "\\S" })),
};

export const NewScenario = Type.Object(tried, closed);
export type NewScenario = Static<typeof NewScenario>;

export const Scenario = Type.Object(
  {
    id: Id,
    ...tried,
    madeBy: Type.Object({ id: Id, name: Type.String() }, closed),
    madeAt: Timestamp,
    updatedAt: Timestamp,
    changeable: Type.Boolean({ description: "Whether who asks may change and delete it" }),
  },
  closed,
);
export type Scenario = Static<typeof Scenario>;

export const ScenarioList = Type.Object(
  { scenarios: Type.Array(Scenario), next: Type.Optional(Type.String()) },
  closed,
);
export type ScenarioList = Static<typeof ScenarioList>;

export const ScenarioQuery = Type.Object({ ...pageQuery, version: Type.Optional(Id) }, closed);
