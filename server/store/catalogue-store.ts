import type { Kysely } from "kysely";
import type { Tables } from "./tables.ts";

/** The metric catalogue's text as it was written. */
export interface StoredCatalogue {
  readonly text: string;
  readonly hash: string;
  readonly updatedAt: string;
}

export class CatalogueStore {
  readonly #db: Kysely<Tables>;

  constructor(db: Kysely<Tables>) {
    this.#db = db;
  }

  /** `undefined` before the first start has loaded it. */
  async read(): Promise<StoredCatalogue | undefined> {
    const row = await this.#db.selectFrom("catalogue").selectAll().executeTakeFirst();
    return row && { text: row.text, hash: row.hash, updatedAt: row.updated_at };
  }

  async add({ text, hash, updatedAt }: StoredCatalogue): Promise<void> {
    await this.#db.insertInto("catalogue").values({ id: 1, text, hash, updated_at: updatedAt }).execute();
  }
}
