import type { Kysely } from "kysely";
import { type AuditEntry, type ChainedEntry, type ChainHead, chain, EMPTY } from "../audit/chain.ts";
import type { Tables } from "./tables.ts";

export interface AuditFilter {
  /** Entries with a smaller number only. */
  readonly before?: number | undefined;
  readonly subject?: string | undefined;
  readonly actor?: string | undefined;
  /** The beginning of the action: `run.` */
  readonly action?: string | undefined;
  readonly limit: number;
}

export class AuditStore {
  readonly #db: Kysely<Tables>;
  readonly #pending: AuditEntry[] | undefined;

  /** @param pending takes what is recorded, in a transaction that writes it when its work is done */
  constructor(db: Kysely<Tables>, pending?: AuditEntry[]) {
    this.#db = db;
    this.#pending = pending;
  }

  /** Only inside `Store.write`. */
  record(entry: AuditEntry): void {
    if (!this.#pending) throw new Error(`"${entry.action}" can only be recorded where it is written`);
    this.#pending.push(entry);
  }

  async head(): Promise<ChainHead> {
    const last = await this.#db
      .selectFrom("audit")
      .select(["number", "hash"])
      .orderBy("number", "desc")
      .limit(1)
      .executeTakeFirst();
    return last ? { count: last.number, hash: last.hash } : EMPTY;
  }

  /** The newest first. */
  list({ before, subject, actor, action, limit }: AuditFilter): Promise<ChainedEntry[]> {
    return this.#db
      .selectFrom("audit")
      .selectAll()
      .$if(before !== undefined, (query) => query.where("number", "<", before ?? 0))
      .$if(subject !== undefined, (query) => query.where("subject", "=", subject ?? ""))
      .$if(actor !== undefined, (query) => query.where("actor", "=", actor ?? ""))
      .$if(action !== undefined, (query) =>
        query.where("action", ">=", action ?? "").where("action", "<", `${action ?? ""}\u{ffff}`),
      )
      .orderBy("number", "desc")
      .limit(limit)
      .execute();
  }

  /** Entries from a number on, in their order: for who reads all of them. */
  from(number: number, limit: number): Promise<ChainedEntry[]> {
    return this.#db
      .selectFrom("audit")
      .selectAll()
      .where("number", ">=", number)
      .orderBy("number")
      .limit(limit)
      .execute();
  }

  /** Links entries to the end of the chain; only `Store.write` calls it, while nobody else can write. */
  async append(entries: readonly AuditEntry[], actor: string, at: string): Promise<void> {
    let head = await this.head();
    const chained = entries.map((entry) => {
      const next = chain(head, entry, actor, at);
      head = { count: next.number, hash: next.hash };
      return next;
    });
    await this.#db.insertInto("audit").values(chained).execute();
  }
}
