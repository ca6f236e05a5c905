import type { Kysely, Selectable, SelectQueryBuilder } from "kysely";
import { giveWay } from "../give-way.ts";
import type { DataRevisionRow } from "./tables/data.ts";
import type { Tables } from "./tables.ts";

export interface DataSetSummary {
  readonly id: string;
  readonly name: string;
  /** The newest; 0 where nothing has been put into it yet. */
  readonly revision: number;
  /** `YYYY-MM`, in the order of time. */
  readonly months: readonly string[];
  /** How many different agents. */
  readonly agents: number;
  /** How many agent-months. */
  readonly rows: number;
  readonly createdAt: string;
}

/** A state of a data set, which can be read for ever. */
export interface DataRevision {
  readonly dataSet: string;
  readonly number: number;
  /** Metric names, in the order of the cells of its agent-months. */
  readonly columns: readonly string[];
  readonly months: readonly string[];
  readonly agents: number;
  readonly rows: number;
  readonly source: DataRevisionRow["source"];
  /** The id of the import. */
  readonly reference?: string;
  readonly reason?: string;
  readonly madeBy: string;
  readonly madeAt: string;
}

export interface StoredAgentMonth {
  readonly month: string;
  readonly agent: string;
  /** One for each column: the value's canonical text, null where blank. */
  readonly values: readonly (string | null)[];
}

/** Which agent-months of a revision; absent means all. */
export interface Extent {
  /** The first and the last month, both included. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  /** Of these agents only. */
  readonly agents?: readonly string[] | undefined;
}

/** The place after which a page begins. */
export type PageKey = Pick<StoredAgentMonth, "month" | "agent">;

/** Rows read at once: few enough that no other request waits for long. */
export const PAGE = 1_000;

export class DataSetStore {
  readonly #db: Kysely<Tables>;

  constructor(db: Kysely<Tables>) {
    this.#db = db;
  }

  /** In the order in which they were made. */
  async list(): Promise<DataSetSummary[]> {
    const rows = await this.#summaries().orderBy("data_sets.created_at").orderBy("data_sets.id").execute();
    return rows.map(toSummary);
  }

  async find(id: string): Promise<DataSetSummary | undefined> {
    const row = await this.#summaries().where("data_sets.id", "=", id).executeTakeFirst();
    return row && toSummary(row);
  }

  /** A data set with nothing in it. */
  async add(id: string, name: string, by: string, at: string): Promise<void> {
    await this.#db.insertInto("data_sets").values({ id, name, revision: 0, created_at: at }).execute();
    const empty = { data_set: id, number: 0, columns: "[]", months: "[]", agents: 0, rows: 0 };
    const origin = { source: "first-start", reference: null, reason: null, made_by: by, made_at: at } as const;
    await this.#db
      .insertInto("data_revisions")
      .values({ ...empty, ...origin })
      .execute();
  }

  /** A revision; the newest where no number is given. `undefined` where there is none. */
  async revision(dataSet: string, number?: number): Promise<DataRevision | undefined> {
    const row = await this.#db
      .selectFrom("data_revisions")
      .innerJoin("data_sets", "data_sets.id", "data_revisions.data_set")
      .selectAll("data_revisions")
      .where("data_set", "=", dataSet)
      .$if(number === undefined, (query) => query.whereRef("number", "=", "data_sets.revision"))
      .$if(number !== undefined, (query) => query.where("number", "=", number ?? 0))
      .executeTakeFirst();
    return row && toRevision(row);
  }

  /** The newest first, those before a number only. */
  async revisions(dataSet: string, limit: number, before?: number): Promise<DataRevision[]> {
    const rows = await this.#db
      .selectFrom("data_revisions")
      .selectAll()
      .where("data_set", "=", dataSet)
      .$if(before !== undefined, (query) => query.where("number", "<", before ?? 0))
      .orderBy("number", "desc")
      .limit(limit)
      .execute();
    return rows.map(toRevision);
  }

  /** At most `PAGE` agent-months of a revision, by month and then by agent, those after `after` only. */
  async page(revision: DataRevision, extent: Extent, after?: PageKey): Promise<StoredAgentMonth[]> {
    const rows = await this.#visible(revision, extent)
      .select(["month", "agent", "cells"])
      .$if(after !== undefined, (query) =>
        query.where(({ eb, refTuple, tuple }) =>
          eb(refTuple("month", "agent"), ">", tuple(after?.month ?? "", after?.agent ?? "")),
        ),
      )
      .orderBy("month")
      .orderBy("agent")
      .limit(PAGE)
      .execute();
    const blanks: null[] = revision.columns.map(() => null);
    return rows.map(({ month, agent, cells }) => {
      const written = JSON.parse(cells) as (string | null)[];
      const lacking = blanks.length - written.length;
      return { month, agent, values: lacking > 0 ? [...written, ...blanks.slice(0, lacking)] : written };
    });
  }

  /**
   * The agent-months of an extent of a revision page by page, by month and then by agent, those after `after`. Other
   * requests are answered between two pages.
   */
  async *pages(revision: DataRevision, extent: Extent, after?: PageKey): AsyncGenerator<StoredAgentMonth[]> {
    let last = after;
    do {
      const page = await this.page(revision, extent, last);
      if (page.length > 0) yield page;
      last = page.length < PAGE ? undefined : page.at(-1);
      if (last) await giveWay();
    } while (last);
  }

  /** All agent-months of an extent of a revision at once: for few. */
  async all(revision: DataRevision, extent: Extent): Promise<StoredAgentMonth[]> {
    const rows: StoredAgentMonth[] = [];
    for await (const page of this.pages(revision, extent)) rows.push(...page);
    return rows;
  }

  #summaries() {
    return this.#db
      .selectFrom("data_sets")
      .innerJoin("data_revisions", (join) =>
        join.onRef("data_set", "=", "data_sets.id").onRef("number", "=", "data_sets.revision"),
      )
      .select(["id", "name", "revision", "created_at", "months", "agents", "rows"]);
  }

  #visible(
    { dataSet, number }: DataRevision,
    { from, to, agents }: Extent,
  ): SelectQueryBuilder<Tables, "agent_months", object> {
    return this.#db
      .selectFrom("agent_months")
      .where("data_set", "=", dataSet)
      .where("added_in", "<=", number)
      .where(({ eb, or }) => or([eb("replaced_in", "is", null), eb("replaced_in", ">", number)]))
      .$if(from !== undefined, (query) => query.where("month", ">=", from ?? ""))
      .$if(to !== undefined, (query) => query.where("month", "<=", to ?? ""))
      .$if(agents !== undefined, (query) =>
        agents?.length ? query.where("agent", "in", agents) : query.where(({ lit }) => lit(false)),
      );
  }
}

const toSummary = (
  row: Pick<DataRevisionRow, "months" | "agents" | "rows"> & {
    id: string;
    name: string;
    revision: number;
    created_at: string;
  },
): DataSetSummary => ({
  id: row.id,
  name: row.name,
  revision: row.revision,
  months: JSON.parse(row.months) as string[],
  agents: row.agents,
  rows: row.rows,
  createdAt: row.created_at,
});

const toRevision = (row: Selectable<DataRevisionRow>): DataRevision => ({
  dataSet: row.data_set,
  number: row.number,
  columns: JSON.parse(row.columns) as string[],
  months: JSON.parse(row.months) as string[],
  agents: row.agents,
  rows: row.rows,
  source: row.source,
  ...(row.reference !== null && { reference: row.reference }),
  ...(row.reason !== null && { reason: row.reason }),
  madeBy: row.made_by,
  madeAt: row.made_at,
});
