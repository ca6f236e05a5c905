import type { Kysely } from "kysely";
import type { Tables } from "./tables.ts";

/** An institution's text as it was written. */
export interface StoredInstitution {
  readonly id: string;
  readonly text: string;
  readonly hash: string;
  readonly updatedAt: string;
}

export class InstitutionStore {
  readonly #db: Kysely<Tables>;

  constructor(db: Kysely<Tables>) {
    this.#db = db;
  }

  /** In the order of their ids. */
  async list(): Promise<StoredInstitution[]> {
    const rows = await this.#db.selectFrom("institutions").selectAll().orderBy("id").execute();
    return rows.map(({ id, text, hash, updated_at: updatedAt }) => ({ id, text, hash, updatedAt }));
  }

  async add({ id, text, hash, updatedAt }: StoredInstitution): Promise<void> {
    await this.#db.insertInto("institutions").values({ id, text, hash, updated_at: updatedAt }).execute();
  }
}
