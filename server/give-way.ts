import { setImmediate } from "node:timers/promises";

/**
 * Lets other requests be answered between two pieces of work. Reading from SQLite alone does not: it is done before
 * its promise is looked at.
 */
export const giveWay = (): Promise<void> => setImmediate();
