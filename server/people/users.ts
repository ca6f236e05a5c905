import type { Stores } from "../store/store.ts";
import type { StoredUser, UserChange } from "../store/user-store.ts";

/** A name to sign in with: small letters, digits, dot, dash, underscore or Chinese; also an e-mail address. */
export const USER_NAME = "^[\\p{Ll}\\p{Lo}\\p{N}][\\p{Ll}\\p{Lo}\\p{N}._@-]{1,63}$";

/** Why an administrator may not change a user so; `undefined` where they may. */
export async function refusalOf(
  stores: Pick<Stores, "users">,
  actor: string,
  before: StoredUser,
  change: UserChange,
): Promise<"own-account" | "last-administrator" | "demo-account" | "agent-taken" | undefined> {
  if (actor === before.id) return "own-account";
  if (before.demo && !sameRoles(before.roles, change.roles)) return "demo-account";
  if (change.agent !== undefined && change.agent !== before.agent) {
    const other = await stores.users.findByAgent(change.agent);
    if (other) return "agent-taken";
  }
  const stays = change.disabledAt === undefined && change.roles.includes("administrator");
  if (stays || before.disabledAt !== undefined || !before.roles.includes("administrator")) return undefined;
  const others = (await stores.users.list()).filter(
    ({ id, roles, disabledAt }) => id !== before.id && disabledAt === undefined && roles.includes("administrator"),
  );
  return others.length === 0 ? "last-administrator" : undefined;
}

const sameRoles = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((role) => b.includes(role));
