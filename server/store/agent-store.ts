import { type Kysely, type Selectable, type SelectQueryBuilder, sql } from "kysely";
import type { AgentFactRow } from "./tables/data.ts";
import type { Tables } from "./tables.ts";

/** What is true of an agent from a month on. */
export interface AgentFacts {
  readonly name: string;
  readonly department?: string;
  readonly position?: string;
  /** 工号 of whom the agent reports to. */
  readonly superior?: string;
  /** `YYYY-MM-DD`, the first and the last day. */
  readonly joinedOn?: string;
  readonly leftOn?: string;
}

export interface DatedFacts extends AgentFacts {
  /** `YYYY-MM`; until the next such month of the agent. */
  readonly fromMonth: string;
}

/** As one stood and what stands in its place since. */
export interface RecordedFacts extends DatedFacts {
  readonly madeBy: string;
  readonly madeAt: string;
  /** Absent where it still stands. */
  readonly replacedAt?: string;
}

/** An agent as they are in one month. */
export interface AgentInMonth extends AgentFacts {
  /** 工号 */
  readonly agent: string;
  readonly fromMonth: string;
}

export interface Agent {
  readonly agent: string;
  /** Counts the changes; whoever changes the agent must know it. */
  readonly revision: number;
  /** What stands, by month. */
  readonly facts: readonly DatedFacts[];
}

export interface AgentFilter {
  readonly superior?: string | undefined;
  readonly department?: string | undefined;
  readonly agents?: readonly string[] | undefined;
  /** Only who was there in the month; by default also who had left or not joined yet. */
  readonly employed?: boolean | undefined;
  /** Agents after this one only, and how many. */
  readonly after?: string | undefined;
  readonly limit?: number | undefined;
}

/** Keeps every statement far below the number of parameters a database takes. */
const CHUNK = 1_000;

export class AgentStore {
  readonly #db: Kysely<Tables>;

  constructor(db: Kysely<Tables>) {
    this.#db = db;
  }

  async find(agent: string): Promise<Agent | undefined> {
    const row = await this.#db.selectFrom("agents").selectAll().where("agent", "=", agent).executeTakeFirst();
    if (!row) return undefined;
    const facts = await this.#standing().where("agent", "=", agent).orderBy("from_month").execute();
    return { agent, revision: row.revision, facts: facts.map(toFacts) };
  }

  /** All that was ever known of an agent, what stands and what was replaced, by month and then by time. */
  async history(agent: string): Promise<RecordedFacts[]> {
    const rows = await this.#db
      .selectFrom("agent_facts")
      .selectAll()
      .where("agent", "=", agent)
      .orderBy("from_month")
      .orderBy("number")
      .execute();
    return rows.map((row) => ({
      ...toFacts(row),
      madeBy: row.made_by,
      madeAt: row.made_at,
      ...(row.replaced_at !== null && { replacedAt: row.replaced_at }),
    }));
  }

  /** The agents as they are in a month, by 工号; whom nothing is known of so early is not among them. */
  async inMonth(month: string, { superior, department, agents, employed, after, limit }: AgentFilter = {}) {
    if (agents?.length === 0) return [];
    const rows = await this.#standing()
      .where("from_month", "=", (query) =>
        query
          .selectFrom("agent_facts as later")
          .select(({ fn }) => fn.max("later.from_month").as("latest"))
          .whereRef("later.agent", "=", "agent_facts.agent")
          .where("later.replaced_at", "is", null)
          .where("later.from_month", "<=", month),
      )
      .$if(superior !== undefined, (query) => query.where("superior", "=", superior ?? ""))
      .$if(department !== undefined, (query) => query.where("department", "=", department ?? ""))
      .$if(agents !== undefined, (query) => query.where("agent", "in", [...(agents ?? [])]))
      .$if(employed === true, (query) =>
        query
          .where(({ eb, or }) => or([eb("joined_on", "is", null), eb("joined_on", "<", dayAfter(month))]))
          .where(({ eb, or }) => or([eb("left_on", "is", null), eb("left_on", ">=", `${month}-01`)])),
      )
      .$if(after !== undefined, (query) => query.where("agent", ">", after ?? ""))
      .orderBy("agent")
      .$if(limit !== undefined, (query) => query.limit(limit ?? 0))
      .execute();
    return rows.map((row): AgentInMonth => ({ agent: row.agent, ...toFacts(row) }));
  }

  /** The departments that the roster has, of any month. */
  async departments(): Promise<string[]> {
    const rows = await this.#db
      .selectFrom("agent_facts")
      .select("department")
      .distinct()
      .where("replaced_at", "is", null)
      .where("department", "is not", null)
      .orderBy("department")
      .execute();
    return rows.flatMap(({ department }) => department ?? []);
  }

