import type { Kysely, Selectable } from "kysely";
import type { FindingCounts } from "../schemes/finding-counts.ts";
import type { VersionStatus } from "../schemes/lifecycle.ts";
import type { Tables, VersionRow } from "./tables.ts";

/** One version of a scheme. */
export interface StoredVersion {
  readonly id: string;
  readonly scheme: string;
  readonly version: string;
  readonly title: string;
  readonly status: VersionStatus;
  readonly text: string;
  readonly hash: string;
  /** The hash of the catalogue it is read with from its submission on; absent: with the current one. */
  readonly catalogue?: string;
  /** Which of the language's meanings it was submitted with; there where a catalogue is kept. */
  readonly languageVersion?: string;
  /** `YYYY-MM`; set by its approval. */
  readonly effectiveFrom?: string;
  /** When it was approved (UTC, ISO 8601). */
  readonly approvedAt?: string;
  /** Counts the changes; whoever changes the version must know it. */
  readonly revision: number;
  readonly basedOn?: string;
  /** Why it was begun, in the words of who did. */
  readonly reason?: string;
  readonly createdAt: string;
  readonly updatedAt: string;
}

/** A version as lists have it. */
export type ListedVersion = Omit<StoredVersion, "text">;

export type NewVersion = Pick<
  StoredVersion,
  "id" | "scheme" | "version" | "title" | "text" | "hash" | "basedOn" | "reason"
>;
export type VersionChange = Pick<StoredVersion, "version" | "title" | "text" | "hash">;

/** Where a step leads, and what it settles. */
export interface Move {
  readonly status: VersionStatus;
  /** Of a submission: the content hash under the pinned catalogue. */
  readonly hash?: string;
  /** What it is read with from now on; null: with what is current; absent: as it was. */
  readonly pinned?: { readonly catalogue: string; readonly languageVersion: string } | null;
  readonly effectiveFrom?: string;
}

export class VersionStore {
  readonly #db: Kysely<Tables>;

  constructor(db: Kysely<Tables>) {
    this.#db = db;
  }

  /** By scheme, then the order in which they were made. */
  async list(scheme?: string): Promise<ListedVersion[]> {
    const rows = await this.#dated()
      .select(LISTED)
      .$if(scheme !== undefined, (query) => query.where("versions.scheme", "=", scheme ?? ""))
      .orderBy("versions.scheme")
      .orderBy("versions.created_at")
      .orderBy("versions.version")
      .execute();
    return rows.map(fromRow);
  }

  async find(id: string): Promise<StoredVersion | undefined> {
    const row = await this.#dated().select(LISTED).select("text").where("versions.id", "=", id).executeTakeFirst();
    return row && { ...fromRow(row), text: row.text };
  }

  async hasName(scheme: string, version: string): Promise<boolean> {
    const row = await this.#db
      .selectFrom("versions")
      .select("id")
      .where("scheme", "=", scheme)
      .where("version", "=", version)
      .executeTakeFirst();
    return row !== undefined;
  }

  async hasScheme(id: string): Promise<boolean> {
    const row = await this.#db.selectFrom("schemes").select("id").where("id", "=", id).executeTakeFirst();
    return row !== undefined;
  }

