import Type, { type Static } from "typebox";
import { closed, Id, MONTH, Month, pageQuery, Timestamp } from "./common.ts";

const AgentId = Type.String({ minLength: 1, maxLength: 64, pattern: "^\\S(.*\\S)?$", description: "工号" });
const Word = Type.String({ minLength: 1, maxLength: 100, pattern: "\\S" });
const Day = Type.String({ pattern: "^\\d{4}-\\d{2}-\\d{2}$", description: "YYYY-MM-DD" });

const facts = {
  name: Word,
  department: Type.Optional(Word),
  position: Type.Optional(Word),
  superior: Type.Optional({ ...AgentId, description: "工号 of whom the agent reports to" }),
  joinedOn: Type.Optional({ ...Day, description: "The first day" }),
  leftOn: Type.Optional({ ...Day, description: "The last day" }),
};
const FromMonth = { ...Month, description: "From this month on, until the next" };

export const AgentFacts = Type.Object(facts, closed);
export type AgentFacts = Static<typeof AgentFacts>;

export const AgentInMonth = Type.Object({ agent: AgentId, fromMonth: FromMonth, ...facts }, closed);
export type AgentInMonth = Static<typeof AgentInMonth>;

export const AgentList = Type.Object(
  { month: Month, agents: Type.Array(AgentInMonth), next: Type.Optional(Type.String()) },
  closed,
);
export type AgentList = Static<typeof AgentList>;

export const AgentQuery = Type.Object(
  {
    month: Type.Optional(
      Type.String({ pattern: MONTH, description: "As they are in this month; in the current one where absent" }),
    ),
    department: Type.Optional(Type.String({ maxLength: 100 })),
    superior: Type.Optional(Type.String({ maxLength: 64 })),
    employed: Type.Optional(Type.Enum(["true"], { description: "Only who is there in the month" })),
    ...pageQuery,
  },
  closed,
);

export const Agent = Type.Object(
  {
    agent: AgentId,
    facts: Type.Array(Type.Object({ fromMonth: FromMonth, ...facts }, closed), {
      description: "What stands, by month",
    }),
    history: Type.Array(
      Type.Object(
        {
          fromMonth: FromMonth,
          ...facts,
          madeBy: Type.Object({ id: Id, name: Type.String() }, closed),
          madeAt: Timestamp,
          replacedAt: Type.Optional(Timestamp),
        },
        closed,
      ),
      { description: "All that was ever known, also what was replaced" },
    ),
  },
  closed,
);
export type Agent = Static<typeof Agent>;

export const NewAgent = Type.Object({ agent: AgentId, fromMonth: FromMonth, ...facts }, closed);
export const ByAgent = Type.Object({ agent: AgentId }, closed);
export const ByAgentMonth = Type.Object({ agent: AgentId, month: Month }, closed);

export const SelfAppraisal = Type.Object(
  {
    agent: AgentId,
    month: Month,
    text: Type.String(),
    lastDay: Type.Optional({
      ...Day,
      description: "By which it is to be handed in (Asia/Shanghai); absent: no institution says",
    }),
    handedInAt: Type.Optional(Timestamp),
    late: Type.Boolean({ description: "Handed in after the last day" }),
    updatedAt: Type.Optional(Timestamp),
  },
  closed,
);
export type SelfAppraisal = Static<typeof SelfAppraisal>;

export const SelfAppraisalList = Type.Object(
  {
    month: Month,
    lastDay: Type.Optional(Day),
    appraisals: Type.Array(SelfAppraisal),
    next: Type.Optional(Type.String()),
  },
  closed,
);
export type SelfAppraisalList = Static<typeof SelfAppraisalList>;
export const SelfAppraisalQuery = Type.Object({ month: Month, ...pageQuery }, closed);

export const SelfAppraisalText = Type.Object(
  {
    text: Type.String({ minLength: 1, maxLength: 20_000, pattern: "\\S" }),
    handIn: Type.Boolean({ description: "Hands it in: after that it cannot change" }),
  },
  closed,
);
