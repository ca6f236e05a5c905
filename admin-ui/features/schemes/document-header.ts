import { readDocument } from "../../../engine/index.ts";

/** What a document says of itself at its head; absent where it does not. Brings the engine: load it when it is needed. */
export interface DocumentHeader {
  readonly scheme: string | undefined;
  readonly version: string | undefined;
}

export function documentHeader(text: string): DocumentHeader {
  const { frontMatter } = readDocument(text);
  return { scheme: frontMatter.get("scheme")?.value, version: frontMatter.get("version")?.value };
}
