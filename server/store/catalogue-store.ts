import type { Kysely } from "kysely";
import type { Tables } from "./tables.ts";

/** A catalogue's text as it was written; who knows its hash knows that it is this text. */
export interface CatalogueText {
  readonly hash: string;
  readonly text: string;
}

/** The catalogue that drafts are read with. */
export interface StoredCatalogue extends CatalogueText {
  /** 1, 2, 3, …: counts the changes. */
  readonly revision: number;
  readonly updatedAt: string;
}

/** Of the current catalogue, without its text. */
export type CatalogueHead = Omit<StoredCatalogue, "text">;

export class CatalogueStore {
  readonly #db: Kysely<Tables>;

  constructor(db: Kysely<Tables>) {
    this.#db = db;
  }

  /** The current catalogue; `undefined` before the first start has loaded it. */
  async read(): Promise<StoredCatalogue | undefined> {
    const row = await this.#current().select("catalogues.text").executeTakeFirst();
    return row && { text: row.text, hash: row.catalogue, revision: row.number, updatedAt: row.made_at };
  }

  async head(): Promise<CatalogueHead | undefined> {
    const row = await this.#current().executeTakeFirst();
    return row && { hash: row.catalogue, revision: row.number, updatedAt: row.made_at };
  }

  /** Any catalogue that ever was current. */
  find(hash: string): Promise<CatalogueText | undefined> {
    return this.#db.selectFrom("catalogues").selectAll().where("hash", "=", hash).executeTakeFirst();
  }

  /** Makes a text the current catalogue, as the revision after the current one. */
  async add({ hash, text }: CatalogueText, by: string, at: string): Promise<void> {
    const revision = (await this.head())?.revision ?? 0;
    await this.#db
      .insertInto("catalogues")
      .values({ hash, text })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    await this.#db
      .insertInto("catalogue_revisions")
      .values({ number: revision + 1, catalogue: hash, made_by: by, made_at: at })
      .execute();
  }

  #current() {
    return this.#db
      .selectFrom("catalogue_revisions")
      .innerJoin("catalogues", "catalogues.hash", "catalogue_revisions.catalogue")
      .select(["number", "catalogue", "made_at"])
      .orderBy("number", "desc")
      .limit(1);
  }
}
