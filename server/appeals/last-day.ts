import { type Month, parseBlocks, readDocument, readInstitution } from "../../engine/index.ts";
import type { Stores } from "../store/store.ts";
import { lastDayToAppeal } from "./deadline.ts";

/**
 * The last day (`YYYY-MM-DD`, Asia/Shanghai) on which who was paid by a version may appeal, by the institutions
 * that the version is held to.
 *
 * @param version its id; null for who was paid by none
 */
export async function lastDayFor(
  { versions, institutions }: Stores,
  version: string | null,
  month: Month,
  publishedAt: string,
): Promise<string> {
  const text = version === null ? undefined : (await versions.find(version))?.text;
  const ids = text === undefined ? new Set<string>() : institutionsHeldTo(text);
  const kept = ids.size === 0 ? [] : await institutions.list();
  const held = kept.filter(({ id }) => ids.has(id)).map((stored) => readInstitution(stored.text).institution);
  return lastDayToAppeal(month, new Date(publishedAt), held);
}

/** The ids that the text names, read without compiling it. */
function institutionsHeldTo(text: string): Set<string> {
  const { statements } = parseBlocks(readDocument(text));
  return new Set(statements.flatMap((statement) => (statement.kind === "held" ? [statement.institution.name] : [])));
}
