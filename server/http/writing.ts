import type { Actor } from "../access/actor.ts";
import { sha256 } from "../canonical-json.ts";
import type { Store, Stores } from "../store/store.ts";
import { problem } from "./problem.ts";
import type { Reply } from "./route.ts";

/** A request by its idempotency key, and what tells it from another. */
export interface KeyedRequest {
  readonly key: string;
  /** Method, path and body. */
  readonly content: string;
}

export const LONGEST_KEY = 128;

/**
 * Writes as the actor. With a key, the reply is kept in the same transaction: a second request with it, at
 * the same time or a day later, changes nothing and is answered alike.
 */
export async function write(
  store: Store,
  actor: Actor,
  request: KeyedRequest | undefined,
  work: (stores: Stores) => Promise<Reply>,
): Promise<Reply> {
  if (request === undefined) return store.write(actor, work);
  const { key } = request;
  const hash = sha256(request.content);
  try {
    return await store.write(actor, async (stores) => {
      const kept = await stores.replies.find(actor.user, key);
      if (kept) {
        if (kept.request !== hash) throw problem("idempotency-key-reused", { key });
        throw new Kept(JSON.parse(kept.reply) as Reply);
      }
      const reply = await work(stores);
      await stores.replies.keep({
        user: actor.user,
        key,
        request: hash,
        reply: JSON.stringify(reply),
        at: store.now(),
      });
      return reply;
    });
  } catch (error) {
    // Nothing was written: the transaction ends without a trace.
    if (error instanceof Kept) return error.reply;
    throw error;
  }
}

class Kept extends Error {
  readonly reply: Reply;

  constructor(reply: Reply) {
    super("answered before");
    this.reply = reply;
  }
}
