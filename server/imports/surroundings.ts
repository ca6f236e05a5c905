import type { Store, Stores } from "../store/store.ts";
import type { Surroundings } from "./against-store.ts";
import type { KnownAgents } from "./roster.ts";

/** Agents that are asked for at once. */
const AT_ONCE = 1_000;
/** Names for suggestions are not looked for in a larger roster. */
const MOST_SUGGESTED = 20_000;
/** Later than every month: whoever was ever known. */
const EVER = "9999-12";

/** What a file of agent-months is held against. */
export const surroundingsOf = ({ stores }: Pick<Store, "stores">, dataSet: string): Surroundings => ({
  known: async (agents) => ((await hasRoster(stores)) ? stores.agents.known(agents) : undefined),
  roster: async () => (await stores.agents.inMonth(EVER, { limit: MOST_SUGGESTED })).map(({ agent }) => agent),
  absent: (month, agents) => absentIn(stores, month, agents),
  async existing(from, to) {
    const revision = await stores.dataSets.revision(dataSet);
    if (!revision) throw new Error(`there is no data set ${dataSet}`);
    return { columns: revision.columns, pages: stores.dataSets.pages(revision, { from, to }) };
  },
  async closed() {
    const closed = new Map<string, "locked" | "published">();
    for (const { month, revision } of await stores.runs.list({ dataSet })) {
      const { status } = revision;
      if (status === "locked" || status === "published") closed.set(month, status);
    }
    return closed;
  },
});

export const knownAgentsOf = ({ stores }: Pick<Store, "stores">): KnownAgents => ({
  known: (agents) => stores.agents.known(agents),
  async asOf(month, agents) {
    const known = new Map();
    for (const chunk of inChunks(agents)) {
      for (const { agent, fromMonth: _, ...facts } of await stores.agents.inMonth(month, { agents: chunk })) {
        known.set(agent, facts);
      }
    }
    return known;
  },
});

const hasRoster = async ({ agents }: Stores): Promise<boolean> => (await agents.inMonth(EVER, { limit: 1 })).length > 0;

async function absentIn({ agents }: Stores, month: string, asked: readonly string[]) {
  const absent = new Map<string, { joinedOn?: string; leftOn?: string }>();
  for (const chunk of inChunks(asked)) {
    for (const { agent, joinedOn, leftOn } of await agents.inMonth(month, { agents: chunk })) {
      const isEarly = joinedOn !== undefined && joinedOn.slice(0, 7) > month;
      const isLate = leftOn !== undefined && leftOn.slice(0, 7) < month;
      if (!isEarly && !isLate) continue;
      absent.set(agent, { ...(joinedOn !== undefined && { joinedOn }), ...(leftOn !== undefined && { leftOn }) });
    }
  }
  return absent;
}

function* inChunks(agents: readonly string[]): Generator<readonly string[]> {
  for (let start = 0; start < agents.length; start += AT_ONCE) yield agents.slice(start, start + AT_ONCE);
}