  /** Adds a draft, and its scheme if it is the first of it. */
  async addDraft({ basedOn, reason, ...draft }: NewVersion, author: string, at: string): Promise<void> {
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
        catalogue: null,
        language_version: null,
        effective_from: null,
        revision: 1,
        based_on: basedOn ?? null,
        reason: reason ?? null,
        created_at: at,
        updated_at: at,
      })
      .execute();
    await this.#addAuthor(draft.id, author);
  }

  /** Writes to a draft that is still at `revision`; returns whether it was. */
  async change(id: string, revision: number, change: VersionChange, author: string, at: string): Promise<boolean> {
    const { numUpdatedRows } = await this.#db
      .updateTable("versions")
      .set({ ...change, revision: revision + 1, updated_at: at })
      .where("id", "=", id)
      .where("revision", "=", revision)
      .where("status", "=", "draft")
      .executeTakeFirst();
    if (numUpdatedRows !== 1n) return false;
    await this.#addAuthor(id, author);
    return true;
  }

  /** Moves a version that is still at `revision` on to another state; returns whether it was. */
  async move(id: string, revision: number, move: Move, at: string): Promise<boolean> {
    const { status, hash, pinned, effectiveFrom } = move;
    const { numUpdatedRows } = await this.#db
      .updateTable("versions")
      .set({
        status,
        revision: revision + 1,
        updated_at: at,
        ...(hash !== undefined && { hash }),
        ...(pinned !== undefined && {
          catalogue: pinned?.catalogue ?? null,
          language_version: pinned?.languageVersion ?? null,
        }),
        ...(effectiveFrom !== undefined && { effective_from: effectiveFrom }),
      })
      .where("id", "=", id)
      .where("revision", "=", revision)
      .executeTakeFirst();
    return numUpdatedRows === 1n;
  }

  /** Ids of all who created or edited it. */
  async authors(id: string): Promise<string[]> {
    const rows = await this.#db
      .selectFrom("version_authors")
      .select("author")
      .where("version", "=", id)
      .orderBy("author")
      .execute();
    return rows.map(({ author }) => author);
  }

  /** Who created or edited any version, by version. */
  allAuthors(): Promise<{ readonly version: string; readonly author: string }[]> {
    return this.#db.selectFrom("version_authors").selectAll().orderBy("version").orderBy("author").execute();
  }

  /** By the id of the version: what was counted, and with what. */
  async findings(): Promise<Map<string, { checked: string; counts: FindingCounts }>> {
    const rows = await this.#db.selectFrom("version_findings").selectAll().execute();
    return new Map(
      rows.map(({ version, checked, errors, warnings, assumed }) => [
        version,
        { checked, counts: { errors, warnings, assumed } },
      ]),
    );
  }

  async keepFindings(version: string, checked: string, counts: FindingCounts): Promise<void> {
    const found = { checked, ...counts };
    await this.#db
      .insertInto("version_findings")
      .values({ version, ...found })
      .onConflict((conflict) => conflict.column("version").doUpdateSet(found))
      .execute();
  }

  async #addAuthor(version: string, author: string): Promise<void> {
    await this.#db
      .insertInto("version_authors")
      .values({ version, author })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }

  /** A version is approved once at most: nothing leads back from there. */
  #dated() {
    return this.#db
      .selectFrom("versions")
      .leftJoin("version_steps", (join) =>
        join.onRef("version_steps.version", "=", "versions.id").on("version_steps.step", "=", "approve"),
      );
  }
}

const LISTED = [
  "versions.id",
  "versions.scheme",
  "versions.version",
  "versions.title",
  "versions.status",
  "versions.hash",
  "versions.catalogue",
  "versions.language_version",
  "versions.effective_from",
  "versions.revision",
  "versions.based_on",
  "versions.reason",
  "versions.created_at",
  "versions.updated_at",
  "version_steps.taken_at as approved_at",
] as const;

type Listed = Omit<Selectable<VersionRow>, "text"> & { readonly approved_at: string | null };

const fromRow = (row: Listed): ListedVersion => ({
  id: row.id,
  scheme: row.scheme,
  version: row.version,
  title: row.title,
  status: row.status,
  hash: row.hash,
  ...(row.catalogue !== null && { catalogue: row.catalogue }),
  ...(row.language_version !== null && { languageVersion: row.language_version }),
  ...(row.effective_from !== null && { effectiveFrom: row.effective_from }),
  ...(row.approved_at !== null && { approvedAt: row.approved_at }),
  revision: row.revision,
  ...(row.based_on !== null && { basedOn: row.based_on }),
  ...(row.reason !== null && { reason: row.reason }),
  createdAt: row.created_at,
  updatedAt: row.updated_at,
});
