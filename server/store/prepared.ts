import type { PostgresPool, PostgresPoolClient } from "kysely";
import type pg from "pg";

/** Statements that lists of values make ever longer are not worth a plan each. */
const MOST = 500;
const PREPARED = /^(?:select|insert|update|delete|with)\b/;
/** A migration has changed what a statement gives since it was prepared. */
const OUTDATED = "0A000";

/**
 * A pool whose connections plan each statement once: the plan of a join takes longer than finding its row. Names go
 * by the text, so that connections that the pool hands out again still know theirs.
 */
export function preparing(pool: pg.Pool): PostgresPool {
  const names = new Map<string, string>();
  let made = 0;
  const nameOf = (text: string): string | undefined => {
    const known = names.get(text);
    if (known !== undefined || names.size >= MOST || !PREPARED.test(text)) return known;
    made += 1;
    names.set(text, `p${made}`);
    return names.get(text);
  };
  const run = async (client: pg.PoolClient, text: string, values: readonly unknown[]): Promise<pg.QueryResult> => {
    const name = nameOf(text);
    try {
      return await client.query({ ...(name !== undefined && { name }), text, values: [...values] });
    } catch (cause) {
      // The next one is prepared anew.
      if ((cause as { readonly code?: unknown }).code === OUTDATED) names.delete(text);
      throw cause;
    }
  };
  return {
    connect: async () => {
      const client = await pool.connect();
      return {
        // Without cursors, which nothing here asks for.
        query: ((text: string, values: readonly unknown[] = []) =>
          run(client, text, values)) as unknown as PostgresPoolClient["query"],
        release: (destroy) => client.release(destroy),
      };
    },
    end: () => pool.end(),
    options: pool.options,
  };
}
