import type { ChainHead } from "../../audit/chain.ts";
import { UserError } from "../../user-error.ts";

/** Where the audit log ended at a time, kept outside the database; as `GET /api/audit/anchor` gives it too. */
export interface Anchor extends ChainHead {
  /** UTC, ISO 8601. */
  readonly at: string;
}

export const anchorText = (anchor: Anchor): string => `${JSON.stringify(anchor, null, 2)}\n`;

/** @throws UserError for a text that is no anchor */
export function readAnchor(text: string): Anchor {
  try {
    const { count, hash, at } = JSON.parse(text) as Readonly<Record<string, unknown>>;
    const isHead = Number.isSafeInteger(count) && typeof hash === "string" && /^[0-9a-f]{64}$/.test(hash);
    if (isHead && typeof at === "string") return { count: Number(count), hash, at };
  } catch {
    // Said below, as for everything else that is none.
  }
  throw new UserError({
    zh: "这不是锚点文件；应由 plumbline anchor 或接口 /api/audit/anchor 导出",
    en: "this is no anchor; plumbline anchor or /api/audit/anchor writes one",
  });
}
