/** What of a thrown value may stand in a log. */
export interface Fault {
  readonly type: string;
  /** Of a database or the operating system: `SQLITE_BUSY`, `ECONNREFUSED`. */
  readonly code?: string;
  /** With everything left out that could be somebody's: what is quoted, numbers, and all but Latin letters. */
  readonly message: string;
  /** Files and lines of the program. */
  readonly at?: readonly string[];
  readonly cause?: Fault;
}

const MOST_FRAMES = 12;
const DEEPEST = 3;

export function faultOf(thrown: unknown, depth = 0): Fault {
  if (!(thrown instanceof Error)) return { type: typeof thrown, message: redacted(String(thrown)) };
  const code = "code" in thrown && typeof thrown.code === "string" ? thrown.code : undefined;
  const frames = (thrown.stack ?? "").split("\n").filter((line) => /^\s+at /.test(line));
  return {
    type: thrown.name,
    ...(code !== undefined && { code }),
    message: redacted(thrown.message),
    at: frames.slice(0, MOST_FRAMES).map((line) => line.trim().slice(3)),
    ...(thrown.cause !== undefined && depth < DEEPEST && { cause: faultOf(thrown.cause, depth + 1) }),
  };
}

/** Keeps the words a programmer wrote: identifiers with digits (工号), amounts, names and quotations go. */
export const redacted = (message: string): string =>
  message
    .replace(/"[^"]*"|'[^']*'|“[^”]*”|`[^`]*`/g, "…")
    .replace(/[^\s…]*[^\x20-\x7e\s…]+[^\s…]*/g, "…")
    .replace(/\S*\d\S*/g, "…")
    .slice(0, 300);
