import type { Catalogue } from "../catalogue/metric.ts";
import { resolve } from "../check/resolve/resolve.ts";
import type { Program } from "../ir/program.ts";
import { readDocument } from "../source/read-document.ts";
import { parseBlocks } from "../syntax/parse.ts";

/**
 * The program of a text of which nothing is proven, so that its tables may have gaps and overlaps.
 * @throws Error where it cannot be read, or its names, types or units do not fit
 */
export function programOf(text: string, catalogue: Catalogue): Program {
  const document = readDocument(text);
  const { statements, diagnostics: syntax } = parseBlocks(document);
  const { program, diagnostics: meaning } = resolve(document, statements, catalogue);
  const errors = [...syntax, ...meaning].filter(({ severity }) => severity === "error");
  if (errors.length > 0) throw new Error(`${errors.map(({ message }) => message.en).join("; ")}\n${text}`);
  return program;
}
