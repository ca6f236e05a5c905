import type { Kysely } from "kysely";
import type { Assignment } from "../schemes/assignment.ts";
import type { Tables } from "./tables.ts";

export interface StoredAssignment extends Assignment {
  /** The user's id, or `system`. */
  readonly by: string;
  readonly at: string;
}

export class AssignmentStore {
  readonly #db: Kysely<Tables>;

  constructor(db: Kysely<Tables>) {
    this.#db = db;
  }

  /** By kind, subject and month. */
  async list(): Promise<StoredAssignment[]> {
    const rows = await this.#db
      .selectFrom("assignments")
      .selectAll()
      .orderBy("kind")
      .orderBy("subject")
      .orderBy("from_month")
      .execute();
    return rows.map(({ kind, subject, from_month: from, scheme, made_by: by, made_at: at }) => ({
      kind,
      subject,
      from,
      scheme,
      by,
      at,
    }));
  }

  /** In the place of what was said of the same subject from the same month. */
  async put({ kind, subject, from, scheme }: Assignment, by: string, at: string): Promise<void> {
    const said = { scheme, made_by: by, made_at: at };
    await this.#db
      .insertInto("assignments")
      .values({ kind, subject, from_month: from, ...said })
      .onConflict((conflict) => conflict.columns(["kind", "subject", "from_month"]).doUpdateSet(said))
      .execute();
  }
}
