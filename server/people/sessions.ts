import { type Actor, NOBODY } from "../access/actor.ts";
import { sha256 } from "../canonical-json.ts";
import type { Store } from "../store/store.ts";
import type { StoredUser } from "../store/user-store.ts";
import { isNobodysPassword, isPassword } from "./password.ts";
import { newToken, tokenHash } from "./token.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** A session ends after a working day without a request, and in any case after a week. */
const IDLE = 10 * HOUR;
const LONGEST = 7 * 24 * HOUR;
/** How exactly the last request is remembered: writing it each time would make every read a write. */
const GRAIN = 5 * MINUTE;

/** Failures within the window after which no further attempt is looked at. */
const WINDOW = 15 * MINUTE;
const MOST_FAILURES_OF_ACCOUNT = 10;
const MOST_FAILURES_OF_ADDRESS = 100;

export type SignIn =
  | { readonly token: string; readonly actor: Actor }
  /** `wrong`: name or password, without telling which. `later`: too many attempts. */
  | { readonly refused: "wrong" | "later" };

export interface SessionOptions {
  /** Whether accounts of the sample company may sign in; not in production. */
  readonly demo: boolean;
}

export class Sessions {
  readonly #store: Store;
  readonly #demo: boolean;

  constructor(store: Store, { demo }: SessionOptions) {
    this.#store = store;
    this.#demo = demo;
  }

  /** @param address where the request came from; blank where unknown */
  async signIn(name: string, password: string, address: string): Promise<SignIn> {
    const account = sha256(`account ${name}`);
    const origin = sha256(`address ${address}`);
    const { stores } = this.#store;
    const failures = await stores.sessions.failures([account, origin], this.#ago(WINDOW));
    if ((failures.get(account) ?? 0) >= MOST_FAILURES_OF_ACCOUNT) return { refused: "later" };
    if ((failures.get(origin) ?? 0) >= MOST_FAILURES_OF_ADDRESS) return { refused: "later" };

    const user = await stores.users.findByName(name);
    const right = user?.passwordHash
      ? await isPassword(password, user.passwordHash)
      : await isNobodysPassword(password);
    if (!user || !right || !this.#isOpen(user)) {
      await this.#store.write(actorOf(user), async ({ sessions, audit }) => {
        await sessions.addFailure([account, origin], this.#store.now());
        // The name is not logged: people type their password there by mistake.
        audit.record({ action: "session.refuse", subject: user?.id ?? "nobody" });
      });
      return { refused: "wrong" };
    }
    const { token, hash } = newToken();
    await this.#store.write(actorOf(user), async ({ sessions, audit }) => {
      const now = this.#store.now();
      await sessions.forgetFailures(account, this.#ago(WINDOW));
      await sessions.forgetEnded(now);
      await sessions.add({
        token_hash: hash,
        user: user.id,
        created_at: now,
        seen_at: now,
        ends_at: this.#in(LONGEST),
      });
      audit.record({ action: "session.start", subject: user.id });
    });
    return { token, actor: actorOf(user) };
  }

  /** Who a session's token belongs to; `undefined` for one that has ended or never was. */
  async authenticate(token: string): Promise<Actor | undefined> {
    const hash = tokenHash(token);
    const found = await this.#store.stores.sessions.find(hash);
    if (!found) return undefined;
    const { session, user } = found;
    const now = this.#store.now();
    if (session.endsAt <= now || session.seenAt <= this.#ago(IDLE) || !this.#isOpen(user)) return undefined;
    if (session.seenAt <= this.#ago(GRAIN)) await this.#store.quietly(({ sessions }) => sessions.touch(hash, now));
    return actorOf(user);
  }

  async signOut(token: string): Promise<void> {
    const actor = await this.authenticate(token);
    if (!actor) return;
    await this.#store.write(actor, async ({ sessions, audit }) => {
      await sessions.end(tokenHash(token));
      audit.record({ action: "session.end", subject: actor.user });
    });
  }

  #isOpen({ demo, disabledAt }: StoredUser): boolean {
    return disabledAt === undefined && (this.#demo || !demo);
  }

  #ago(milliseconds: number): string {
    return new Date(this.#store.clock().getTime() - milliseconds).toISOString();
  }

  #in(milliseconds: number): string {
    return new Date(this.#store.clock().getTime() + milliseconds).toISOString();
  }
}

export const actorOf = (user: StoredUser | undefined): Actor =>
  user
    ? {
        user: user.id,
        name: user.displayName,
        roles: new Set(user.roles),
        ...(user.agent !== undefined && { agent: user.agent }),
      }
    : NOBODY;
