import type { Kysely, Selectable } from "kysely";
import { isRole, type Role } from "../access/role.ts";
import type { Tables, UserRow } from "./tables.ts";

export interface StoredUser {
  readonly id: string;
  /** What is typed to sign in. */
  readonly name: string;
  readonly displayName: string;
  readonly roles: readonly Role[];
  /** 工号 */
  readonly agent?: string;
  /** An account of the sample company. */
  readonly demo: boolean;
  readonly disabledAt?: string;
  /** Absent until the user has set a password. */
  readonly passwordHash?: string;
  readonly revision: number;
  readonly createdAt: string;
  readonly updatedAt: string;
}

export type NewUser = Pick<StoredUser, "id" | "name" | "displayName" | "roles" | "agent" | "demo" | "passwordHash">;
export type UserChange = Pick<StoredUser, "displayName" | "roles" | "agent" | "disabledAt">;

export class UserStore {
  readonly #db: Kysely<Tables>;

  constructor(db: Kysely<Tables>) {
    this.#db = db;
  }

  /** By name. */
  async list(): Promise<StoredUser[]> {
    const rows = await this.#db.selectFrom("users").selectAll().orderBy("name").execute();
    const roles = Map.groupBy(await this.#db.selectFrom("user_roles").selectAll().execute(), ({ user }) => user);
    return rows.map((row) => toUser(row, roles.get(row.id)?.map(({ role }) => role) ?? []));
  }

  async find(id: string): Promise<StoredUser | undefined> {
    return this.#withRoles(await this.#db.selectFrom("users").selectAll().where("id", "=", id).executeTakeFirst());
  }

  /** The names that users go by, by their ids. */
  async displayNames(ids: readonly string[]): Promise<Map<string, string>> {
    if (ids.length === 0) return new Map();
    const rows = await this.#db.selectFrom("users").select(["id", "display_name"]).where("id", "in", ids).execute();
    return new Map(rows.map(({ id, display_name }) => [id, display_name]));
  }

  async findByName(name: string): Promise<StoredUser | undefined> {
    return this.#withRoles(await this.#db.selectFrom("users").selectAll().where("name", "=", name).executeTakeFirst());
  }

  async findByAgent(agent: string): Promise<StoredUser | undefined> {
    return this.#withRoles(
      await this.#db.selectFrom("users").selectAll().where("agent", "=", agent).executeTakeFirst(),
    );
  }

  async add({ id, name, displayName, roles, agent, demo, passwordHash }: NewUser, at: string): Promise<void> {
    await this.#db
      .insertInto("users")
      .values({
        id,
        name,
        display_name: displayName,
        password_hash: passwordHash ?? null,
        agent: agent ?? null,
        demo: demo ? 1 : 0,
        disabled_at: null,
        revision: 1,
        created_at: at,
        updated_at: at,
      })
      .execute();
    await this.#setRoles(id, roles);
  }

  /** Writes to a user who is still at `revision`; returns whether they were. */
  async change(id: string, revision: number, change: UserChange, at: string): Promise<boolean> {
    const { numUpdatedRows } = await this.#db
      .updateTable("users")
      .set({
        display_name: change.displayName,
        agent: change.agent ?? null,
        disabled_at: change.disabledAt ?? null,
        revision: revision + 1,
        updated_at: at,
      })
      .where("id", "=", id)
      .where("revision", "=", revision)
      .executeTakeFirst();
    if (numUpdatedRows !== 1n) return false;
    await this.#db.deleteFrom("user_roles").where("user", "=", id).execute();
    await this.#setRoles(id, change.roles);
    return true;
  }

  async setPassword(id: string, passwordHash: string, at: string): Promise<void> {
    await this.#db
      .updateTable("users")
      .set({ password_hash: passwordHash, updated_at: at })
      .where("id", "=", id)
      .execute();
  }

  async #setRoles(user: string, roles: readonly Role[]): Promise<void> {
    if (roles.length === 0) return;
    await this.#db
      .insertInto("user_roles")
      .values(roles.map((role) => ({ user, role })))
      .execute();
  }

  async #withRoles(row: Selectable<UserRow> | undefined): Promise<StoredUser | undefined> {
    if (!row) return undefined;
    const roles = await this.#db.selectFrom("user_roles").select("role").where("user", "=", row.id).execute();
    return toUser(
      row,
      roles.map(({ role }) => role),
    );
  }
}

/** @param roles null for none */
export const toUser = (row: Selectable<UserRow>, roles: readonly (string | null)[]): StoredUser => ({
  id: row.id,
  name: row.name,
  displayName: row.display_name,
  roles: roles
    .filter((role) => role !== null)
    .filter(isRole)
    .sort(),
  ...(row.agent !== null && { agent: row.agent }),
  demo: row.demo === 1,
  ...(row.disabled_at !== null && { disabledAt: row.disabled_at }),
  ...(row.password_hash !== null && { passwordHash: row.password_hash }),
  revision: row.revision,
  createdAt: row.created_at,
  updatedAt: row.updated_at,
});
