import type { StoredRun } from "../store/run-store.ts";
import type { Stores } from "../store/store.ts";
import { inForce, sumByAgent } from "./adjustments.ts";
import type { Beside } from "./totals.ts";

/** What is paid beside the lines of a revision; only to these agents where they are given. */
export async function besideLines(
  { adjustments, corrections }: Stores,
  run: Pick<StoredRun, "id">,
  revision: number,
  agents?: readonly string[],
): Promise<Beside> {
  return {
    adjustments: sumByAgent(inForce(await adjustments.list(run.id, agents), revision)),
    corrections: await corrections.sumsOfRun(run.id, agents),
  };
}
