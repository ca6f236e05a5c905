import type { Stores } from "../store/store.ts";
import type { Actor } from "./actor.ts";
import type { Scope } from "./permissions.ts";

/** Whether an actor with this scope may see and do what concerns an agent. */
export async function reaches(
  stores: Stores,
  actor: Actor,
  scope: Scope,
  agent: string,
  month: string,
): Promise<boolean> {
  if (scope === "all") return true;
  if (actor.agent === undefined) return false;
  if (actor.agent === agent) return true;
  return scope === "reports" && (await stores.agents.superiorOf(agent, month)) === actor.agent;
}
