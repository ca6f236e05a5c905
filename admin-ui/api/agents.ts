import type { AgentInMonth, AgentList } from "../../server/api-types.ts";
import { read } from "./client.ts";

/** The roster as it is in a month, whole: everyone's, or for a superior their own reports. Failures are `ApiError`s. */
export async function rosterOf(month?: string): Promise<readonly AgentInMonth[]> {
  const found: AgentInMonth[] = [];
  let after: string | undefined;
  do {
    const query = new URLSearchParams({
      limit: "500",
      ...(month !== undefined && { month }),
      ...(after !== undefined && { after }),
    });
    const page: AgentList = await read(`/agents?${query}`);
    found.push(...page.agents);
    after = page.next;
  } while (after !== undefined);
  return found;
}
