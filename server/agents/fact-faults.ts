import type { AgentInMonth, AgentStore } from "../store/agent-store.ts";

/** Why facts cannot be true of an agent. */
export type FactFault = "superior-unknown" | "superior-circle" | "no-such-day" | "left-before-joined";

/** Longer chains of superiors than any company has. */
const HIGHEST = 50;

/** What is wrong with facts as they would stand from their month on; `undefined` where nothing is. */
export async function faultOf(agents: AgentStore, facts: AgentInMonth): Promise<FactFault | undefined> {
  const { agent, superior, joinedOn, leftOn, fromMonth } = facts;
  if ([joinedOn, leftOn].some((day) => day !== undefined && !isDay(day))) return "no-such-day";
  if (joinedOn !== undefined && leftOn !== undefined && leftOn < joinedOn) return "left-before-joined";
  if (superior === undefined) return undefined;
  if (superior !== agent && !(await agents.known([superior])).has(superior)) return "superior-unknown";
  let above: string | undefined = superior;
  for (let step = 0; above !== undefined && step < HIGHEST; step += 1) {
    if (above === agent) return "superior-circle";
    above = await agents.superiorOf(above, fromMonth);
  }
  return above === undefined ? undefined : "superior-circle";
}

const isDay = (text: string): boolean => {
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
};
