import type { Kysely } from "kysely";
import type { SelfAppraisalRow } from "./tables/data.ts";
import type { Tables } from "./tables.ts";

/** What an agent writes of their own month. */
export interface SelfAppraisal {
  readonly agent: string;
  /** `YYYY-MM` */
  readonly month: string;
  readonly text: string;
  /** Absent while it is a draft, which only the agent reads. */
  readonly handedInAt?: string;
  /** Handed in after the last day. */
  readonly late: boolean;
  readonly updatedAt: string;
}

export interface HandedInFilter {
  readonly agents?: readonly string[] | undefined;
  readonly after?: string | undefined;
  readonly limit: number;
}

export class SelfAppraisalStore {
  readonly #db: Kysely<Tables>;

  constructor(db: Kysely<Tables>) {
    this.#db = db;
  }

  async find(agent: string, month: string): Promise<SelfAppraisal | undefined> {
    const row = await this.#db
      .selectFrom("self_appraisals")
      .selectAll()
      .where("agent", "=", agent)
      .where("month", "=", month)
      .executeTakeFirst();
    return row && toSelfAppraisal(row);
  }

  /** Those that were handed in, by agent: of these agents where they are given, and of those after `after`. */
  async handedIn(month: string, { agents, after, limit }: HandedInFilter): Promise<SelfAppraisal[]> {
    if (agents?.length === 0) return [];
    const rows = await this.#db
      .selectFrom("self_appraisals")
      .selectAll()
      .where("month", "=", month)
      .where("handed_in_at", "is not", null)
      .$if(agents !== undefined, (query) => query.where("agent", "in", [...(agents ?? [])]))
      .$if(after !== undefined, (query) => query.where("agent", ">", after ?? ""))
      .orderBy("agent")
      .limit(limit)
      .execute();
    return rows.map(toSelfAppraisal);
  }

  /** In the place of a draft; the database refuses to change what was handed in. */
  async put({ agent, month, text, handedInAt, late, updatedAt }: SelfAppraisal): Promise<void> {
    const content = { text, handed_in_at: handedInAt ?? null, late: late ? 1 : 0, updated_at: updatedAt };
    await this.#db
      .insertInto("self_appraisals")
      .values({ agent, month, ...content })
      .onConflict((conflict) => conflict.columns(["agent", "month"]).doUpdateSet(content))
      .execute();
  }
}

const toSelfAppraisal = (row: SelfAppraisalRow): SelfAppraisal => ({
  agent: row.agent,
  month: row.month,
  text: row.text,
  ...(row.handed_in_at !== null && { handedInAt: row.handed_in_at }),
  late: row.late === 1,
  updatedAt: row.updated_at,
});
