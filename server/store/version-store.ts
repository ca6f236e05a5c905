import type { Kysely, Selectable } from "kysely";
import type { Tables, VersionRow } from "./tables.ts";

/** One version of a scheme. */
export interface StoredVersion {
  readonly id: string;
  readonly scheme: string;
  readonly version: string;
  readonly title: string;
  readonly status: "draft" | "published";
  readonly text: string;
  readonly hash: string;
  /** Counts the changes; whoever changes the version must know it. */
  readonly revision: number;
  readonly basedOn?: string;
  readonly createdAt: string;
  readonly updatedAt: string;
}

export type NewVersion = Omit<StoredVersion, "status" | "revision" | "createdAt" | "updatedAt">;
export type VersionChange = Pick<StoredVersion, "version" | "title" | "text" | "hash">;

export class VersionStore {
  readonly #db: Kysely<Tables>;

  constructor(db: Kysely<Tables>) {
    this.#db = db;
  }

  /** By scheme, then the order in which they were made. */
  async list(): Promise<StoredVersion[]> {
    const rows = await this.#db
      .selectFrom("versions")
      .selectAll()
      .orderBy("scheme")
      .orderBy("created_at")
      .orderBy("version")
      .execute();
    return rows.map(fromRow);
  }

  async find(id: string): Promise<StoredVersion | undefined> {
    const row = await this.#db.selectFrom("versions").selectAll().where("id", "=", id).executeTakeFirst();
    return row && fromRow(row);
  }

  async findByName(scheme: string, version: string): Promise<StoredVersion | undefined> {
    const row = await this.#db
      .selectFrom("versions")
      .selectAll()
      .where("scheme", "=", scheme)
      .where("version", "=", version)
      .executeTakeFirst();
    return row && fromRow(row);
  }

  /** Adds a draft, and its scheme if it is the first of it. */
  async addDraft({ basedOn, ...draft }: NewVersion, at: string): Promise<void> {
    await this.#db
      .insertInto("schemes")
      .values({ id: draft.scheme, created_at: at })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    await this.#db
      .insertInto("versions")
      .values({
        ...draft,
        status: "draft",
        revision: 1,
        based_on: basedOn ?? null,
        created_at: at,
        updated_at: at,
      })
      .execute();
  }

  /** Writes to a draft that is still at `revision`; returns whether it was. */
  async change(id: string, revision: number, change: VersionChange, at: string): Promise<boolean> {
    const { numUpdatedRows } = await this.#db
      .updateTable("versions")
      .set({ ...change, revision: revision + 1, updated_at: at })
      .where("id", "=", id)
      .where("revision", "=", revision)
      .where("status", "=", "draft")
      .executeTakeFirst();
    return numUpdatedRows === 1n;
  }

  /** Makes a draft that is still at `revision` a published version; returns whether it was. */
  async publish(id: string, revision: number, at: string): Promise<boolean> {
    const { numUpdatedRows } = await this.#db
      .updateTable("versions")
      .set({ status: "published", revision: revision + 1, updated_at: at })
      .where("id", "=", id)
      .where("revision", "=", revision)
      .where("status", "=", "draft")
      .executeTakeFirst();
    return numUpdatedRows === 1n;
  }
}

const fromRow = (row: Selectable<VersionRow>): StoredVersion => ({
  id: row.id,
  scheme: row.scheme,
  version: row.version,
  title: row.title,
  status: row.status,
  text: row.text,
  hash: row.hash,
  revision: row.revision,
  ...(row.based_on !== null && { basedOn: row.based_on }),
  createdAt: row.created_at,
  updatedAt: row.updated_at,
});
