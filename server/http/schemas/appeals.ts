import Type, { type Static } from "typebox";
import { APPEAL_DECISIONS, APPEAL_STATES } from "../../appeals/appeal.ts";
import { closed, Id, Month, pageQuery, Timestamp } from "./common.ts";

const State = Type.Enum([...APPEAL_STATES]);
const Decision = Type.Enum([...APPEAL_DECISIONS]);
const Day = Type.String({ description: "YYYY-MM-DD, Asia/Shanghai; the whole day counts" });
/** What is said: an objection, what will be done about it, or why nothing will be. */
const Text = Type.String({ minLength: 2, maxLength: 5000, pattern: "\\S" });

export const AppealStep = Type.Object(
  {
    kind: State,
    decision: Type.Optional(Decision),
    text: Type.String(),
    author: Type.String({ description: "Who said it, by name" }),
    at: Timestamp,
  },
  closed,
);
export type AppealStep = Static<typeof AppealStep>;

export const Appeal = Type.Object(
  {
    id: Id,
    run: Id,
    month: Month,
    agent: Type.String(),
    state: Type.Enum([...APPEAL_STATES], { description: "The kind of the last step" }),
    steps: Type.Array(AppealStep, { description: "In the order of time" }),
    lastDayToEscalate: Type.Optional({ ...Day, description: "Of an answered one: the last day to ask for a ruling" }),
  },
  closed,
);
export type Appeal = Static<typeof Appeal>;

export const AppealList = Type.Object(
  { appeals: Type.Array(Appeal), next: Type.Optional(Type.String({ description: "`after` of the next page" })) },
  closed,
);
export type AppealList = Static<typeof AppealList>;

export const AppealQuery = Type.Object({ run: Type.Optional(Id), state: Type.Optional(State), ...pageQuery }, closed);

export const AppealText = Type.Object({ text: Text }, closed);
export const AppealDecided = Type.Object({ decision: Decision, text: Text }, closed);
