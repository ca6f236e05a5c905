/** A version's ETag: its revision. Strong, since the revision changes with every change of the text. */
export const etagOf = (revision: number): string => `"${revision}"`;

/**
 * Reads an If-Match header: does it name this revision? A weak tag (`W/"3"`) counts too, because
 * proxies weaken tags when they compress, and a revision says the same either way.
 */
export function readIfMatch(header: string): (revision: number) => boolean {
  const tags = header.split(",").map((tag) => tag.trim().replace(/^W\//, ""));
  return (revision) => tags.includes("*") || tags.includes(etagOf(revision));
}
