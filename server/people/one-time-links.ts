import { randomUUID } from "node:crypto";
import { SYSTEM } from "../access/actor.ts";
import type { Store, Stores } from "../store/store.ts";
import { hashPassword } from "./password.ts";
import { newToken, tokenHash } from "./token.ts";

const DAY = 24 * 60 * 60_000;
/** How long a link can be used. */
const OPEN_FOR = 3 * DAY;

/** A new link with which a user sets their password; those made before no longer work. */
export async function linkFor(store: Store, stores: Stores, user: string): Promise<string> {
  const { token, hash } = newToken();
  await stores.sessions.addLink(hash, user, end(store));
  return token;
}

/**
 * The link that makes the first administrator, for the console; `undefined` where there is one already. Each
 * start makes a new one.
 */
export function setupLink(store: Store): Promise<string | undefined> {
  return store.quietly(async (stores) => {
    if (await hasAdministrator(stores)) return undefined;
    const { token, hash } = newToken();
    await stores.sessions.addLink(hash, undefined, end(store));
    return token;
  });
}

/** Accounts of the sample company do not count: they are nobody's. */
export const hasAdministrator = async ({ users }: Pick<Stores, "users">): Promise<boolean> =>
  (await users.list()).some(({ roles, demo, disabledAt }) => !demo && !disabledAt && roles.includes("administrator"));

/** Sets a password by a link, which is used up; returns whether there was such a link. */
export async function setPasswordByLink(store: Store, token: string, password: string): Promise<boolean> {
  const passwordHash = await hashPassword(password);
  return giveUpWithout(() =>
    store.write(SYSTEM, async ({ sessions, users, audit }) => {
      const taken = await sessions.takeLink(tokenHash(token), store.now());
      if (taken?.user === undefined) throw new NoLink();
      await users.setPassword(taken.user, passwordHash, store.now());
      await sessions.endAll(taken.user);
      audit.record({ action: "user.set-password", subject: taken.user, details: { by: "link" } });
    }),
  );
}

export interface FirstAdministrator {
  readonly name: string;
  readonly displayName: string;
  readonly password: string;
}

/** Makes the first administrator by the link on the console; returns whether there was such a link. */
export async function setUp(store: Store, token: string, first: FirstAdministrator): Promise<boolean> {
  const passwordHash = await hashPassword(first.password);
  return giveUpWithout(() =>
    store.write(SYSTEM, async (stores) => {
      const { sessions, users, audit } = stores;
      const taken = await sessions.takeLink(tokenHash(token), store.now());
      if (!taken || taken.user !== undefined || (await hasAdministrator(stores))) throw new NoLink();
      const id = randomUUID();
      const { name, displayName } = first;
      await users.add({ id, name, displayName, roles: ["administrator"], demo: false, passwordHash }, store.now());
      audit.record({ action: "user.add", subject: id, details: { name, roles: ["administrator"], by: "set-up" } });
    }),
  );
}

class NoLink extends Error {}

async function giveUpWithout(work: () => Promise<void>): Promise<boolean> {
  try {
    await work();
    return true;
  } catch (error) {
    if (error instanceof NoLink) return false;
    throw error;
  }
}

const end = (store: Store): string => new Date(store.clock().getTime() + OPEN_FOR).toISOString();
