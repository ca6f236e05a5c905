import { canonicalJson, sha256 } from "../canonical-json.ts";

/** What happened, as it goes into the log. */
export interface AuditEntry {
  /** `version.approve`, `run.lock`: the concept and what was done to it. */
  readonly action: string;
  /** The id of what it was done to. */
  readonly subject: string;
  /** What an auditor needs beside: reasons, counts, hashes. Never a password or a token. */
  readonly details?: Readonly<Record<string, unknown>>;
}

/** An entry in its place. */
export interface ChainedEntry {
  /** 1, 2, 3, … */
  readonly number: number;
  /** UTC, ISO 8601. */
  readonly at: string;
  /** The user's id, or `system`. */
  readonly actor: string;
  readonly action: string;
  readonly subject: string;
  /** JSON, as it was hashed. */
  readonly details: string;
  /** The hash of the entry before; `GENESIS` for the first. */
  readonly previous: string;
  readonly hash: string;
}

export const GENESIS = "0".repeat(64);

/** Where the chain ends: what is exported and kept elsewhere, since a chain alone accepts a cut tail. */
export interface ChainHead {
  /** How many entries there are. */
  readonly count: number;
  readonly hash: string;
}

export const EMPTY: ChainHead = { count: 0, hash: GENESIS };

export function chain(head: ChainHead, entry: AuditEntry, actor: string, at: string): ChainedEntry {
  const linked = {
    number: head.count + 1,
    at,
    actor,
    action: entry.action,
    subject: entry.subject,
    details: canonicalJson(entry.details ?? {}),
    previous: head.hash,
  };
  return { ...linked, hash: hashOf(linked) };
}

export const hashOf = ({ number, at, actor, action, subject, details, previous }: Omit<ChainedEntry, "hash">): string =>
  sha256(JSON.stringify([number, at, actor, action, subject, details, previous]));

/** Why an entry cannot follow what stands before it; `undefined` where it does. */
export function breakAt(head: ChainHead, entry: ChainedEntry): "number" | "previous" | "hash" | undefined {
  if (entry.number !== head.count + 1) return "number";
  if (entry.previous !== head.hash) return "previous";
  return entry.hash === hashOf(entry) ? undefined : "hash";
}
