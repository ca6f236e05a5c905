import { applyEdits, readDocument, type SourceDocument } from "../../engine/index.ts";
import { VERSION_NAME } from "./version-name.ts";

/** What the list of schemes shows of a text; absent is what its front matter does not say readably. */
export interface Heading {
  readonly scheme?: string;
  readonly version?: string;
  readonly title?: string;
}

const LONGEST_TITLE = 200;
const versionName = new RegExp(VERSION_NAME, "u");

export function readHeading({ frontMatter }: SourceDocument): Heading {
  const scheme = frontMatter.get("scheme")?.value;
  const version = frontMatter.get("version")?.value;
  const title = frontMatter.get("title")?.value.trim().slice(0, LONGEST_TITLE);
  return {
    ...(scheme && { scheme }),
    ...(version !== undefined && versionName.test(version) && { version }),
    ...(title && { title }),
  };
}

/** The text with another version in its front matter; `undefined` where it has no `version` line. */
export function renameVersion(text: string, version: string): string | undefined {
  const written = readDocument(text).frontMatter.get("version");
  return written && applyEdits(text, [{ span: written.span, text: version }]);
}
