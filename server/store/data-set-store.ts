import { type Kysely, sql } from "kysely";
import type { Tables } from "./tables.ts";

export interface DataSetSummary {
  readonly id: string;
  readonly name: string;
  /** `YYYY-MM`, in the order of time. */
  readonly months: readonly string[];
  /** How many different agents. */
  readonly agents: number;
  /** How many agent-months. */
  readonly rows: number;
  readonly createdAt: string;
}

/** Agent-months as a grid: one value for each column, null where blank. */
export interface DataSetContent {
  /** Metric names. */
  readonly columns: readonly string[];
  readonly rows: readonly {
    readonly month: string;
    readonly agent: string;
    readonly values: readonly (string | null)[];
  }[];
}

/** Keeps every statement far below the number of parameters a database takes. */
const ROWS_PER_INSERT = 500;

export class DataSetStore {
  readonly #db: Kysely<Tables>;

  constructor(db: Kysely<Tables>) {
    this.#db = db;
  }

  async list(): Promise<DataSetSummary[]> {
    const sets = await this.#db.selectFrom("data_sets").selectAll().orderBy("created_at").orderBy("id").execute();
    return Promise.all(sets.map(async (set) => ({ ...(await this.#extent(set.id)), ...summary(set) })));
  }

  /**
   * The agent-months from `from` to `to`, both included and each optional, by month and then in the
   * order of the source. `undefined` where there is no such data set.
   */
  async read(id: string, { from, to }: { from?: string | undefined; to?: string | undefined }) {
    const set = await this.#db.selectFrom("data_sets").select("columns").where("id", "=", id).executeTakeFirst();
    if (!set) return undefined;
    const rows = await this.#db
      .selectFrom("agent_months")
      .select(["month", "agent", "cells"])
      .where("data_set", "=", id)
      .$if(from !== undefined, (query) => query.where("month", ">=", from ?? ""))
      .$if(to !== undefined, (query) => query.where("month", "<=", to ?? ""))
      .orderBy("month")
      .orderBy("position")
      .execute();
    return {
      columns: JSON.parse(set.columns) as string[],
      rows: rows.map(({ month, agent, cells }) => ({ month, agent, values: JSON.parse(cells) as (string | null)[] })),
    } satisfies DataSetContent;
  }

  async add(id: string, name: string, { columns, rows }: DataSetContent, at: string): Promise<void> {
    await this.#db
      .insertInto("data_sets")
      .values({ id, name, columns: JSON.stringify(columns), created_at: at })
      .execute();
    for (let start = 0; start < rows.length; start += ROWS_PER_INSERT) {
      const batch = rows.slice(start, start + ROWS_PER_INSERT).map(({ month, agent, values }, index) => ({
        data_set: id,
        month,
        agent,
        position: start + index,
        cells: JSON.stringify(values),
      }));
      await this.#db.insertInto("agent_months").values(batch).execute();
    }
  }

  async #extent(id: string): Promise<Pick<DataSetSummary, "months" | "agents" | "rows">> {
    const inSet = this.#db.selectFrom("agent_months").where("data_set", "=", id);
    const months = await inSet.select("month").distinct().orderBy("month").execute();
    const counts = await inSet
      .select([sql<number>`count(distinct agent)`.as("agents"), sql<number>`count(*)`.as("rows")])
      .executeTakeFirstOrThrow();
    return { months: months.map(({ month }) => month), agents: Number(counts.agents), rows: Number(counts.rows) };
  }
}

const summary = (set: { id: string; name: string; created_at: string }) => ({
  id: set.id,
  name: set.name,
  createdAt: set.created_at,
});
