import type { Kysely } from "kysely";
import type { SessionRow, Tables } from "./tables.ts";
import { type StoredUser, toUser } from "./user-store.ts";

/** UTC, ISO 8601: when it was used last, roughly, and when it ends whatever happens. */
export interface SessionTimes {
  readonly seenAt: string;
  readonly endsAt: string;
}

/** Sessions, one-time links and failed attempts: what stands between a request and its user. */
export class SessionStore {
  readonly #db: Kysely<Tables>;

  constructor(db: Kysely<Tables>) {
    this.#db = db;
  }

  async add(row: SessionRow): Promise<void> {
    await this.#db.insertInto("sessions").values(row).execute();
  }

  /** A session with its user, in one question: every request asks it. */
  async find(tokenHash: string): Promise<{ readonly session: SessionTimes; readonly user: StoredUser } | undefined> {
    const rows = await this.#db
      .selectFrom("sessions")
      .innerJoin("users", "users.id", "sessions.user")
      .leftJoin("user_roles", "user_roles.user", "users.id")
      .selectAll("users")
      .select(["seen_at", "ends_at", "role"])
      .where("token_hash", "=", tokenHash)
      .execute();
    const [first] = rows;
    if (!first) return undefined;
    const user = toUser(
      first,
      rows.map(({ role }) => role),
    );
    return { session: { seenAt: first.seen_at, endsAt: first.ends_at }, user };
  }

  async touch(tokenHash: string, seenAt: string): Promise<void> {
    await this.#db.updateTable("sessions").set({ seen_at: seenAt }).where("token_hash", "=", tokenHash).execute();
  }

  async end(tokenHash: string): Promise<void> {
    await this.#db.deleteFrom("sessions").where("token_hash", "=", tokenHash).execute();
  }

  /** Signs the user out everywhere. */
  async endAll(user: string): Promise<void> {
    await this.#db.deleteFrom("sessions").where("user", "=", user).execute();
  }

  async forgetEnded(at: string): Promise<void> {
    await this.#db.deleteFrom("sessions").where("ends_at", "<", at).execute();
    await this.#db.deleteFrom("one_time_links").where("ends_at", "<", at).execute();
  }

  /** Replaces the links there are for the user, or for the first administrator. */
  async addLink(tokenHash: string, user: string | undefined, endsAt: string): Promise<void> {
    await this.#db
      .deleteFrom("one_time_links")
      .where("user", user === undefined ? "is" : "=", user ?? null)
      .execute();
    await this.#db
      .insertInto("one_time_links")
      .values({ token_hash: tokenHash, user: user ?? null, ends_at: endsAt })
      .execute();
  }

  /** Takes a link that has not ended; a second time there is none. */
  async takeLink(tokenHash: string, now: string): Promise<{ readonly user?: string } | undefined> {
    const row = await this.#db
      .deleteFrom("one_time_links")
      .where("token_hash", "=", tokenHash)
      .where("ends_at", ">=", now)
      .returning("user")
      .executeTakeFirst();
    return row && (row.user === null ? {} : { user: row.user });
  }

  async addFailure(keys: readonly string[], at: string): Promise<void> {
    await this.#db
      .insertInto("failed_sign_ins")
      .values(keys.map((key) => ({ key, at })))
      .execute();
  }

  /** How often each key has failed since an instant. */
  async failures(keys: readonly string[], since: string): Promise<ReadonlyMap<string, number>> {
    const rows = await this.#db
      .selectFrom("failed_sign_ins")
      .select(({ fn }) => ["key", fn.countAll<number>().as("count")])
      .where("key", "in", keys)
      .where("at", ">=", since)
      .groupBy("key")
      .execute();
    return new Map(rows.map(({ key, count }) => [key, Number(count)]));
  }

  async forgetFailures(key: string, before: string): Promise<void> {
    await this.#db
      .deleteFrom("failed_sign_ins")
      .where(({ or, eb }) => or([eb("key", "=", key), eb("at", "<", before)]))
      .execute();
  }
}
