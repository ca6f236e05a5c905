import { createHash, type Hash } from "node:crypto";
import { StringDecoder } from "node:string_decoder";

/** In characters: no row of a backup is longer, since no piece of a file is. */
const LONGEST_LINE = 64 * 1024 * 1024;

/** A line, and the hash of all lines before it. */
export interface Line {
  readonly text: string;
  /** SHA-256, hexadecimal. */
  readonly before: () => string;
}

/** @throws Error where a line is longer than any of a backup */
export async function* readLines(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Line> {
  const hash: Hash = createHash("sha256");
  const decoder = new StringDecoder("utf8");
  let rest = "";
  for await (const chunk of bytes) {
    const text = decoder.write(Buffer.from(chunk));
    rest += text;
    if (rest.length > LONGEST_LINE) throw new Error("a line is too long");
    // Else a long line would be searched from its beginning again and again.
    if (!text.includes("\n")) continue;
    const lines = rest.split("\n");
    rest = lines.pop() ?? "";
    for (const text of lines) {
      yield { text, before: () => hash.copy().digest("hex") };
      hash.update(`${text}\n`);
    }
  }
  if (rest !== "") throw new Error("the last line has no end");
}
