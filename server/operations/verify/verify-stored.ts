import type { Localized } from "../../../engine/index.ts";
import type { ChainHead } from "../../audit/chain.ts";
import type { Store } from "../../store/store.ts";
import type { Anchor } from "./anchor.ts";
import { verifyChain } from "./verify-chain.ts";
import { verifyLists } from "./verify-lists.ts";
import { verifyRuns } from "./verify-runs.ts";
import { verifyVersions } from "./verify-versions.ts";

export interface StoredReport {
  readonly head: ChainHead;
  /** How many versions and how many locked revisions of runs were looked at. */
  readonly versions: number;
  readonly revisions: number;
  /** How many report lists. */
  readonly lists: number;
  /** What is wrong and where, in sentences; empty where nothing is. */
  readonly faults: readonly Localized[];
}

interface Options {
  readonly anchor?: Anchor | undefined;
  /** From 0 to 1. */
  readonly onProgress?: (share: number) => void;
}

/** Checks everything that can be checked without trusting the database: all of it as it is at one moment. */
export function verifyStored(store: Store, { anchor, onProgress }: Options = {}): Promise<StoredReport> {
  return store.snapshot(async (stores) => {
    const chain = await verifyChain(stores, anchor);
    const versions = await verifyVersions(stores);
    const runs = await verifyRuns(stores, (done, of) => onProgress?.(done / of));
    const lists = await verifyLists(stores);
    return {
      head: chain.head,
      versions: versions.versions,
      revisions: runs.revisions,
      lists: lists.lists,
      faults: [...chain.faults, ...versions.faults, ...runs.faults, ...lists.faults],
    };
  });
}
