import type { AgentMonth } from "../ir/program.ts";
import type { Month } from "../values/month.ts";
import type { Outcome } from "../values/value.ts";

/** Every row that rules may look at, found when it is asked for. */
export interface History {
  /**
   * The agent's row of that month, the same object as long as it may be asked for again; `undefined`
   * where there is none, `twice` where there are several.
   */
  row(agent: string, month: Month): AgentMonth | "twice" | undefined;
  /** The rows of everyone in that month, an agent who stands in it twice with both. */
  month(month: Month): readonly AgentMonth[];
  /**
   * What a name holds for a row that somebody has computed already, exactly as `Reference` would; `undefined` where
   * nobody has. Without it a rank among thousands has each of them computed anew.
   */
  known?(name: string, at: AgentMonth): Outcome | undefined;
}

/** Rows that are all there already. */
export function historyOf(rows: readonly AgentMonth[]): History {
  const byAgent = new Map<string, AgentMonth | "twice">();
  const byMonth = new Map<string, AgentMonth[]>();
  for (const row of rows) {
    const key = keyOf(row.agent, row.month);
    byAgent.set(key, byAgent.has(key) ? "twice" : row);
    const month = byMonth.get(row.month) ?? [];
    month.push(row);
    byMonth.set(row.month, month);
  }
  return {
    row: (agent, month) => byAgent.get(keyOf(agent, month)),
    month: (month) => byMonth.get(month) ?? [],
  };
}

const keyOf = (agent: string, month: string): string => `${month} ${agent}`;
