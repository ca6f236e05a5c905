import { randomUUID } from "node:crypto";
import type { Preparation, RevisionPlan, Staged, WrittenRow } from "../store/data-preparation-store.ts";
import type { Store, Stores } from "../store/store.ts";

/** Rows written at once, while all other writers wait. */
const CHUNK = 1_000;

/** In milliseconds: a preparation that stood still for so long was left by a crash. */
const PATIENCE = 60_000;

/**
 * The next revision of a data set, while it is being written. Nobody sees any of it before `commit`, and then all
 * of it. What a crash leaves is removed by the next one that begins.
 */
export class PreparedRevision {
  readonly #store: Store;
  readonly #preparation: Preparation;

  private constructor(store: Store, preparation: Preparation) {
    this.#store = store;
    this.#preparation = preparation;
  }

  /**
   * `undefined` while another revision of the data set is being written. One with the same `reference` is none: it
   * is given up, whoever writes it, since its work is begun anew.
   */
  static async begin(store: Store, plan: RevisionPlan): Promise<PreparedRevision | undefined> {
    await giveUpLeftover(store, plan.dataSet, plan.reference);
    const preparation = await store.quietly(async ({ dataPreparations }) =>
      (await dataPreparations.find(plan.dataSet)) ? undefined : dataPreparations.begin(plan, randomUUID(), store.now()),
    );
    return preparation && new PreparedRevision(store, preparation);
  }

  /**
   * Writes rows, values in the order of the plan's metrics; each agent-month once. A metric that the plan does not
   * name keeps its value.
   * @throws where the preparation stood still for so long that another has given it up
   */
  async stage(rows: readonly WrittenRow[]): Promise<Staged> {
    let total: Staged = { added: 0, changed: 0, unchanged: 0 };
    for (let start = 0; start < rows.length; start += CHUNK) {
      const staged = await this.#store.quietly(({ dataPreparations }) =>
        dataPreparations.stage(this.#preparation, rows.slice(start, start + CHUNK), this.#store.now()),
      );
      total = sum(total, staged);
    }
    return total;
  }

  /** Inside `Store.write`, with what else becomes true at the same moment. @returns the revision's number */
  commit({ dataPreparations }: Stores): Promise<number> {
    return dataPreparations.commit(this.#preparation, this.#store.now());
  }

  abandon(): Promise<void> {
    return giveUp(this.#store, this.#preparation);
  }
}

/**
 * A revision of a few rows, within one `Store.write`. `undefined` while another one is being written.
 * Call `giveUpLeftover` before.
 */
export async function reviseAtOnce(
  { dataPreparations }: Stores,
  plan: RevisionPlan,
  rows: readonly WrittenRow[],
  at: string,
): Promise<(Staged & { readonly number: number }) | undefined> {
  if (await dataPreparations.find(plan.dataSet)) return undefined;
  const preparation = await dataPreparations.begin(plan, randomUUID(), at);
  let total: Staged = { added: 0, changed: 0, unchanged: 0 };
  for (let start = 0; start < rows.length; start += CHUNK) {
    total = sum(total, await dataPreparations.stage(preparation, rows.slice(start, start + CHUNK), at));
  }
  return { ...total, number: await dataPreparations.commit(preparation, at) };
}

/** Removes what a crash has left of a revision: of the one with this reference, or one that stood still for long. */
export async function giveUpLeftover(store: Store, dataSet: string, reference?: string): Promise<void> {
  const found = await store.stores.dataPreparations.find(dataSet);
  if (!found) return;
  const isOwn = reference !== undefined && found.reference === reference;
  const isLeft = store.clock().getTime() - Date.parse(found.touchedAt) > PATIENCE;
  if (isOwn || isLeft) await giveUp(store, found);
}

async function giveUp(store: Store, preparation: Preparation): Promise<void> {
  const taker = randomUUID();
  let more = true;
  while (more) more = await store.quietly(({ dataPreparations }) => dataPreparations.giveUp(preparation, taker));
}

const sum = (a: Staged, b: Staged): Staged => ({
  added: a.added + b.added,
  changed: a.changed + b.changed,
  unchanged: a.unchanged + b.unchanged,
});
