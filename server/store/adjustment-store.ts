import type { Kysely, Selectable } from "kysely";
import type { Adjustment } from "../runs/adjustments.ts";
import type { RunAdjustmentRow } from "./tables/runs.ts";
import type { Tables } from "./tables.ts";

export class AdjustmentStore {
  readonly #db: Kysely<Tables>;

  constructor(db: Kysely<Tables>) {
    this.#db = db;
  }

  /** All that were ever made, also those taken back, in the order in which they were made. */
  async list(run: string, agents?: readonly string[]): Promise<Adjustment[]> {
    if (agents?.length === 0) return [];
    const rows = await this.#db
      .selectFrom("run_adjustments")
      .selectAll()
      .where("run", "=", run)
      .$if(agents !== undefined, (query) => query.where("agent", "in", [...(agents ?? [])]))
      .orderBy("added_at")
      .orderBy("id")
      .execute();
    return rows.map(toAdjustment);
  }

  async add(run: string, { id, agent, amount, reason, added }: Adjustment): Promise<void> {
    await this.#db
      .insertInto("run_adjustments")
      .values({
        id,
        run,
        agent,
        amount,
        reason,
        added_in: added.revision,
        added_by: added.by,
        added_at: added.at,
        taken_back_in: null,
        taken_back_by: null,
        taken_back_at: null,
        taken_back_reason: null,
      })
      .execute();
  }

  async takeBack(id: string, { revision, by, at, reason }: NonNullable<Adjustment["takenBack"]>): Promise<void> {
    await this.#db
      .updateTable("run_adjustments")
      .set({ taken_back_in: revision, taken_back_by: by, taken_back_at: at, taken_back_reason: reason })
      .where("id", "=", id)
      .execute();
  }
}

const toAdjustment = (row: Selectable<RunAdjustmentRow>): Adjustment => ({
  id: row.id,
  agent: row.agent,
  amount: Number(row.amount),
  reason: row.reason,
  added: { revision: row.added_in, by: row.added_by, at: row.added_at },
  ...(row.taken_back_in !== null && {
    takenBack: {
      revision: row.taken_back_in,
      by: row.taken_back_by ?? "",
      at: row.taken_back_at ?? "",
      reason: row.taken_back_reason ?? "",
    },
  }),
});
