import type { Program } from "./program.ts";
import { allTerms } from "./walk.ts";

/** Whether what an agent comes to can depend on others of the same month: ranks, averages, forced shares. */
export function looksAtPeers(program: Program): boolean {
  for (const term of allTerms(program)) if (term.kind === "peers") return true;
  return false;
}
