import type { Localized } from "../../../engine/index.ts";
import { breakAt, type ChainedEntry, type ChainHead, EMPTY } from "../../audit/chain.ts";
import type { Stores } from "../../store/store.ts";
import type { Anchor } from "./anchor.ts";

const PAGE = 1_000;
/** One break is often followed by others that say no more. */
const MOST_FAULTS = 20;

export interface ChainReport {
  /** Where the log ends as it was found. */
  readonly head: ChainHead;
  /** What is wrong with it and where; empty where nothing is. */
  readonly faults: readonly Localized[];
}

/**
 * Computes the audit log's chain again from its first entry, and holds it against an anchor: a chain alone shows
 * neither that its end was cut off nor that all of it was written anew.
 */
export async function verifyChain({ audit }: Pick<Stores, "audit">, anchor?: Anchor): Promise<ChainReport> {
  const faults: Localized[] = [];
  let head = EMPTY;
  let anchored: string | undefined = anchor?.count === 0 ? EMPTY.hash : undefined;
  for (let next = 1; ; ) {
    const page = await audit.from(next, PAGE);
    for (const entry of page) {
      const broken = breakAt(head, entry);
      if (broken && faults.length < MOST_FAULTS) faults.push(sentences[broken](entry, head));
      // Gone on with as it stands, so that one break is not reported for every entry after it.
      head = { count: entry.number, hash: entry.hash };
      if (entry.number === anchor?.count) anchored = entry.hash;
    }
    const last = page.at(-1);
    if (!last || page.length < PAGE) break;
    next = last.number + 1;
  }
  if (anchor && anchored !== anchor.hash) faults.push(anchored === undefined ? cut(anchor, head) : rewritten(anchor));
  return { head, faults };
}

type Sentence = (entry: ChainedEntry, head: ChainHead) => Localized;

const sentences: Readonly<Record<NonNullable<ReturnType<typeof breakAt>>, Sentence>> = {
  number: ({ number }, { count }) => ({
    zh: `审计日志第 ${count} 条之后是第 ${number} 条：中间有记录被删除，或插入了记录`,
    en: `entry ${number} of the audit log follows entry ${count}: entries between them were deleted, or some were put in`,
  }),
  previous: ({ number, at }) => ({
    zh: `审计日志第 ${number} 条（${at}）接不上前一条：此处有记录被插入、替换或调换`,
    en: `entry ${number} of the audit log (${at}) does not continue the one before: entries were put in, replaced or swapped here`,
  }),
  hash: ({ number, at }) => ({
    zh: `审计日志第 ${number} 条（${at}）的内容与其哈希不符：这条记录被改动过`,
    en: `entry ${number} of the audit log (${at}) does not have the hash of its content: it was edited`,
  }),
};

const cut = (anchor: Anchor, { count }: ChainHead): Localized => ({
  zh: `锚点（${anchor.at}）时审计日志有 ${anchor.count} 条，现在只到第 ${count} 条：末尾被截掉`,
  en: `at the time of the anchor (${anchor.at}) the audit log had ${anchor.count} entries, now it ends with entry ${count}: its end was cut off`,
});

const rewritten = (anchor: Anchor): Localized => ({
  zh: `审计日志第 ${anchor.count} 条与锚点（${anchor.at}）不符：锚点之前的历史被改写过`,
  en: `entry ${anchor.count} of the audit log is not the one of the anchor (${anchor.at}): history before the anchor was written anew`,
});
