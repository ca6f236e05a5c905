import type { Kysely } from "kysely";
import type { ReplyRow, Tables } from "./tables.ts";

/** What was answered to requests that carry an idempotency key, so that a repeated one has one effect. */
export class ReplyStore {
  readonly #db: Kysely<Tables>;

  constructor(db: Kysely<Tables>) {
    this.#db = db;
  }

  find(user: string, key: string): Promise<ReplyRow | undefined> {
    return this.#db
      .selectFrom("replies")
      .selectAll()
      .where("user", "=", user)
      .where("key", "=", key)
      .executeTakeFirst();
  }

  async keep(row: ReplyRow): Promise<void> {
    await this.#db.insertInto("replies").values(row).execute();
  }

  /** Forgets what was answered before an instant: nobody repeats a request that late. */
  async forgetBefore(at: string): Promise<void> {
    await this.#db.deleteFrom("replies").where("at", "<", at).execute();
  }
}
