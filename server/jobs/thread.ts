import { chooseDatabase } from "../store/choose-database.ts";
import { Store } from "../store/store.ts";
import type { JobKind } from "./kind.ts";
import { type Outcome, perform, type Step } from "./perform.ts";

/**
 * The function that a jobs' thread runs for each step, on a connection of its own that it keeps. One thread serves
 * one database.
 */
export function threadOf(kinds: Readonly<Record<string, JobKind<never>>>): (step: Step) => Promise<Outcome> {
  // Safe: a payload was typed by its kind's name when it was enqueued.
  const byName = new Map(Object.entries(kinds as Readonly<Record<string, JobKind>>));
  let store: Promise<Store> | undefined;
  let ahead = 0;
  return async (step) => {
    ahead = Date.parse(step.now) - Date.now();
    store ??= Store.open(chooseDatabase(step.database), () => new Date(Date.now() + ahead));
    try {
      return await perform(byName, await store, step);
    } catch (error) {
      // The next step tries a new connection, if it was that.
      const broken = store;
      store = undefined;
      await (await broken)?.close().catch(() => {});
      throw error;
    }
  };
}
