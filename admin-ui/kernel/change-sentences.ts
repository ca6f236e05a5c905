import {
  canChangeValues,
  citationOf,
  describeEdit,
  describeProse,
  diffVersions,
  readCatalogue,
  readVersion,
} from "../../engine/index.ts";
import type { ChangeSentence } from "../../server/api-types.ts";

/** What a text says differently from an older one, in the order of the newer; both need not be on the server. */
export function changeSentences(older: string, newer: string, catalogueText: string): ChangeSentence[] {
  const { catalogue } = readCatalogue(catalogueText);
  const after = readVersion(newer, catalogue);
  const { edits, prose } = diffVersions(readVersion(older, catalogue), after);
  const places = new Map(after.document.clauses.map((clause, at) => [clause, at]));
  return [
    ...edits.map((edit) => ({ clause: edit.clause, says: describeEdit(edit), changesValues: canChangeValues(edit) })),
    ...prose.map((change) => ({ clause: change.clause, says: describeProse(change), changesValues: false })),
  ]
    .map(({ clause, says, changesValues }) => ({
      place: clause ? (places.get(clause) ?? -1) : -1,
      sentence: { clause: clause ? citationOf(clause) : "", ...says, changesValues },
    }))
    .sort((a, b) => a.place - b.place)
    .map(({ sentence }) => sentence);
}