  /** Whom the agent reports to in a month; `undefined` where they report to nobody or are not known. */
  async superiorOf(agent: string, month: string): Promise<string | undefined> {
    const [found] = await this.inMonth(month, { agents: [agent] });
    return found?.superior;
  }

  /** Which of these are known. */
  async known(agents: readonly string[]): Promise<Set<string>> {
    const known = new Set<string>();
    for (let start = 0; start < agents.length; start += CHUNK) {
      const rows = await this.#db
        .selectFrom("agents")
        .select("agent")
        .where("agent", "in", agents.slice(start, start + CHUNK))
        .execute();
      for (const { agent } of rows) known.add(agent);
    }
    return known;
  }

  /**
   * Puts facts into the place of what stood from the same month on, each agent and month once. Facts that say
   * what stands already are passed over.
   * @returns how many agents are new, and how many facts were written
   */
  async put(
    facts: readonly AgentInMonth[],
    by: string,
    at: string,
  ): Promise<{ readonly added: number; readonly written: number }> {
    let [added, written] = [0, 0];
    for (let start = 0; start < facts.length; start += CHUNK) {
      const chunk = facts.slice(start, start + CHUNK);
      added += await this.#addUnknown(chunk, at);
      written += await this.#replace(chunk, by, at);
    }
    return { added, written };
  }

  async #addUnknown(facts: readonly AgentInMonth[], at: string): Promise<number> {
    const agents = [...new Set(facts.map(({ agent }) => agent))];
    const known = await this.known(agents);
    const unknown = agents.filter((agent) => !known.has(agent));
    if (unknown.length === 0) return 0;
    await this.#db
      .insertInto("agents")
      .values(unknown.map((agent) => ({ agent, revision: 0, created_at: at })))
      .execute();
    return unknown.length;
  }

  async #replace(facts: readonly AgentInMonth[], by: string, at: string): Promise<number> {
    let written = 0;
    for (const [month, ofMonth] of Map.groupBy(facts, ({ fromMonth }) => fromMonth)) {
      const agents = ofMonth.map(({ agent }) => agent);
      const before = await this.#db
        .selectFrom("agent_facts")
        .selectAll()
        .where("from_month", "=", month)
        .where("agent", "in", agents)
        .orderBy("number")
        .execute();
      const last = new Map(before.map((row) => [row.agent, row]));
      const changed = ofMonth.filter((one) => {
        const row = last.get(one.agent);
        return row === undefined || !isSame(toFacts(row), one);
      });
      if (changed.length === 0) continue;
      const names = changed.map(({ agent }) => agent);
      await this.#db
        .updateTable("agent_facts")
        .set({ replaced_at: at })
        .where("from_month", "=", month)
        .where("agent", "in", names)
        .where("replaced_at", "is", null)
        .execute();
      await this.#db
        .insertInto("agent_facts")
        .values(changed.map((one) => ({ ...toRow(one, by, at), number: (last.get(one.agent)?.number ?? 0) + 1 })))
        .execute();
      await this.#db.updateTable("agents").set({ revision: sql`revision + 1` }).where("agent", "in", names).execute();
      written += changed.length;
    }
    return written;
  }

  #standing(): SelectQueryBuilder<Tables, "agent_facts", Selectable<AgentFactRow>> {
    return this.#db.selectFrom("agent_facts").selectAll("agent_facts").where("agent_facts.replaced_at", "is", null);
  }
}

/** Comes after every day of the month, as text. */
const dayAfter = (month: string): string => `${month}-99`;

const toFacts = (row: AgentFactRow): DatedFacts => ({
  fromMonth: row.from_month,
  name: row.name,
  ...(row.department !== null && { department: row.department }),
  ...(row.position !== null && { position: row.position }),
  ...(row.superior !== null && { superior: row.superior }),
  ...(row.joined_on !== null && { joinedOn: row.joined_on }),
  ...(row.left_on !== null && { leftOn: row.left_on }),
});

const toRow = (facts: AgentInMonth, by: string, at: string): Omit<AgentFactRow, "number"> => ({
  agent: facts.agent,
  from_month: facts.fromMonth,
  name: facts.name,
  department: facts.department ?? null,
  position: facts.position ?? null,
  superior: facts.superior ?? null,
  joined_on: facts.joinedOn ?? null,
  left_on: facts.leftOn ?? null,
  made_by: by,
  made_at: at,
  replaced_at: null,
});

const isSame = (a: AgentFacts, b: AgentFacts): boolean =>
  (["name", "department", "position", "superior", "joinedOn", "leftOn"] as const).every((key) => a[key] === b[key]);
